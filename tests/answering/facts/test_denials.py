"""What a word of denial denies."""

import pytest

from karabakh_qa.answering.facts import objection
from karabakh_qa.answering.facts.denials import denials
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("He did not agree.", ["agree"]),
        ("She refused to sign.", ["sign"]),
        ("They won not only gold.", []),
        ("It did not prevent war.", ["prevent"]),
        ("It did not prevent them from leaving.", []),
        ("They did not sing only there.", []),
        ("Nobody came from the town.", ["came"]),
    ],
)
def test_denials(text: str, denied: list[str]) -> None:
    assert [found.denied[0].low for found in denials(read(text))] == denied


def test_head() -> None:
    heads = [found.head for found in denials(read("He does not expect to win. Nobody took bread."))]
    assert [head.low for head in heads if head] == ["win", "bread"]


def test_neither_before_a_circumstance_does_not_deny_it() -> None:
    quote = "The base did no good: neither in the war of 2020, nor in the raid, in which four died."
    assert objection("Four died in the raid.", [quote]) is None
    assert objection("The base did good in the war.", [quote]) is not None

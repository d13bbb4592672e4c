"""What a word of denial denies."""

import pytest

from karabakh_qa.answering.facts.denials import denials
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("He did not agree.", ["agree"]),
        ("She refused to sign.", ["sign"]),
        ("They won not only gold.", []),
        ("It did not prevent war.", []),
        ("Nobody came from the town.", ["came"]),
    ],
)
def test_denials(text: str, denied: list[str]) -> None:
    assert [found.denied[0].low for found in denials(read(text))] == denied

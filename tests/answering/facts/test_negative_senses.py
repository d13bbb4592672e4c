"""Words that deny by their own sense answer a denial, where they stand near what it is about."""

import pytest

from karabakh_qa.answering.facts import objection
from karabakh_qa.answering.facts.negative_senses import has_negative_sense
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("It is not known who built the tower.", "It is unclear who built the tower."),
        ("The council took no notice of the petition.", "The council ignored the petition."),
        ("There are no maps of the cave.", "Maps of the cave are unavailable."),
        ("The mill had not enough workers.", "The mill had too few workers."),
        ("The harvest would fail if it did not rain.", "Unless it rained, the harvest would fail."),
        ("She does not think that the dam will burst.", "She said that the dam will not burst."),
    ],
)
def test_denied_in_other_words(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The council did not read the petition.", "The council read the unsigned petition."),
        ("The dam did not burst.", "The dam burst, and many houses were uninhabitable."),
        ("The mill did not close in May.", "The mill closed in May, as a few workers left."),
        ("The plan was not approved.", "The plan was approved, unlike the budget."),
        ("The town was not taken.", "The town was taken despite the failure of the attack."),
        ("The clerks did not refuse the gift.", "The gift was refused by the clerks."),
    ],
)
def test_denied_against_the_quote(sentence: str, quote: str) -> None:
    found = objection(sentence, [quote])
    assert found is not None
    assert found.kind == "negation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unclear", True),
        ("uncle", False),
        ("under", False),
        ("careless", True),
        ("unless", True),
        ("inaccurate", True),
        ("insight", False),
        ("refused", True),
        ("stop-motion", False),
        ("nonprofit", True),
    ],
)
def test_senses(text: str, *, expected: bool) -> None:
    words = read(text)
    assert has_negative_sense(words, words.tokens[0]) is expected


def test_a_few_are_some() -> None:
    words = read("a few of few")
    assert [has_negative_sense(words, token) for token in words.tokens] == [
        False,
        False,
        False,
        True,
    ]

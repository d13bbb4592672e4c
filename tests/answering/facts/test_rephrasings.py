"""Turns of speech with a denial that say what others say without one."""

import pytest

from karabakh_qa.answering.facts import objection


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("No lake is deeper than Lake Orr.", "The deepest lake is Lake Orr."),
        ("Not every clerk signed the letter.", "Some clerks signed the letter."),
        ("The comet was not seen until May.", "It was not until May that the comet was seen."),
        ("Members cannot vote without a card.", "Members need a card to vote."),
        ("Cole did not work only in Cairo.", "Cole worked in Cairo and in Athens."),
    ],
)
def test_said_without_a_denial(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("No lake is deeper than Lake Orr.", "Lake Orr is a lake deeper than others."),
        ("Not every clerk signed the letter.", "Every clerk signed the letter."),
        ("Members cannot vote with a card.", "Members need a card to vote."),
        ("He cannot come unless invited.", "He must be invited."),
        ("No lake is deeper than Lake Orr.", "Lake Orr is deeper than Lake Ann, the deepest here."),
    ],
)
def test_said_otherwise(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is not None

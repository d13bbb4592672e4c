"""Whose a name or a post is."""

import pytest

from karabakh_qa.answering.facts import objection


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The last name of Ann is Adler.", "Ann Adler won the race."),
        ("The head of Acme is Ben Cole.", "Ben Cole, head of Acme, resigned."),
        ("The President's first name is Ben.", "They met President Ben Cole."),
    ],
)
def test_held_by_the_same(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The last name of Adler is Ann.", "Ann Adler won the race."),
        ("Ann's given name is Adler.", "Ann Adler won the race."),
        ("The head of Ben Cole is Acme.", "Ben Cole, head of Acme, resigned."),
        ("The boss of Ben Cole was Acme.", "Acme boss Ben Cole resigned."),
        ("The head of Ben Cole is Acme.", "The head of Acme, Ben Cole, resigned."),
        ("The director of Ben Cole is Acme.", "Acme was led by its director Ben Cole."),
    ],
)
def test_holder_and_held_exchanged(sentence: str, quote: str) -> None:
    found = objection(sentence, [quote])
    assert found is not None
    assert found.kind == "roles"

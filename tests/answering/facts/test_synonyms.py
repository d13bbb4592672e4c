"""Words that take each other's place."""

import pytest

from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.synonyms import meanings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("spoke", "said"),
        ("believed", "thought"),
        ("revived", "resurgence"),
        ("ratified", "approved"),
    ],
)
def test_words_that_mean_the_same(one: str, other: str) -> None:
    assert meanings(root(one)) & meanings(root(other))


@pytest.mark.parametrize(
    ("one", "other"), [("strengthen", "weaken"), ("hire", "dismiss"), ("expel", "welcome")]
)
def test_opposites_do_not_mean_the_same(one: str, other: str) -> None:
    assert not meanings(root(one)) & meanings(root(other))

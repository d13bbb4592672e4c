"""Words that take each other's place."""

from itertools import combinations

import pytest

from karabakh_qa.answering.facts.antonyms import antonyms, is_converse
from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.synonyms import groups, meanings, phrases, senses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("spoke", "said"),
        ("believed", "thought"),
        ("revived", "resurgence"),
        ("ratified", "approved"),
        ("ordinary", "everyday"),
        ("lodgings", "accommodation"),
        ("tilted", "inclined"),
        ("hurried", "rush"),
        ("tallest", "high"),
        ("arrested", "apprehend"),
    ],
)
def test_words_that_mean_the_same(one: str, other: str) -> None:
    assert senses(one) & senses(other)


@pytest.mark.parametrize(
    ("one", "other"), [("strengthen", "weaken"), ("hire", "dismiss"), ("expel", "welcome")]
)
def test_opposites_do_not_mean_the_same(one: str, other: str) -> None:
    assert not senses(one) & senses(other)
    assert not meanings(root(one)) & meanings(root(other))


@pytest.mark.parametrize(
    "kinds",
    [
        "mother father",
        "son daughter",
        "husband wife",
        "buy sell",
        "lend borrow",
        "import export",
        "school university",
        "church cathedral chapel",
        "sea lake river",
        "car lorry",
        "lawyer judge",
        "suspect convict",
        "damage destroy",
        "injure kill",
        "detain imprison",
        "some few",
        "often always",
        "most all",
        "before after",
    ],
)
def test_kinds_of_one_thing_do_not_mean_the_same(kinds: str) -> None:
    for one, other in combinations(kinds.split(), 2):
        assert not senses(one) & senses(other), (one, other)


@pytest.mark.parametrize(("one", "other"), [("carry", "vehicle"), ("busy", "company")])
def test_a_short_root_is_not_yet_a_word(one: str, other: str) -> None:
    assert not senses(one) & senses(other)


def test_no_group_has_a_word_and_an_opposite_that_tells_something_else() -> None:
    for group in groups():
        roots = {root(entry) for entry in group if " " not in entry}
        for one, other in combinations(roots, 2):
            tells_the_same = is_converse(one) and is_converse(other)
            assert tells_the_same or other not in antonyms(one), group


def test_every_group_has_two_entries_in_plain_letters() -> None:
    for group in groups():
        assert len(set(group)) > 1, group
        assert all(entry.replace(" ", "").isalpha() and entry.islower() for entry in group), group


def test_a_phrase_is_kept_by_its_first_word() -> None:
    assert any(phrase.words[-1] == "custod" for phrase in phrases()["tak"])

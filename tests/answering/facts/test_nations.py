"""Forms of one name, and names that are only alike."""

import pytest

from karabakh_qa.answering.facts.nations import is_nation, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("russia", "russians"),
        ("azerbaijan", "azerbaijani"),
        ("france", "french"),
        ("uk", "british"),
    ],
)
def test_a_people_and_its_country_are_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("austria", "australia"), ("iran", "iraq"), ("aliyev", "aliyeva")]
)
def test_other_names_are_others(one: str, other: str) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize("word", ["france", "italy", "italians", "french", "moscow", "canada"])
def test_a_country_its_people_and_its_capital_are_of_a_nation(word: str) -> None:
    assert is_nation(word)


@pytest.mark.parametrize("word", ["company", "general", "march", "finance", "family"])
def test_any_other_word_is_of_none(word: str) -> None:
    assert not is_nation(word)

"""What a number counts, and how exactly it is given."""

import pytest

from karabakh_qa.answering.facts.amounts import amounts, ratios
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("text", "unit", "hedge"),
    [
        ("They paid $5 million.", "dollar", ""),
        ("It is 12 per cent.", "percent", ""),
        ("It is over 5 km away.", "kilometre", ">"),
        ("It took no less than 5 days.", "day", ">"),
        ("It took less than 5 days.", "day", "<"),
        ("Ten or more came.", None, ">"),
        ("About 40 came.", None, "~"),
        ("Kovacs, 44, came.", None, ""),
        ("They paid over US$ 5 million.", "dollar", ">"),
        ("It took a tenth of a second.", "second", ""),
        ("It was the third time.", None, ""),
    ],
)
def test_amounts(text: str, unit: str | None, hedge: str) -> None:
    (found,) = amounts(read(text))
    assert (found.unit, found.hedge) == (unit, hedge)


def test_an_age_needs_no_unit() -> None:
    (found,) = amounts(read("Kovacs, 44, came."))
    assert found.is_age


def test_both_ends_of_a_range_have_the_unit_behind_the_second() -> None:
    assert [each.unit for each in amounts(read("It is 10 to 15 km away."))] == ["kilometre"] * 2


@pytest.mark.parametrize("text", ["two out of three of them", "one in five women"])
def test_so_many_of_so_many_is_a_share(text: str) -> None:
    (ratio,) = ratios(read(text))
    assert ratio.number.kind == "share"


@pytest.mark.parametrize("text", ["four in ten years", "two in 2010", "five in three"])
def test_other_numbers_are_not(text: str) -> None:
    assert list(ratios(read(text))) == []

"""What the numbers of a text are worth."""

from decimal import Decimal

import pytest

from karabakh_qa.answering.facts.numerals import numerals
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("1,200", 1200, "cardinal"),
        ("1 200", 1200, "cardinal"),
        ("1.2 thousand", 1200, "cardinal"),
        ("two hundred and five thousand", 205_000, "cardinal"),
        ("forty-four", 44, "cardinal"),
        ("twenty-first", 21, "ordinal"),
        ("3rd", 3, "ordinal"),
        ("1990s", 1990, "decade"),
        ("thousands", 1000, "scores"),
        ("half", Decimal("0.5"), "share"),
        ("half a million", 500_000, "cardinal"),
        ("half a dozen", 6, "cardinal"),
        ("two and a half", Decimal("2.5"), "cardinal"),
    ],
)
def test_numerals(text: str, value: Decimal | int, kind: str) -> None:
    (found,) = numerals(read(text))
    assert (found.value, found.kind) == (Decimal(value), kind)


@pytest.mark.parametrize(
    "text", ["Her first name is Ada.", "No one came.", "It is the old, most used one."]
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert numerals(read(text)) == ()


def test_two_numbers_side_by_side_are_two() -> None:
    assert [n.value for n in numerals(read("in 2020 300 men, two five-year plans"))] == [
        2020,
        300,
        2,
        5,
    ]

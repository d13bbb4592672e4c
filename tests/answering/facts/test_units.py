"""Amounts in other units."""

from decimal import Decimal

import pytest

from karabakh_qa.answering.facts.units import UNITS, converted


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        ("2", "decade", "year", "20"),
        ("18", "month", "year", "1.5"),
        ("64", "cent", "dollar", "0.64"),
        ("3", "week", "day", "21"),
        ("5", "euro", "euro", "5"),
    ],
)
def test_an_amount_in_another_unit(value: str, unit: str, other: str, expected: str) -> None:
    assert converted(Decimal(value), unit, other) == Decimal(expected)


@pytest.mark.parametrize(("unit", "other"), [("day", "month"), ("cent", "euro"), ("mile", "year")])
def test_what_is_no_multiple_is_not_converted(unit: str, other: str) -> None:
    assert converted(Decimal(1), unit, other) is None


def test_every_spelling_has_a_unit() -> None:
    assert UNITS["km"] == UNITS["kilometres"] == "kilometre"
    assert UNITS["$"] == "dollar"

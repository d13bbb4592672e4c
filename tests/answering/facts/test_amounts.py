"""What a number counts, and how exactly it is given."""

import pytest

from karabakh_qa.answering.facts.amounts import amounts
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
        ("Kovacs, 44, came.", "year", ""),
        ("It was the third time.", None, ""),
    ],
)
def test_amounts(text: str, unit: str | None, hedge: str) -> None:
    (found,) = amounts(read(text))
    assert (found.unit, found.hedge) == (unit, hedge)

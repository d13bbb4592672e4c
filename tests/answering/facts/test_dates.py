import pytest

from karabakh_qa.answering.facts.dates import Date, dates
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    "text",
    ["12 May 2020", "May 12, 2020", "the 12th of May 2020", "2020-05-12", "12.05.2020"],
)
def test_dates(text: str) -> None:
    (date,) = dates(read(f"on {text}"))
    assert (date.year, date.month, date.day) == (2020, 5, 12)


def test_a_part_of_a_date_is_held_by_it_and_not_the_other_way() -> None:
    whole, part = Date(2020, 5, 12, 0, 1), Date(2020, None, None, 0, 1)
    assert whole.holds(part)
    assert not part.holds(whole)


def test_may_is_no_month_where_it_is_a_verb() -> None:
    assert dates(read("They may come.")) == ()

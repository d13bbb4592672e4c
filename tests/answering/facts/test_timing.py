"""When something was, beside what quotes tell of it."""

import pytest

from karabakh_qa.answering.facts.text import read
from karabakh_qa.answering.facts.timing import unstated_date

BESIDE = "They left on October 31, 1992."


@pytest.mark.parametrize("words", ["the next day", "the following day", "a day later"])
def test_the_next_day_is_told_from_the_day_before(words: str) -> None:
    quotes = [read(f"They were found {words}."), read(BESIDE)]
    assert unstated_date(read("They were found on November 1, 1992."), quotes) is None
    assert unstated_date(read("They were found on November 2, 1992."), quotes) is not None


def test_the_day_after_new_years_eve() -> None:
    quotes = [read("They came the next day."), read("They left on 31 December 1999.")]
    assert unstated_date(read("They came on 1 January 2000."), quotes) is None


def test_of_two_days_none_is_the_one_before() -> None:
    quotes = [read("They came the next day, not on May 3."), read(BESIDE)]
    assert unstated_date(read("They came on November 1."), quotes) is not None


def test_what_is_so_today_is_modern() -> None:
    assert (
        unstated_date(read("People today eat bread."), [read("Modern people eat bread.")]) is None
    )
    assert unstated_date(read("People today eat bread."), [read("People ate bread.")]) == "today"


def test_may_behind_past_is_a_month() -> None:
    quotes = [read("She won this past May.")]
    assert unstated_date(read("She won in May."), quotes) is None

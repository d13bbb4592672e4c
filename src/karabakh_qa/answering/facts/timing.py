"""Whether a sentence tells when something was as its quotes do."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from karabakh_qa.answering.facts.dates import MONTH_OF, MONTHS, Date, dates
from karabakh_qa.answering.facts.numerals import numerals
from karabakh_qa.answering.facts.text import Text, Token

_NOW = frozenset("today now nowadays currently presently".split())
_TODAY = _NOW | frozenset("modern contemporary current present".split())
"""Words that tell that something is so now."""
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DAYS = frozenset(
    """yesterday today tomorrow tonight ago midnight noon morning evening afternoon overnight
    weekend""".split()
)
"""Words that tell the time by the day on which they are written, or by the hour."""
_PERIODS = (
    frozenset(
        """day days week weekend month year years night morning evening decade century summer
        winter spring autumn time season""".split()
    )
    | _WEEKDAYS
    | MONTHS
)
_NEXT_DAYS = frozenset({("next", "day"), ("following", "day"), ("day", "after"), ("day", "later")})
_LEAP = 2000
"""A year for the length of a month where none is given."""
_DECEMBER = 12
_LATER = frozenset("later earlier afterwards previously subsequently".split())
_ORDER = frozenset("after before since until by following".split())


def unstated_date(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of the dates in `sentence` the first quote does not give, else None.

    The others tell when "last year" or "that day" was, and a year that is part of a name.
    """
    main, *others = quotes
    known = [*dates(main), *_lent(sentence, main, others)]
    numbers = {number.value for number in numerals(main)}
    for date in dates(sentence):
        is_number = date.month is None and date.year in numbers
        if not (is_number or _is_given(date, known) or _is_in_a_name(sentence, date, others)):
            return " ".join(token.text for token in sentence.tokens[date.start : date.end])
    return next((t.text for t in sentence.tokens if _is_unknown_day(t, quotes)), None)


def _lent(sentence: Text, main: Text, others: Sequence[Text]) -> Iterator[Date]:
    """Yield the dates that the main quote means without writing them."""
    beside = [date for other in others for date in dates(other)]
    yield from _told_from(main, [*dates(main), *beside])
    yield from _days_after(main, [*dates(main), *beside])
    if _points_back(sentence, main):
        yield from beside
    yield from (date for other in others for date in dates(other) if _is_dateline(other, date))


def _days_after(quote: Text, known: Sequence[Date]) -> Iterator[Date]:
    """Yield the day that "the next day" means where one full date is known."""
    full = [date for date in known if date.month and date.day]
    if len(full) != 1 or _NEXT_DAYS.isdisjoint(pairwise(t.low for t in quote.tokens)):
        return
    year, month, day = full[0].year, full[0].month or 0, full[0].day or 0
    last = monthrange(year or _LEAP, month)[1]
    if day < last:
        yield replace(full[0], day=day + 1)
    elif month < _DECEMBER:
        yield replace(full[0], month=month + 1, day=1)
    else:
        yield replace(full[0], year=year and year + 1, month=1, day=1)


def _told_from(quote: Text, known: Sequence[Date]) -> Iterator[Date]:
    """Yield the dates that "last September" and "last year" mean on the one full date known."""
    full = [date for date in known if date.year and date.month and date.day]
    if len(full) != 1:
        return
    year, month = full[0].year or 0, full[0].month or 0
    for one, token in pairwise(quote.tokens):
        last = MONTH_OF.get(token.low, 0)
        if one.low == "last" and (last > month or token.low == "year"):
            yield Date(year - 1, last or None, None, one.at, token.at + 1)


def _points_back(sentence: Text, quote: Text) -> bool:
    """Say whether "that day" stands in a quote, or "later" where the sentence has "after"."""
    if _LATER & quote.lows and _ORDER & sentence.lows:
        return True
    return any(
        one.low in {"that", "same"} and other.low in _PERIODS
        for one, other in pairwise(quote.tokens)
    )


def _is_dateline(quote: Text, date: Date) -> bool:
    """Say whether a quote is nothing but a date."""
    return date.end - date.start == len(quote.tokens)


def _is_given(date: Date, known: Sequence[Date]) -> bool:
    """Say whether a date is known, if only its day and its year each by themselves."""
    if any(other.holds(date) for other in known):
        return True
    if date.month is None or date.year is None:
        return False
    rest = Date(None, date.month, date.day, date.start, date.end)
    bare = {other.year for other in known if other.month is None}
    return date.year in bare and any(o.holds(rest) and o.year is None for o in known)


def _is_in_a_name(sentence: Text, date: Date, quotes: Sequence[Text]) -> bool:
    """Say whether a year belongs to a name that another quote has: "the 2015 World Cup"."""
    words = [token.low for token in sentence.tokens[date.start : date.end + 1]]
    if date.end >= len(sentence.tokens) or not sentence.tokens[date.end].is_capital:
        return False
    return any(
        words == [token.low for token in quote.tokens[at : at + len(words)]]
        for quote in quotes
        for at in range(len(quote.tokens) - len(words) + 1)
    )


def _is_unknown_day(token: Token, quotes: Sequence[Text]) -> bool:
    """Say whether the first quote has not the day that a word names, nor any quote "now"."""
    low, known = token.low, quotes[0].lows
    if low.removesuffix("s") in _WEEKDAYS:
        day = low.removesuffix("s")
        return known.isdisjoint({day, day + "s", day[:3]})
    if low not in _DAYS or (low in _NOW and any(_TODAY & quote.lows for quote in quotes)):
        return False
    return known.isdisjoint({low, low + "s"})

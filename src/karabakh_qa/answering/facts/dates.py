"""Dates of a text, and whether those of a sentence stand in its quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karabakh_qa.answering.facts.numerals import Numeral, numerals
from karabakh_qa.answering.facts.text import Text, Token

_MONTHS = """january february march april may june july august september october november
december""".split()
_MONTH_OF = {month: i for i, month in enumerate(_MONTHS, 1)}
_MONTH_OF |= {month[:3]: i for i, month in enumerate(_MONTHS, 1)} | {"sept": 9}
MONTHS = frozenset(_MONTH_OF)
_AMBIGUOUS = frozenset("may march mar dec jan sun sat".split())
"""Months whose names are other words as well."""
_NOW = frozenset("today now nowadays currently presently".split())
_BEFORE_A_MONTH = frozenset(
    """in of since until till by early late mid last next on from to through before after during
    this between and every each""".split()
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_PERIODS = frozenset(
    """day days week weekend month year years night morning evening decade century summer winter
    spring autumn time season""".split()
) | frozenset(_MONTHS + _WEEKDAYS)
_RELATIVE = frozenset("last next this previous following coming past".split())
_DEICTIC = frozenset(
    """yesterday today tomorrow tonight ago midnight noon morning evening afternoon overnight
    weekend""".split()
)
_LATER = frozenset("later earlier afterwards previously subsequently".split())
_ORDER = frozenset("after before since until by following".split())
_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is given; what is not given is None. `end` is behind its last token."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    def holds(self, other: "Date") -> bool:
        """Say whether all that `other` gives stands here."""
        return all(
            theirs is None or theirs == ours
            for ours, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
            )
        )


def dates(text: Text) -> tuple[Date, ...]:
    """Return the dates of a text, in order; a bare year is one."""
    return tuple(_found(text.tokens, {n.start: n for n in numerals(text)}))


def unstated_date(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of the dates in `sentence` the first quote does not give, else None.

    The others tell when "last year" or "that day" was, and a year that is part of a name.
    """
    main, *others = quotes
    beside = [date for other in others for date in dates(other)]
    quoted = list(dates(main))
    quoted += _told_from(main, [*quoted, *beside])
    if _points_back(sentence, main):
        quoted += beside
    quoted += [date for other in others for date in dates(other) if _is_dateline(other, date)]
    numbers = {int(n.value) for n in numerals(main) if n.value == int(n.value)}
    for date in dates(sentence):
        if _is_given(date, quoted, numbers) or _is_in_a_name(sentence, date, others):
            continue
        return _written(sentence, date.start, date.end)
    known = main.lows | (_NOW if any(_NOW & quote.lows for quote in quotes) else frozenset())
    for token in sentence.tokens:
        if _is_unknown_day(token, known):
            return token.text
        if _is_relative(sentence.tokens, token) and not _has_pair(
            main, token, sentence.tokens[token.at + 1]
        ):
            return _written(sentence, token.at, token.at + 2)
    return None


def _points_back(sentence: Text, quote: Text) -> bool:
    """Say whether "that day" stands in a quote, or "later" where the sentence has "after"."""
    if _LATER & quote.lows and _ORDER & sentence.lows:
        return True
    return any(
        one.low in {"that", "same"} and other.low in _PERIODS
        for one, other in zip(quote.tokens, quote.tokens[1:], strict=False)
    )


def _is_dateline(quote: Text, date: Date) -> bool:
    """Say whether a quote is nothing but a date."""
    return date.end - date.start == len(quote.tokens)


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


def _told_from(quote: Text, quoted: Sequence[Date]) -> Iterator[Date]:
    """Yield the dates that "last September" and "last year" mean on the one full date quoted."""
    full = [date for date in quoted if date.year and date.month and date.day]
    if len(full) != 1 or full[0].year is None or full[0].month is None:
        return
    last_year = full[0].year - 1
    for one, token in zip(quote.tokens, quote.tokens[1:], strict=False):
        month = _MONTH_OF.get(token.low, 0)
        if one.low == "last" and (month > full[0].month or token.low == "year"):
            yield Date(last_year, month or None, None, one.at, token.at + 1)


def _is_given(date: Date, quoted: Sequence[Date], numbers: set[int]) -> bool:
    if any(other.holds(date) for other in quoted):
        return True
    if date.month is None:
        return date.year in numbers
    if date.year is None:
        return False
    rest = Date(None, date.month, date.day, date.start, date.end)
    bare = {other.year for other in quoted if other.month is None}
    return date.year in bare and any(o.holds(rest) and o.year is None for o in quoted)


def _is_unknown_day(token: Token, known: frozenset[str]) -> bool:
    low = token.low.removesuffix("s") if token.low.removesuffix("s") in _WEEKDAYS else token.low
    if low in _WEEKDAYS:
        return not {low, low + "s", low[:3]} & known
    return low in _DEICTIC and low not in known and low + "s" not in known


def _is_relative(tokens: Sequence[Token], token: Token) -> bool:
    """Say whether "last", "next" or the like tells the time here, not "the last year of" it."""
    after = [other.low for other in tokens[token.at + 1 : token.at + 3]]
    if token.low not in _RELATIVE - {"this"} or not after or after[0] not in _PERIODS:
        return False
    return after[1:] != ["of"]


def _has_pair(quote: Text, one: Token, other: Token) -> bool:
    return any(
        quote.tokens[at].root == one.root
        for at in (place - 1 for place in quote.places.get(other.root, ()))
        if at >= 0
    )


def _written(text: Text, start: int, end: int) -> str:
    return " ".join(token.text for token in text.tokens[start:end])


def _found(tokens: Sequence[Token], numbers: dict[int, Numeral]) -> Iterator[Date]:
    used = 0
    for token in tokens:
        if token.at < used:
            continue
        date = _numeric(tokens, token.at) or _named(tokens, numbers, token.at)
        if date is None and token.at in numbers and _is_year(tokens, numbers[token.at]):
            date = Date(int(numbers[token.at].value), None, None, token.at, token.at + 1)
        if date is not None:
            used = date.end
            yield date
            last = _last_of_range(tokens, date)
            if last is not None:
                used = last.end
                yield last


def _last_of_range(tokens: Sequence[Token], date: Date) -> Date | None:
    """Return the year of which only the last two digits stand behind another: "1348-50"."""
    if date.year is None or date.end >= len(tokens):
        return None
    token = tokens[date.end]
    if token.before not in {"-", "–", "/"} or len(token.text) != 2 or not token.text.isdecimal():
        return None
    century, digits = date.year // 100 * 100, int(token.text)
    if digits <= date.year % 100:
        return None
    return Date(century + digits, None, None, date.end, date.end + 1)


def _is_year(tokens: Sequence[Token], number: Numeral) -> bool:
    token = tokens[number.start]
    after = tokens[number.end] if number.end < len(tokens) else None
    return (
        number.kind == "cardinal"
        and number.end == number.start + 1
        and len(token.text) == 4
        and token.text.isdecimal()
        and int(token.text) in _YEARS
        and not (after is not None and after.text in {"%", "percent"})
        and not (number.start and tokens[number.start - 1].text in "$€£¥₽₺₼")
    )


def _numeric(tokens: Sequence[Token], at: int) -> Date | None:
    """Read "10.11.2020" and "2020-11-10"."""
    parts = tokens[at].text.split(".")
    if len(parts) == 3 and all(part.isdecimal() and len(part) in {1, 2, 4} for part in parts):
        return _checked(int(parts[2]), int(parts[1]), int(parts[0]), at, at + 1)
    three = tokens[at : at + 3]
    digits = [t.text for t in three if t.text.isdecimal() and len(t.text) <= 4]
    if len(digits) == 3 and len(digits[0]) == 4 and three[1].before == three[2].before == "-":
        return _checked(int(digits[0]), int(digits[1]), int(digits[2]), at, at + 3)
    return None


def _named(tokens: Sequence[Token], numbers: dict[int, Numeral], at: int) -> Date | None:
    """Read "12 May 2020", "May 12, 2020", "the 12th of May" and "May 2020" from its first token."""
    start, day = at, _as_day(numbers.get(at))
    if day is not None:
        at = _past_of(tokens, numbers[at].end)
        if at < len(tokens) and tokens[at].before.strip(" -.,"):
            return None
    if at >= len(tokens) or not _is_month(tokens, at, numbers):
        return None
    month, end = _MONTH_OF[tokens[at].low], at + 1
    behind = _as_day(numbers.get(end))
    dotted = {"."} if tokens[at].low not in _MONTHS else set()
    if day is None and behind is not None and tokens[end].before.strip() in {"", *dotted}:
        day, end = behind, numbers[end].end
    year = numbers.get(_past_of(tokens, end))
    if (
        year is None
        or not _is_year(tokens, year)
        or tokens[year.start].before.strip() not in {"", ",", *dotted}
    ):
        return Date(None, month, day, start, end)
    return Date(int(year.value), month, day, start, year.end)


def _past_of(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].low == "of" else at


def _as_day(number: Numeral | None) -> int | None:
    if number is None or number.kind not in {"cardinal", "ordinal"}:
        return None
    is_day = 1 <= number.value <= 31 and number.value == int(number.value)
    return int(number.value) if is_day else None


def _is_month(tokens: Sequence[Token], at: int, numbers: dict[int, Numeral]) -> bool:
    token = tokens[at]
    if token.low not in _MONTH_OF or not token.is_capital:
        return False
    if token.low not in _AMBIGUOUS:
        return True
    before = tokens[at - 1].low if at else ""
    return at + 1 in numbers or at - 1 in numbers or before in _BEFORE_A_MONTH


def _checked(year: int, month: int, day: int, start: int, end: int) -> Date | None:
    valid = year in _YEARS and 1 <= month <= 12 and 1 <= day <= 31
    return Date(year, month, day, start, end) if valid else None

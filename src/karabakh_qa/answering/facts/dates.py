"""The dates that stand in a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karabakh_qa.answering.facts.numerals import Numeral, numerals
from karabakh_qa.answering.facts.text import Text, Token

_MONTHS = """january february march april may june july august september october november
december""".split()
MONTH_OF = {month: i for i, month in enumerate(_MONTHS, 1)}
"""The number of a month by its name, in full or in short."""
MONTH_OF |= {month[:3]: i for month, i in MONTH_OF.items()} | {"sept": 9}
MONTHS = frozenset(MONTH_OF)
_AMBIGUOUS = frozenset("may march mar dec jan".split())
"""Months whose names are other words as well."""
_BEFORE_A_MONTH = frozenset(
    """in of since until till by early late mid last next on from to through before after during
    this past coming following between and every each""".split()
)
"""Words behind which an ambiguous name is a month."""
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


def _found(tokens: Sequence[Token], numbers: dict[int, Numeral]) -> Iterator[Date]:
    end = 0
    for token in tokens:
        if token.at < end:
            continue
        date = _numeric(tokens, token.at) or _named(tokens, numbers, token.at)
        if date is None and token.at in numbers and _is_year(tokens, numbers[token.at]):
            date = Date(int(numbers[token.at].value), None, None, token.at, token.at + 1)
        while date is not None:
            yield date
            end = date.end
            date = _last_of_range(tokens, date)


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
    is_money = token.at > 0 and tokens[token.at - 1].text in "$€£¥₽₺₼"
    is_plain = number.end == token.at + 1 and len(token.text) == 4 and token.text.isdecimal()
    return is_plain and int(token.text) in _YEARS and not is_money


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
    day = _as_day(numbers.get(at))
    month = at if day is None else _past_of(tokens, numbers[at].end)
    if month >= len(tokens) or not _is_month(tokens, month, numbers):
        return None
    if day is not None and tokens[month].before.strip(" -.,"):
        return None
    end = month + 1
    behind = _as_day(numbers.get(end))
    if day is None and behind is not None and tokens[end].before.strip() in {"", "."}:
        day, end = behind, numbers[end].end
    year = numbers.get(_past_of(tokens, end))
    if year and _is_year(tokens, year) and tokens[year.start].before.strip() in {"", ",", "."}:
        return Date(int(year.value), MONTH_OF[tokens[month].low], day, at, year.end)
    return Date(None, MONTH_OF[tokens[month].low], day, at, end)


def _past_of(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].low == "of" else at


def _as_day(number: Numeral | None) -> int | None:
    if number is None or number.kind not in {"cardinal", "ordinal"}:
        return None
    is_day = 1 <= number.value <= 31 and number.value == int(number.value)
    return int(number.value) if is_day else None


def _is_month(tokens: Sequence[Token], at: int, numbers: dict[int, Numeral]) -> bool:
    token = tokens[at]
    if token.low not in MONTH_OF or not token.is_capital:
        return False
    if token.low not in _AMBIGUOUS:
        return True
    before = tokens[at - 1].low if at else ""
    return at + 1 in numbers or at - 1 in numbers or before in _BEFORE_A_MONTH


def _checked(year: int, month: int, day: int, start: int, end: int) -> Date | None:
    valid = year in _YEARS and 1 <= month <= 12 and 1 <= day <= 31
    return Date(year, month, day, start, end) if valid else None

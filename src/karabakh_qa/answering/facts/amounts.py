"""The amounts of a text: a number with what it counts, and how exactly it is given."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, takewhile

from karabakh_qa.answering.facts.numerals import Numeral, numerals
from karabakh_qa.answering.facts.text import DASHES, Text, Token
from karabakh_qa.answering.facts.units import UNITS

_SIGNS = frozenset("$€£¥₽₺₼")
_MORE = (
    "more than|over|above|at least|exceeding|exceeded|exceeds|upwards of|greater than|no less than|"
    "no fewer than|not less than|minimum of|in excess of|surpassing|longer than|larger than|"
    "higher than|older than|a minimum of|beyond"
)
_LESS = (
    "less than|fewer than|under|below|up to|at most|nearly|almost|no more than|not more than|"
    "maximum of|a maximum of|limit of|limited to|"
    "as many as|as much as|smaller than|lower than|shorter than|"
    "younger than|just under|close to|within"
)
_ABOUT = "about|around|approximately|roughly|some|circa|an estimated|estimated at"
_HEDGES = [
    (tuple(words.split()), sign)
    for sign, phrases in ((">", _MORE), ("<", _LESS), ("~", _ABOUT))
    for words in phrases.split("|")
]
"""The words of each hedge, with ">", "<" or "~" for what it says."""
_LONGEST_HEDGE = 3
_CURRENCIES = frozenset("US A AU C CA HK NZ".split())
"""What stands before "$" and tells whose dollars they are."""
_OF_RATIOS = frozenset(map(Decimal, (*range(2, 11), 100, 1_000, 10_000, 100_000, 1_000_000)))
"""Of how many some are said to be: "one in five"."""
_OF_A_RANGE = frozenset("to and or through".split())
_AGED = frozenset("age aged ages".split())
_OLDEST = 120
"""Years above which a number is nobody's age."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what is counted.

    Attributes:
        number: the numeral.
        unit: its unit, in one spelling.
        nouns: the roots of the words behind it.
        hedge: ">" for at least or more, "<" for at most or less, "~" for about.
        is_definite: whether "the" or the like stands before it.
        is_age: whether it is how old somebody is, without a unit: "Kovacs, 44, said".
        of_century: whether it counts centuries.
    """

    number: Numeral
    unit: str | None
    nouns: frozenset[str]
    hedge: str
    is_definite: bool
    is_age: bool
    of_century: bool


def amounts(text: Text) -> tuple[Amount, ...]:
    """Return the amounts of a text, in order; both of "13 to 15 years" are of years."""
    found = [_amount(text, number) for number in numerals(text)]
    for i in reversed(range(len(found) - 1)):
        one, other = found[i : i + 2]
        if one.unit is None and _is_range(text, one.number, other.number):
            found[i] = replace(one, unit=other.unit)
    return tuple(found)


def ratios(text: Text) -> Iterator[Amount]:
    """Yield what is given as so many of so many: "two out of three", "nine in ten"."""
    for one, other in pairwise(amounts(text)):
        between = tuple(token.low for token in text.tokens[one.number.end : other.number.start])
        is_plain = between == ("in",) and other.number.value in _OF_RATIOS and other.unit is None
        is_smaller = 0 < one.number.value < other.number.value
        if (is_plain or between == ("out", "of")) and is_smaller and _are_counted(one, other):
            share = Numeral(
                one.number.value / other.number.value, "share", one.number.start, other.number.end
            )
            yield replace(one, number=share, unit=None)


def _are_counted(*several: Amount) -> bool:
    return all(each.number.kind == "cardinal" for each in several)


def _amount(text: Text, number: Numeral) -> Amount:
    before = text.tokens[number.start - 1].low if number.start else ""
    following = text.tokens[number.end : number.end + 2]
    unit = _unit(text, number)
    return Amount(
        number,
        unit,
        nouns=frozenset(token.root for token in takewhile(_is_counted, following)),
        hedge=_hedge(text, number),
        is_definite=before in {"the", "these", "those"},
        is_age=unit is None and _is_age(text, number),
        of_century=bool(following) and following[0].low in {"century", "centuries"},
    )


def _unit(text: Text, number: Numeral) -> str | None:
    """Return in what the number measures; the sign of a currency stands before it, or behind."""
    before = text.tokens[number.start - 1].text if number.start else ""
    if before in _SIGNS:
        return UNITS[before]
    start = number.end
    while number.kind == "share" and text.low(start) in {"of", "a", "an"}:
        start += 1  # "a tenth of a second"
    following = [text.low(at) for at in (start, start + 1) if not _begins_amount(text, at)]
    if following == ["per", "cent"]:
        return "percent"
    unit = next((UNITS[word] for word in following if word in UNITS), None)
    if unit in {"kilometre", "mile"} and _is_by_the_hour(text, start):
        unit += " per hour"
    return None if number.kind == "ordinal" and unit == "times" else unit  # "the third time"


def _is_by_the_hour(text: Text, start: int) -> bool:
    """Say whether a distance is a speed: "60 miles an hour", "60 km/h"."""
    behind = [text.low(at) for at in range(start + 1, start + 3)]
    return behind[0] == "h" or (behind[0] in {"per", "an", "a"} and behind[1] in {"hour", "h"})


def _begins_amount(text: Text, at: int) -> bool:
    """Say whether this is the sign of the next amount: "Channel 5 for £26m"."""
    behind = text.tokens[at + 1 : at + 2]
    return text.low(at) in _SIGNS and bool(behind) and behind[0].is_number


def _is_range(text: Text, one: Numeral, other: Numeral) -> bool:
    """Say whether two numbers are the ends of a range: "13 to 15", "13-15"."""
    between = text.tokens[one.end : other.start]
    if len(between) == 1:
        return between[0].low in _OF_A_RANGE
    return not between and text.tokens[other.start].before.strip() in DASHES


def _is_age(text: Text, number: Numeral) -> bool:
    """Say whether this is how old somebody is: "Kovacs, 44, said", "aged 44"."""
    if not 0 < number.value < _OLDEST or not number.start or number.kind != "cardinal":
        return False
    before = text.tokens[number.start - 1]
    if before.low in _AGED:
        return True
    after = text.tokens[number.end : number.end + 1]
    is_apart = "," in text.tokens[number.start].before and (not after or "," in after[0].before)
    return before.is_capital and is_apart


def _is_counted(token: Token) -> bool:
    return token.is_content and not token.is_number and not token.before.strip(" -")


def _hedge(text: Text, number: Numeral) -> str:
    """Return the sign of the longest hedge before the number: "no less than" over "less than"."""
    start = number.start
    while start and text.tokens[start - 1].text in _SIGNS | _CURRENCIES | {"a"}:
        start -= 1
    before = tuple(t.low for t in text.tokens[max(0, start - _LONGEST_HEDGE) : start])
    found = [
        (len(words), sign) for words, sign in _HEDGES if before[len(before) - len(words) :] == words
    ]
    after = [token.low for token in text.tokens[number.end : number.end + 2]]
    if not found and after == ["or", "more"]:
        return ">"
    return max(found)[1] if found else ""

"""Whether the numbers of a sentence stand in its quotes: as much, of the same, as exactly."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from karabakh_qa.answering.facts.amounts import Amount, amounts, ratios
from karabakh_qa.answering.facts.dates import dates
from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.number_words import lists_as_many, stands_in_words
from karabakh_qa.answering.facts.numerals import Numeral
from karabakh_qa.answering.facts.periods import lies_between
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.units import converted

_LEAST_ROUNDED = 20
"""Numbers from which on "about" may stand for a rounded one."""
_LARGEST = 10**20
"""Numbers above which nothing is rounded, nor can be divided exactly."""
_ABOUT = 3
"""Percentage points by which "about a third" may be away."""
_ROUNDED = Decimal("0.7")
"""Percentage points by which "a third" may be away."""
_PARTS_OF_ALL = frozenset({3, 4, 5, 10})
"""Ordinals that may be parts: "the poorest fifth"."""
_YEARLY = frozenset(map(root, ("anniversary", "birthday")))
"""What is counted by the year: "the 21st anniversary" is 21 years after."""


def unstated_number(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the first number of `sentence` that the first quote does not give, else None.

    The others may have it in a name: "Stage 3".
    """
    main, *others = quotes
    known = _known(main)
    told = [(date.start, date.end) for date in dates(sentence)]
    told += [(r.number.start, r.number.end) for r in ratios(sentence) if _is_known(r, known)]
    for amount in amounts(sentence):
        number = amount.number
        if any(start <= number.start < end for start, end in told):
            continue
        if _is_in_a_name(sentence, number, others) or lies_between(sentence, amount, main):
            continue
        is_told = stands_in_words(amount, main) or lists_as_many(sentence, amount)
        if not (is_told or _is_known(amount, known)):
            return _written(sentence, number)
        if _counts_something_else(amount, known):
            return _written(sentence, number)
    return None


def _known(quote: Text) -> Sequence[Amount]:
    return (*amounts(quote), *ratios(quote))


def _is_known(amount: Amount, known: Sequence[Amount]) -> bool:
    return any(_fits(amount, other) for other in known)


def _is_in_a_name(sentence: Text, number: Numeral, quotes: Sequence[Text]) -> bool:
    """Say whether a quote has the number beside the same word of a name."""
    near = _pairs_of_names(sentence.tokens[max(0, number.start - 1) : number.end + 1])
    return any(near & _pairs_of_names(quote.tokens) for quote in quotes)


def _pairs_of_names(tokens: Sequence[Token]) -> set[tuple[str, str]]:
    """Return the words side by side that may be of one name: "Stage 3", "mk200"."""
    return {
        (one.low, other.low)
        for one, other in pairwise(tokens)
        if one.is_capital
        or other.is_capital
        or (other.is_number and one.text.isalpha() and not other.before)
    }


def _fits(amount: Amount, other: Amount) -> bool:
    """Say whether an amount of a quote bears out one of the sentence."""
    ours, theirs = amount.number, other.number
    if ours.kind == "scores" and theirs.kind == "cardinal":
        return 2 * ours.value <= theirs.value < 100 * ours.value
    if "decade" in {ours.kind, theirs.kind}:
        return _is_in_decade(amount, other)
    if "percent" in {amount.unit, other.unit} and ours.kind != theirs.kind:
        return _is_percentage(amount, other)
    if ours.kind == "cardinal" and theirs.kind == "ordinal":
        is_of_years = not _YEARLY.isdisjoint(other.nouns) and amount.unit == "year"
        return is_of_years and ours.value == theirs.value
    is_ordinal = "ordinal" in {ours.kind, theirs.kind}
    return (not is_ordinal or ours.kind == theirs.kind) and _is_as_much(amount, other)


def _is_as_much(amount: Amount, other: Amount) -> bool:
    """Say whether two amounts are the same, or one rounds the other, whatever their units."""
    value: Decimal | None = amount.number.value
    if amount.unit not in {None, other.unit}:
        unit = "year" if other.is_age else other.unit
        value = converted(amount.number.value, amount.unit or "", unit or "")
    elif amount.is_age and other.unit not in {None, "year"}:
        return False
    if value is None:
        return False
    if value != other.number.value:
        return _is_rounded(value, amount.hedge, other)
    return not amount.hedge or amount.hedge in {other.hedge, "~"}


def _is_percentage(amount: Amount, other: Amount) -> bool:
    """Say whether "a third" is 33 %, "nearly three quarters" 74 %, "the poorest fifth" 20 %."""
    ours, theirs = (_per_cent(each) for each in (amount, other))
    if ours is None or theirs is None:
        return False
    near = abs(ours - theirs)
    if amount.hedge == "~":
        return near <= _ABOUT
    if amount.hedge and other.hedge != amount.hedge and near:
        return near <= _ABOUT and (amount.hedge == ">") == (theirs > ours)
    return near < _ROUNDED


def _per_cent(amount: Amount) -> Decimal | None:
    number = amount.number
    if number.kind == "ordinal":
        return 100 / number.value if number.value in _PARTS_OF_ALL else None
    if number.kind == "share":
        return number.value * 100 if amount.unit is None else None
    return number.value if amount.unit == "percent" else None


def _is_in_decade(amount: Amount, other: Amount) -> bool:
    """Say whether this is a year of the decade, or the decade itself: "1990s", "90s".

    "The 1800s" are the 19th century as well.
    """
    number, decade = other.number, amount.number
    if number.kind == decade.kind:
        return decade.value in {number.value, number.value % 100}
    for century, years in ((amount, number), (other, decade)):
        if century.of_century:
            return years.value == (century.number.value - 1) * 100
    return number.kind == "cardinal" and decade.value <= number.value < decade.value + 10


def _is_rounded(ours: Decimal, hedge: str, other: Amount) -> bool:
    """Say whether "over 100" or "about 100" is said of 104."""
    theirs = other.number.value
    if other.hedge or theirs < _LEAST_ROUNDED or ours > _LARGEST or ours % 10:
        return False
    if hedge == ">":
        return ours < theirs <= ours * Decimal("1.1")
    if hedge == "<":
        return ours * Decimal("0.9") <= theirs < ours
    return hedge == "~" and abs(ours - theirs) <= ours * Decimal("0.05")


def _counts_something_else(amount: Amount, known: Sequence[Amount]) -> bool:
    """Say whether the quotes count what is counted here only with other numbers."""
    if not amount.nouns or amount.number.kind != "cardinal":
        return False
    counted = [o for o in known if o.number.kind == "cardinal"]
    if any(_fits(amount, other) and not other.nouns for other in counted):
        return False
    here = [o for o in counted if o.nouns & amount.nouns]
    return bool(here) and not any(_fits(amount, other) for other in here)


def _written(text: Text, number: Numeral) -> str:
    return " ".join(token.text for token in text.tokens[number.start : number.end])

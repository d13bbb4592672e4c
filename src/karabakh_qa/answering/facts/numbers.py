"""Whether the numbers of a sentence stand in its quotes: as much, of the same, as exactly."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from karabakh_qa.answering.facts.amounts import Amount, amounts
from karabakh_qa.answering.facts.dates import dates
from karabakh_qa.answering.facts.number_words import stands_in_words
from karabakh_qa.answering.facts.numerals import Numeral
from karabakh_qa.answering.facts.text import Text, Token

_LEAST_ROUNDED = 20
"""Numbers from which on "about" may stand for a rounded one."""
_APART = frozenset("later earlier before after previously".split())
"""Words behind the time that two events are apart."""


def unstated_number(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the first number of `sentence` that the first quote does not give, else None.

    The others may have it in a name: "Stage 3".
    """
    main, *others = quotes
    known = amounts(main)
    in_dates = [(date.start, date.end) for date in dates(sentence)]
    for amount in amounts(sentence):
        number = amount.number
        if any(start <= number.start < end for start, end in in_dates):
            continue
        if _is_in_a_name(sentence, number, others) or _is_years_apart(sentence, amount, main):
            continue
        if not (any(_fits(amount, other) for other in known) or stands_in_words(amount, main)):
            return _written(sentence, number)
        if _counts_something_else(amount, known):
            return _written(sentence, number)
    return None


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


def _is_years_apart(sentence: Text, amount: Amount, quote: Text) -> bool:
    """Say whether "two years later" is what two years of the quote are apart."""
    behind = {token.low for token in sentence.tokens[amount.number.end + 1 :][:1]}
    if amount.unit != "year" or amount.hedge or not _APART & behind:
        return False
    years = {date.year for date in dates(quote) if date.year is not None}
    return any(other - amount.number.value in years for other in years)


def _fits(amount: Amount, other: Amount) -> bool:
    """Say whether an amount of a quote bears out one of the sentence."""
    ours, theirs = amount.number, other.number
    if ours.kind == "scores" and theirs.kind == "cardinal":
        return 2 * ours.value <= theirs.value < 100 * ours.value
    if ours.kind == "decade":
        return _is_in_decade(theirs, ours)
    if {ours.kind, theirs.kind} == {"share", "cardinal"}:
        share, per_cent = sorted((amount, other), key=lambda each: each.number.kind != "share")
        return per_cent.unit == "percent" and share.number.value * 100 == per_cent.number.value
    if ours.kind != theirs.kind or amount.unit not in {None, other.unit}:
        return False
    if ours.value != theirs.value:
        return _is_rounded(amount, other)
    return not amount.hedge or amount.hedge in {other.hedge, "~"}


def _is_in_decade(number: Numeral, decade: Numeral) -> bool:
    """Say whether this is a year of the decade, or the decade itself: "1990s", "90s"."""
    if number.kind == "decade":
        return decade.value in {number.value, number.value % 100}
    return number.kind == "cardinal" and decade.value <= number.value < decade.value + 10


def _is_rounded(amount: Amount, other: Amount) -> bool:
    """Say whether "over 100" or "about 100" is said of 104."""
    ours, theirs = amount.number.value, other.number.value
    if other.hedge or theirs < _LEAST_ROUNDED or ours % 10:
        return False
    if amount.hedge == ">":
        return ours < theirs <= ours * Decimal("1.1")
    if amount.hedge == "<":
        return ours * Decimal("0.9") <= theirs < ours
    return amount.hedge == "~" and abs(ours - theirs) <= ours * Decimal("0.05")


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

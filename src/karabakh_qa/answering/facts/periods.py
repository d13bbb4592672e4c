"""Numbers of years that stand in a quote only as the dates between which they lie."""

from itertools import pairwise

from karabakh_qa.answering.facts.amounts import Amount
from karabakh_qa.answering.facts.dates import Date, dates
from karabakh_qa.answering.facts.text import DASHES, Text

_APART = frozenset("later earlier before after previously".split())
"""Words behind the time that two events are apart."""
_UNTIL = frozenset("to until till through".split())


def lies_between(sentence: Text, amount: Amount, quote: Text) -> bool:
    """Say whether this is what years of the quote are apart.

    "Two years later" may be any two; "for two years" is "from 1918 to 1920".
    """
    if amount.unit != "year" or amount.hedge:
        return False
    given = [date for date in dates(quote) if date.year is not None]
    behind = sentence.tokens[amount.number.end + 1 : amount.number.end + 2]
    if behind and behind[0].low in _APART:
        years = {date.year for date in given}
        return any((year or 0) - amount.number.value in years for year in years)
    return any(
        (other.year or 0) - (one.year or 0) == amount.number.value
        for one, other in pairwise(given)
        if _is_span(quote, one, other)
    )


def _is_span(quote: Text, one: Date, other: Date) -> bool:
    """Say whether two dates are the ends of a time: "from 1980 to 1988", "1980-88"."""
    between = [token.low for token in quote.tokens[one.end : other.start]]
    if not between:
        return quote.tokens[other.start].before.strip() in DASHES
    return len(between) == 1 and between[0] in _UNTIL

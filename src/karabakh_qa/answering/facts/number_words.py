"""Numbers that stand in a quote without a numeral: as "a pair", as a list, as a year."""

from decimal import Decimal

from karabakh_qa.answering.facts.amounts import Amount
from karabakh_qa.answering.facts.dates import dates
from karabakh_qa.answering.facts.text import Text

_SAME_WORDS = {
    Decimal(1): frozenset("a an one only another each single sole alone per unique once".split()),
    Decimal(2): frozenset("both pair couple twice double twin twins dual bilateral duo".split()),
    Decimal(3): frozenset("trio triple triplets tripartite trilogy thrice threefold".split()),
    Decimal(4): frozenset("quartet quadruple quadrilateral fourfold".split()),
    Decimal("0.5"): frozenset("half halves halved halfway".split()),
}
"""Words other than numerals that say how many."""
_SAME_ORDINALS = {
    Decimal(1): frozenset(
        """initial initially original originally earliest inaugural debut debuted gold i 1
        1st""".split()
    ),
    Decimal(2): frozenset("ii 2 another runner secondary silver".split()),
    Decimal(3): frozenset("iii 3 bronze".split()),
    Decimal(4): frozenset("iv 4 quarter".split()),
    Decimal(5): frozenset("v 5".split()),
}
"""Words other than ordinals that say which one."""
_SEVERAL_IS = frozenset("multiple several many numerous various both two three four five".split())
"""Words of which any is more than one."""
_LONGEST_ITEM = 6
"""Words of which one item of a list can be."""


def stands_in_words(amount: Amount, quote: Text) -> bool:
    """Say whether the number stands in another word: "a pair" is two, "only" one."""
    number, words = amount.number, quote.lows
    if amount.hedge == ">" and number.value == 1:
        return bool(_SEVERAL_IS & words)
    if number.kind == "ordinal":
        is_named = bool(_SAME_ORDINALS.get(number.value, frozenset()) & words)
        return is_named or (amount.of_century and _has_year_of(quote, number.value))
    if amount.hedge or number.kind not in {"cardinal", "share"}:
        return False
    # "two" may be any two names side by side, so it takes "the two" to mean those of a list
    if (number.value > 2 or amount.is_definite) and number.value in _enumerated(quote):
        return True
    return bool(_SAME_WORDS.get(number.value, frozenset()) & words)


def lists_as_many(sentence: Text, amount: Amount) -> bool:
    """Say whether a sentence names as many as it counts: "Two of the towns are Baku and Ganja."."""
    number = amount.number
    behind = sentence.tokens[number.end : number.end + 1]
    is_of = bool(behind) and behind[0].low == "of"
    return (number.value > 2 or is_of) and number.value in _enumerated(sentence)


def _has_year_of(quote: Text, century: Decimal) -> bool:
    last = int(century) * 100 if 1 <= century <= 99 else 0
    return any(last - 100 < (date.year or 0) <= last for date in dates(quote) if last)


def _enumerated(quote: Text) -> frozenset[int]:
    """Return of how many names or numbers each list of the quote is: "Ada, Bela and Cecil".

    Of each also two: the last of a list may be all that is spoken of.
    """
    tokens = quote.tokens
    found = set()
    for token in tokens[1:-1]:
        after = tokens[token.at + 1 : token.at + 3]
        named = after[1] if after[0].low == "the" and len(after) > 1 else after[0]
        if token.low != "and" or not (named.is_capital or named.is_number):
            continue
        count, end = 1, token.at
        while end and (tokens[end - 1].is_capital or tokens[end - 1].is_number):
            count += 1
            item = tokens[max(0, end - _LONGEST_ITEM) : end]
            end = next((t.at for t in reversed(item) if "," in t.before), 0)
        found |= {2, count} if count > 1 else set()
    return frozenset(found)

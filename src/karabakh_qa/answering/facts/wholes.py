"""Whether a sentence says of all what its quotes say of most."""

from collections.abc import Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.text import Text

TOTAL = frozenset("all every everyone everything entire entirely whole always none".split())
NEARLY = frozenset("almost nearly near virtually practically".split())
_LIMITING = frozenset("almost nearly virtually not".split())
_EACH = frozenset("all every each any no both".split())
"""Words that stand before those of whom something is said without exception."""
_NOT_OF_ALL = _LIMITING | frozenset("at after above".split())
"""Words before "all" with which it does not count anybody: "above all"."""
_MANY = frozenset("many most several some certain few numerous various".split())


def of_more(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what the sentence says of all and its quotes of fewer, else None."""
    return _unlimited(sentence, quotes) or _counted(sentence, quotes)


def _counted(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "all towns" where the quotes have "many towns" only."""
    if any(not _EACH.isdisjoint(quote.lows) for quote in quotes):
        return None
    for one, other in pairwise(sentence.tokens):
        if one.low not in _EACH or _low_before(sentence, one.at) in _NOT_OF_ALL:
            continue
        for quote in quotes:
            before = {_low_before(quote, at) for at in quote.places.get(other.root, ())}
            if before and before <= _MANY:
                return f"{one.text} {other.text}"
    return None


def _unlimited(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "all" where the quotes have it only as "almost all"."""
    for word in sorted(TOTAL & sentence.lows):
        limited = [limit for quote in quotes for limit in _limits(quote, word)]
        if limited and all(limited) and not all(_limits(sentence, word)):
            return word
    return None


def _limits(text: Text, word: str) -> list[bool]:
    """Return for each place of a word whether "almost" or the like stands before it."""
    return [_low_before(text, token.at) in _LIMITING for token in text.tokens if token.low == word]


def _low_before(text: Text, at: int) -> str:
    return text.tokens[at - 1].low if at else ""

"""Whether a sentence says of all what its quotes say of most."""

from collections.abc import Sequence

from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.text import Text

TOTAL = frozenset("all every everyone everything entire entirely whole always none".split())
NEARLY = frozenset("almost nearly near virtually practically".split())
_LIMITING = frozenset("almost nearly virtually not".split())
_EACH = frozenset("all every each any no both".split())
"""Words that stand before those of whom something is said without exception."""
_NOT_OF_ALL = _LIMITING | frozenset("at after above".split())
"""Words before "all" with which it does not count anybody: "above all"."""
_EVERYBODY = frozenset("everyone everybody".split())
_PEOPLE = root("people")
_BETWEEN = frozenset("of the these those his her its their our my your".split())
"""Words between how many and of what."""
_MANY = frozenset("many most several some certain few numerous various".split())


def of_more(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what the sentence says of all and its quotes of fewer, else None."""
    return _unlimited(sentence, quotes) or _counted(sentence, quotes)


def _counted(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "all towns" where the quotes have "many towns" or "most of the towns" only."""
    for token in sentence.tokens:
        if token.low not in _EACH | _EVERYBODY or sentence.low(token.at - 1) in _NOT_OF_ALL:
            continue
        counted = _PEOPLE if token.low in _EVERYBODY else _noun_behind(sentence, token.at)
        for quote in quotes:
            before = {_quantity(quote, at) for at in quote.places.get(counted, ())}
            if before and before <= _MANY:
                return token.text
    return None


def _noun_behind(text: Text, at: int) -> str:
    """Return the root of what is counted: of "towns" in "all of the towns"."""
    behind = (token for token in text.tokens[at + 1 : at + 4] if token.low not in _BETWEEN)
    return next((token.root for token in behind), "")


def _quantity(text: Text, at: int) -> str:
    """Return the word that says how many of them: "most" for "most of the towns"."""
    before = reversed(text.tokens[max(0, at - 3) : at])
    return next((token.low for token in before if token.low not in _BETWEEN), "")


def _unlimited(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "all" where the quotes have it only as "almost all"."""
    for word in sorted(TOTAL & sentence.lows):
        limited = [limit for quote in quotes for limit in _limits(quote, word)]
        if limited and all(limited) and not all(_limits(sentence, word)):
            return word
    return None


def _limits(text: Text, word: str) -> list[bool]:
    """Return for each place of a word whether "almost" or the like stands before it."""
    return [text.low(token.at - 1) in _LIMITING for token in text.tokens if token.low == word]

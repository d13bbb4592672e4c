"""Whether a sentence turns a direction round: "rose" for "fell", "before" for "after"."""

from collections.abc import Sequence

from karabakh_qa.answering.facts.antonyms import antonyms, is_converse, opposed_relations
from karabakh_qa.answering.facts.polarity import denials
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token

_NOTHING: frozenset[str] = frozenset()
_TOLD_BY = {
    "after": frozenset("later afterwards afterward subsequently then followed".split()),
    "before": frozenset("earlier previously ago already preceded until".split()),
}
"""Words that put one thing after or before another without "after" or "before"."""
_BEFORE_OBJECT = 3
"""Tokens before a content word among which the words stand that relate it to the rest."""
_NEXT = 2
_NEAR = 3
"""Content words on either side that make up the surroundings of a word."""


def turned(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the word of `sentence` that points the other way in the quotes, else None."""
    return _related_otherwise(sentence, quotes) or _opposite(sentence, quotes)


def _related_otherwise(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "after the war" where the quotes have "before the war" only."""
    for token in sentence.content:
        here = _relations(sentence, token.at)
        if not here:
            continue
        there = [
            _relations(quote, at) for quote in quotes for at in quote.places.get(token.root, ())
        ]
        for relation in here:
            opposed = opposed_relations(relation)
            if any(_TOLD_BY.get(relation, _NOTHING) & quote.lows for quote in quotes):
                continue
            if opposed and _only_opposed(relation, opposed, there):
                return f"{relation} {token.text}"
    return None


def _only_opposed(relation: str, opposed: frozenset[str], there: Sequence[frozenset[str]]) -> bool:
    turned_round = [bool(words & opposed) and relation not in words for words in there]
    return bool(there) and all(turned_round)


def _relations(text: Text, at: int) -> frozenset[str]:
    """Return the words that relate the content word at `at`: those right before it."""
    found = set()
    for token in reversed(text.tokens[max(0, at - _BEFORE_OBJECT) : at]):
        if (token.is_content and not opposed_relations(token.low)) or token.clause != text.tokens[
            at
        ].clause:
            break
        if opposed_relations(token.low):
            found.add(token.low)
    return frozenset(found)


def _opposite(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return a word whose opposite stands in its place in the quotes."""
    denied = {token.at for denial in denials(sentence) for token in denial.denied}
    for token in sentence.tokens:
        opposites = antonyms(token.root)
        if not opposites or token.at in denied:
            continue
        if _is_replaced(sentence, token, opposites, quotes):
            return token.text
    return None


def _is_replaced(
    sentence: Text, token: Token, opposites: frozenset[str], quotes: Sequence[Text]
) -> bool:
    """Say whether an opposite stands among the words that `token` stands among."""
    best_own = best_opposite = 0
    near = _NEXT if is_converse(token.root) else _NEAR
    own, against = meanings(token.root), frozenset().union(*map(meanings, opposites))
    for quote in quotes:
        denied = {t.at for denial in denials(quote) for t in denial.denied}
        for other in quote.tokens:
            meant = meanings(other.root)
            common = sentence.shared(token.at, quote, other.at, near, crossing=near != _NEXT)
            if other.root == token.root:
                best_own = max(best_own, 2 * common + 4)
            elif _is_adverb(other) != _is_adverb(token):
                continue
            elif other.root in opposites and other.at not in denied:
                best_opposite = max(best_opposite, 2 * common)
            elif own & meant:
                best_own = max(best_own, 2 * common)
            elif against & meant and common > 1 and other.at not in denied:
                best_opposite = max(best_opposite, 2 * common - 1)
    return best_opposite > best_own


def _is_adverb(token: Token) -> bool:
    return token.low.endswith("ly") and token.low != "early"

"""Whether two of a sentence have changed places: who does it, and to whom."""

from collections.abc import Iterator, Sequence

from karabakh_qa.answering.facts.antonyms import antonyms, is_converse
from karabakh_qa.answering.facts.clauses import (
    BETWEEN,
    LINKING,
    REACH,
    governor,
    is_mutual,
    is_verb,
    places,
    same_form,
)
from karabakh_qa.answering.facts.dates import MONTHS
from karabakh_qa.answering.facts.holders import misheld
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.sides import governors, misplaced
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import ARTICLES, PAST, is_deed, voice

_BEFORE_NOUN = frozenset("with without of in for on from".split())
"""Words behind which a form that might be a verb is a noun."""


def swapped(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what has changed places round a word of a quote, else None."""
    if _is_told_from_the_other_end(sentence, quotes):
        return None
    return (
        _round_a_verb(sentence, quotes) or misplaced(sentence, quotes) or misheld(sentence, quotes)
    )


def _is_told_from_the_other_end(sentence: Text, quotes: Sequence[Text]) -> bool:
    """Say whether the sentence has "after" where the quotes have "before" only."""
    return any(
        token.root not in quote.roots and any(map(is_converse, antonyms(token.root) & quote.roots))
        for token in sentence.tokens
        if is_converse(token.root)
        for quote in quotes
    )


def _round_a_verb(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "Iraq attacked Iran" where the quotes have "Iran attacked Iraq" only."""
    for before, pivot, after in _triples(sentence, _names(sentence, quotes)):
        preposition = governor(sentence, after.at)
        if preposition and preposition in governors(after, quotes):
            continue
        if preposition == "to" and "with" in governors(before, quotes):
            continue  # "a hit is credited to her" for "she is credited with a hit"
        told = voice(sentence, pivot.at)
        found = [_order(quote, before, pivot, after, told) for quote in quotes]
        undergone = any(_undergoes(quote, before, pivot, after, told) for quote in quotes)
        turned = undergone or any(turned for _, turned in found)
        if turned and not any(kept for kept, _ in found):
            return f"{before.text} {pivot.text} {after.text}"
    return None


def _names(text: Text, quotes: Sequence[Text]) -> set[int]:
    return {t.at for run in name_runs(text, quotes) for t in run if t.low not in MONTHS}


def _triples(sentence: Text, names: set[int]) -> Iterator[tuple[Token, Token, Token]]:
    """Yield each likely verb with the nearest name, or else noun, on either side."""
    for pivot in sentence.tokens:
        if not _can_join(sentence, pivot, names):
            continue
        clause = [
            t
            for t in sentence.tokens[max(0, pivot.at - REACH) : pivot.at + 1 + REACH]
            if t.clause == pivot.clause and t.is_content and not t.is_number
        ]
        left = [token for token in clause if token.at < pivot.at][::-1]
        right = [token for token in clause if token.at > pivot.at]
        one, other = (next((t for t in side if t.at in names), None) for side in (left, right))
        if one and other:
            yield one, pivot, other
        elif left and right and is_verb(sentence, pivot):
            yield left[0], pivot, right[0]


def _can_join(text: Text, token: Token, names: set[int]) -> bool:
    if token.is_capital or token.is_number or is_mutual(token.low):
        return False
    if not token.is_content:
        return token.low in PAST
    follows_a_name = token.at - 1 in names and not text.tokens[token.at - 1].possessive
    after = next((t for t in text.tokens[token.at + 1 :] if not t.low.endswith("ly")), None)
    has_verb = after is not None and after.low in LINKING
    return (follows_a_name and not has_verb) or is_verb(text, token)


def _order(quote: Text, before: Token, pivot: Token, after: Token, told: str) -> tuple[bool, bool]:
    """Say whether the three stand in this order somewhere in `quote`, and whether turned round.

    Where one is told in the passive and the other is not, the two orders change places.
    """
    lefts, rights = quote.places.get(before.root, ()), quote.places.get(after.root, ())
    kept = turned = False
    if not lefts or not rights:
        return False, False
    for at in places(quote, pivot.root):
        there = voice(quote, at)
        is_noun = is_deed(quote, at)
        if not (is_noun and there in {"by", "active"}) and not same_form(quote.tokens[at], pivot):
            continue
        if at and quote.tokens[at - 1].low in _BEFORE_NOUN and there == "active" and not is_noun:
            continue
        if at and quote.tokens[at - 1].low in ARTICLES and there != "by":
            continue
        if {told, there} == {"active", "passive"} or (told != there and "open" in {told, there}):
            continue
        one = lefts[0] < at < rights[-1]
        other = rights[0] < at < lefts[-1]
        if "active" in {told, there} and told != there:
            one, other = other, one
        kept, turned = kept or one, turned or other
    return kept, turned


def _undergoes(quote: Text, before: Token, pivot: Token, after: Token, told: str) -> bool:
    """Say whether who does it here suffers it there: "responsible for the murder of him"."""
    if told != "active":
        return False
    for at in places(quote, pivot.root):
        behind = quote.tokens[at + 1 : at + 2 + BETWEEN]
        if not (is_deed(quote, at) and behind and behind[0].low == "of"):
            continue
        if any(t.root == before.root for t in behind) and any(
            place < at for place in places(quote, after.root)
        ):
            return True
    return False

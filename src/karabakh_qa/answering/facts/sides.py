"""Whether names stand on another side of a word, or behind another preposition, than in quotes."""

from collections.abc import Sequence

from karabakh_qa.answering.facts.clauses import (
    LINKING,
    REACH,
    Link,
    governor,
    is_mutual,
    is_verb,
    links,
    places,
    same_form,
)
from karabakh_qa.answering.facts.dates import MONTHS
from karabakh_qa.answering.facts.forms import is_past
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.nations import stands_for
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import ARTICLES, voice

_LISTING = ARTICLES | LINKING | frozenset("and or of van von de".split())
"""Words between the names of a list and the word that they go with."""


def misplaced(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what stands on the wrong side of a word or of a preposition, else None."""
    return _on_the_other_side(sentence, quotes) or _behind_each_others_word(sentence, quotes)


def _on_the_other_side(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "the attack on Iraq" where the quote has Iraq before, another behind "attack on"."""
    runs = {
        token.at: frozenset(other.root for other in run)
        for run in name_runs(sentence, quotes)
        for token in run
    }
    for link in links(sentence):
        for head, name, side in ((link.left, link.right, 1), (link.right, link.left, -1)):
            if name.at not in runs or head.at in runs or head.is_number or name.low in MONTHS:
                continue
            if is_mutual(head.low) or head.low.endswith("ly"):
                continue
            if not (link.between or is_verb(sentence, head) or (side < 0 and _has_tense(head))):
                continue
            if side < 0 and (name.possessive or not LINKING.issuperset(link.between)):
                continue
            found = [
                _side(quote, link, head, runs[name.at], side, voice(sentence, head.at))
                for quote in quotes
            ]
            if "there" not in found and "other" in found:
                return f"{link.left.text} {' '.join(link.between)} {link.right.text}"
    return None


def _has_tense(token: Token) -> bool:
    return token.low.endswith("s") or is_past(token.low)


def _side(quote: Text, link: Link, head: Token, name: frozenset[str], side: int, told: str) -> str:
    """Say whether the name stands on its side of the head ("there"), or another does ("other")."""
    wanted = [place for word in sorted(name) for place in places(quote, word)]
    answer = ""
    for at in places(quote, head.root):
        if not same_form(quote.tokens[at], head):
            continue
        is_turned = {told, voice(quote, at)} == {"active", "by"}
        if _reaches(quote, at, link, wanted, -side if is_turned else side):
            return "there"
        neighbours = quote.following(at, 1) if side > 0 else quote.preceding(at, 1)
        if is_turned or not neighbours or not wanted:
            continue
        if not neighbours[0].is_capital or neighbours[0].low in MONTHS:
            continue
        if any(stands_for(neighbours[0].root, word) for word in name):
            return "there"
        if _is_displaced(quote, at, neighbours[0].at, link, wanted):
            answer = "other"
    return answer


def _reaches(quote: Text, at: int, link: Link, wanted: Sequence[int], side: int) -> bool:
    """Say whether a name stands at one of its places on that side of a word, and goes with it."""
    clause = quote.tokens[at].clause
    near = [place for place in wanted if 0 < (place - at) * side <= REACH]
    if side > 0:
        return bool(near) or any(_opens_behind(quote, place, link.between) for place in wanted)
    return any(quote.tokens[place].clause == clause for place in near) or any(
        _is_in_list(quote, place, at) for place in wanted if place < at
    )


def _opens_behind(quote: Text, place: int, between: tuple[str, ...]) -> bool:
    """Say whether a name opens the quote with its preposition: "In Britain", for "rose in"."""
    before = [t for t in quote.tokens[max(0, place - 2) : place] if t.low not in ARTICLES]
    return bool(before) and before[-1].opens and between[-1:] == (before[-1].low,)


def _is_in_list(quote: Text, place: int, at: int) -> bool:
    """Say whether only names of a list stand between a name and the word they go with."""
    return all(token.is_capital or token.low in _LISTING for token in quote.tokens[place + 1 : at])


def _is_displaced(quote: Text, at: int, other: int, link: Link, wanted: Sequence[int]) -> bool:
    """Say whether another name is linked with the word, and the wanted one cannot be."""
    first, last = sorted((at, other))
    between = tuple(t.low for t in quote.tokens[first + 1 : last] if t.low not in ARTICLES)
    is_subject = other < at and "to" not in between
    is_apart = any((place - at) * (other - at) < 0 for place in wanted)
    return between == link.between and (is_subject or is_apart)


def _behind_each_others_word(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "Lahore returned to Iqbal" where the quote has "to Lahore" and no "to Iqbal"."""
    names = [run[0] for run in name_runs(sentence, quotes) if run[0].low not in MONTHS]
    free = [name for name in names if not governor(sentence, name.at)]
    for name in names:
        word = governor(sentence, name.at)
        if not word or name.possessive or not _stands(name, quotes):
            continue
        if word in governors(name, quotes):
            continue
        if any(is_mutual(t.low) for t in sentence.tokens[max(0, name.at - 3) : name.at]):
            continue
        for other in free:
            if other.at < name.at and governors(other, quotes) == {word}:
                return f"{word} {name.text}"
    return None


def governors(name: Token, quotes: Sequence[Text]) -> set[str]:
    """Return the prepositions before a name in the quotes, or before one that stands for it."""
    found = {governor(quote, at) for quote in quotes for at in places(quote, name.root)}
    return found | {
        governor(quote, token.at)
        for quote in quotes
        for token in quote.tokens
        if token.is_capital and token.root != name.root and stands_for(token.low, name.low)
    }


def _stands(name: Token, quotes: Sequence[Text]) -> bool:
    return any(name.root in quote.places for quote in quotes)

"""Whether two of a sentence have changed places: who does it, and to whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from karabakh_qa.answering.facts.antonyms import antonyms, is_converse
from karabakh_qa.answering.facts.dates import MONTHS
from karabakh_qa.answering.facts.forms import inflection, is_past
from karabakh_qa.answering.facts.holders import misheld
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.nations import stands_for
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import (
    ARTICLES,
    BE,
    GOVERNING,
    HELPERS,
    PAST,
    is_deed,
    voice,
)

_MUTUAL = frozenset(
    inflection(word)
    for word in """meet met married marry fight fought agree talk negotiate discuss ally border
    war conflict similar equal same differ different sign compete cooperate trade exchange argue
    divorce resemble near like equivalent identical related between linked connected
    joined""".split()
)
"""Words that mean the same both ways."""
_PLAIN_VERBS = frozenset("become became come came make made take took go went".split())
"""Verbs that alone add nothing, but have a subject."""
_BEFORE_NOUN = frozenset("with without of in for on from".split())
_LINKING = BE | HELPERS | frozenset("has have had also then later".split())
"""Function words that may stand between a subject and its verb."""
_LISTING = ARTICLES | frozenset("and or of van von de".split())
_REACH = 8
"""Tokens on either side of a word within which those stand that it joins."""
_MOST_PLACES = 20
"""Places of a word in one quote that are looked at."""
_BETWEEN = 3
"""The most function words between two words that belong together."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two neighbouring content words with the function words between, articles left out."""

    left: Token
    between: tuple[str, ...]
    right: Token


def swapped(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what has changed places round a word of a quote, else None."""
    if _is_told_from_the_other_end(sentence, quotes):
        return None
    return (
        _round_a_verb(sentence, quotes)
        or _on_the_other_side(sentence, quotes)
        or _behind_each_others_word(sentence, quotes)
        or misheld(sentence, quotes)
    )


def _round_a_verb(sentence: Text, quotes: Sequence[Text]) -> str | None:
    for before, pivot, after in _triples(sentence, _names(sentence, quotes)):
        governor = _governor(sentence, after.at)
        if governor and governor in _governors(after, quotes):
            continue
        told = voice(sentence, pivot.at)
        found = [_order(quote, before, pivot, after, told) for quote in quotes]
        undergone = any(_undergoes(quote, before, pivot, after, told) for quote in quotes)
        turned = undergone or any(turned for _, turned in found)
        if turned and not any(kept for kept, _ in found):
            return f"{before.text} {pivot.text} {after.text}"
    return None


def _is_told_from_the_other_end(sentence: Text, quotes: Sequence[Text]) -> bool:
    """Say whether the sentence has "after" where the quotes have "before" only."""
    return any(
        token.root not in quote.roots and any(map(is_converse, antonyms(token.root) & quote.roots))
        for token in sentence.tokens
        if is_converse(token.root)
        for quote in quotes
    )


def _triples(sentence: Text, names: set[int]) -> Iterator[tuple[Token, Token, Token]]:
    """Yield each likely verb with the nearest name, or else noun, on either side."""
    for pivot in sentence.tokens:
        if not _can_join(sentence, pivot, names):
            continue
        clause = [
            t
            for t in sentence.tokens[max(0, pivot.at - _REACH) : pivot.at + 1 + _REACH]
            if t.clause == pivot.clause and t.is_content and not t.is_number
        ]
        left = [token for token in clause if token.at < pivot.at][::-1]
        right = [token for token in clause if token.at > pivot.at]
        one, other = (next((t for t in side if t.at in names), None) for side in (left, right))
        if one and other:
            yield one, pivot, other
        elif left and right and _is_verb(sentence, pivot):
            yield left[0], pivot, right[0]


def _can_join(text: Text, token: Token, names: set[int]) -> bool:
    if token.is_capital or token.is_number or inflection(token.low) in _MUTUAL:
        return False
    if not token.is_content:
        return token.low in PAST
    follows_a_name = token.at - 1 in names and not text.tokens[token.at - 1].possessive
    after = text.tokens[token.at + 1 : token.at + 2]
    has_verb = bool(after) and after[0].low in _LINKING
    return (follows_a_name and not has_verb) or _is_verb(text, token)


def _is_verb(text: Text, token: Token) -> bool:
    if token.low in PAST or token.low.endswith("ed"):
        return True
    return token.at > 0 and text.tokens[token.at - 1].low in HELPERS


def _order(quote: Text, before: Token, pivot: Token, after: Token, told: str) -> tuple[bool, bool]:
    """Say whether the three stand in this order somewhere in `quote`, and whether turned round.

    Where one is told in the passive and the other is not, the two orders change places.
    """
    lefts, rights = quote.places.get(before.root, ()), quote.places.get(after.root, ())
    kept = turned = False
    if not lefts or not rights:
        return False, False
    for at in _places(quote, pivot.root):
        there = voice(quote, at)
        is_noun = is_deed(quote, at)
        if not (is_noun and there in {"by", "active"}) and not _same_form(quote.tokens[at], pivot):
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
    for at in _places(quote, pivot.root):
        behind = quote.tokens[at + 1 : at + 2 + _BETWEEN]
        if not (is_deed(quote, at) and behind and behind[0].low == "of"):
            continue
        if any(t.root == before.root for t in behind) and any(
            place < at for place in _places(quote, after.root)
        ):
            return True
    return False


def _same_form(one: Token, other: Token) -> bool:
    """Say whether two words differ in number and tense at most: "founded", not "the founding"."""
    alike = inflection(one.low) == inflection(other.low)
    return alike and one.low.endswith("ing") == other.low.endswith("ing")


def _on_the_other_side(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "the attack on Iraq" where the quote has Iraq before, another behind "attack on"."""
    runs = {
        token.at: frozenset(other.root for other in run)
        for run in name_runs(sentence, quotes)
        for token in run
    }
    for link in _links(sentence):
        for head, name, side in ((link.left, link.right, 1), (link.right, link.left, -1)):
            if name.at not in runs or head.at in runs or head.is_number or name.low in MONTHS:
                continue
            if inflection(head.low) in _MUTUAL or head.low.endswith("ly"):
                continue
            if not (link.between or _is_verb(sentence, head) or (side < 0 and _has_tense(head))):
                continue
            if side < 0 and (name.possessive or not _LINKING.issuperset(link.between)):
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


def _names(text: Text, quotes: Sequence[Text]) -> set[int]:
    return {t.at for run in name_runs(text, quotes) for t in run if t.low not in MONTHS}


def _behind_each_others_word(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "Lahore returned to Iqbal" where the quote has "to Lahore" and no "to Iqbal"."""
    names = [run[0] for run in name_runs(sentence, quotes) if run[0].low not in MONTHS]
    free = [name for name in names if not _governor(sentence, name.at)]
    for name in names:
        governor = _governor(sentence, name.at)
        if not governor or governor in _governors(name, quotes) or not _stands(name, quotes):
            continue
        if governor == "of" and not all(
            _stands(noun, quotes) for noun in sentence.preceding(name.at, 1)
        ):
            continue
        if any(
            inflection(t.low) in _MUTUAL for t in sentence.tokens[max(0, name.at - 3) : name.at]
        ):
            continue
        for other in free:
            if other.at < name.at and _governors(other, quotes) == {governor}:
                return f"{governor} {name.text}"
    return None


def _places(text: Text, word: str) -> tuple[int, ...]:
    return text.places.get(word, ())[:_MOST_PLACES]


def _stands(name: Token, quotes: Sequence[Text]) -> bool:
    return any(name.root in quote.places for quote in quotes)


def _governors(name: Token, quotes: Sequence[Text]) -> set[str]:
    """Return the prepositions before a name in the quotes, or before one that stands for it."""
    found = {_governor(quote, at) for quote in quotes for at in _places(quote, name.root)}
    return found | {
        _governor(quote, token.at)
        for quote in quotes
        for token in quote.tokens
        if token.is_capital and token.root != name.root and stands_for(token.low, name.low)
    }


def _governor(text: Text, at: int) -> str:
    """Return the preposition before a name, articles and parts of the name left out, or none."""
    for token in reversed(text.tokens[max(0, at - 3) : at]):
        if token.low in GOVERNING:
            return token.low
        if token.low not in ARTICLES and not token.is_capital:
            return ""
    return ""


def _links(text: Text) -> Iterator[Link]:
    words = [token for token in text.tokens if token.is_content or token.low in _PLAIN_VERBS]
    for left, right in pairwise(words):
        if right.at - left.at <= 1 + _BETWEEN and left.clause == right.clause:
            between = tuple(
                t.low for t in text.tokens[left.at + 1 : right.at] if t.low not in ARTICLES
            )
            yield Link(left, between, right)


def _opens_behind(quote: Text, place: int, between: tuple[str, ...]) -> bool:
    """Say whether a name opens the quote with its preposition: "In Britain", for "rose in"."""
    before = [t for t in quote.tokens[max(0, place - 2) : place] if t.low not in ARTICLES]
    return bool(before) and before[-1].opens and between[-1:] == (before[-1].low,)


def _is_in_list(quote: Text, place: int, at: int) -> bool:
    """Say whether only names of a list stand between a name and the word they go with."""
    return all(
        token.is_capital or token.low in _LISTING or token.low in _LINKING
        for token in quote.tokens[place + 1 : at]
    )


def _side(quote: Text, link: Link, head: Token, name: frozenset[str], side: int, told: str) -> str:
    """Say whether the name stands on its side of the head ("there"), or another does ("other")."""
    wanted = [place for word in sorted(name) for place in _places(quote, word)]
    answer = ""
    for at in _places(quote, head.root):
        if not _same_form(quote.tokens[at], head):
            continue
        is_turned = {told, voice(quote, at)} == {"active", "by"}
        if _reaches(quote, at, link, wanted, -side if is_turned else side):
            return "there"
        neighbours = quote.following(at, 1) if side > 0 else quote.preceding(at, 1)
        if is_turned or not neighbours or not neighbours[0].is_capital or not wanted:
            continue
        if any(stands_for(neighbours[0].root, word) for word in name):
            return "there"
        if _is_displaced(quote, at, neighbours[0].at, link, wanted):
            answer = "other"
    return answer


def _reaches(quote: Text, at: int, link: Link, wanted: Sequence[int], side: int) -> bool:
    """Say whether a name stands at one of its places on that side of a word, and goes with it."""
    clause = quote.tokens[at].clause
    near = [place for place in wanted if 0 < (place - at) * side <= _REACH]
    if side > 0:
        return bool(near) or any(_opens_behind(quote, place, link.between) for place in wanted)
    return any(quote.tokens[place].clause == clause for place in near) or any(
        _is_in_list(quote, place, at) for place in wanted if place < at
    )


def _is_displaced(quote: Text, at: int, other: int, link: Link, wanted: Sequence[int]) -> bool:
    """Say whether another name is linked with the word, and the wanted one cannot be."""
    first, last = sorted((at, other))
    between = tuple(t.low for t in quote.tokens[first + 1 : last] if t.low not in ARTICLES)
    is_subject = other < at and "to" not in between
    is_apart = any((place - at) * (other - at) < 0 for place in wanted)
    return between == link.between and (is_subject or is_apart)

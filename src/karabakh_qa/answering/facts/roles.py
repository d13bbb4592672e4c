"""Whether two of a sentence have changed places: who does it, and to whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from karabakh_qa.answering.facts.dates import MONTHS
from karabakh_qa.answering.facts.forms import inflection, is_past
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.nations import stands_for
from karabakh_qa.answering.facts.text import Text, Token

_MUTUAL = frozenset(
    inflection(word)
    for word in """meet met married marry fight fought agree talk negotiate discuss ally border
    war conflict similar equal same differ different sign compete cooperate trade exchange argue
    divorce resemble near like equivalent identical related between linked connected
    joined""".split()
)
"""Words that mean the same both ways."""
_PAST = frozenset(
    """won lost beat bought sold gave took sent led brought taught told built found left met drove
    drew fought caught wrote threw overthrew struck shot kept held made saw knew chose became fed
    sought broke spoke given taken written driven drawn chosen known seen shown thrown broken
    beaten spoken""".split()
)
_NEVER_TOLD = frozenset(
    "gave took drove drew wrote threw overthrew saw knew chose became broke spoke".split()
)
"""Those of them that no passive has."""
_ONLY_TOLD = frozenset(
    "given taken written driven drawn chosen known seen shown thrown broken spoken".split()
)
_HAVE = frozenset("has have had having".split())
_HELPERS = frozenset("will can could would may might must should did do does to not".split())
_ARTICLES = frozenset("the a an his her its their this that these those".split())
_BE = frozenset("is are was were been being be got".split())
_LINKING = _BE | _HELPERS | frozenset("has have had also then later".split())
"""Function words that may stand between a subject and its verb."""
_DEEDS = ("sion", "tion", "ment", "al", "ance", "ence", "ure", "ing")
"""Endings of nouns for what is done."""
_BY_WITHIN = 6
_REACH = 8
"""Tokens on either side of a word within which those stand that it joins."""
_GOVERNING = frozenset(
    "in to from at on against into for with of between through over under across".split()
)
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
    return (
        _round_a_verb(sentence, quotes)
        or _on_the_other_side(sentence, quotes)
        or _behind_each_others_word(sentence, quotes)
    )


def _round_a_verb(sentence: Text, quotes: Sequence[Text]) -> str | None:
    for before, pivot, after in _triples(sentence, _names(sentence, quotes)):
        governor = _governor(sentence, after.at)
        if governor and governor in _governors(after, quotes):
            continue
        voice = _voice(sentence, pivot.at)
        found = [_order(quote, before, pivot, after, voice) for quote in quotes]
        undergone = any(_undergoes(quote, before, pivot, after, voice) for quote in quotes)
        turned = undergone or any(turned for _, turned in found)
        if turned and not any(kept for kept, _ in found):
            return f"{before.text} {pivot.text} {after.text}"
    return None


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
        return token.low in _PAST
    follows_a_name = token.at - 1 in names and not text.tokens[token.at - 1].possessive
    return follows_a_name or _is_verb(text, token)


def _is_verb(text: Text, token: Token) -> bool:
    if token.low in _PAST or token.low.endswith("ed"):
        return True
    return token.at > 0 and text.tokens[token.at - 1].low in _HELPERS


def _order(quote: Text, before: Token, pivot: Token, after: Token, voice: str) -> tuple[bool, bool]:
    """Say whether the three stand in this order somewhere in `quote`, and whether turned round.

    Where one is told in the passive and the other is not, the two orders change places.
    """
    lefts, rights = quote.places.get(before.root, ()), quote.places.get(after.root, ())
    kept = turned = False
    if not lefts or not rights:
        return False, False
    for at in _places(quote, pivot.root):
        there = _voice(quote, at)
        is_noun = quote.tokens[at].low.endswith(_DEEDS)
        if not (is_noun and there == "by") and not _same_form(quote.tokens[at], pivot):
            continue
        if at and quote.tokens[at - 1].low in _ARTICLES and there != "by":
            continue
        if {voice, there} == {"active", "passive"}:
            continue
        one = lefts[0] < at < rights[-1]
        other = rights[0] < at < lefts[-1]
        if "active" in {voice, there} and voice != there:
            one, other = other, one
        kept, turned = kept or one, turned or other
    return kept, turned


def _undergoes(quote: Text, before: Token, pivot: Token, after: Token, voice: str) -> bool:
    """Say whether who does it here suffers it there: "responsible for the murder of him"."""
    if voice != "active":
        return False
    for at in _places(quote, pivot.root):
        behind = quote.tokens[at + 1 : at + 2 + _BETWEEN]
        if not (quote.tokens[at].low.endswith(_DEEDS) and behind and behind[0].low == "of"):
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


def _voice(text: Text, at: int) -> str:
    """Return "by" for "was won by", "passive" for "was won", else "active"."""
    low = text.tokens[at].low
    if low.endswith(_DEEDS):
        return _voice_of_noun(text, at)
    if low in _NEVER_TOLD or not (low in _PAST or low.endswith(("ed", "en", "n"))):
        return "active"
    before = {token.low for token in text.tokens[max(0, at - 2) : at]}
    is_told = bool(before & _BE) or (low in _ONLY_TOLD and not before & _HAVE)
    reach = _BY_WITHIN if is_told else 2
    near = text.tokens[at + 1 : at + 2 + reach]
    for token, after in pairwise(near):
        if not is_told and token.is_content and not token.low.endswith("ly"):
            break
        if token.low == "by" and token.clause == text.tokens[at].clause and not after.is_number:
            return "by"
    return "passive" if is_told else "active"


def _voice_of_noun(text: Text, at: int) -> str:
    """Return "by" for "the invasion of Iraq by", else "noun"."""
    after = [token.low for token in text.tokens[at + 1 : at + 2 + _BY_WITHIN]]
    if after[:1] != ["of"] or "by" not in after or is_past(after[after.index("by") - 1]):
        return "noun"
    return "by"


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
            if side > 0 and not (link.between or _is_verb(sentence, head)):
                continue
            if side < 0 and (name.possessive or not _LINKING.issuperset(link.between)):
                continue
            found = [_side(quote, link, head, runs[name.at], side) for quote in quotes]
            if "there" not in found and "other" in found:
                return f"{link.left.text} {' '.join(link.between)} {link.right.text}"
    return None


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
        if token.low in _GOVERNING:
            return token.low
        if token.low not in _ARTICLES and not token.is_capital:
            return ""
    return ""


def _links(text: Text) -> Iterator[Link]:
    for left, right in zip(text.content, text.content[1:], strict=False):
        if right.at - left.at <= 1 + _BETWEEN and left.clause == right.clause:
            between = tuple(
                t.low for t in text.tokens[left.at + 1 : right.at] if t.low not in _ARTICLES
            )
            yield Link(left, between, right)


def _side(quote: Text, link: Link, head: Token, name: frozenset[str], side: int) -> str:
    """Say whether the name stands on its side of the head ("there"), or another does ("other")."""
    wanted = [place for word in sorted(name) for place in _places(quote, word)]
    answer = ""
    for at in _places(quote, head.root):
        if not _same_form(quote.tokens[at], head):
            continue
        reached = [place for place in wanted if 0 < (place - at) * side <= _REACH]
        clause = quote.tokens[at].clause
        if any(side > 0 or quote.tokens[place].clause == clause for place in reached):
            return "there"
        neighbours = quote.following(at, 1) if side > 0 else quote.preceding(at, 1)
        if not neighbours or not neighbours[0].is_capital or not wanted:
            continue
        first, last = sorted((at, neighbours[0].at))
        same = (
            tuple(t.low for t in quote.tokens[first + 1 : last] if t.low not in _ARTICLES)
            == link.between
        )
        if any(stands_for(neighbours[0].root, word) for word in name):
            return "there"
        if same and (reached or any((place - at) * side < 0 for place in wanted)):
            answer = "other"
    return answer

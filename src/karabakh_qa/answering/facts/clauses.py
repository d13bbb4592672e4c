"""What stands together in a clause: verbs, the words that they join, prepositions of names."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from karabakh_qa.answering.facts.forms import inflection
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import ARTICLES, BE, GOVERNING, HELPERS, PAST

_MUTUAL = frozenset(
    inflection(word)
    for word in """meet met married marry fight fought agree talk negotiate discuss ally border
    war conflict similar equal same differ different sign compete cooperate trade exchange argue
    divorce face resemble near like equivalent identical related between linked connected
    joined""".split()
)
"""Words that mean the same both ways."""
_PLAIN_VERBS = frozenset("become became come came make made take took go went".split())
"""Verbs that alone add nothing, but have a subject."""
LINKING = BE | HELPERS | frozenset("has have had also then later".split())
"""Function words that may stand between a subject and its verb."""
REACH = 8
"""Tokens on either side of a word within which those stand that it joins."""
_MOST_PLACES = 20
"""Places of a word in one quote that are looked at."""
BETWEEN = 3
"""The most function words between two words that belong together."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two neighbouring content words with the function words between, articles left out."""

    left: Token
    between: tuple[str, ...]
    right: Token


def links(text: Text) -> Iterator[Link]:
    """Yield each two neighbouring words of a clause that belong together."""
    words = [token for token in text.tokens if token.is_content or token.low in _PLAIN_VERBS]
    for left, right in pairwise(words):
        if right.at - left.at <= 1 + BETWEEN and left.clause == right.clause:
            between = tuple(
                t.low for t in text.tokens[left.at + 1 : right.at] if t.low not in ARTICLES
            )
            yield Link(left, between, right)


def is_mutual(low: str) -> bool:
    """Say whether a word means the same both ways: "they met"."""
    return inflection(low) in _MUTUAL


def is_verb(text: Text, token: Token) -> bool:
    """Say whether a word is a verb by its form or by the word before."""
    if token.low in PAST or token.low.endswith("ed"):
        return True
    return token.at > 0 and text.tokens[token.at - 1].low in HELPERS


def same_form(one: Token, other: Token) -> bool:
    """Say whether two words differ in number and tense at most: "founded", not "the founding"."""
    alike = inflection(one.low) == inflection(other.low)
    return alike and one.low.endswith("ing") == other.low.endswith("ing")


def governor(text: Text, at: int) -> str:
    """Return the preposition before a name, articles and parts of the name left out, or none."""
    for token in reversed(text.tokens[max(0, at - 3) : at]):
        if token.low in GOVERNING:
            return token.low
        if token.low not in ARTICLES and not token.is_capital:
            return ""
    return ""


def places(text: Text, word: str) -> tuple[int, ...]:
    """Return where a word stands, given by its root, as far as it is worth looking."""
    return text.places.get(word, ())[:_MOST_PLACES]

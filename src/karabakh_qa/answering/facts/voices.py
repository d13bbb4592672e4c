"""The voice in which a verb tells what is done: "won", "was won", "was won by"."""

from itertools import pairwise

from karabakh_qa.answering.facts.forms import is_past
from karabakh_qa.answering.facts.text import Text, Token

PAST = frozenset(
    """won lost beat bought sold gave took sent led brought taught told built found left met drove
    drew fought caught wrote threw overthrew struck shot kept held made saw knew chose became fed
    sought broke spoke given taken written driven drawn chosen known seen shown thrown broken
    beaten spoken called named""".split()
)
_NEVER_TOLD = frozenset(
    "gave took drove drew wrote threw overthrew saw knew chose became broke spoke".split()
)
"""Those of them that no passive has."""
_ONLY_TOLD = frozenset(
    "given taken written driven drawn chosen known seen shown thrown broken spoken".split()
)
HELPERS = frozenset("will can could would may might must should did do does to not".split())
ARTICLES = frozenset("the a an his her its their this that these those".split())
BE = frozenset("is are was were been being be got".split())
_HAVE = frozenset("has have had having".split())
GOVERNING = frozenset(
    "in to from at on against into for with of between through over under across".split()
)
_PREPOSITIONS = GOVERNING | frozenset("by as during after before since until within".split())
_ADVERBS = frozenset("even only also both then not".split())
_DEEDS = ("sion", "tion", "ment", "al", "ance", "ence", "ure", "ing")
"""Endings of nouns for what is done."""
_BY_WITHIN = 6


def voice(text: Text, at: int) -> str:
    """Return "by" for "was won by", "passive" for "was won", else "active".

    "won in 2020" may be the one or the other: "open".
    """
    low = text.tokens[at].low
    if low.endswith("ing") and _is_gerund(text, at):
        return "active"
    if is_deed(text, at):
        return _voice_of_noun(text, at)
    if low in _NEVER_TOLD or not (low in PAST or low.endswith(("ed", "en", "n"))):
        return "active"
    before = {token.low for token in text.tokens[max(0, at - 2) : at]}
    is_told = bool(before & BE) or (low in _ONLY_TOLD and not before & _HAVE)
    near = text.tokens[at + 1 : at + 2 + _BY_WITHIN]
    has_object = not _lacks_object(text, at)
    for token, after in pairwise(near):
        if not is_told and (has_object or _is_said_of_more(token)):
            break
        if token.low == "by" and token.clause == text.tokens[at].clause and not after.is_number:
            return "by"
    if is_told:
        return "passive"
    return "active" if has_object else "open"


def is_deed(text: Text, at: int) -> bool:
    """Say whether a word is a noun for what is done: "the finance", but not "to finance"."""
    low = text.tokens[at].low
    if at and text.tokens[at - 1].low in HELPERS and not low.endswith("ing"):
        return False
    return low.endswith(_DEEDS)


def _lacks_object(text: Text, at: int) -> bool:
    """Say whether a verb is followed by no noun at once: "released on Friday"."""
    near = text.tokens[at + 1 : at + 3]
    after = next((t for t in near if not t.low.endswith("ly") and t.low not in _ADVERBS), None)
    if after is None or after.clause != text.tokens[at].clause:
        return True
    return after.low in _PREPOSITIONS and not after.is_capital


def _is_said_of_more(token: Token) -> bool:
    """Say whether a word is more than the place or the time in "won in May 2020 by"."""
    return token.is_content and not (
        token.is_number or token.is_capital or token.low.endswith("ly")
    )


def _is_gerund(text: Text, at: int) -> bool:
    """Say whether a word in "-ing" is a verb with its object: "by defeating the city"."""
    if at and text.tokens[at - 1].low in ARTICLES:
        return False
    after = text.tokens[at + 1 : at + 2]
    return bool(after) and (after[0].is_capital or after[0].low in ARTICLES)


def _voice_of_noun(text: Text, at: int) -> str:
    """Return "by" for "the invasion of Iraq by", else "noun"."""
    after = [token.low for token in text.tokens[at + 1 : at + 2 + _BY_WITHIN]]
    if after[:1] != ["of"] or "by" not in after or is_past(after[after.index("by") - 1]):
        return "noun"
    return "by"

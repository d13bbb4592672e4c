"""The statements that one sentence joins: with "and", or with ", who ...,"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from karabakh_qa.answering.facts.forms import is_past
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.text import Text, Token

_JOINING = frozenset("and but while whereas".split())
_HELPERS = frozenset("is are was were has have had did does will would can could".split())
_A_DEED = 3
"""Content words from which on a part of a sentence says something of its own."""


def statements(sentence: Text) -> list[Text]:
    """Return the parts of a sentence that "and" or the like joins, each long enough for a deed.

    A part that has no subject of its own gets the name that the first part begins with.
    """
    outer, inner = _relative(sentence)
    if inner is not None:
        return [*statements(outer), inner]
    start, cuts = 0, []
    places = [token.at for token in sentence.content]
    for token in sentence.tokens:
        if token.low in _JOINING:
            before = bisect_left(places, token.at) - bisect_left(places, start)
            if before >= _A_DEED <= len(places) - bisect_left(places, token.at):
                cuts.append((start, token.at))
                start = token.at + 1
    cuts.append((start, len(sentence.tokens)))
    subject = next(name_runs(sentence), ())
    return [_part(sentence, subject, first, last) for first, last in cuts]


def _relative(sentence: Text) -> tuple[Text, Text | None]:
    """Return a sentence without its first clause of ", who ...,", and that with its subject."""
    tokens = sentence.tokens
    for token in tokens:
        if token.low not in {"who", "which"} or "," not in token.before:
            continue
        behind = (t.at for t in tokens[token.at + 1 :] if "," in t.before)
        end = next(behind, len(tokens))
        subject = tokens[: token.at]
        return _numbered((*subject, *tokens[end:])), _numbered(
            (*subject, *tokens[token.at + 1 : end])
        )
    return sentence, None


def _numbered(tokens: Sequence[Token]) -> Text:
    return Text(tuple(replace(token, at=i) for i, token in enumerate(tokens)))


def _part(sentence: Text, subject: Sequence[Token], first: int, last: int) -> Text:
    tokens = sentence.tokens[first:last]
    opening = tokens[0] if tokens else None
    if first and opening is not None and (is_past(opening.low) or opening.low in _HELPERS):
        tokens = (*subject, *tokens)
    return _numbered(tokens)

"""Logits -> the best answer in each part of a text, in whole letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.records import Span

LONGEST = 30
"""An answer has at most so many tokens."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A possible answer: its characters, and how far its score is above that of "not stated".

    The score is the sum of the logits of start and end, as in Devlin et al. 2019 for SQuAD 2.0.
    """

    span: Span
    margin: float


@dataclass(frozen=True, slots=True)
class Scored:
    """What a model makes of one window.

    Attributes:
        starts: for each token of the context, the logit that an answer starts there.
        ends: likewise that it ends there.
        nothing: the two logits of "not stated", added up.
        spans: the characters of each token in the text.
    """

    starts: Floats
    ends: Floats
    nothing: float
    spans: tuple[Span, ...]


def best_in(windows: Sequence[Scored], parts: Sequence[Span]) -> list[Found | None]:
    """Return the best answer inside each part of the text; None where a part has no token.

    Parts are character spans in order, and do not overlap. An answer may lie in any window.
    """
    best: list[Found | None] = [None] * len(parts)
    for window in windows:
        if not window.spans:
            continue
        sums = _sums(window)
        begins, ends = np.asarray(window.spans).T
        for number, part in enumerate(parts):
            first = np.searchsorted(begins, part.start)
            last = np.searchsorted(ends, part.end, side="right")
            found = _best(sums[first:last, first:last], window, int(first))
            known = best[number]
            if found and (known is None or found.margin > known.margin):
                best[number] = found
    return best


def with_marks(text: str, span: Span) -> Span:
    """Return whole letters: combining marks and variation selectors belong to what they follow.

    Some tokenizers drop them, others make tokens of them.
    """
    start, end = span
    while start and _is_mark(text[start]) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and _is_mark(text[end]):
        end += 1
    return Span(start, end)


def _is_mark(character: str) -> bool:
    return category(character).startswith("M")


def _sums(window: Scored) -> Floats:
    """Return the score of each pair of start and end; -inf where it is no answer."""
    places = np.arange(len(window.spans))
    length = places[None, :] - places[:, None]
    sums = window.starts[:, None] + window.ends[None, :]
    return np.where((length >= 0) & (length < LONGEST), sums, np.float32(-np.inf))


def _best(sums: Floats, window: Scored, first: int) -> Found | None:
    if not sums.size:
        return None
    start, end = divmod(int(sums.argmax()), sums.shape[1])
    span = Span(window.spans[first + start].start, window.spans[first + end].end)
    return Found(span, float(sums[start, end]) - window.nothing)

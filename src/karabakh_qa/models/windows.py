"""A question and a text -> what a reader of BERT's kind reads at once.

    [CLS] question [SEP] heading : context [SEP]

The first token means "not stated". Question, heading and separators can be no answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.models.tokens import CLS, SEP, Tokens
from karabakh_qa.records import Span

LENGTH = 192
"""Tokens of a window: a passage with its question and heading fits into one."""
OVERLAP = 64
QUESTION = 64
HEADING = 32


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens that are read at once.

    Attributes:
        ids: the tokens, with all marks.
        second: the first token of the heading and context; all before it is the question.
        first: the first token that can be an answer; the last but one is the last such.
        start: how many of the context's tokens stand before this window.
        spans: where the tokens from `first` on stand in the context.
    """

    ids: NDArray[np.int64]
    second: int
    first: int
    start: int
    spans: tuple[Span, ...]

    @property
    def segments(self) -> NDArray[np.int64]:
        """0 for each token of the question, 1 for each of the heading and context."""
        return (np.arange(len(self.ids)) >= self.second).astype(np.int64)


def cut_windows(question: Tokens, heading: Tokens, context: Tokens) -> Iterator[Window]:
    """Yield windows from the front to the back of a context; neighbours share `OVERLAP` tokens.

    A question of more than `QUESTION` tokens keeps its end, where long-winded people ask.
    `heading` is what stands above the context, with a colon, or empty.
    """
    asked = question.ids[-QUESTION:]
    head = (CLS, *asked, SEP, *heading.ids[-HEADING:])
    for start, end in _cuts(len(context.ids), LENGTH - len(head) - 1):
        ids = (*head, *context.ids[start:end], SEP)
        spans = context.spans[start:end]
        yield Window(np.asarray(ids, np.int64), len(asked) + 2, len(head), start, spans)


def _cuts(length: int, room: int) -> Iterator[tuple[int, int]]:
    """Cut so that neighbours share `OVERLAP` tokens and none but an only one is short."""
    start = 0
    while start + room < length:
        yield start, start + room
        start += room - OVERLAP
    yield max(0, length - room) if start else 0, length

"""Examples -> windows of tokens with the places of their answers, exact to the character.

    [CLS] question [SEP] heading : context [SEP]

The first token means "not stated". Question, heading and separators can be no answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from karabakh_qa.errors import ModelError
from karabakh_qa.records import Span
from training.examples import Example

LENGTH = 192
OVERLAP = 64
_QUESTION = 64
_HEADING = 32
_CLS, _SEP = 101, 102
"""What BERT's uncased vocabulary calls the marks."""

Tokens = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's tokens, and where each of them stands in it."""

    ids: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What the model reads at once.

    Attributes:
        ids: the tokens, with all marks.
        second: the first token of the heading and context; all before it is the question.
        first: the first token that can be an answer; the last but one is the last such.
        spans: where the tokens from `first` on stand in the context.
        targets: first and last token of the answers, one for each annotator; (0, 0) alone where
            this window has none.
    """

    ids: Tokens
    second: int
    first: int
    spans: tuple[Span, ...]
    targets: tuple[tuple[int, int], ...]

    def characters(self, start: int, end: int) -> Span:
        """Return where the tokens `start` to `end`, both included, stand in the context."""
        return Span(self.spans[start - self.first].start, self.spans[end - self.first].end)


class Windows:
    """Cuts examples into windows with the tokenizer of a model's folder."""

    def __init__(self, tokenizer: Path) -> None:
        """Read `tokenizer.json`; its own truncation and padding are switched off.

        Raises:
            ModelError: it cannot be read.
        """
        try:
            self._tokenizer = Tokenizer.from_str(tokenizer.read_text("utf-8"))
        except OSError as error:
            raise ModelError(f"{tokenizer} cannot be read: {error.strerror}") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, Pieces] = {}

    def pieces(self, text: str) -> Pieces:
        """Return the tokens of `text`, without marks."""
        found = self._known.get(text)
        if found is None:
            encoding = self._tokenizer.encode(text, add_special_tokens=False)
            spans = tuple(_with_marks(text, Span(a, b)) for a, b in encoding.offsets)
            found = Pieces(tuple(encoding.ids), spans)
            self._known[text] = found
        return found

    def of(self, example: Example) -> Iterator[Window]:
        """Yield the windows of an example, from the front to the back of its context.

        A question of more than 64 tokens keeps its end, where long-winded people ask.
        """
        question = self.pieces(example.question).ids[-_QUESTION:]
        heading: tuple[int, ...] = ()
        if example.heading:
            heading = (*self.pieces(example.heading).ids[:_HEADING], *self.pieces(":").ids)
        context = self.pieces(example.context)
        answers = [_tokens_of(context, span) for span in example.answers]
        head = (_CLS, *question, _SEP, *heading)
        for start, end in _cuts(len(context.ids), LENGTH - len(head) - 1):
            ids = (*head, *context.ids[start:end], _SEP)
            yield Window(
                np.asarray(ids, np.int32),
                len(question) + 2,
                len(head),
                context.spans[start:end],
                _targets(answers, start, end, len(head)),
            )


def all_windows(windows: Windows, examples: Iterable[Example]) -> list[list[Window]]:
    """Return for each example its windows."""
    return [list(windows.of(example)) for example in examples]


def _with_marks(text: str, span: Span) -> Span:
    """Add the combining marks that follow: the tokenizer drops them, but they are the letter's."""
    end = span.end
    while end < len(text) and combining(text[end]):
        end += 1
    return Span(span.start, end)


def _cuts(length: int, room: int) -> Iterator[tuple[int, int]]:
    """Cut so that neighbours share `OVERLAP` tokens and none but an only one is short."""
    start = 0
    while start + room < length:
        yield start, start + room
        start += room - OVERLAP
    yield max(0, length - room) if start else 0, length


def _tokens_of(context: Pieces, answer: Span) -> tuple[int, int] | None:
    """Return the first and last token that share a character with `answer`."""
    inside = [
        index
        for index, (start, end) in enumerate(context.spans)
        if start < answer.end and end > answer.start
    ]
    return (inside[0], inside[-1]) if inside else None


def _targets(
    answers: Sequence[tuple[int, int] | None], start: int, end: int, shift: int
) -> tuple[tuple[int, int], ...]:
    inside = tuple(
        (found[0] - start + shift, found[1] - start + shift)
        for found in answers
        if found and start <= found[0] and found[1] < end
    )
    return inside or ((0, 0),)

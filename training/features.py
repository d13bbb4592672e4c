"""Examples -> windows with the places of their answers, exact to the character."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from karabakh_qa.models.tokens import Tokenizer, Tokens
from karabakh_qa.models.windows import Window, cut_windows
from karabakh_qa.records import Span
from training.examples import Example

_NOT_STATED = ((0, 0),)


@dataclass(frozen=True, slots=True)
class Taught(Window):
    """A window, and what is to be read in it.

    Attributes:
        targets: first and last token of the answers, one for each annotator; (0, 0) alone where
            this window has none.
    """

    targets: tuple[tuple[int, int], ...]

    @property
    def holds_answer(self) -> bool:
        """Whether an answer stands in this window."""
        return self.targets != _NOT_STATED

    def characters(self, start: int, end: int) -> Span:
        """Return where the tokens `start` to `end`, both included, stand in the context."""
        return Span(self.spans[start - self.first].start, self.spans[end - self.first].end)


class Windows:
    """Cuts examples into windows with the tokenizer of a model's folder."""

    def __init__(self, tokenizer: Path) -> None:
        """Read `tokenizer.json`.

        Raises:
            ModelError: it cannot be read.
        """
        self._tokenizer = Tokenizer(tokenizer, literal=True)
        self._known: dict[str, Tokens] = {}

    def tokens(self, text: str) -> Tokens:
        """Return the tokens of `text`; a context comes with many questions."""
        if text not in self._known:
            self._known[text] = self._tokenizer.tokens(text)
        return self._known[text]

    def of(self, example: Example) -> Iterator[Taught]:
        """Yield the windows of an example, from the front to the back of its context."""
        heading = self.tokens(f"{example.heading}:" if example.heading else "")
        context = self.tokens(example.context)
        answers = [_tokens_of(context, span) for span in example.answers]
        for window in cut_windows(self.tokens(example.question), heading, context):
            yield Taught(
                window.ids,
                window.second,
                window.first,
                window.start,
                window.spans,
                _targets(answers, window),
            )


def _tokens_of(context: Tokens, answer: Span) -> tuple[int, int] | None:
    """Return the first and last token that share a character with `answer`."""
    inside = [
        index
        for index, (start, end) in enumerate(context.spans)
        if start < answer.end and end > answer.start
    ]
    return (inside[0], inside[-1]) if inside else None


def _targets(
    answers: Sequence[tuple[int, int] | None], window: Window
) -> tuple[tuple[int, int], ...]:
    start, end = window.start, window.start + len(window.spans)
    shift = window.first - start
    inside = tuple(
        (found[0] + shift, found[1] + shift)
        for found in answers
        if found and start <= found[0] and found[1] < end
    )
    return inside or _NOT_STATED

"""A language model that writes the answer; what it says still has to pass the gate."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Protocol

from karabakh_qa.answering.draft import Asked, Claim, Remark, Restart
from karabakh_qa.answering.writing.cutting import Split
from karabakh_qa.answering.writing.declining import declines
from karabakh_qa.answering.writing.prompt import Message, prompt
from karabakh_qa.answering.writing.sentences import ReplyParser, Written
from karabakh_qa.answering.writing.units import Units
from karabakh_qa.errors import LanguageModelError

NOT_SAID = 0
"""The number by which a model says that the documents don't."""


class Model(Protocol):
    """A language model."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text of the reply in pieces.

        Raises:
            LanguageModelError: it cannot be asked, or its reply is empty or breaks off.
        """
        ...


class ModelWriter:
    """Asks a language model for sentences that point at numbered sentences of the documents."""

    def __init__(self, model: Model, split: Split) -> None:
        """Put a writer together; `split` finds the sentences of a paragraph."""
        self._model = model
        self._split = split

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._model.name

    def write(self, asked: Asked) -> Iterator[Claim | Remark | Restart]:
        """Yield each sentence of the model with the places that it points at.

        Raises:
            LanguageModelError: the model cannot be asked, or its reply is empty or breaks off; then
                after the sentences that were complete.
        """
        units = Units((*asked.passages, *asked.further), asked.documents)
        messages = prompt(asked.effective_question, units, asked.documents)
        with closing(self._sentences(messages)) as sentences:
            for written in sentences:
                yield from claims(written, units)

    def _sentences(self, messages: Sequence[Message]) -> Generator[Written]:
        parser = ReplyParser(self._split)
        broken = None
        pieces = self._model.stream(messages)
        try:
            for piece in pieces:
                yield from parser.feed(piece)
        except LanguageModelError as error:
            broken = error
        finally:
            if isinstance(pieces, Generator):  # a person pressed Stop: hang up
                pieces.close()
        yield from (written for written in parser.close() if written.whole or not broken)
        if broken:
            raise broken


def claims(written: Written, units: Units) -> Iterator[Claim | Remark | Restart]:
    """Yield what a sentence claims; nothing if it states nothing, like "Here is the answer:"."""
    pointed = units.places(written.numbers)
    if written.begins_anew:
        yield Restart()
    elif (NOT_SAID in written.numbers and not pointed) or declines(written.text):
        yield Remark()
    elif written.statement and written.text:
        places = pointed or units.most_like(written.text)
        yield Claim(written.text, places, units.before(places), is_pointed=bool(pointed))

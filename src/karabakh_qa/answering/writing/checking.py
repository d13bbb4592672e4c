"""The gate for replies of language models that somebody else asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from karabakh_qa.answering.draft import Answerer, Asked
from karabakh_qa.answering.writing.answering import WrittenAnswers
from karabakh_qa.answering.writing.cutting import Split
from karabakh_qa.answering.writing.prompt import Message, numbered
from karabakh_qa.answering.writing.units import Units
from karabakh_qa.answering.writing.writer import ModelWriter
from karabakh_qa.records import Answer, Document, ScoredPassage

FindDocument = Callable[[str], Document | None]
"""Returns the document with an id as it is now."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A model that has spoken already."""

    text: str
    name: str = "a language model"

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        yield self.text


@dataclass(frozen=True, slots=True)
class ReplyCheck:
    """Numbers sentences for a language model, and checks what it says of them."""

    reader: Answerer
    split: Split
    find_document: FindDocument

    def numbered(self, passages: Sequence[ScoredPassage]) -> str:
        """Return the sentences of `passages`, each on a line behind its number.

        Raises:
            StaleCitationError: a document changed since, or is gone.
        """
        documents = self._documents(passages)
        return numbered(Units(passages, documents), documents)

    def check(self, question: str, text: str, passages: Sequence[ScoredPassage]) -> Answer:
        """Return what of `text` the sentences of `passages` bear out, cited; or a decline.

        Raises:
            StaleCitationError: a document changed since, or is gone.
        """
        asked = Asked(question, question, tuple(passages), self._documents(passages))
        answers = WrittenAnswers(ModelWriter(_Said(text), self.split), self.reader)
        *_, answer = answers.respond(asked)
        if not isinstance(answer, Answer):
            raise TypeError("what is written ends with an Answer")
        return answer

    def _documents(self, passages: Sequence[ScoredPassage]) -> dict[str, Document]:
        ids = dict.fromkeys(each.passage.document_id for each in passages)
        found = {each: self.find_document(each) for each in ids}
        for each in passages:
            each.passage.check(found[each.passage.document_id])
        return {document.id: document for document in found.values() if document}

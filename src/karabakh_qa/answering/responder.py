"""One question to one answer: understand, retrieve, read, and let the gate decide."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from karabakh_qa.answering.about import asked_detail, draft_detail
from karabakh_qa.answering.declines import decline, reply
from karabakh_qa.answering.draft import Answerer, Asked
from karabakh_qa.answering.gate import admit
from karabakh_qa.answering.small_talk import small_talk
from karabakh_qa.answering.summary import SENTENCES, asks_for_summary, draft_summary
from karabakh_qa.records import Answer, Document, Passage, ScoredPassage, Status

PASSAGES = 5
"""How many passages are read for a question; docs/decisions.md has the measurement."""


class Found(Protocol):
    """What retrieval returns."""

    @property
    def passages(self) -> tuple[ScoredPassage, ...]:
        """The passages, best first."""
        ...

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents that they stand in, by id."""
        ...


class Retriever(Protocol):
    """Finds passages, and the documents that they stand in."""

    def retrieve(self, question: str, k: int) -> Found:
        """Return the best `k` passages for a question."""
        ...

    def leads(self, most: int) -> Sequence[tuple[Document, Sequence[Passage]]]:
        """Return the first `most` documents, each with its passages in order."""
        ...


class Responder:
    """Answers questions from what a retriever finds and an answerer reads."""

    def __init__(self, retriever: Retriever, answerer: Answerer) -> None:
        self._retriever = retriever
        self._answerer = answerer

    def respond(self, question: str) -> Iterator[Status | Answer]:
        """Yield the stages of answering `question`, and at last the answer."""
        if (text := small_talk(question)) is not None:
            yield reply(question, text)
            return
        if asks_for_summary(question):
            yield Status("Reading the documents")
            yield self._summary(question)
            return
        yield Status("Searching the documents")
        found = self._retriever.retrieve(question, PASSAGES)
        asked = Asked(question, question, found.passages, found.documents)
        if not found.passages:
            yield decline("no_documents", asked)
            return
        yield Status(f"Reading {len(found.passages)} passages")
        yield self._read(asked)

    def _read(self, asked: Asked) -> Answer:
        detail = asked_detail(asked.effective_question)
        if detail is not None:
            document = asked.documents[asked.passages[0].passage.document_id]
            return admit(draft_detail(detail, document), asked)
        draft = self._answerer.draft(asked.effective_question, asked.passages)
        return admit(draft, asked)

    def _summary(self, question: str) -> Answer:
        leads = self._retriever.leads(SENTENCES)
        documents = {document.id: document for document, _ in leads}
        asked = Asked(question, question, (), documents)
        if not leads:
            return decline("no_documents", asked)
        return admit(draft_summary(leads), asked)

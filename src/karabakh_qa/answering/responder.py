"""One question to one answer: understand, retrieve, read, and let the gate decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from karabakh_qa.answering.about import asked_detail, draft_detail, naming_words
from karabakh_qa.answering.declines import decline, reply
from karabakh_qa.answering.draft import Answerer, Asked
from karabakh_qa.answering.gate import admit
from karabakh_qa.answering.small_talk import small_talk
from karabakh_qa.answering.spelling import IsWord, mend
from karabakh_qa.answering.summary import SENTENCES, asks_for_summary, draft_summary, summary_of
from karabakh_qa.records import Answer, Document, Passage, ScoredPassage, Status
from karabakh_qa.wording import share_a_word

Leads = Sequence[tuple[Document, Sequence[Passage]]]

DOCUMENTS = 3
"""Of how many documents a detail is stated when the question does not say which is meant."""
PASSAGES = 5
"""How many passages are read for a question; docs/decisions.md has the measurement."""
SPELLING_PASSAGES = 10
"""In how many a misspelt word is looked for."""


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

    def leads(self, most: int, document_id: str | None = None) -> Leads:
        """Return the first `most` documents, or that one, each with its passages in order."""
        ...

    def has_documents(self) -> bool:
        """Say whether there is any document, though there may be nothing in it to find."""
        ...


class Responder:
    """Answers questions from what a retriever finds and an answerer reads."""

    def __init__(self, retriever: Retriever, answerer: Answerer, is_word: IsWord) -> None:
        """Put a responder together; `is_word` knows the words that are not misspelt."""
        self._retriever = retriever
        self._answerer = answerer
        self._is_word = is_word

    def respond(self, question: str) -> Iterator[Status | Answer]:
        """Yield the stages of answering `question`, and at last the answer."""
        if (text := small_talk(question)) is not None:
            yield reply(question, text)
            return
        if asks_for_summary(question):
            yield Status("Reading the documents")
            yield self._summary(Asked(question, question, (), {}), self._retriever.leads(SENTENCES))
            return
        yield Status("Searching the documents")
        asked = self._search(question)
        if not asked.passages:
            yield self._nothing_found(asked)
            return
        yield Status(f"Reading {len(asked.passages)} passages")
        yield self._read(asked)

    def to_read(self, question: str) -> Asked | None:
        """Return `question` with the passages that are read for it.

        None where it is answered otherwise.
        """
        if small_talk(question) is not None or asks_for_summary(question):
            return None
        asked = self._search(question)
        return None if asked_detail(asked.effective_question) else asked

    def _search(self, question: str) -> Asked:
        """Find the passages to read; a misspelt word is mended by what is found in spite of it."""
        found = self._retriever.retrieve(question, SPELLING_PASSAGES)
        meant = mend(question, (scored.passage.text for scored in found.passages), self._is_word)
        if meant != question:
            found = self._retriever.retrieve(meant, PASSAGES)
        return Asked(question, meant, found.passages[:PASSAGES], found.documents)

    def _nothing_found(self, asked: Asked) -> Answer:
        is_there = self._retriever.has_documents()
        return decline("nothing_close" if is_there else "no_documents", asked)

    def _read(self, asked: Asked) -> Answer:
        question = asked.effective_question
        if document := _named(summary_of(question), asked):
            return self._summary(asked, self._retriever.leads(1, document.id))
        detail = asked_detail(question)
        if detail is None:
            return admit(self._answerer.draft(question, asked.passages), asked)
        if document := _named(naming_words(question), asked):
            return admit(draft_detail(detail, [document]), asked)
        meant = [document for document, _ in self._retriever.leads(DOCUMENTS)]
        return admit(draft_detail(detail, meant), _with(asked, meant))

    def _summary(self, asked: Asked, leads: Leads) -> Answer:
        if not leads:
            return self._nothing_found(asked)
        return admit(draft_summary(leads), _with(asked, [document for document, _ in leads]))


def _named(naming: Sequence[str], asked: Asked) -> Document | None:
    """Return the best document found that holds one of the words which name a document."""
    found = dict.fromkeys(scored.passage.document_id for scored in asked.passages)
    documents = (asked.documents[document_id] for document_id in found)
    return next((d for d in documents if share_a_word(naming, d.text)), None)


def _with(asked: Asked, documents: Sequence[Document]) -> Asked:
    """Return `asked` with these documents besides those of its passages."""
    return replace(asked, documents={**asked.documents, **{d.id: d for d in documents}})

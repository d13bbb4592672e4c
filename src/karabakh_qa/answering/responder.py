"""One question to one answer: understand, retrieve, read or let write, and let the gate decide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from karabakh_qa.answering.about import asked_detail, draft_detail, naming_words
from karabakh_qa.answering.declines import decline, reply
from karabakh_qa.answering.draft import Asked
from karabakh_qa.answering.gate import admit
from karabakh_qa.answering.searching import Leads, Retriever, Search
from karabakh_qa.answering.small_talk import small_talk
from karabakh_qa.answering.streaming import told
from karabakh_qa.answering.summary import SENTENCES, asks_for_summary, draft_summary, summary_of
from karabakh_qa.records import Answer, Delta, Document, Status, Turn
from karabakh_qa.wording import share_a_word

DOCUMENTS = 3
"""Of how many documents a detail is stated when the question does not say which is meant."""

Events = Iterator[Status | Delta | Answer]


class Answers(Protocol):
    """Answers from passages: by reading them alone, or with a language model that writes."""

    def respond(self, asked: Asked) -> Events:
        """Yield stages and sentences, and at last the answer."""
        ...


class Responder:
    """Answers questions from what a search finds."""

    def __init__(self, search: Search, retriever: Retriever, answers: Answers) -> None:
        self._search = search
        self._retriever = retriever
        self._answers = answers

    def respond(self, question: str, history: Sequence[Turn] = ()) -> Events:
        """Yield the stages of answering `question`, the answer's sentences, and the answer."""
        if (text := small_talk(question)) is not None:
            yield from told(reply(question, text))
            return
        if asks_for_summary(question):
            yield Status("Reading the documents")
            nothing = Asked(question, question, (), {})
            yield from told(self._summary(nothing, self._retriever.leads(SENTENCES)))
            return
        yield Status("Searching the documents")
        asked = self._search.find(question, () if _stays(question, history) else history)
        if not asked.passages:
            yield from told(self._nothing_found(asked))
            return
        yield Status(f"Reading {len(asked.passages)} passages")
        if (answer := self._known(asked)) is not None:
            yield from told(answer)
        else:
            yield from self._answers.respond(asked)

    def to_read(self, question: str) -> Asked | None:
        """Return `question` with the passages that are read for it.

        None where it is answered otherwise.
        """
        if small_talk(question) is not None or asks_for_summary(question):
            return None
        asked = self._search.find(question, ())
        return None if asked_detail(asked.effective_question) else asked

    def _nothing_found(self, asked: Asked) -> Answer:
        is_there = self._retriever.has_documents()
        return decline("nothing_close" if is_there else "no_documents", asked)

    def _known(self, asked: Asked) -> Answer | None:
        """Answer what needs no reading: what a document is about, who wrote it and when."""
        question = asked.effective_question
        if document := _named(summary_of(question), asked):
            return self._summary(asked, self._retriever.leads(1, document.id))
        detail = asked_detail(question)
        if detail is None:
            return None
        if document := _named(naming_words(question), asked):
            return admit(draft_detail(detail, [document]), asked)
        meant = [document for document, _ in self._retriever.leads(DOCUMENTS)]
        return admit(draft_detail(detail, meant), _with(asked, meant))

    def _summary(self, asked: Asked, leads: Leads) -> Answer:
        if not leads:
            return self._nothing_found(asked)
        return admit(draft_summary(leads), _with(asked, [document for document, _ in leads]))


def _stays(question: str, history: Sequence[Turn]) -> bool:
    """Say whether "it" is the document: "When was it published?" behind "What is this about?"."""
    before = next((turn.text for turn in reversed(history) if turn.role == "user"), "")
    spoke_of_it = asks_for_summary(before) or asked_detail(before) is not None
    return spoke_of_it and asked_detail(question) is not None


def _named(naming: Sequence[str], asked: Asked) -> Document | None:
    """Return the best document found that holds one of the words which name a document."""
    found = dict.fromkeys(scored.passage.document_id for scored in asked.passages)
    documents = (asked.documents[document_id] for document_id in found)
    return next((d for d in documents if share_a_word(naming, d.text)), None)


def _with(asked: Asked, documents: Sequence[Document]) -> Asked:
    """Return `asked` with these documents besides those of its passages."""
    return replace(asked, documents={**asked.documents, **{d.id: d for d in documents}})

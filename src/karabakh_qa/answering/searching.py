"""A question in a conversation -> how it is understood, and the passages found for it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from karabakh_qa.answering.draft import Asked
from karabakh_qa.answering.spelling import IsWord, mend
from karabakh_qa.records import Document, Passage, ScoredPassage, Turn

Leads = Sequence[tuple[Document, Sequence[Passage]]]
Understand = Callable[[str, Sequence[Turn]], str]
"""Returns a question in words that stand by themselves."""

PASSAGES = 5
"""How many passages are read for a question; docs/decisions.md has the measurement."""
LOOKED_AT = 10
"""In how many a misspelt word is looked for; and how many a language model sees."""


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


class Search:
    """Understands questions and finds passages for them."""

    def __init__(self, retriever: Retriever, is_word: IsWord, understand: Understand) -> None:
        """Put a search together; `is_word` knows the words that are not misspelt."""
        self._retriever = retriever
        self._is_word = is_word
        self._understand = understand

    def find(self, question: str, history: Sequence[Turn]) -> Asked:
        """Find the passages to read.

        A follow-up is understood by its history, a misspelt word by what is found in spite of it.
        """
        understood = self._understand(question, history)
        found = self._retriever.retrieve(understood, LOOKED_AT)
        texts = (scored.passage.text for scored in found.passages)
        meant = mend(understood, texts, self._is_word)
        if meant != understood:
            found = self._retriever.retrieve(meant, LOOKED_AT)
        read, further = found.passages[:PASSAGES], found.passages[PASSAGES:]
        return Asked(question, meant, read, found.documents, further)

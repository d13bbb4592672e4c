"""What is asked of a reader or a writer, and what it proposes before the gate has looked at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from karabakh_qa.records import Document, Reason, ScoredPassage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked and as it was understood, and what was found for it."""

    question: str
    effective_question: str
    passages: tuple[ScoredPassage, ...]
    documents: Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim says that it stands: characters `start` to `end` of a document."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a proposed answer, and the places that it refers to."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed answer, or with `reason` a proposal to decline.

    `confidence` is the probability, from 0 to 1, that the claims answer the question. `closest` are
    the sentences that come closest to what is asked, best first, where it is to be declined: what
    contradicts the premise of a question is among them.
    """

    claims: tuple[Claim, ...]
    confidence: float
    short_answer: str | None = None
    reason: Reason | None = None
    closest: tuple[Place, ...] = ()


class Answerer(Protocol):
    """Reads passages and proposes an answer: the offline reader, or a language model."""

    def draft(self, question: str, passages: Sequence[ScoredPassage]) -> Draft:
        """Propose an answer from these passages, best first, or to decline."""
        ...

"""What is asked of a reader or a writer, and what it proposes before the gate has looked at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from karabakh_qa.records import Document, Reason, ScoredPassage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked and as it was understood, and what was found for it.

    `passages` are the best, which are read; `further` come next, and a language model sees them
    too.
    """

    question: str
    effective_question: str
    passages: tuple[ScoredPassage, ...]
    documents: Mapping[str, Document]
    further: tuple[ScoredPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim says that it stands: characters `start` to `end` of a document."""

    document_id: str
    start: int
    end: int


Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a proposed answer, and the places that it refers to.

    `context` are places that may say who "they" are in `places`. Where the writer pointed at none,
    `is_pointed` is False and `places` is what is most like the sentence: then every word counts.
    """

    text: str
    places: Places
    context: Places = ()
    is_pointed: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """A writer's word that the documents do not say; nothing that could be cited."""


@dataclass(frozen=True, slots=True)
class Restart:
    """A writer's word that it has only thought aloud so far, and that its answer begins now."""


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
    """Reads passages and proposes an answer: the offline reader."""

    def draft(self, question: str, passages: Sequence[ScoredPassage]) -> Draft:
        """Propose an answer from these passages, best first, or to decline."""
        ...


class Writer(Protocol):
    """Writes an answer, sentence after sentence: a language model."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def write(self, asked: Asked) -> Iterator[Claim | Remark | Restart]:
        """Yield each sentence as soon as it is complete.

        Raises:
            LanguageModelError: it cannot be asked, or its reply is empty or breaks off; then after
                the sentences that were complete.
        """
        ...

"""The places in documents that a conversation leads to, and the addresses that open them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from karabakh_qa.records import Citation, ScoredPassage
from karabakh_qa.web.conversation import Conversation, Exchange

PlaceKind = Literal["cited", "related"]


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters of a document that a link on the page opens.

    `label` is what its marker says: the citation's number, or a letter for a related passage.
    `key` tells apart all places of a conversation.
    """

    key: str
    exchange: int
    label: str
    kind: PlaceKind
    document_id: str
    document_hash: str
    title: str
    start: int
    end: int
    quote: str

    @property
    def name(self) -> str:
        """What the link is called, for the pointer and for screen readers."""
        kind = "Source" if self.kind == "cited" else "Related passage"
        return f"{kind} {self.label}: {self.title}"

    @property
    def href(self) -> str:
        """The link; it holds all that is needed to open the place, even in another window."""
        document = quote(self.document_id, safe="")
        return f"#read/{self.key}/{self.start}-{self.end}/{self.document_hash[:16]}/{document}"


def places_of(exchange: Exchange) -> tuple[Place, ...]:
    """Return the places of one answer: one for each citation, or one for each related passage."""
    if exchange.answer is None:
        return ()
    if exchange.answer.answered:
        return _cited(exchange.number, exchange.answer.citations)
    return _related(exchange.number, exchange.answer.related)


def places(conversation: Conversation) -> tuple[Place, ...]:
    """Return every place of the conversation, oldest first."""
    return tuple(place for exchange in conversation for place in places_of(exchange))


def _cited(number: int, citations: Sequence[Citation]) -> tuple[Place, ...]:
    return tuple(
        Place(
            key=f"{number}-{index}",
            exchange=number,
            label=str(citation.number),
            kind="cited",
            document_id=citation.document_id,
            document_hash=citation.document_hash,
            title=citation.title,
            start=citation.start,
            end=citation.end,
            quote=citation.quote,
        )
        for index, citation in enumerate(citations, start=1)
    )


def _related(number: int, related: Sequence[ScoredPassage]) -> tuple[Place, ...]:
    return tuple(
        Place(
            key=f"{number}-{index}",
            exchange=number,
            label=_letters(index),
            kind="related",
            document_id=scored.passage.document_id,
            document_hash=scored.passage.document_hash,
            title=scored.passage.title,
            start=scored.passage.start,
            end=scored.passage.end,
            quote=scored.passage.text,
        )
        for index, scored in enumerate(related, start=1)
    )


def _letters(index: int) -> str:
    """Return A, B, ... Z, AA, AB, ... for 1, 2, ..."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

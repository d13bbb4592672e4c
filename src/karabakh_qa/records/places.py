"""What points into a document: passages as they are stored, found and read, and citations."""

from dataclasses import dataclass

from karabakh_qa.errors import CitationError, StaleCitationError
from karabakh_qa.records.documents import Document, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one document, small enough for the encoder.

    `text` is always `document.text[start:end]`. `heading` is the section that it stands under,
    which is embedded with it but is not part of it. `sentences` are spans of the document.
    """

    id: str
    document_id: str
    document_hash: str
    title: str
    source: str
    heading: str
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]

    def sentence_text(self, sentence: Span) -> str:
        """Return the words of one of this passage's sentences."""
        return self.text[sentence.start - self.start : sentence.end - self.start]

    def check(self, document: Document | None) -> None:
        """Raise unless this passage is still the text of `document` at its offsets.

        Raises:
            StaleCitationError: the document is None (gone) or its text has changed.
            CitationError: the offsets do not hold the text, or title or source are not its own.
        """
        _check_place("passage", self, self.text, document)
        if not all(self.start <= s.start < s.end <= self.end for s in self.sentences):
            raise CitationError(f"passage: a sentence lies outside of {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text for a model to read: what it is about, and the parts to find an answer in.

    `parts` are spans of `text`, in order and apart from each other.
    """

    text: str
    heading: str
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage that retrieval found.

    `score` is the fused score (higher is better, comparable within one question only).
    `similarity` is the cosine between question and passage, from -1 to 1, or None when only words
    matched. The ranks count from 1; None means that the list did not hold the passage.
    """

    passage: Passage
    score: float
    similarity: float | None
    dense_rank: int | None
    keyword_rank: int | None


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact place in a document that a part of an answer stands on.

    `answer_start` and `answer_end` span the part of `Answer.text` that this place supports; the
    mark `[number]` follows at `answer_end` and is not part of it.
    """

    number: int
    document_id: str
    document_hash: str
    title: str
    source: str
    start: int
    end: int
    quote: str
    answer_start: int
    answer_end: int

    def check(self, document: Document | None) -> None:
        """Raise unless the quote stands in `document` at exactly these offsets.

        Raises:
            StaleCitationError: the document is None (gone) or its text is not the one cited.
            CitationError: the text is the one cited, and yet the quote does not stand there, or
                title or source are not the document's.
        """
        _check_place(f"citation [{self.number}]", self, self.quote, document)


def _check_place(
    what: str, place: Passage | Citation, quote: str, document: Document | None
) -> None:
    """Raise unless `quote` is the text of `document` at this place, and the rest its own.

    Raises:
        StaleCitationError: the document is None (gone) or its text has changed.
        CitationError: the offsets do not hold the quote, or title or source are not its own.
    """
    name = repr(place.document_id)
    if document is None:
        raise StaleCitationError(f"{what}: the document {name} is gone; ask the question again")
    if (document.id, document.hash) != (place.document_id, place.document_hash):
        raise StaleCitationError(
            f"{what}: the document {name} has changed since; ask the question again"
        )
    if (place.title, place.source) != (document.title, document.source):
        raise CitationError(
            f"{what}: {name} has the title {document.title!r} and the source {document.source!r}, "
            f"not {place.title!r} and {place.source!r}"
        )
    if not 0 <= place.start < place.end or document.text[place.start : place.end] != quote:
        raise CitationError(
            f"{what}: characters {place.start} to {place.end} of {name} are not {quote!r}"
        )

"""The records that cross module borders: small, frozen, and nothing else crosses them.

All offsets are counted in Unicode code points of `Document.text`; ends are exclusive.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Literal, NamedTuple, Self

from karabakh_qa.errors import CitationError, InputError, StaleCitationError
from karabakh_qa.json_records import read_record
from karabakh_qa.support import holds_words

Reason = Literal["no_documents", "nothing_close", "not_stated", "unsupported", "small_talk"]
"""Why an answer holds no answer. `small_talk` is a friendly reply rather than a refusal."""

DetailName = Literal["title", "author", "date", "source"]
Role = Literal["user", "assistant"]


def text_hash(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8")).hexdigest()


class Span(NamedTuple):
    """A run of characters of a document."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters that this span covers in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that a document says about itself, and where it says so.

    `value` is the normal form (an ISO 8601 date); the span holds the words that the document uses.
    """

    name: DetailName
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One text, exactly as it is cited.

    `id` is the path under the documents folder, `/`-separated, in Unicode NFC. `details` says
    where title, author, date and source stand; a document without a title goes by its file name.
    """

    id: str
    text: str
    details: tuple[Detail, ...] = ()
    hash: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hash", text_hash(self.text))

    def detail(self, name: DetailName) -> Detail | None:
        """Return where the document states `name`, or None."""
        return next((d for d in self.details if d.name == name), None)

    def _value(self, name: DetailName) -> str | None:
        detail = self.detail(name)
        return detail.value if detail else None

    @property
    def title(self) -> str:
        """The stated title, or the file's name."""
        return self._value("title") or self.id.rsplit("/", 1)[-1]

    @property
    def date(self) -> str | None:
        """The stated date as YYYY-MM-DD, or None."""
        return self._value("date")

    @property
    def author(self) -> str | None:
        """The stated author, or None."""
        return self._value("author")

    @property
    def source(self) -> str:
        """The stated source, such as a publisher or an address, or the document's id."""
        return self._value("source") or self.id


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
        _check_slice("passage", self, self.text, document)
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
        what = f"citation [{self.number}]"
        _check_slice(what, self, self.quote, document)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence that a language model wrote and the documents do not bear out, and why not."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question: an answer with its citations, or a reason for declining.

    `text` is what a person reads, with `[n]` marks. `confidence` is from 0 to 1: how sure the
    reader is that the documents answer the question. `related` holds the closest passages of a
    declined question; they are no answer.

    `written_by` names the language model that wrote the text; None where the text is the
    documents' own. `unsupported` are further sentences of a language model, set apart from the
    answer since the documents do not bear them out; `dropped` counts those that are not shown at
    all. `notice` is what a person should know of how this came about, such as that the language
    model could not be reached.
    """

    question: str
    effective_question: str
    text: str
    answered: bool
    reason: Reason | None
    short_answer: str | None
    confidence: float
    citations: tuple[Citation, ...] = ()
    related: tuple[ScoredPassage, ...] = ()
    written_by: str | None = None
    unsupported: tuple[Unsupported, ...] = ()
    dropped: int = 0
    notice: str | None = None

    def __post_init__(self) -> None:
        if self.answered != (self.reason is None) or self.answered != bool(self.citations):
            raise CitationError("an answer has citations and no reason; a decline the opposite")
        _check_marks(self.text, self.citations)

    def check(self, documents: Iterable[Document]) -> None:
        """Raise unless all that is said is cited, and stands in `documents` as quoted.

        Whether a quote says what it is cited for is not looked at here: that is the gate's to
        decide, when the answer is made.

        Raises:
            StaleCitationError: a document changed or is gone.
            CitationError: a quote is not the text at its offsets, a title or source is not the
                document's, a part of the text has no citation, a number stands for two places, or
                the short answer stands in no quote.
        """
        by_id = {document.id: document for document in documents}
        for citation in self.citations:
            citation.check(by_id.get(citation.document_id))
        for scored in self.related:
            scored.passage.check(by_id.get(scored.passage.document_id))
        _check_numbers(self.citations)
        if self.answered:
            _check_covered(self.text, self.citations)
        short = self.short_answer
        if short is not None and not any(holds_words(c.quote, short) for c in self.citations):
            raise CitationError(f"the short answer {short!r} stands in no quote")

    @property
    def turns(self) -> tuple[Turn, Turn]:
        """This question and answer as the history of the next question.

        The question as it was understood, the text without its marks.
        """
        text = without_marks(self)
        return Turn("user", self.effective_question), Turn("assistant", text)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types; `from_dict` reads them back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], documents: Iterable[Document]) -> Self:
        """Read what `to_dict` gave and check it against `documents`, as `check` does.

        Raises:
            InputError: `data` is not what `to_dict` gives.
            StaleCitationError: a cited document changed or is gone.
            CitationError: the answer and its citations do not bear each other out.
        """
        try:
            answer = read_record(cls, data)
        except ValueError as error:
            raise InputError(f"this is not an answer as to_dict() writes it: {error}") from error
        if not 0 <= answer.confidence <= 1 or not answer.text.strip() or answer.dropped < 0:
            raise InputError(
                "this is not an answer as to_dict() writes it: its text is empty, its confidence, "
                f"{answer.confidence}, is not between 0 and 1, or dropped is below 0"
            )
        answer.check(documents)
        return answer


@dataclass(frozen=True, slots=True)
class Status:
    """A stage that a streamed answer has reached, such as "Searching the documents"."""

    text: str


@dataclass(frozen=True, slots=True)
class Delta:
    """The next piece of a streamed answer: a whole sentence that has passed the gate."""

    text: str


def _check_slice(
    what: str, place: Citation | Passage, quote: str, document: Document | None
) -> None:
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


def mark_spans(citations: Iterable[Citation]) -> tuple[Span, ...]:
    """Return where each citation's mark stands in the answer's text.

    `citations` are in the order of their marks: ascending by `answer_end`. Marks follow the part
    that they support; several for one part follow each other. They are never searched for: a
    document may hold "[1]" itself.
    """
    spans: list[Span] = []
    ends: dict[int, int] = {}
    for citation in citations:
        start = ends.get(citation.answer_end, citation.answer_end)
        end = start + len(f"[{citation.number}]")
        ends[citation.answer_end] = end
        spans.append(Span(start, end))
    return tuple(spans)


def without_marks(answer: Answer) -> str:
    """Return the text of an answer without the marks of its citations."""
    ends = (0, *(span.end for span in mark_spans(answer.citations)))
    starts = (*(span.start for span in mark_spans(answer.citations)), len(answer.text))
    return "".join(answer.text[end:start] for end, start in zip(ends, starts, strict=True))


def _check_marks(text: str, citations: tuple[Citation, ...]) -> None:
    ends = [citation.answer_end for citation in citations]
    if ends != sorted(ends):
        raise CitationError("citations come in the order of their marks in the text")
    for citation, span in zip(citations, mark_spans(citations), strict=True):
        mark = f"[{citation.number}]"
        if not 0 <= citation.answer_start < citation.answer_end <= len(text):
            raise CitationError(f"citation {mark} supports no part of the answer")
        if span.of(text) != mark:
            raise CitationError(f"the mark {mark} does not stand at character {span.start}")


def _check_numbers(citations: tuple[Citation, ...]) -> None:
    places: dict[int, tuple[str, int, int]] = {}
    for citation in citations:
        place = (citation.document_id, citation.start, citation.end)
        if citation.number < 1 or places.setdefault(citation.number, place) != place:
            raise CitationError(f"[{citation.number}] is below 1 or stands for two places")


def _check_covered(text: str, citations: tuple[Citation, ...]) -> None:
    """Raise unless everything but blanks is a mark or a part that a citation supports."""
    parts = [Span(citation.answer_start, citation.answer_end) for citation in citations]
    done = 0
    for span in sorted([*parts, *mark_spans(citations), Span(len(text), len(text))]):
        if uncited := text[done : span.start].strip():
            raise CitationError(f"a part of the answer has no citation: {uncited!r}")
        done = max(done, span.end)

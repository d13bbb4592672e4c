"""Answers, and what a streamed one consists of."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from karabakh_qa.errors import CitationError, InputError
from karabakh_qa.json_records import read_record
from karabakh_qa.records.documents import Document
from karabakh_qa.records.marks import check_covered, check_marks, check_numbers, mark_spans
from karabakh_qa.records.places import Citation, ScoredPassage
from karabakh_qa.support import holds_words

Reason = Literal["no_documents", "nothing_close", "not_stated", "unsupported", "small_talk"]
"""Why an answer holds no answer. `small_talk` is a friendly reply rather than a refusal."""

Role = Literal["user", "assistant"]


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
        check_marks(self.text, self.citations)

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
        check_numbers(self.citations)
        if self.answered:
            check_covered(self.text, self.citations)
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


def without_marks(answer: Answer) -> str:
    """Return the text of an answer without the marks of its citations."""
    ends = (0, *(span.end for span in mark_spans(answer.citations)))
    starts = (*(span.start for span in mark_spans(answer.citations)), len(answer.text))
    return "".join(answer.text[end:start] for end, start in zip(ends, starts, strict=True))

"""What a system replied, in the one form in which every system is scored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from karabakh_qa.errors import CitationError, InputError
from karabakh_qa.records import Answer, Document, ScoredPassage, Span, mark_spans

Documents = Mapping[str, Document]
"""The documents that replies cite, by id."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place that a reply points at.

    `part` spans the words of the reply's text that it is given for. `place` is where the quote is
    said to stand in its document; None where the system does not say.
    """

    document_id: str
    quote: str
    part: Span
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was retrieved; `place` is None where the system does not say where it is."""

    document_id: str
    text: str
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one question.

    Attributes:
        text: what a person reads, without citation marks.
        answered: whether it is an answer rather than a decline.
        reason: why it declined, in the system's own words.
        short_answer: the word or phrase that answers.
        confidence: from 0 to 1, that the documents answer this; None where the system gives none.
        citations: in the order of the parts that they are given for.
        flaw: what is wrong with the quotations; None when all stand where they are said to.
        understood: the question as it was understood.
        found: the passages that were retrieved, best first.
        found_as_asked: those that the question as it was asked finds, where there is a rewrite.
        found_rewritten: those that a person's rewrite of it finds.
        struck: how many sentences of a language model the gate held back; None where none wrote.
    """

    text: str
    answered: bool
    reason: str | None = None
    short_answer: str | None = None
    confidence: float | None = None
    citations: tuple[Quoted, ...] = ()
    flaw: str | None = None
    understood: str | None = None
    found: tuple[Found, ...] = ()
    found_as_asked: tuple[Found, ...] = ()
    found_rewritten: tuple[Found, ...] = ()
    struck: int | None = None

    @property
    def compared(self) -> str:
        """What EM and F1 compare: the short answer, or the text where there is none."""
        return self.text if self.short_answer is None else self.short_answer


def as_reply(value: Answer | Reply | str | None, documents: Documents) -> Reply:
    """Return what `ask` gave as a Reply; a text is an answer, None a decline.

    Raises:
        InputError: it is something else, or a confidence that is none.
    """
    if isinstance(value, Reply):
        if value.confidence is not None and not 0 <= value.confidence <= 1:
            raise InputError(
                f"what was asked gave the confidence {value.confidence}; it must be from 0 to 1, "
                "or None"
            )
        flaw = value.flaw or (flaw_of(value.citations, documents) if documents else None)
        return value if flaw == value.flaw else replace(value, flaw=flaw)
    if isinstance(value, Answer):
        return _of_answer(value, documents)
    if value is None:
        return Reply("", answered=False)
    if isinstance(value, str):
        return Reply(value, answered=bool(value.strip()))
    raise InputError(
        f"what was asked gave {type(value).__name__}; it must give an Answer, a Reply, a text, "
        "or None to decline"
    )


def flaw_of(citations: Iterable[Quoted], documents: Documents) -> str | None:
    """Return what is wrong with the first quotation that does not stand as it is said to."""
    for citation in citations:
        document = documents.get(citation.document_id)
        if document is None:
            return f'there is no document "{citation.document_id}"'
        place, text = citation.place, document.text
        stands = citation.quote in text if place is None else _stands(citation.quote, place, text)
        if not stands or not citation.quote:
            where = "" if place is None else f" at characters {place.start} to {place.end}"
            return f'not in "{document.id}"{where}: "{citation.quote}"'
    return None


def _stands(quote: str, place: Span, text: str) -> bool:
    return place.start >= 0 and place.of(text) == quote  # Python counts -1 from the end


def as_found(passages: Iterable[ScoredPassage]) -> tuple[Found, ...]:
    """Return passages in the form in which retrieval is scored."""
    whole = (scored.passage for scored in passages)
    return tuple(Found(p.document_id, p.text, Span(p.start, p.end)) for p in whole)


def _of_answer(answer: Answer, documents: Documents) -> Reply:
    flaw = None
    if documents:
        try:
            answer.check(documents.values())
        except CitationError as error:
            flaw = str(error)
    text, moved = _without_marks(answer)
    return Reply(
        text=text,
        answered=answer.answered,
        reason=answer.reason,
        short_answer=answer.short_answer,
        confidence=answer.confidence,
        citations=tuple(
            Quoted(
                c.document_id,
                c.quote,
                Span(moved[c.answer_start], moved[c.answer_end]),
                Span(c.start, c.end),
            )
            for c in answer.citations
        ),
        flaw=flaw,
        understood=answer.effective_question,
        struck=len(answer.unsupported) + answer.dropped if answer.written_by else None,
    )


def _without_marks(answer: Answer) -> tuple[str, list[int]]:
    """Return the text without its marks, and for each offset in the old text that in the new."""
    in_mark = bytearray(len(answer.text))
    for span in mark_spans(answer.citations):
        in_mark[span.start : span.end] = b"\1" * (span.end - span.start)
    kept: list[str] = []
    moved = []
    for character, dropped in zip(answer.text, in_mark, strict=True):
        moved.append(len(kept))
        if not dropped:
            kept.append(character)
    return "".join(kept), [*moved, len(kept)]

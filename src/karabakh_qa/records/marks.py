"""The marks of an answer's citations: where they stand, and what has to be true of them."""

from collections.abc import Iterable, Sequence

from karabakh_qa.errors import CitationError
from karabakh_qa.records.documents import Span
from karabakh_qa.records.places import Citation


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


def check_marks(text: str, citations: Sequence[Citation]) -> None:
    """Raise unless the marks of `citations` stand in `text`, each behind the part it supports.

    Raises:
        CitationError: they do not.
    """
    ends = [citation.answer_end for citation in citations]
    if ends != sorted(ends):
        raise CitationError("citations come in the order of their marks in the text")
    for citation, span in zip(citations, mark_spans(citations), strict=True):
        mark = f"[{citation.number}]"
        if not 0 <= citation.answer_start < citation.answer_end <= len(text):
            raise CitationError(f"citation {mark} supports no part of the answer")
        if span.of(text) != mark:
            raise CitationError(f"the mark {mark} does not stand at character {span.start}")


def check_numbers(citations: Iterable[Citation]) -> None:
    """Raise if a number is below 1 or stands for two places.

    Raises:
        CitationError: one does.
    """
    places: dict[int, tuple[str, int, int]] = {}
    for citation in citations:
        place = (citation.document_id, citation.start, citation.end)
        if citation.number < 1 or places.setdefault(citation.number, place) != place:
            raise CitationError(f"[{citation.number}] is below 1 or stands for two places")


def check_covered(text: str, citations: Sequence[Citation]) -> None:
    """Raise unless everything but blanks is a mark or a part that a citation supports.

    Raises:
        CitationError: a part has no citation.
    """
    parts = [Span(citation.answer_start, citation.answer_end) for citation in citations]
    done = 0
    for span in sorted([*parts, *mark_spans(citations), Span(len(text), len(text))]):
        if uncited := text[done : span.start].strip():
            raise CitationError(f"a part of the answer has no citation: {uncited!r}")
        done = max(done, span.end)

"""Places in documents: where a quotation stands, and whether two places are the same."""

from collections.abc import Iterator

from karabakh_qa.evaluation.questions import Question
from karabakh_qa.records import Document, Span


def occurrences(quote: str, text: str) -> Iterator[Span]:
    """Yield every place at which `quote` stands in `text`, overlapping ones too."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)


def overlap_by_half(one: Span, other: Span) -> bool:
    """Say whether at least half of the shorter place lies in the other."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, other.end - other.start)


def overlaps_evidence(question: Question, document: Document, place: Span) -> bool:
    """Say whether a place is gold evidence of `question`: half of the shorter lies in the other."""
    return any(
        overlap_by_half(place, gold)
        for evidence in question.quotations
        if evidence.document_id == document.id
        for gold in occurrences(evidence.quote, document.text)
    )

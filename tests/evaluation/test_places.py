import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.places import (
    occurrences,
    overlap_by_half,
    overlaps_evidence,
)
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.records import Document, Span

SPANS = st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))


@pytest.mark.parametrize(
    ("quote", "text", "starts"),
    [
        ("aba", "ababa", [0, 2]),
        ("b", "aaa", []),
        ("", "aaa", []),
        ("a", "", []),
        ("🎉", "🎉 ə 🎉", [0, 4]),
        ("é", "e\u0301", []),
    ],
)
def test_occurrences(quote: str, text: str, starts: list[int]) -> None:
    assert list(occurrences(quote, text)) == [Span(s, s + len(quote)) for s in starts]


@given(st.text("ab", min_size=1, max_size=4), st.text("ab"))
def test_every_occurrence_is_found_once(quote: str, text: str) -> None:
    found = list(occurrences(quote, text))
    assert all(span.of(text) == quote for span in found)
    assert [span.start for span in found] == [
        start for start in range(len(text)) if text.startswith(quote, start)
    ]


@pytest.mark.parametrize(
    ("one", "other", "half"),
    [
        (Span(0, 10), Span(0, 10), True),
        (Span(0, 10), Span(5, 15), True),
        (Span(0, 10), Span(6, 16), False),
        (Span(0, 100), Span(98, 102), True),  # half of the shorter
        (Span(0, 100), Span(99, 102), False),
        (Span(0, 10), Span(10, 20), False),
        (Span(0, 10), Span(5, 5), False),
        (Span(5, 5), Span(5, 5), False),
    ],
)
def test_overlap_by_half(one: Span, other: Span, half: bool) -> None:
    assert overlap_by_half(one, other) is half
    assert overlap_by_half(other, one) is half


@given(SPANS, SPANS)
def test_it_counts_shared_characters(one: Span, other: Span) -> None:
    shared = len(set(range(*one)) & set(range(*other)))
    lengths = (one.end - one.start, other.end - other.start)
    assert overlap_by_half(one, other) == (shared >= min(lengths) / 2)


def test_evidence_of_any_alternative_in_its_own_document() -> None:
    document = Document("a.txt", "One. Two. One.")
    here, there = Evidence("a.txt", "One."), Evidence("b.txt", "Two.")
    question = Question("q", "?", ("x",), True, ((there,), (here,)))
    assert overlaps_evidence(question, document, Span(0, 4))
    assert overlaps_evidence(question, document, Span(10, 14))
    assert not overlaps_evidence(question, document, Span(5, 9))
    assert overlaps_evidence(question, Document("b.txt", document.text), Span(5, 9))
    assert not overlaps_evidence(Question("q", "?", (), False), document, Span(0, 4))

"""Windows cover everything, with overlap, and never hold too much."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.models.tokens import CLS, SEP, Tokens
from karabakh_qa.models.windows import HEADING, LENGTH, OVERLAP, QUESTION, cut_windows
from karabakh_qa.records import Span


def tokens(first: int, length: int) -> Tokens:
    """Tokens of which no two are the same, two characters each."""
    ids = range(first, first + length)
    return Tokens(tuple(ids), tuple(Span(2 * n, 2 * n + 2) for n in range(length)))


QUESTIONS = st.integers(0, 200).map(lambda length: tokens(1_000, length))
HEADINGS = st.integers(0, 100).map(lambda length: tokens(2_000, length))
CONTEXTS = st.integers(0, 1500).map(lambda length: tokens(3_000, length))


@given(QUESTIONS, HEADINGS, CONTEXTS)
def test_every_window_holds_question_heading_and_its_piece(
    question: Tokens, heading: Tokens, context: Tokens
) -> None:
    asked, above = question.ids[-QUESTION:], heading.ids[-HEADING:]
    for window in cut_windows(question, heading, context):
        end = window.start + len(window.spans)
        piece = context.ids[window.start : end]
        assert window.ids.tolist() == [CLS, *asked, SEP, *above, *piece, SEP]
        assert len(window.ids) <= LENGTH
        assert window.spans == context.spans[window.start : end]
        assert window.first == 2 + len(asked) + len(above)
        assert window.segments.tolist() == [0] * (2 + len(asked)) + [1] * (
            len(above) + len(piece) + 1
        )


@given(QUESTIONS, HEADINGS, CONTEXTS)
def test_windows_cover_the_context_with_overlap(
    question: Tokens, heading: Tokens, context: Tokens
) -> None:
    windows = list(cut_windows(question, heading, context))
    places = [(window.start, window.start + len(window.spans)) for window in windows]
    assert places[0][0] == 0
    assert places[-1][1] == len(context.ids)
    assert all(a[0] < b[0] <= a[1] - OVERLAP for a, b in pairwise(places))
    assert len(windows) == 1 or {len(window.ids) for window in windows} == {LENGTH}

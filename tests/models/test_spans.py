"""The best answer is the one that looking at every pair finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.models.spans import LONGEST, Found, Scored, best_in, with_marks
from karabakh_qa.records import Span

LOGITS = st.integers(-40, 40)  # small whole numbers: their sums are exact


@st.composite
def token_spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """Tokens from left to right; some share a letter, between some stand blanks."""
    spans, place = [], 0
    for _ in range(draw(st.integers(0, LONGEST + 20))):
        start = place + draw(st.sampled_from([0, 0, 1]))
        end = start + draw(st.integers(1, 3))
        spans.append(Span(start, end))
        place = draw(st.sampled_from([end, end, start]))
    return tuple(sorted(spans))


@st.composite
def scored_windows(draw: st.DrawFn) -> list[Scored]:
    spans = draw(token_spans())
    cuts = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=3))
    windows = []
    for start, end in cuts:
        piece = spans[start:end]
        logits = st.lists(LOGITS, min_size=len(piece), max_size=len(piece))
        windows.append(
            Scored(
                np.asarray(draw(logits), np.float32),
                np.asarray(draw(logits), np.float32),
                float(draw(LOGITS)),
                piece,
            )
        )
    return windows


@st.composite
def text_parts(draw: st.DrawFn) -> list[Span]:
    borders = sorted(draw(st.sets(st.integers(0, 200), max_size=8)))
    return [Span(a, b) for a, b in zip(borders[::2], borders[1::2], strict=False)]


def candidates(windows: list[Scored], part: Span) -> list[Found]:
    """Every answer of at most so many tokens inside a part."""
    return [
        Found(Span(a.start, b.end), float(window.starts[i] + window.ends[j]) - window.nothing)
        for window in windows
        for i, a in enumerate(window.spans)
        for j, b in enumerate(window.spans)
        if i <= j < i + LONGEST and part.start <= a.start and b.end <= part.end
    ]


@given(scored_windows(), text_parts())
def test_the_best_is_what_looking_at_all_pairs_finds(
    windows: list[Scored], parts: list[Span]
) -> None:
    for part, found in zip(parts, best_in(windows, parts), strict=True):
        every = candidates(windows, part)
        if found is None:
            assert not every
        else:
            assert found in every
            assert found.margin == max(each.margin for each in every)


@pytest.mark.parametrize("tokens", [1, LONGEST, LONGEST + 1])
def test_an_answer_has_a_longest_length(tokens: int) -> None:
    starts, ends = np.zeros(tokens, np.float32), np.zeros(tokens, np.float32)
    starts[0] = ends[-1] = 5
    spans = tuple(Span(2 * n, 2 * n + 1) for n in range(tokens))
    (found,) = best_in([Scored(starts, ends, 1.0, spans)], [Span(0, 2 * tokens)])
    assert found
    assert found.margin == (9.0 if tokens <= LONGEST else 4.0)


def test_the_first_of_equals_wins() -> None:
    zeros = np.zeros(3, np.float32)
    spans = (Span(0, 1), Span(2, 3), Span(4, 5))
    windows = [Scored(zeros[n:], zeros[n:], 0.0, spans[n:]) for n in (0, 1)]
    assert best_in(windows, [Span(0, 5)]) == [Found(Span(0, 1), 0.0)]


def test_a_token_across_a_border_is_in_neither_part() -> None:
    ones = np.ones(1, np.float32)
    window = Scored(ones, ones, 0.0, (Span(2, 6),))
    assert best_in([window], [Span(0, 4), Span(4, 8)]) == [None, None]
    assert best_in([window], [Span(0, 6)]) == [Found(Span(2, 6), 2.0)]


@pytest.mark.parametrize(
    ("text", "span", "letters"),
    [
        ("cafe\u0301 x", Span(0, 4), "cafe\u0301"),
        ("cafe\u0301\u0327 x", Span(4, 5), "e\u0301\u0327"),
        ("I ❤\ufe0f it", Span(2, 3), "❤\ufe0f"),
        ("कु की", Span(0, 1), "कु"),
        ("a b", Span(0, 1), "a"),
        ("a \u0301b", Span(2, 3), "\u0301"),
        ("\u0301b", Span(0, 1), "\u0301"),
    ],
)
def test_marks_belong_to_the_letter_before(text: str, span: Span, letters: str) -> None:
    assert with_marks(text, span).of(text) == letters

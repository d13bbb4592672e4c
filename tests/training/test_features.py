"""Windows and batches: spans come back to the character."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.errors import ModelError
from karabakh_qa.models.windows import LENGTH
from karabakh_qa.records import Span
from training.batches import LENGTHS, in_order, make_batch, plan, shape_of
from training.examples import Example, Kind
from training.features import Windows

WORDS = (
    "the peace of Nagorno-Karabakh İzmir ığdır 2,400 “quoted” don't naïve e\u0301 🙂 (46.5) Bakı"
).split()


@pytest.fixture(scope="session")
def cutter() -> Windows:
    from karabakh_qa.models.packaged import minilm_folder

    return Windows(minilm_folder() / "tokenizer.json")


@st.composite
def examples(draw: st.DrawFn) -> Example:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=400))
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + 5, len(words) - 1)))
    start = len(" ".join([*words[:first], ""])) if first else 0
    answer = Span(start, start + len(" ".join(words[first : last + 1])))
    heading = draw(st.sampled_from(["", "Peace"]))
    return Example("Where is it?", " ".join(words), (answer,), "g", "s", heading=heading)


@given(examples())
def test_targets_lead_back_to_the_answer(cutter: Windows, example: Example) -> None:
    windows = list(cutter.of(example))
    found = [w.characters(*t) for w in windows for t in w.targets if t != (0, 0)]
    assert found
    assert {span.of(example.context) for span in found} == set(example.answer_texts)
    for window in windows:
        assert len(window.ids) == window.first + len(window.spans) + 1 <= LENGTH
        assert all(a.end <= b.start for a, b in pairwise(window.spans))


def test_windows_cover_a_long_context_with_overlap(cutter: Windows) -> None:
    example = Example("Who?", "word " * 900, (), "g", "s", Kind.NEAR_MISS)
    windows = list(cutter.of(example))
    covered = [(w.spans[0].start, w.spans[-1].end) for w in windows]
    assert covered[0][0] == 0
    assert covered[-1][1] == len(example.context.strip())
    assert all(b[0] <= a[1] - 64 * 5 + 1 for a, b in pairwise(covered))
    assert all(w.targets == ((0, 0),) for w in windows)


def test_a_long_question_keeps_its_end(cutter: Windows) -> None:
    asked = Example("so " * 200 + "who won?", "He won.", (Span(0, 2),), "g", "s")
    (window,) = cutter.of(asked)
    assert window.second == 66
    assert window.characters(*window.targets[0]) == Span(0, 2)


def test_a_batch_allows_the_context_and_not_stated_only(cutter: Windows) -> None:
    answered = Example("Who won?", "He won. He did.", (Span(0, 2), Span(8, 10)), "g", "s")
    (window,) = cutter.of(answered)
    batch = make_batch([window], shape_of(window))
    assert batch.allowed[0].sum() == 1 + len(window.spans)
    assert batch.allowed[0, 0]
    assert not batch.allowed[0, 1 : window.first].any()
    assert batch.starts[0].sum() == 1
    assert sorted(batch.starts[0])[-2:] == [0.5, 0.5]
    assert batch.mask[0].sum() == len(window.ids)
    assert batch.segments[0].sum() == len(window.ids) - window.second


def test_steps_are_full_and_of_few_shapes_and_measuring_sees_all(cutter: Windows) -> None:
    contexts = ["word " * (7 * n % 300 + 1) for n in range(200)]
    windows = [w for c in contexts for w in cutter.of(Example("Q?", c, (Span(0, 4),), "g", "s"))]
    steps = plan(windows, np.arange(len(windows)), 768, np.random.default_rng(0))
    for step in steps:
        assert step.length in LENGTHS
        assert len(step.windows) == 768 // step.length
        assert all(len(windows[i].ids) <= step.length for i in step.windows)
    seen = [int(i) for step in steps for i in step.windows]
    assert len(seen) == len(set(seen)) > len(windows) - 768 // min(LENGTHS)
    measured = [int(i) for step in in_order(windows, 768) for i in step.windows]
    assert sorted(measured) == list(range(len(windows)))


def test_a_folder_without_tokenizer_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tokenizer\.json cannot be read"):
        Windows(tmp_path / "tokenizer.json")

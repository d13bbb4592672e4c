"""Figures: ranks, intervals, and what may be measured."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.models.packaged import minilm_folder
from training.batches import Batch
from training.features import Windows
from training.measure import _mean, auroc, measure
from training.reading import Logits
from training.recipe import Recipe

DATA = Path(__file__).parents[3] / "shared" / "data"

scores = st.lists(st.integers(-5, 5), min_size=1, max_size=20)


@given(scores, scores)
def test_auroc_is_the_share_of_pairs_in_order(above: list[int], below: list[int]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in above for b in below]
    found = auroc(np.array(above, np.float64), np.array(below, np.float64))
    assert found == pytest.approx(sum(pairs) / len(pairs))


def test_a_figure_is_in_percent_with_its_interval() -> None:
    figure = _mean("right", [True] * 60 + [False] * 40)
    assert (figure.n, figure.value) == (100, 60.0)
    assert 48 < figure.low < 55 < 65 < figure.high < 72


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the code")
def test_a_reader_that_knows_the_answers_gets_full_marks() -> None:
    """Offsets, windows, margins and figures at once: nothing is lost between them."""

    def knowing(batch: Batch) -> Logits:
        return 10 * batch.starts, 10 * batch.ends

    cutter = Windows(minilm_folder() / "tokenizer.json")
    figures = {f.name: f for f in measure(knowing, cutter, DATA, Recipe(fold=3))}
    assert figures["xquad F1"].n == figures["xquad exact"].n == 838
    assert figures["xquad exact"].value > 98
    assert figures["xquad same article"].value == 100
    assert figures["qed right sentence"].value == 100
    assert (figures["squad2 F1"].n, figures["squad2 near misses"].n) == (361, 759)
    assert figures["squad2 near misses"].value == 100

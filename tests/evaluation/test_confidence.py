from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from karabakh_qa.evaluation.confidence import (
    Bin,
    Point,
    auroc,
    drawn_aurocs,
    is_right,
    reliability,
    risk_coverage,
)
from karabakh_qa.evaluation.metrics import Score
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Reply
from karabakh_qa.evaluation.statistics import draw

LEVELS = st.integers(0, 4).map(lambda level: level / 4)
ROWS = st.lists(st.tuples(st.booleans(), LEVELS), min_size=1, max_size=25)


def outcome(
    confidence: float | None,
    *,
    answerable: bool = True,
    answered: bool = True,
    held: float | None = None,
    cited: float | None = None,
) -> Outcome:
    question = Question("q", "?", ("x",) if answerable else (), answerable)
    scores = [("contains_gold", held), ("right_sentence", cited)]
    return Outcome(
        question,
        Reply("x", answered=answered, confidence=confidence),
        None,
        0.1,
        tuple(Score("q", name, value, "") for name, value in scores if value is not None),
    )


def failed(*, answerable: bool = True) -> Outcome:
    return replace(outcome(None, answerable=answerable), reply=None, error="ValueError: no")


def by_pairs(rows: list[tuple[bool, float]]) -> float | None:
    good = [sure for answerable, sure in rows if answerable]
    bad = [sure for answerable, sure in rows if not answerable]
    pairs = [(g > b) + (g == b) / 2 for g in good for b in bad]
    return sum(pairs) / len(pairs) if pairs else None


@settings(deadline=None)  # the first example imports scikit-learn
@given(ROWS)
def test_auroc_is_the_share_of_pairs_in_order(rows: list[tuple[bool, float]]) -> None:
    labels, confidence = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    assert auroc(labels, confidence, np.ones(len(rows))) == pytest.approx(by_pairs(rows))


@given(st.lists(st.tuples(st.booleans(), LEVELS, st.integers(0, 3)), min_size=1, max_size=9))
def test_a_weight_is_a_question_so_many_times(rows: list[tuple[bool, float, int]]) -> None:
    labels, confidence, weights = (np.array(c, dtype=float) for c in zip(*rows, strict=True))
    repeated = [(answerable, sure) for answerable, sure, times in rows for _ in range(times)]
    assert auroc(labels, confidence, weights) == pytest.approx(by_pairs(repeated))


@settings(deadline=None, max_examples=50)
@given(ROWS)
def test_all_draws_at_once_are_as_one_by_one(rows: list[tuple[bool, float]]) -> None:
    labels, confidence = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    draws = draw([str(number) for number in range(len(rows))])[:5]
    for weights, found in zip(draws, drawn_aurocs(labels, confidence, draws), strict=True):
        assert found == pytest.approx(auroc(labels, confidence, weights))


def test_many_draws_agree_with_scikit_learn() -> None:
    random = np.random.default_rng(3)
    labels = (random.random(500) < 0.6).astype(float)
    confidence = np.round(0.3 * labels + 0.7 * random.random(500), 2)
    draws = draw([f"d{number // 4}" for number in range(500)])[:50]
    theirs = [roc_auc_score(labels, confidence, sample_weight=weights) for weights in draws]
    assert drawn_aurocs(labels, confidence, draws) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("labels", [np.ones(3), np.zeros(3)])
def test_auroc_needs_both_kinds(labels: np.ndarray) -> None:
    sure = np.array([0.1, 0.5, 0.9])
    assert auroc(labels, sure, np.ones(3)) is None
    assert drawn_aurocs(labels, sure, np.ones((2, 3))) == [None, None]
    one_kind_drawn = np.array([[1.0, 1.0, 0.0]])
    assert drawn_aurocs(np.array([1.0, 1.0, 0.0]), sure, one_kind_drawn) == [None]


def test_reliability_by_hand() -> None:
    outcomes = [
        outcome(0.0),
        outcome(0.0625, answerable=False),
        outcome(0.71875),
        outcome(0.75, answerable=False, answered=False),
        outcome(0.78125),
        outcome(1.0),
        outcome(None),
        failed(),
    ]
    found = reliability(outcomes)
    assert found == (
        Bin(0.03125, 0.5, 2),
        Bin(0.75, 2 / 3, 3),
        Bin(1.0, 1.0, 1),
    )


def test_reliability_of_nothing() -> None:
    assert reliability([]) == reliability([outcome(None), failed()]) == ()


@pytest.mark.parametrize(("sure", "bins"), [((0.1, 0.19), 1), ((0.19, 0.2), 2), ((0.9, 1.0), 1)])
def test_a_tenth_begins_where_the_one_before_ends(sure: tuple[float, ...], bins: int) -> None:
    assert len(reliability([outcome(each) for each in sure])) == bins


def test_risk_coverage_by_hand() -> None:
    outcomes = [
        outcome(0.7, answerable=False, held=None),  # never right
        outcome(0.9, held=1.0),
        outcome(0.8, held=0.0, cited=1.0),  # right: it cites the evidence
        outcome(0.7, held=1.0),
        outcome(0.6, held=0.0, cited=0.0),
        outcome(0.95, answered=False),  # there is no answer to judge
        failed(),
        outcome(0.1, answerable=False, answered=False),
    ]
    assert risk_coverage(outcomes) == (
        Point(1 / 8, 1.0, 0.9),
        Point(2 / 8, 1.0, 0.8),
        Point(4 / 8, 3 / 4, 0.7),  # two are equally sure: one point
        Point(5 / 8, 3 / 5, 0.6),
    )


def test_risk_coverage_needs_the_confidence_of_every_answer() -> None:
    assert risk_coverage([outcome(0.9, held=1.0), outcome(None)]) == ()
    assert len(risk_coverage([outcome(0.9, held=1.0), outcome(None, answered=False)])) == 1
    assert risk_coverage([]) == risk_coverage([failed()]) == ()
    assert risk_coverage([outcome(0.9, answered=False)]) == ()


@given(st.lists(st.tuples(LEVELS, st.booleans(), st.booleans()), max_size=12))
def test_a_risk_coverage_curve_goes_from_few_to_all_answered(
    rows: list[tuple[float, bool, bool]],
) -> None:
    outcomes = [outcome(sure, answered=did, held=float(held)) for sure, did, held in rows]
    points = risk_coverage(outcomes)
    assert [point.coverage for point in points] == sorted({point.coverage for point in points})
    assert [point.threshold for point in points] == sorted(
        {sure for sure, did, _ in rows if did}, reverse=True
    )
    assert all(0 <= point.right <= 1 for point in points)
    for point in points:
        chosen = [held for sure, did, held in rows if did and sure >= point.threshold]
        assert point.coverage == len(chosen) / len(rows)
        assert point.right == pytest.approx(sum(chosen) / len(chosen))


@pytest.mark.parametrize(
    ("held", "cited", "answerable", "right"),
    [
        (1.0, 1.0, True, True),
        (1.0, 0.0, True, True),
        (0.0, 1.0, True, True),
        (0.0, 0.0, True, False),
        (None, None, True, False),
        (1.0, None, True, True),
        (1.0, 1.0, False, False),
    ],
)
def test_is_right(held: float | None, cited: float | None, answerable: bool, right: bool) -> None:
    assert is_right(outcome(0.5, answerable=answerable, held=held, cited=cited)) is right

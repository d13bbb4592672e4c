"""The numbers of a run: means, rates and confidence, each with its n and interval."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.measures import (
    LOWER_IS_BETTER,
    NAMES,
    Measure,
    measure,
    question_values,
    sampled_groups,
    unit_of,
    values_of,
)
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Score
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Reply


def outcome(
    name: str,
    score: float | None = None,
    *,
    answerable: bool = True,
    answered: bool = True,
    confidence: float | None = None,
    document: str | None = None,
) -> Outcome:
    evidence = ((Evidence(document, "x"),),) if document else ()
    question = Question(name, "?", ("x",) if answerable else (), answerable, evidence)
    scores = () if score is None else (Score(name, "f1", score, "why"),)
    return Outcome(question, Reply("x", answered=answered, confidence=confidence), None, 0, scores)


def failed(name: str, *, answerable: bool = True) -> Outcome:
    return replace(outcome(name, 0.0, answerable=answerable), reply=None, error="ValueError: no")


def found(outcomes: list[Outcome], *metrics: str) -> dict[str, Measure]:
    return {number.name: number for number in measure(outcomes, metrics)}


def test_what_a_run_with_the_default_metrics_has() -> None:
    names = [number.name for number in measure([outcome("a")], [m.name for m in DEFAULT_METRICS])]
    assert tuple(names) == NAMES
    assert measure([], NAMES) == ()


def test_a_mean_counts_the_questions_that_have_a_value() -> None:
    number = found([outcome("a", 1.0), outcome("b", 0.5), outcome("c")], "f1")["f1"]
    assert (number.group, number.value, number.n, number.better) == ("answer", 0.75, 2, "higher")
    assert number.low is not None
    assert number.high is not None
    assert 0.5 <= number.low < 0.75 < number.high <= 1


def test_a_metric_without_a_value_is_not_applicable() -> None:
    numbers = found([outcome("a", 1.0)], "f1", "rewrite_f1", "somebody's own")
    assert numbers["rewrite_f1"] == Measure("rewrite_f1", "follow-ups", None, 0)
    assert numbers["somebody's own"] == Measure("somebody's own", "other", None, 0)


def test_rates_count_errors_as_wrong() -> None:
    numbers = found(
        [
            outcome("a"),
            outcome("b", answered=False),
            failed("c"),
            outcome("d"),
            outcome("e", answerable=False),
            outcome("f", answerable=False, answered=False),
            failed("g", answerable=False),
        ]
    )
    assert (numbers["over_refusals"].value, numbers["over_refusals"].n) == (0.5, 4)
    assert (numbers["false_answers"].value, numbers["false_answers"].n) == (2 / 3, 3)
    assert {name for name, number in numbers.items() if number.better == "lower"} == LOWER_IS_BETTER


def test_rates_of_one_kind_of_question() -> None:
    numbers = found([outcome("a"), outcome("b")])
    assert numbers["false_answers"] == replace(
        Measure("false_answers", "declining", None, 0), better="lower"
    )
    assert (numbers["over_refusals"].value, numbers["auroc"].value) == (0, None)


def test_auroc_and_brier_by_hand() -> None:
    numbers = found(
        [
            outcome("a", confidence=0.9),
            outcome("b", confidence=0.4),
            outcome("c", confidence=0.6, answerable=False),
        ]
    )
    assert (numbers["auroc"].value, numbers["auroc"].n) == (0.5, 3)
    assert numbers["brier"].value == pytest.approx((0.1**2 + 0.6**2 + 0.6**2) / 3)
    assert (numbers["brier"].n, numbers["brier"].better) == (3, "lower")


def test_an_error_is_surely_wrong() -> None:
    rows = [outcome("a", confidence=0.9), outcome("b", confidence=0.1, answerable=False)]
    assert found(rows)["auroc"].value == 1
    for answerable in (True, False):
        numbers = found([*rows, failed("c", answerable=answerable)])
        assert numbers["auroc"].value == 0.5
        assert numbers["brier"].value == pytest.approx((0.01 + 0.01 + 1) / 3)


def test_a_confidence_that_is_missing_once_is_missing() -> None:
    numbers = found([outcome("a", confidence=0.9), outcome("b", answerable=False)])
    assert numbers["auroc"] == Measure("auroc", "declining", None, 0)
    assert numbers["brier"] == Measure("brier", "declining", None, 0, better="lower")


def test_auroc_has_an_interval() -> None:
    random = np.random.default_rng(5)
    rows = [
        outcome(str(n), confidence=float(sure), answerable=n % 2 == 0)
        for n, sure in enumerate(random.random(200))
    ]
    number = found(rows)["auroc"]
    assert number.low is not None
    assert number.high is not None
    # Hanley and McNeil's standard error where nothing is told apart.
    expected = 1.96 * sqrt((100 + 100 + 1) / (12 * 100 * 100))
    assert (number.high - number.low) / 2 == pytest.approx(expected, rel=0.15)


def test_one_question_says_little() -> None:
    number = found([outcome("a", 1.0)], "f1")["f1"]
    assert (number.value, number.n) == (1, 1)
    assert (number.low, number.high) == pytest.approx((0.025, 1))


@pytest.mark.parametrize("score", [0.0, 0.4, 1.0])
def test_all_alike_is_not_certain(score: float) -> None:
    number = found([outcome(str(n), score) for n in range(20)], "f1")["f1"]
    assert number.value == pytest.approx(score)
    assert number.low is not None
    assert number.high is not None
    assert number.high - number.low == pytest.approx(1 - 0.025 ** (1 / 20))
    assert number.low <= score <= number.high


def test_all_alike_counts_documents_where_these_are_drawn() -> None:
    rows = [outcome(f"{d} {n}", 1.0, document=f"d{d}") for d in range(10) for n in range(30)]
    assert found(rows, "f1")["f1"].low == pytest.approx(0.025 ** (1 / 10))


def test_telling_perfectly_apart_is_not_certain() -> None:
    rows = [outcome(f"a{n}", confidence=0.9) for n in range(30)]
    rows += [outcome(f"b{n}", confidence=0.2, answerable=False) for n in range(10)]
    number = found(rows)["auroc"]
    assert (number.value, number.high) == (1, 1)
    assert number.low == pytest.approx(0.025 ** (1 / 10))


def test_documents_are_drawn_where_there_are_ten() -> None:
    rows = [outcome(str(n), 1.0, document=f"d{n}") for n in range(9)]
    rows += [outcome("x"), outcome("y", answerable=False)]
    assert unit_of(rows) == "questions"
    assert sampled_groups(rows) == [*map(str, range(9)), "x", "y"]
    rows.append(outcome("z", document="d9"))
    assert unit_of(rows) == "documents"
    groups = sampled_groups(rows)
    assert groups[0] == "d0"
    assert len(set(groups)) == 12  # those without a document stand alone


def test_questions_about_one_document_widen_the_interval() -> None:
    right = np.random.default_rng(2).random(40) < 0.6
    clustered = [
        outcome(f"{d} {n}", float(right[d]), document=f"d{d}") for d in range(40) for n in range(9)
    ]
    apart = [outcome(o.question.id, o.score("f1")) for o in clustered]
    assert width(clustered) == pytest.approx(3 * width(apart), rel=0.15)


def width(outcomes: list[Outcome]) -> float:
    number = found(outcomes, "f1")["f1"]
    assert number.low is not None
    assert number.high is not None
    return number.high - number.low


def test_the_same_run_gives_the_same_numbers() -> None:
    rows = [outcome(str(n), (n % 7) / 6, confidence=(n % 5) / 4) for n in range(50)]
    rows += [outcome(f"u{n}", answerable=False, confidence=(n % 3) / 4) for n in range(50)]
    assert measure(rows, ("f1",)) == measure(list(rows), ("f1",))


def test_the_values_of_each_question() -> None:
    rows = [outcome("a", 0.5, confidence=0.8), outcome("b", answerable=False, confidence=0.3)]
    assert np.array_equal(values_of(rows, "f1"), [0.5, np.nan], equal_nan=True)
    values = question_values(rows, ("f1",))
    assert list(values) == ["f1", "false_answers", "over_refusals", "brier"]
    assert np.array_equal(values["false_answers"], [np.nan, 1], equal_nan=True)
    assert np.array_equal(values["over_refusals"], [0, np.nan], equal_nan=True)
    assert values["brier"] == pytest.approx([0.04, 0.09])
    assert "brier" not in question_values([*rows, outcome("c")], ())


def test_a_measure_is_the_mean_of_its_values() -> None:
    rows = [outcome(str(n), n / 9, answered=n % 3 > 0, confidence=n / 9) for n in range(10)]
    rows += [outcome("u", answerable=False, confidence=0.3)]
    numbers = found(rows, "f1")
    for name, values in question_values(rows, ("f1",)).items():
        assert numbers[name].value == pytest.approx(np.nanmean(values))
        assert numbers[name].n == (~np.isnan(values)).sum()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.builds(
            outcome,
            st.uuids().map(str),
            st.none() | st.floats(0, 1),
            answerable=st.booleans(),
            answered=st.booleans(),
            confidence=st.none() | st.floats(0, 1),
            document=st.none() | st.integers(0, 11).map(lambda n: f"d{n}"),
        )
        | st.builds(failed, st.uuids().map(str), answerable=st.booleans()),
        min_size=1,
        max_size=30,
    )
)
def test_never_anything_but_a_number_or_none(outcomes: list[Outcome]) -> None:
    for number in measure(outcomes, ("f1", "em")):
        assert (number.value is None) == (number.n == 0)
        if number.value is None:
            assert number.low is number.high is None
            continue
        assert 0 <= number.value <= 1
        assert (number.low is None) == (number.high is None)
        if number.low is not None and number.high is not None:
            assert -1e-9 <= number.low <= number.high <= 1 + 1e-9

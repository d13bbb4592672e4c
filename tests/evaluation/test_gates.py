"""Every gate can fail."""

from dataclasses import replace

import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation import Question, Reply, Report, Testset, evaluate
from karabakh_qa.evaluation.gates import Gate, check_bounds, check_drops, parse_gates
from karabakh_qa.evaluation.measures import LOWER_IS_BETTER, NAMES, Better, Measure

TESTSET = Testset(
    "t.jsonl",
    "0",
    (
        *(Question(f"a{n}", "Who?", ("Ada",), True) for n in range(4)),
        *(Question(f"u{n}", "Why?", (), False) for n in range(4)),
    ),
)


def report(answered: int, confidence: float = 0.5) -> Report:
    """A run in which so many of the eight questions are answered, all with "Ada"."""
    left = iter([True] * answered + [False] * 8)
    return evaluate(lambda _q, _h: Reply("Ada", next(left), confidence=confidence), TESTSET)


def test_gates_are_read() -> None:
    assert parse_gates("--fail-under", "f1=0.75, recall@5=1") == (
        Gate("f1", 0.75),
        Gate("recall@5", 1.0),
    )


@pytest.mark.parametrize(
    "text", ["f1", "f1=", "=1", "f1=high", "f1=75", "f1=-0.1", "f1=nan", "a=1,"]
)
def test_what_is_no_gate_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"--fail-under .* write it like f1=0\.75,declined=0\.9"):
        parse_gates("--fail-under", text)


def test_a_number_has_one_bound() -> None:
    with pytest.raises(InputError, match="stands there twice"):
        parse_gates("--max-drop", "f1=0.1,f1=0.2")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [("f1", 4, 0), ("declined", 4, 8), ("contains_gold", 4, 3), ("em", 4, 5)],
)
def test_a_bound_passes_and_fails(name: str, good: int, bad: int) -> None:
    gate = [Gate(name, 0.99)]
    assert [verdict.passed for verdict in check_bounds(report(good), gate)] == [True]
    (failed,) = check_bounds(report(bad), gate)
    assert not failed.passed
    assert name in failed.why
    assert "at least 0.99 wanted" in failed.why


def test_where_less_is_better_the_bound_is_from_above() -> None:
    gates = [Gate("false_answers", 0.3), Gate("over_refusals", 0.3), Gate("brier", 0.3)]
    assert [v.passed for v in check_bounds(report(5), gates)] == [True, True, True]
    assert [v.passed for v in check_bounds(report(6), gates)] == [False, True, True]
    assert [v.passed for v in check_bounds(report(2, confidence=1.0), gates)] == [
        True,
        False,
        False,
    ]


def test_a_number_that_the_run_does_not_have_fails() -> None:
    (verdict,) = check_bounds(report(4), [Gate("recall@5", 0.0)])
    assert not verdict.passed
    assert "not applicable" in verdict.why
    with pytest.raises(InputError, match="f2"):
        check_bounds(report(4), [Gate("f2", 0.5)])


@pytest.mark.parametrize("name", NAMES)
def test_the_gate_of_every_number_passes_and_fails(name: str) -> None:
    better: Better = "lower" if name in LOWER_IS_BETTER else "higher"
    measured = Measure(name, "group", 0.5, 10, better=better)
    run = replace(report(4), measures=(measured,))
    verdicts = check_bounds(run, [Gate(name, 0.4), Gate(name, 0.6)])
    assert [verdict.passed for verdict in verdicts] == [better == "higher", better == "lower"]
    for change in (-0.1, 0.1):
        other = replace(run, measures=(replace(measured, value=0.5 + change),))
        (verdict,) = check_drops(other, run, [Gate(name, 0.05)])
        assert verdict.passed is ((change > 0) == (better == "higher"))


def test_a_drop_is_held_to_the_baseline() -> None:
    gate = [Gate("f1", 0.25)]
    assert [v.passed for v in check_drops(report(2), report(4), gate)] == [True]
    assert [v.passed for v in check_drops(report(1), report(4), gate)] == [False]
    assert [v.passed for v in check_drops(report(4), report(1), gate)] == [True]


def test_where_less_is_better_a_rise_is_the_drop() -> None:
    gate = [Gate("false_answers", 0.25)]
    assert [v.passed for v in check_drops(report(5), report(4), gate)] == [True]
    (failed,) = check_drops(report(6), report(4), gate)
    assert not failed.passed
    assert "0.25 more will do" in failed.why


def test_a_number_that_was_lost_since_the_baseline_fails() -> None:
    gate = [Gate("auroc", 0.5)]
    silent = evaluate(lambda _q, _h: None, TESTSET)
    assert [v.passed for v in check_drops(silent, report(4), gate)] == [False]
    assert [v.passed for v in check_drops(report(4), silent, gate)] == [True]

from collections.abc import Callable
from dataclasses import replace

import pytest

from karabakh_qa.evaluation.causes import Cause
from karabakh_qa.evaluation.measures import Measure
from karabakh_qa.evaluation.metrics import declined
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.plain import (
    clean,
    number,
    one_line,
    percent,
    seconds,
    signed,
)
from karabakh_qa.evaluation.outputs.summary import (
    Row,
    caveats,
    groups,
    how_sure,
    problems,
    shown_slices,
    verdict,
    worst,
)
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.replies import Reply
from karabakh_qa.evaluation.report import Report, Slice, SliceMean
from karabakh_qa.evaluation.runner import evaluate

YES = Question("yes", "Who?", ("x",), True)
NO = Question("no", "Who?", (), False)


def answered(question: Question, sure: float) -> Outcome:
    return Outcome(question, Reply("y", answered=True, confidence=sure), None, None, ())


def report_of(*outcomes: Outcome, measures: tuple[Measure, ...] = ()) -> Report:
    return Report("t", "0", "", (), ("f1",), outcomes, measures, "questions")


def test_the_verdict_in_one_sentence(all_kinds: Report) -> None:
    assert verdict(all_kinds).replace("\N{NO-BREAK SPACE}", " ") == (
        "1 of 7 answerable questions (14 %) was answered rightly, 1 of 2 unanswerable questions "
        "(50 %) was declined, 1 answer quoted what does not stand there, and asking failed on "
        "1 question."
    )


def test_the_verdict_of_a_good_run(all_kinds: Report) -> None:
    good = replace(all_kinds, outcomes=all_kinds.outcomes[:1])
    assert verdict(good).replace("\N{NO-BREAK SPACE}", " ") == (
        "1 of 1 answerable question (100 %) was answered rightly, and every quotation stands "
        "exactly where it says."
    )


def test_the_verdict_says_only_what_was_measured() -> None:
    testset = Testset("t", "0", (YES, NO))
    report = evaluate(lambda question, history: "y", testset, [declined])
    assert verdict(report).replace("\N{NO-BREAK SPACE}", " ") == (
        "1 of 1 answerable question (100 %) was answered, and 0 of 1 unanswerable question (0 %) "
        "was declined."
    )
    assert verdict(report_of()) == "There were no questions to ask."


def test_the_worst_come_first(all_kinds: Report) -> None:
    found = problems(all_kinds)
    order = list(Cause)
    places = [order.index(problem.cause) for problem in found]
    assert places == sorted(places)
    assert found[0].outcome.question.id == "crash"
    assert {problem.outcome.question.id for problem in found} == {
        outcome.question.id for outcome in all_kinds.outcomes
    } - {"right", "quiet"}


def test_of_wrong_answers_the_surest_is_the_worst() -> None:
    rows = [answered(NO, sure) for sure in (0.2, 0.9, 0.5)]
    found = problems(report_of(*rows))
    assert [problem.outcome for problem in found] == [rows[1], rows[2], rows[0]]


def test_no_cause_hides_the_others() -> None:
    error = Outcome(YES, None, "ValueError: no", None, ())
    rows = [answered(NO, 0.1 * sure) for sure in range(9)]
    found = worst(report_of(*rows, error, error), 2)
    assert [problem.cause for problem in found] == [Cause.ERROR] * 2 + [Cause.ANSWERED] * 2


def test_measures_stand_in_groups_with_their_baseline(all_kinds: Report) -> None:
    found = groups(all_kinds, all_kinds)
    names = [name for name, _ in found]
    assert names == ["answer", "declining", "citations", "retrieval", "follow-ups"]
    assert sum(len(rows) for _, rows in found) == len(all_kinds.measures)
    assert all(row.before == row.measure for _, rows in found for row in rows)
    assert all(row.before is None for _, rows in groups(all_kinds) for row in rows)


def test_a_measure_of_somebody_elses_has_its_own_group() -> None:
    report = report_of(measures=(Measure("mine", "other", 1.0, 1),))
    assert groups(report) == [("other", [Row(report.measures[0], None)])]


@pytest.mark.parametrize(
    ("value", "before", "difference", "change"),
    [
        (0.5, 0.25, 0.25, "better"),
        (0.25, 0.5, -0.25, "worse"),
        (0.5, 0.5001, -0.0001, "same"),
        (None, 0.5, None, "same"),
        (0.5, None, None, "same"),
    ],
)
def test_a_difference(
    value: float | None, before: float | None, difference: float | None, change: str
) -> None:
    row = Row(Measure("f1", "answer", value, 1), Measure("f1", "answer", before, 1))
    assert row.difference == (difference and pytest.approx(difference))
    assert row.change == change


def test_less_of_an_error_rate_is_better() -> None:
    rates = [Measure("brier", "declining", value, 1, better="lower") for value in (0.1, 0.2)]
    assert Row(rates[0], rates[1]).change == "better"


def test_a_small_set_says_how_little_it_tells() -> None:
    rows = [answered(YES, 0.5)] * 40
    narrow = Measure("f1", "answer", 0.5, 40, 0.4, 0.6)
    wide = Measure("em", "answer", 0.5, 40, 0.35, 0.65)
    other = Measure("f1 of some", "answer", 0.5, 3, 0.0, 1.0)
    small = how_sure(report_of(*rows, measures=(narrow, wide, other)))
    assert "1,000 resamples of the questions or," in small
    assert small.endswith(" 40 questions cannot tell apart values that are closer than about 0.15.")
    sure = replace(narrow, low=1.0, high=1.0, value=1.0)
    assert "closer than about 0.03." in how_sure(report_of(*rows, measures=(sure,)))
    large = report_of(*rows * 3, measures=(replace(narrow, n=120),))
    assert "tell apart" not in how_sure(large)
    assert "documents, each with all" in how_sure(replace(large, unit="documents"))


def test_caveats(all_kinds: Report, run_all_kinds: Callable[[], Report]) -> None:
    assert caveats(all_kinds, None) == []
    assert len(caveats(all_kinds, run_all_kinds())) == 1
    other = replace(all_kinds, testset_sha256="0", documents_sha256="0")
    assert len(caveats(all_kinds, other)) == 3


def test_of_too_many_slices_the_weakest_are_shown() -> None:
    slices = [Slice("tag", str(i), 1, (SliceMean("f1", i / 10, 1),)) for i in range(9, -1, -1)]
    assert shown_slices(slices, 10) == slices
    assert [row.name for row in shown_slices(slices, 3)] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "n/a"), (0.0, "0.000"), (1.0, "1.000"), (0.99999, "0.999"), (1e-9, "0.001")],
)
def test_a_number_is_not_rounded_to_perfection(value: float | None, shown: str) -> None:
    assert number(value) == shown


def test_numbers_and_texts() -> None:
    assert [signed(x) for x in (None, 0.1, -0.1, -0.0001)] == ["", "+0.100", "−0.100", "0.000"]
    shares = [percent(*pair) for pair in ((0, 9), (1, 999), (998, 999), (999, 999))]
    assert [share.split("\N{NO-BREAK SPACE}")[0] for share in shares] == ["0", "1", "99", "100"]
    assert [seconds(x) for x in (0.0123, 1.5, 12.34)] == ["12 ms", "1,500 ms", "12.3 s"]
    assert clean("a\x00b\x1b\ud800\ufffe\tc\n😀") == "a\ufffdb\ufffd\ufffd\ufffd\tc\n😀"
    assert one_line(" a \n b ", 3) == "a b"
    assert one_line("abcdef", 4) == "abc…"

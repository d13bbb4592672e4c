import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Score
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.report import (
    Decisions,
    Latency,
    Mean,
    Outcome,
    Report,
    TagMeans,
    report_to_dict,
)
from karabakh_qa.records import Answer, Document


def outcome(
    name: str,
    answer: Answer | None,
    *,
    answerable: bool = True,
    seconds: float = 1.0,
    tags: tuple[str, ...] = (),
    **scores: float,
) -> Outcome:
    question = Question(name, f"{name}?", ("x",) if answerable else (), answerable, tags=tags)
    rows = tuple(Score(name, metric, value, "why") for metric, value in scores.items())
    return Outcome(question, answer, None if answer else "ValueError: no", seconds, rows)


def report_of(*outcomes: Outcome) -> Report:
    return Report("t.jsonl", "0" * 64, ("em", "f1", "right_sentence"), outcomes)


def declining(confidence: float) -> Answer:
    return Answer("?", "?", "No.", False, "not_stated", None, confidence)


NO = declining(0.5)


def test_means_count_only_questions_that_the_metric_applies_to() -> None:
    report = report_of(
        outcome("a", NO, em=1, f1=1, right_sentence=1),
        outcome("b", NO, em=0, f1=0.5, right_sentence=0),
        outcome("c", NO, em=0, f1=0),
    )
    assert report.means() == (
        Mean("em", 1 / 3, 3),
        Mean("f1", 0.5, 3),
        Mean("right_sentence", 0.5, 2),
    )
    assert report.mean("f1") == Mean("f1", 0.5, 3)
    assert report_of().means() == (
        Mean("em", None, 0),
        Mean("f1", None, 0),
        Mean("right_sentence", None, 0),
    )
    with pytest.raises(InputError, match='"f2" was not measured; there are: em, f1, right_sent'):
        report.mean("f2")


def test_each_tag_has_its_means() -> None:
    report = report_of(
        outcome("a", NO, tags=("typo", "date"), em=1, f1=1, right_sentence=1),
        outcome("b", NO, tags=("date",), em=0, f1=0.5),
        outcome("c", NO, em=0, f1=0),
    )
    one = (Mean("em", 1, 1), Mean("f1", 1, 1), Mean("right_sentence", 1, 1))
    two = (Mean("em", 0.5, 2), Mean("f1", 0.75, 2), Mean("right_sentence", 1, 1))
    assert report.by_tag() == (TagMeans("typo", 1, one), TagMeans("date", 2, two))


def test_decisions(document: Document, cited: Callable[..., Answer]) -> None:
    yes = cited(document, "Thousands fled.")
    report = report_of(
        outcome("a", yes),
        outcome("b", yes),
        outcome("c", NO),
        outcome("d", None),
        outcome("e", yes, answerable=False),
        outcome("f", NO, answerable=False),
        outcome("g", NO, answerable=False),
    )
    assert report.decisions(answerable=True) == Decisions(answered=2, declined=1, failed=1)
    assert report.decisions(answerable=False) == Decisions(answered=1, declined=2, failed=0)


@settings(deadline=None)  # the first call imports scikit-learn
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=12),
    st.lists(st.integers(0, 10), min_size=1, max_size=12),
)
def test_auroc_is_the_chance_to_rank_a_pair_right(good: list[int], bad: list[int]) -> None:
    pairs = [(g > b) + 0.5 * (g == b) for g in good for b in bad]
    rows = [outcome("a", declining(g / 10)) for g in good]
    rows += [outcome("u", declining(b / 10), answerable=False) for b in bad]
    assert report_of(*rows).auroc() == pytest.approx(sum(pairs) / len(pairs))


def test_a_failed_question_never_helps_auroc() -> None:
    rows = [outcome("a", declining(0.9)), outcome("b", declining(0.1), answerable=False)]
    assert report_of(*rows).auroc() == 1
    assert report_of(*rows, outcome("c", None)).auroc() == 0.5
    assert report_of(*rows, outcome("c", None, answerable=False)).auroc() == 0.5


def test_auroc_needs_both_kinds() -> None:
    assert report_of(outcome("a", NO)).auroc() is None
    assert report_of().auroc() is None


def test_latency_is_by_nearest_rank_and_leaves_errors_out() -> None:
    rows = [outcome("a", NO, seconds=float(s)) for s in range(20, 0, -1)]
    assert report_of(*rows, outcome("b", None, seconds=99)).latency() == Latency(10, 19, 20)
    assert report_of(rows[0]).latency() == Latency(20, 20, 1)
    assert report_of(outcome("b", None)).latency() is None


def test_failures_are_errors_and_zeros_but_not_for_em() -> None:
    fine = outcome("a", NO, em=0, f1=0.2)
    zero = outcome("b", NO, em=1, f1=1, right_sentence=0)
    error = outcome("c", None)
    assert report_of(fine, zero, error).failures() == (zero, error)


def test_to_dict_is_json_and_the_same_again(
    document: Document, cited: Callable[..., Answer]
) -> None:
    rows = [
        outcome("a", cited(document, "Thousands fled."), tags=("t",), em=1),
        outcome("b", None, answerable=False, em=0),
    ]
    data = report_to_dict(report_of(*rows))
    assert json.loads(json.dumps(data, allow_nan=False))["testset"] == {
        "name": "t.jsonl",
        "sha256": "0" * 64,
        "questions": 2,
    }
    assert data["scores"][0] == {"metric": "em", "value": 0.5, "n": 2}
    assert data["decisions"]["unanswerable"] == {"answered": 0, "declined": 0, "failed": 1}
    assert data["auroc"] == 0
    assert data["latency"] == {"p50": 1.0, "p95": 1.0, "n": 1}
    assert data["tags"][0]["tag"] == "t"
    assert data["outcomes"][0]["answer"]["citations"][0]["quote"] == "Thousands fled."
    assert data["outcomes"][1]["error"] == "ValueError: no"
    later = [replace(row, seconds=row.seconds) for row in rows]
    assert json.dumps(report_to_dict(report_of(*later))) == json.dumps(data)


def test_an_empty_report_has_no_nan() -> None:
    empty = Report("t", "0", tuple(metric.name for metric in DEFAULT_METRICS), ())
    assert json.dumps(report_to_dict(empty), allow_nan=False)

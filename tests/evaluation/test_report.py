from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Score
from karabakh_qa.evaluation.outcomes import Outcome, Stage
from karabakh_qa.evaluation.questions import Evidence, Question, Testset
from karabakh_qa.evaluation.replies import Reply
from karabakh_qa.evaluation.report import (
    Decisions,
    Latency,
    Report,
    Slice,
    SliceMean,
    make_report,
)
from karabakh_qa.records import Document

METRICS = ("em", "f1", "right_sentence")
TESTSET = Testset("t.jsonl", "0" * 64, ())
NO = Reply("No.", answered=False, reason="not_stated", confidence=0.5)
YES = Reply("Yes.", answered=True, confidence=0.5)


def outcome(
    name: str,
    reply: Reply | None,
    *,
    answerable: bool = True,
    seconds: float | None = 1.0,
    tags: tuple[str, ...] = (),
    language: str | None = None,
    document: str | None = None,
    stages: tuple[Stage, ...] = (),
    **scores: float,
) -> Outcome:
    question = Question(
        name,
        f"{name}?",
        ("x",) if answerable else (),
        answerable,
        ((Evidence(document, "x"),),) if document else (),
        tags=tags,
        language=language,
    )
    rows = tuple(Score(name, metric, value, "why") for metric, value in scores.items())
    return Outcome(question, reply, None if reply else "ValueError: no", seconds, rows, stages)


def report_of(
    *outcomes: Outcome, documents: Sequence[Document] = (), metrics: Sequence[str] = METRICS
) -> Report:
    return make_report(TESTSET, documents, metrics, outcomes, {"reader": "scripted"})


def sure(confidence: float) -> Reply:
    return Reply("No.", answered=False, reason="not_stated", confidence=confidence)


def test_means_count_only_questions_that_the_metric_applies_to() -> None:
    report = report_of(
        outcome("a", NO, em=1, f1=1, right_sentence=1),
        outcome("b", NO, em=0, f1=0.5, right_sentence=0),
        outcome("c", NO, em=0, f1=0),
    )
    found = {name: report.measure(name) for name in METRICS}
    assert [(m.value, m.n) for m in found.values()] == [
        (pytest.approx(1 / 3), 3),
        (0.5, 3),
        (0.5, 2),
    ]
    with pytest.raises(InputError, match='"f2" was not measured; there are: em, f1, right_sent'):
        report.measure("f2")


def test_the_whole_is_there() -> None:
    report = report_of(outcome("a", NO, em=1))
    assert (report.testset, report.testset_sha256) == ("t.jsonl", "0" * 64)
    assert report.configuration == (("reader", "scripted"),)
    assert report.metrics == METRICS
    assert report.unit == "questions"


def test_ten_documents_are_resampled_instead_of_questions() -> None:
    rows = [outcome(f"q{i}", NO, document=f"{i % 10}.txt", f1=0.5) for i in range(20)]
    assert report_of(*rows).unit == "documents"
    assert report_of(*rows[:9]).unit == "questions"


def test_the_documents_hash_is_of_ids_and_texts() -> None:
    one, two = Document("a.txt", "x"), Document("b.txt", "y")
    assert report_of(documents=[one, two]).documents_sha256 == (
        report_of(documents=[two, one]).documents_sha256
    )
    hashes = {
        report_of(documents=documents).documents_sha256
        for documents in (
            [],
            [one],
            [one, two],
            [Document("b.txt", "x")],
            [Document("a.txt", "y")],
        )
    }
    assert len(hashes) == 5
    assert report_of().documents_sha256 == ""


def test_slices_by_tag_language_and_document() -> None:
    report = report_of(
        outcome("a", NO, tags=("typo", "date"), language="en", document="a.txt", em=1, f1=1),
        outcome("b", NO, tags=("date",), language="ru", document="b.txt", em=0, f1=0.5),
        outcome("c", NO, em=0, f1=0),
        metrics=("em", "f1"),
    )
    one = (SliceMean("em", 1, 1), SliceMean("f1", 1, 1))
    other = (SliceMean("em", 0, 1), SliceMean("f1", 0.5, 1))
    both = (SliceMean("em", 0.5, 2), SliceMean("f1", 0.75, 2))
    assert report.slices() == (
        Slice("tag", "typo", 1, one),
        Slice("tag", "date", 2, both),
        Slice("language", "en", 1, one),
        Slice("language", "ru", 1, other),
        Slice("document", "a.txt", 1, one),
        Slice("document", "b.txt", 1, other),
    )


def test_one_language_or_document_is_no_slice() -> None:
    report = report_of(outcome("a", NO, language="en", document="a.txt", f1=1))
    assert report.slices() == ()


def test_a_slice_without_a_score_has_no_mean() -> None:
    report = report_of(outcome("a", NO, tags=("t",), em=1), metrics=("em", "f1"))
    assert report.slices()[0].means == (SliceMean("em", 1, 1), SliceMean("f1", None, 0))


def test_decisions() -> None:
    report = report_of(
        outcome("a", YES),
        outcome("b", YES),
        outcome("c", NO),
        outcome("d", None),
        outcome("e", YES, answerable=False),
        outcome("f", NO, answerable=False),
        outcome("g", NO, answerable=False),
    )
    assert report.decisions(answerable=True) == Decisions(answered=2, declined=1, failed=1)
    assert report.decisions(answerable=False) == Decisions(answered=1, declined=2, failed=0)


@settings(deadline=None, max_examples=20)  # each draws a thousand samples
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=12),
    st.lists(st.integers(0, 10), min_size=1, max_size=12),
)
def test_auroc_is_the_chance_to_rank_a_pair_right(good: list[int], bad: list[int]) -> None:
    pairs = [(g > b) + 0.5 * (g == b) for g in good for b in bad]
    rows = [outcome(f"a{i}", sure(g / 10)) for i, g in enumerate(good)]
    rows += [outcome(f"u{i}", sure(b / 10), answerable=False) for i, b in enumerate(bad)]
    found = report_of(*rows).measure("auroc").value
    assert found == pytest.approx(sum(pairs) / len(pairs))


def test_a_failed_question_never_helps_auroc() -> None:
    rows = [outcome("a", sure(0.9)), outcome("b", sure(0.1), answerable=False)]
    assert report_of(*rows).measure("auroc").value == 1
    assert report_of(*rows, outcome("c", None)).measure("auroc").value == 0.5
    assert report_of(*rows, outcome("c", None, answerable=False)).measure("auroc").value == 0.5


def test_auroc_needs_both_kinds() -> None:
    assert report_of(outcome("a", NO)).measure("auroc").value is None
    assert report_of().measures == ()


def test_latency_is_by_nearest_rank_and_leaves_errors_out() -> None:
    rows = [outcome(str(s), NO, seconds=float(s)) for s in range(20, 0, -1)]
    timeless = outcome("t", NO, seconds=None)
    report = report_of(*rows, outcome("b", None, seconds=99), timeless)
    assert report.latencies() == (Latency("whole", 10, 19, 20),)
    assert report_of(rows[0]).latencies() == (Latency("whole", 20, 20, 1),)
    assert report_of(outcome("b", None)).latencies() == ()


def test_latency_by_stage() -> None:
    rows = [
        outcome("a", NO, seconds=3.0, stages=(Stage("find", 1.0), Stage("read", 2.0))),
        outcome("b", NO, seconds=5.0, stages=(Stage("find", 4.0),)),
    ]
    assert report_of(*rows).latencies() == (
        Latency("whole", 3, 5, 2),
        Latency("find", 1, 4, 2),
        Latency("read", 2, 2, 1),
    )


def test_failures_are_errors_and_zeros_but_not_for_em_or_retrieval() -> None:
    fine = outcome("a", NO, em=0, f1=0.2)
    missed = Score("a", "recall@5", 0.0, "why")
    fine = replace(fine, scores=(*fine.scores, missed))
    zero = outcome("b", NO, em=1, f1=1, right_sentence=0)
    error = outcome("c", None)
    assert report_of(fine, zero, error).failures() == (zero, error)


def test_nothing_is_ever_nan() -> None:
    names = tuple(metric.name for metric in DEFAULT_METRICS)
    rows = [outcome("a", None, tags=("t",)), outcome("b", NO, answerable=False, f1=1)]
    for outcomes in ([], rows[:1], rows):
        report = report_of(*outcomes, metrics=names)
        values = [number for m in report.measures for number in (m.value, m.low, m.high)]
        values += [mean.value for row in report.slices() for mean in row.means]
        assert not any(value is not None and isnan(value) for value in values)

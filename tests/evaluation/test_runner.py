from collections.abc import Callable, Sequence

import pytest

from karabakh_qa.errors import StoreError
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, declined
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.runner import Ask, evaluate
from karabakh_qa.records import Answer, Document, Turn

TURNS = (Turn("user", "Hi"), Turn("assistant", "Hello"))
TESTSET = Testset(
    "t.jsonl",
    "ab" * 32,
    (
        Question("won", "Who won?", ("Azerbaijan",), True),
        Question("crash", "Who crashed?", ("Nobody",), True),
        Question("store", "Where is the store?", (), False),
        Question("many", "And how many?", (), False, history=TURNS),
    ),
)


@pytest.fixture
def ask(document: Document, cited: Callable[..., Answer], refused: Callable[..., Answer]) -> Ask:
    def answer(question: str, history: Sequence[Turn]) -> Answer:
        if "crashed" in question:
            raise ZeroDivisionError("division by zero")
        if "store" in question:
            raise StoreError("the store is gone")
        if tuple(history) == TURNS:
            return refused()
        return cited(document, "Azerbaijan won the war.", short="Azerbaijan")

    return answer


def test_a_failed_question_is_recorded_and_the_run_goes_on(ask: Ask, document: Document) -> None:
    report = evaluate(ask, TESTSET, [document])
    assert (report.testset, report.testset_sha256) == ("t.jsonl", "ab" * 32)
    assert tuple(outcome.question for outcome in report.outcomes) == TESTSET.questions
    assert [outcome.error for outcome in report.outcomes] == [
        None,
        "ZeroDivisionError: division by zero",
        "StoreError: the store is gone",
        None,
    ]
    assert [outcome.answer is None for outcome in report.outcomes] == [False, True, True, False]
    assert {score.value for outcome in report.outcomes[1:3] for score in outcome.scores} == {0.0}
    assert [(mean.metric, mean.value, mean.n) for mean in report.means()] == [
        ("em", 0.5, 4),
        ("f1", 0.5, 4),
        ("contains_gold", 0.5, 2),
        ("right_sentence", None, 0),
        ("declined", 0.5, 4),
        ("exact_citations", 0.5, 4),
    ]


def test_an_interrupt_is_no_failed_question(document: Document) -> None:
    def interrupted(question: str, history: Sequence[Turn]) -> Answer:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(interrupted, TESTSET, [document])


def test_history_is_passed_on(ask: Ask, document: Document) -> None:
    outcome = evaluate(ask, TESTSET, [document]).outcomes[3]
    assert outcome.answer is not None
    assert not outcome.answer.answered


def test_progress_counts_every_question(ask: Ask, document: Document) -> None:
    calls: list[tuple[int, int]] = []
    evaluate(ask, TESTSET, [document], progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_only_the_metrics_asked_for(ask: Ask, document: Document) -> None:
    report = evaluate(ask, TESTSET, iter([document]), [declined])
    assert report.metrics == ("declined",)
    assert [[score.metric for score in outcome.scores] for outcome in report.outcomes] == [
        ["declined"]
    ] * 4


def test_each_question_is_timed(
    ask: Ask, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter([0.0, 0.25, 1.0, 1.5, 2.0, 2.125, 3.0, 4.0])
    monkeypatch.setattr("karabakh_qa.evaluation.runner.perf_counter", lambda: next(ticks))
    report = evaluate(ask, TESTSET, [document], DEFAULT_METRICS)
    assert [outcome.seconds for outcome in report.outcomes] == [0.25, 0.5, 0.125, 1.0]

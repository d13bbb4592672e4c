from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from karabakh_qa.errors import InputError, StoreError
from karabakh_qa.evaluation.metrics import declined
from karabakh_qa.evaluation.outcomes import Stage
from karabakh_qa.evaluation.questions import Evidence, Question, Testset
from karabakh_qa.evaluation.replies import Reply
from karabakh_qa.evaluation.runner import Ask, Asked, StagedAnswer, evaluate
from karabakh_qa.records import Answer, Document, Passage, ScoredPassage, Span, Turn

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
    report = evaluate(ask, TESTSET, documents=[document])
    assert (report.testset, report.testset_sha256) == ("t.jsonl", "ab" * 32)
    assert tuple(outcome.question for outcome in report.outcomes) == TESTSET.questions
    assert [outcome.error for outcome in report.outcomes] == [
        None,
        "ZeroDivisionError: division by zero",
        "StoreError: the store is gone",
        None,
    ]
    assert [outcome.reply is None for outcome in report.outcomes] == [False, True, True, False]
    assert {score.value for outcome in report.outcomes[1:3] for score in outcome.scores} == {0.0}
    means = {found.name: (found.value, found.n) for found in report.measures}
    assert means["em"] == (0.5, 4)
    assert means["contains_gold"] == (0.5, 2)
    assert means["right_sentence"] == means["recall@5"] == (None, 0)
    assert means["exact_citations"] == (0.5, 4)


def test_an_answer_in_a_models_place_is_none_of_the_models(
    document: Document, cited: Callable[..., Answer]
) -> None:
    answer = cited(document, "Azerbaijan won the war.")

    def ask(question: str, history: Sequence[Turn]) -> Answer:
        if "crashed" in question:
            return replace(answer, notice="The model is away.")
        return replace(answer, notice="The model broke off.", written_by="a:model")

    outcomes = evaluate(ask, TESTSET, documents=[document]).outcomes
    assert [outcome.error for outcome in outcomes] == [None, "The model is away.", None, None]


def test_only_what_a_language_model_writes_has_a_share_that_passed(
    ask: Ask, document: Document, cited: Callable[..., Answer]
) -> None:
    def shares(ask: Ask) -> list[float]:
        outcomes = evaluate(ask, TESTSET, documents=[document]).outcomes
        scores = (score for outcome in outcomes for score in outcome.scores)
        return [score.value for score in scores if score.metric == "passed_sentences"]

    answer = replace(cited(document, "Thousands fled."), written_by="a:model", dropped=1)
    assert shares(ask) == []
    assert shares(lambda question, history: answer) == [0.5] * 4


def test_an_interrupt_is_no_failed_question(document: Document) -> None:
    def interrupted(question: str, history: Sequence[Turn]) -> Answer:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(interrupted, TESTSET, documents=[document])


def test_history_is_passed_on(ask: Ask, document: Document) -> None:
    outcome = evaluate(ask, TESTSET, documents=[document]).outcomes[3]
    assert outcome.reply is not None
    assert not outcome.reply.answered


def test_progress_counts_every_question(ask: Ask, document: Document) -> None:
    calls: list[tuple[int, int]] = []
    noted = lambda done, total: calls.append((done, total))  # noqa: E731
    evaluate(ask, TESTSET, documents=[document], progress=noted)
    assert calls == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_only_the_metrics_asked_for(ask: Ask, document: Document) -> None:
    report = evaluate(ask, TESTSET, [declined], documents=iter([document]))
    assert report.metrics == ("declined",)
    assert [[score.metric for score in outcome.scores] for outcome in report.outcomes] == [
        ["declined"]
    ] * 4


def test_each_question_is_timed(
    ask: Ask, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter([0.0, 0.25, 1.0, 1.5, 2.0, 2.125, 3.0, 4.0])
    monkeypatch.setattr("karabakh_qa.evaluation.runner.perf_counter", lambda: next(ticks))
    report = evaluate(ask, TESTSET, documents=[document])
    assert [outcome.seconds for outcome in report.outcomes] == [0.25, 0.5, 0.125, 1.0]


@pytest.mark.parametrize(
    ("said", "answered"),
    [("Azerbaijan", True), (None, False), (" ", False), (Reply("A", True), True)],
)
def test_any_system_may_be_asked(said: Asked, *, answered: bool) -> None:
    report = evaluate(lambda _question, _history: said, TESTSET)
    replies = [outcome.reply for outcome in report.outcomes]
    assert [reply and reply.answered for reply in replies] == [answered] * 4
    assert report.measure("exact_citations").value is None, "without documents nothing is exact"
    assert report.measure("auroc").value is None, "none of them says how sure it is"


def test_what_is_no_answer_stops_the_run() -> None:
    with pytest.raises(InputError, match="gave dict; it must give an Answer"):
        evaluate(lambda _question, _history: {}, TESTSET)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("confidence", [float("nan"), -0.1, 1.5])
def test_a_confidence_that_is_none_stops_the_run(confidence: float) -> None:
    reply = Reply("A", answered=True, confidence=confidence)
    with pytest.raises(InputError, match="it must be from 0 to 1, or None"):
        evaluate(lambda _question, _history: reply, TESTSET)


def test_stages_are_kept(document: Document, refused: Callable[..., Answer]) -> None:
    stages = (Stage("Searching", 0.25), Stage("Reading", 0.5))
    report = evaluate(lambda _q, _h: StagedAnswer(refused(), stages), TESTSET, documents=[document])
    assert report.outcomes[0].stages == stages
    whole, searching, reading = report.latencies()
    assert (whole.stage, searching.p50, reading.p95) == ("whole", 0.25, 0.5)


def test_retrieval_is_asked_with_the_question_as_it_was_understood(
    document: Document, cited: Callable[..., Answer]
) -> None:
    asked = []

    def retrieve(question: str, k: int) -> list[ScoredPassage]:
        asked.append((question, k))
        place = Span(document.text.index("Azerbaijan"), len(document.text))
        passage = Passage(
            "p", document.id, document.hash, "", "", "", *place, place.of(document.text), (place,)
        )
        return [ScoredPassage(passage, 1.0, 0.5, 1, 1)]

    gold = ((Evidence(document.id, "Azerbaijan won the war."),),)
    testset = Testset("t", "0", (Question("q", "Who?", ("Azerbaijan",), True, gold),))
    answer = replace(cited(document, "Thousands fled."), effective_question="Who won?")
    report = evaluate(lambda _q, _h: answer, testset, documents=[document], retrieve=retrieve)
    assert asked == [("Who won?", 10)]
    assert report.measure("recall@1").value == 1
    assert report.measure("right_sentence").value == 0


def test_two_runs_are_alike_but_for_the_times(ask: Ask, document: Document) -> None:
    one, two = (evaluate(ask, TESTSET, documents=[document]) for _ in range(2))
    assert one.measures == two.measures
    assert [o.scores for o in one.outcomes] == [o.scores for o in two.outcomes]


def test_a_follow_up_is_also_looked_up_as_it_was_asked_and_as_a_person_would_put_it(
    document: Document, refused: Callable[..., Answer]
) -> None:
    place = Span(document.text.index("Thousands"), document.text.index("Thousands") + 15)
    passage = Passage(
        "p", document.id, document.hash, "", "", "", *place, place.of(document.text), (place,)
    )

    def retrieve(question: str, k: int) -> list[ScoredPassage]:
        return [ScoredPassage(passage, 1.0, 0.5, 1, 1)] if "fled" in question else []

    gold = ((Evidence(document.id, "Thousands fled."),),)
    follow_up = Question("q", "How many?", ("Thousands",), True, gold, rewrite="How many fled?")
    plain = Question("p", "How many fled then?", ("Thousands",), True, gold)
    testset = Testset("t", "0", (follow_up, plain))
    report = evaluate(lambda _q, _h: refused(), testset, documents=[document], retrieve=retrieve)
    found = {m.name: (m.value, m.n) for m in report.measures if m.name.startswith("recall@5")}
    assert found["recall@5_as_asked"] == (0.0, 1)
    assert found["recall@5_rewritten"] == (1.0, 1)
    without = evaluate(lambda _q, _h: refused(), testset, documents=[document])
    assert without.measure("recall@5_rewritten").n == 0

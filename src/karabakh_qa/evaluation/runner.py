"""Asking every question of a test set and scoring what comes back."""

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Documents, Metric
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.report import Outcome, Report
from karabakh_qa.records import Answer, Document, Turn

Ask = Callable[[str, Sequence[Turn]], Answer]
"""Anything that answers a question after some turns of conversation."""


def evaluate(
    ask: Ask,
    testset: Testset,
    documents: Iterable[Document],
    metrics: Sequence[Metric] = DEFAULT_METRICS,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Ask every question, one after the other, and score the answers.

    Args:
        ask: what is to be judged; any system, not only this one.
        testset: the questions.
        documents: what `ask` cites; citations and gold quotations are looked up in these.
        metrics: the scores to give.
        progress: called after each question with the number done and the number in all.

    Returns:
        One outcome for each question, in the order of the test set. A question on which `ask`
        raised is among them, with the error, and scores 0 on every metric that applies.
    """
    by_id = {document.id: document for document in documents}
    outcomes = []
    for question in testset.questions:
        outcomes.append(_outcome(ask, question, by_id, metrics))
        if progress:
            progress(len(outcomes), len(testset.questions))
    names = tuple(metric.name for metric in metrics)
    return Report(testset.name, testset.sha256, names, tuple(outcomes))


def _outcome(
    ask: Ask, question: Question, documents: Documents, metrics: Sequence[Metric]
) -> Outcome:
    answer, error = None, None
    started = perf_counter()
    try:
        answer = ask(question.question, question.history)
    # What is judged may be anybody's code and fail in any way. A run that stops at one question
    # tells nothing about the others, so the failure becomes part of the result.
    except Exception as raised:  # noqa: BLE001
        error = f"{type(raised).__name__}: {raised}"
    seconds = perf_counter() - started
    scores = (metric(question, answer, documents) for metric in metrics)
    return Outcome(question, answer, error, seconds, tuple(score for score in scores if score))

"""Asking every question of a test set and scoring what comes back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Metric
from karabakh_qa.evaluation.metrics.retrieval import DEPTH
from karabakh_qa.evaluation.outcomes import Outcome, Stage
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.replies import Documents, Found, Reply, as_found, as_reply
from karabakh_qa.evaluation.report import Report, make_report
from karabakh_qa.records import Answer, Document, ScoredPassage, Turn

Retrieve = Callable[[str, int], Sequence[ScoredPassage]]
"""Anything that finds so many passages for a question."""


@dataclass(frozen=True, slots=True)
class StagedAnswer:
    """An answer, and the stages that it went through on the way."""

    answer: Answer
    stages: tuple[Stage, ...]


Asked = Answer | StagedAnswer | Reply | str | None
"""What may come of a question: a text is an answer, None a decline."""
Ask = Callable[[str, Sequence[Turn]], Asked]
"""Anything that answers a question after some turns of conversation."""


def evaluate(
    ask: Ask,
    testset: Testset,
    metrics: Sequence[Metric] = DEFAULT_METRICS,
    *,
    documents: Iterable[Document] = (),
    retrieve: Retrieve | None = None,
    configuration: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Ask every question, one after the other, and score the answers.

    Args:
        ask: what is to be judged; any system, not only this one.
        testset: the questions.
        metrics: the scores to give; one that needs what is not given here is not applicable.
        documents: what `ask` cites; citations and gold quotations are looked up in these.
        retrieve: finds passages, for the metrics of retrieval; called outside of the time taken.
        configuration: what answered, for the record.
        progress: called after each question with the number done and the number in all.

    Returns:
        One outcome for each question, in the order of the test set. A question on which `ask`
        raised is among them, with the error, and scores 0 on every metric that applies.

    Raises:
        InputError: `ask` gave something that is no answer.
    """
    by_id = {document.id: document for document in documents}
    asked = []
    for question in testset.questions:
        asked.append(_ask(ask, question, by_id, retrieve))
        if progress:
            progress(len(asked), len(testset.questions))
    known = configuration or {}
    return score(testset, asked, metrics, by_id, known, retrieved=retrieve is not None)


def score(
    testset: Testset,
    asked: Sequence[Outcome],
    metrics: Sequence[Metric],
    documents: Documents,
    configuration: Mapping[str, str],
    *,
    retrieved: bool = False,
) -> Report:
    """Score outcomes that have no scores yet, and sum them up.

    `retrieved` says that passages were looked for, even if no reply has any.
    """
    found = retrieved or any(outcome.reply and outcome.reply.found for outcome in asked)
    there = {
        None: True,
        "documents": bool(documents),
        "passages": found,
        "retrieval": retrieved,
        "writer": any(o.reply and o.reply.struck is not None for o in asked),
    }
    usable = [metric for metric in metrics if there[metric.needs]]
    scored = [_scored(outcome, usable, documents) for outcome in asked]
    names = [metric.name for metric in metrics]
    return make_report(testset, documents.values(), names, scored, configuration)


def _scored(outcome: Outcome, metrics: Sequence[Metric], documents: Documents) -> Outcome:
    found = (metric(outcome.question, outcome.reply, documents) for metric in metrics)
    return replace(outcome, scores=tuple(score for score in found if score))


def _ask(ask: Ask, question: Question, documents: Documents, retrieve: Retrieve | None) -> Outcome:
    started = perf_counter()
    try:
        value = ask(question.question, question.history)
        seconds = perf_counter() - started
        stages = value.stages if isinstance(value, StagedAnswer) else ()
        answer = value.answer if isinstance(value, StagedAnswer) else value
        understood = answer.effective_question if isinstance(answer, Answer) else question.question
        found = _rankings(question, understood, retrieve) if retrieve else None
    # What is judged may be anybody's code and fail in any way. A run that stops at one question
    # tells nothing about the others, so the failure becomes part of the result.
    except Exception as raised:  # noqa: BLE001
        error = f"{type(raised).__name__}: {raised}"
        return Outcome(question, None, error, perf_counter() - started, ())
    if isinstance(answer, Answer) and answer.notice and answer.written_by is None:
        # Another answered in place of the model that is judged: no score of the model's.
        return Outcome(question, None, answer.notice, seconds, ())
    reply = as_reply(answer, documents)
    if found:
        ours, as_asked, rewritten = found
        reply = replace(reply, found=ours, found_as_asked=as_asked, found_rewritten=rewritten)
    return Outcome(question, reply, None, seconds, (), stages)


def _rankings(
    question: Question, understood: str, retrieve: Retrieve
) -> tuple[tuple[Found, ...], ...]:
    """Return what is found as a question was understood, as it was asked, and as rewritten.

    The last two for a follow-up only.
    """
    as_asked, rewritten = (
        (None, None) if question.rewrite is None else (question.question, question.rewrite)
    )
    wordings = (understood, as_asked, rewritten)
    return tuple(as_found(retrieve(each, DEPTH)) if each else () for each in wordings)

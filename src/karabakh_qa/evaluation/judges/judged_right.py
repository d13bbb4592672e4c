"""The metric that a language model makes: does the answer mean what a gold answer means?"""

from collections.abc import Iterable, Sequence

from karabakh_qa.evaluation.judges.judge import Judged
from karabakh_qa.evaluation.judges.prompt import Item, Ruling
from karabakh_qa.evaluation.metrics.metric import Judgement, Metric, settled
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Documents, Reply

NAME = "judged_right"
MEANING = (
    "1 when the answer means the same as a gold answer, as the language model of --judge sees it; "
    "asked several times, the share of times that it says so. Unanswerable questions are scored as "
    "for em, without asking. A reply that holds no verdict leaves the question out, and the run "
    "fails where that is more than 2 % of the questions asked. What its word is worth, --labelled "
    "measures."
)
EXAMPLE = 'gold "12 May 2024", answer "It began in the middle of May that year, on the 12th.": 1'


def items_of(outcomes: Iterable[Outcome]) -> list[Item]:
    """Return the answers that the judge must be asked about.

    Errors, declines, answers to unanswerable questions and empty ones are settled without it.
    """
    return [
        Item(question.id, question.question, question.answers, reply.text, question.history)
        for question, reply in ((outcome.question, outcome.reply) for outcome in outcomes)
        if reply is not None and _settled(question, reply) is None
    ]


def judged_right(judged: Judged) -> Metric:
    """Return the metric of a run whose answers were judged."""
    unreadable = frozenset(judged.unreadable)

    def applies(question: Question) -> bool:
        return question.id not in unreadable

    def judge(question: Question, reply: Reply, documents: Documents) -> Judgement:
        return _settled(question, reply) or _judgement(judged.rulings[question.id])

    return Metric(NAME, "answer", applies, judge, MEANING, EXAMPLE)


def _settled(question: Question, reply: Reply) -> Judgement | None:
    if not reply.text.strip() and reply.answered:
        return Judgement(0.0, "the answer is empty")
    return settled(question, reply)


def _judgement(rulings: Sequence[Ruling]) -> Judgement:
    right = sum(ruling.right for ruling in rulings)
    chosen = next(ruling for ruling in rulings if ruling.right == (2 * right > len(rulings)))
    said = "right" if chosen.right else "wrong"
    often = f" ({right} of {len(rulings)} times right)" if len(rulings) > 1 else ""
    why = f": {chosen.why}" if chosen.why else ""
    return Judgement(right / len(rulings), f"judged {said}{often}{why}")

"""Was it right to answer, or to decline?"""

from karabakh_qa.evaluation.metrics.metric import Judgement, Metric, always, decision
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Documents, Reply


def _judge_declined(question: Question, reply: Reply, documents: Documents) -> Judgement:
    should = "be answered" if question.answerable else "be declined"
    right = reply.answered == question.answerable
    return Judgement(float(right), f"{decision(reply)}, should {should}")


declined = Metric(
    "declined",
    "declining",
    always,
    _judge_declined,
    "1 when an answerable question was answered, rightly or wrongly, or an unanswerable one "
    "declined. The status decides, never the wording. A reply to small talk is a decline.",
    '"What is the population of Baku?", not in the documents: declined 1, answered 0',
)

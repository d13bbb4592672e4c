"""Was a follow-up question understood as a person would put it?"""

from karabakh_qa.evaluation.metrics.metric import Judgement, Metric
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Documents, Reply
from karabakh_qa.evaluation.wording import word_f1


def _has_rewrite(question: Question) -> bool:
    return question.rewrite is not None


def _judge_rewrite(question: Question, reply: Reply, documents: Documents) -> Judgement:
    understood = reply.understood or question.question
    return Judgement(word_f1(understood, question.rewrite or ""), f'understood as "{understood}"')


rewrite_f1 = Metric(
    "rewrite_f1",
    "follow-ups",
    _has_rewrite,
    _judge_rewrite,
    "Word F1 of the question as it was understood with a person's self-contained form of it. A "
    "system that does not say how it understood a question gets the F1 of the question itself.",
    'rewrite "Who won the 2020 war?", understood "Who won?": precision 2/2, recall 2/4 (articles '
    "do not count), F1 0.667",
)

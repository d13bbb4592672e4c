"""Was a follow-up question understood as a person would put it?"""

from karabakh_qa.evaluation.metrics.metric import Judgement, Metric, has_evidence
from karabakh_qa.evaluation.metrics.retrieval import ALL, judge_ranking
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


def _has_rewrite_and_evidence(question: Question) -> bool:
    return _has_rewrite(question) and has_evidence(question)


recall_as_asked = Metric(
    "recall@5_as_asked",
    "follow-ups",
    _has_rewrite_and_evidence,
    judge_ranking(ALL, 5, lambda reply: reply.found_as_asked),
    "recall@5 of the question as it was asked, without the conversation: the lower line that "
    "understanding has to beat.",
    "the gold quotation is found by rank 5 with the rewrite only: as asked 0, rewritten 1",
    "retrieval",
)

recall_rewritten = Metric(
    "recall@5_rewritten",
    "follow-ups",
    _has_rewrite_and_evidence,
    judge_ranking(ALL, 5, lambda reply: reply.found_rewritten),
    "recall@5 of a person's self-contained form of the question: the upper line. The share of the "
    "gap that is closed is (recall@5 - as asked) / (rewritten - as asked), over these questions.",
    "as asked 0.40, understood 0.55, rewritten 0.70: half of the gap is closed",
    "retrieval",
)

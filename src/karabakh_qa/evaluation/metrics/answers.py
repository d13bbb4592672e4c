"""Is the answer right? SQuAD's exact match and F1, and whether the gold answer stands in it."""

from collections.abc import Sequence

from karabakh_qa.evaluation.metrics.metric import (
    Judgement,
    Metric,
    always,
    is_answerable,
    settled,
)
from karabakh_qa.evaluation.normalise import normalise
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Documents, Reply
from karabakh_qa.evaluation.wording import contains_wording, same_wording, word_f1


def _judge_exact_match(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done
    matches = any(same_wording(reply.compared, gold) for gold in _golds(question))
    return Judgement(float(matches), "a gold answer" if matches else "not a gold answer")


def _judge_f1(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done
    best = max(_golds(question), key=lambda gold: word_f1(reply.compared, gold))
    return Judgement(word_f1(reply.compared, best), f'closest gold answer: "{best}"')


def _judge_contains_gold(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done
    found = next((gold for gold in question.answers if contains_wording(reply.text, gold)), None)
    if found is None:
        return Judgement(0.0, "no gold answer stands in the text")
    return Judgement(1.0, f'the text holds "{found}"')


def _golds(question: Question) -> Sequence[str]:
    """As SQuAD does, leave out gold answers of which normalising leaves nothing."""
    return [gold for gold in question.answers if normalise(gold)] or question.answers


exact_match = Metric(
    "em",
    "answer",
    always,
    _judge_exact_match,
    "1 when the short answer (the whole text where there is none) is one of the gold answers "
    "after normalising: small letters, no punctuation, no a/an/the, single spaces, in any script. "
    "Declining an unanswerable question is 1, answering it 0, as in SQuAD 2.0.",
    'gold "12 May", short answer "on 12 May": 0; "12 May.": 1',
)

token_f1 = Metric(
    "f1",
    "answer",
    always,
    _judge_f1,
    "The harmonic mean of precision and recall over words, with the closest gold answer; texts "
    "normalised and unanswerable questions scored as for em. So it also counts declining: "
    "declining rightly is 1, answering wrongly or declining wrongly 0.",
    'gold "12 May", short answer "on 12 May": precision 2/3, recall 2/2, F1 0.8',
)

contains_gold = Metric(
    "contains_gold",
    "answer",
    is_answerable,
    _judge_contains_gold,
    "1 when a gold answer stands in the whole text of the answer, word for word; the fair score "
    "for answers that are sentences. Answerable questions only.",
    'gold "12 May", answer "It began on 12 May.": 1; gold "12" in "2012": 0',
)

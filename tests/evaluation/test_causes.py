from dataclasses import replace

import pytest

from karabakh_qa.evaluation.causes import Cause, cause_of, count_causes
from karabakh_qa.evaluation.metrics import Score
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Reply

ANSWERABLE = Question("q", "?", ("x",), True)
UNANSWERABLE = Question("u", "?", (), False)
SAID = Reply("x", answered=True)
DECLINED = Reply("", answered=False, reason="not_stated")


def outcome(
    reply: Reply | None = SAID,
    question: Question = ANSWERABLE,
    scores: dict[str, float] | None = None,
) -> Outcome:
    given = tuple(Score(question.id, name, value, "") for name, value in (scores or {}).items())
    return Outcome(question, reply, None if reply else "ValueError: no", 0.1, given)


CASES = [
    (outcome(None), Cause.ERROR),
    (outcome(None, UNANSWERABLE), Cause.ERROR),
    (outcome(replace(SAID, flaw="not there"), scores={"f1": 1}), Cause.CITATION),
    (outcome(scores={"f1": 1, "exact_citations": 0}), Cause.CITATION),
    (outcome(replace(DECLINED, flaw="not there"), UNANSWERABLE), Cause.CITATION),
    (outcome(SAID, UNANSWERABLE, {"f1": 0, "declined": 0}), Cause.ANSWERED),
    (outcome(DECLINED, UNANSWERABLE, {"f1": 1, "declined": 1}), None),
    (outcome(scores={"f1": 1, "recall@5": 1, "right_sentence": 1}), None),
    (outcome(scores={"f1": 0.2, "em": 0, "recall@5": 0}), None),
    (outcome(DECLINED, scores={"f1": 0, "recall@5": 0}), Cause.NOT_FOUND),
    (outcome(scores={"f1": 0, "recall@5": 0, "right_sentence": 0}), Cause.NOT_FOUND),
    (outcome(scores={"f1": 0, "recall@5": 0, "right_sentence": 1}), Cause.WRONG_WORDS),
    (outcome(DECLINED, scores={"f1": 0, "recall@5": 0.5}), Cause.DECLINED),
    (outcome(DECLINED, scores={"f1": 0}), Cause.DECLINED),
    (outcome(scores={"f1": 1, "recall@5": 1, "right_sentence": 0}), Cause.WRONG_PLACE),
    (outcome(scores={"f1": 0, "recall@5": 1, "right_sentence": 1}), Cause.WRONG_WORDS),
    (outcome(scores={"f1": 0.5, "contains_gold": 0}), Cause.WRONG_WORDS),
    (outcome(scores={"f1": 0}), Cause.WRONG_WORDS),
]


@pytest.mark.parametrize(("one", "cause"), CASES)
def test_the_first_cause_that_fits(one: Outcome, cause: Cause | None) -> None:
    assert cause_of(one) is cause
    assert (cause is None) or one.failed or one.reply is None or one.reply.flaw is not None


def test_causes_are_counted_in_their_order() -> None:
    counts = count_causes(one for one, _ in CASES)
    assert list(counts) == list(Cause)
    assert counts[Cause.ERROR] == 2
    assert sum(counts.values()) == sum(cause is not None for _, cause in CASES)
    assert set(count_causes([]).values()) == {0}

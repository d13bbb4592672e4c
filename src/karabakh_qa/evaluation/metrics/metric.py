"""What a metric is: a named score of one reply, and why it got it.

Which questions a metric applies to depends on the question alone, never on the reply, so that the
denominators are the test set's and no system improves its mean by crashing or by staying silent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Documents, Reply

Group = Literal["answer", "declining", "citations", "retrieval", "follow-ups"]
Need = Literal["documents", "passages", "retrieval", "writer"]
"""What a run must have for a metric.

The documents' texts, the passages that were retrieved, what retrieves more of them, or a language
model that writes.
"""


@dataclass(frozen=True, slots=True)
class Score:
    """What one metric gave one question: `value` from 0 to 1, and `why` in words."""

    question_id: str
    metric: str
    value: float
    why: str


class Judgement(NamedTuple):
    """A value from 0 to 1 and the reason for it."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A named score; call it with a question, the reply to it and the documents.

    Attributes:
        name: short, as in `--fail-under`.
        group: what it is about.
        applies: for which questions there is a score at all.
        judge: makes the score; its reply is never a failed one.
        meaning: what is counted, for a person.
        example: a question, a reply, and what they score.
        needs: what there must be beside the reply; without it the metric is not applicable.
    """

    name: str
    group: Group
    applies: Callable[[Question], bool]
    judge: Callable[[Question, Reply, Documents], Judgement]
    meaning: str
    example: str
    needs: Need | None = None

    def __call__(
        self, question: Question, reply: Reply | None, documents: Documents
    ) -> Score | None:
        """Return the score, or None where the metric does not apply.

        A reply of None means that asking failed; that is worth 0 wherever the metric applies.
        """
        if not self.applies(question):
            return None
        failed = Judgement(0.0, "asking failed")
        value, why = failed if reply is None else self.judge(question, reply, documents)
        return Score(question.id, self.name, value, why)


def always(question: Question) -> bool:
    """Applies to every question."""
    return True


def is_answerable(question: Question) -> bool:
    """Applies to questions that should be answered."""
    return question.answerable


def has_evidence(question: Question) -> bool:
    """Applies to questions that should be answered, and say where the answer stands."""
    return question.answerable and bool(question.quotations)


def settled(question: Question, reply: Reply) -> Judgement | None:
    """Return the score where answering or declining settles it, as SQuAD 2.0 does, or None."""
    if not reply.answered:
        return Judgement(float(not question.answerable), decision(reply))
    return None if question.answerable else Judgement(0.0, "answered, should have declined")


def decision(reply: Reply) -> str:
    """Return in words whether a reply answers, and why not where it says so."""
    if reply.answered:
        return "answered"
    return f"declined ({reply.reason})" if reply.reason else "declined"


def alternatives(question: Question) -> list[Sequence[Evidence]]:
    """Return the ways to bear out the answer, each with a quotation at least."""
    return [golds for golds in question.evidence if golds]

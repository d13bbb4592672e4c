"""One question, and what came of it."""

from dataclasses import dataclass

from karabakh_qa.evaluation.metrics import Score
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Reply


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of answering, and the seconds that it took."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, and what came of it.

    Either `reply` or `error` (the exception's type and message) is None. `seconds` is the time
    that asking took, None where the reply was made elsewhere; `stages` are the parts of it, where
    the system says when it went on to the next.
    """

    question: Question
    reply: Reply | None
    error: str | None
    seconds: float | None
    scores: tuple[Score, ...]
    stages: tuple[Stage, ...] = ()

    def score(self, metric: str) -> float | None:
        """Return the value of one metric, or None where it does not apply."""
        return next((score.value for score in self.scores if score.metric == metric), None)

    @property
    def failed(self) -> bool:
        """Whether something is wrong here: an error, or an answer's score of 0.

        Exact match is left out: an answer with a word too many is no failure. So are the scores
        of retrieval, which say why rather than whether.
        """
        judged = (score for score in self.scores if score.metric in _JUDGED)
        return self.error is not None or any(score.value == 0 for score in judged)


_JUDGED = frozenset({"f1", "contains_gold", "right_sentence", "declined", "exact_citations"})

"""Where answering goes wrong: in finding, in reading, or in deciding.

After RAGChecker, which blames the retriever or the generator; here the reader's decision to
decline is told apart from what it reads.
"""

from collections.abc import Iterable
from enum import StrEnum

from karabakh_qa.evaluation.metrics import exact_citations, recall_at_5, right_sentence
from karabakh_qa.evaluation.outcomes import Outcome


class Cause(StrEnum):
    """Why an outcome is not what it should be; the first that fits."""

    ERROR = "asking failed"
    CITATION = "a citation is not exact"
    ANSWERED = "answered what it should decline"
    NOT_FOUND = "the evidence was not among the first five passages"
    DECLINED = "declined what the documents say"
    WRONG_PLACE = "cited something else than the evidence"
    WRONG_WORDS = "gave other words than the gold answer's"


def cause_of(outcome: Outcome) -> Cause | None:
    """Return what went wrong first, or None where nothing did."""
    reply = outcome.reply
    if reply is None:
        return Cause.ERROR
    if reply.flaw is not None or outcome.score(exact_citations.name) == 0:
        return Cause.CITATION
    if not outcome.question.answerable:
        return Cause.ANSWERED if reply.answered else None
    if not outcome.failed:
        return None
    cites_evidence = outcome.score(right_sentence.name)
    if outcome.score(recall_at_5.name) == 0 and cites_evidence != 1:
        return Cause.NOT_FOUND
    if not reply.answered:
        return Cause.DECLINED
    if cites_evidence == 0:
        return Cause.WRONG_PLACE
    return Cause.WRONG_WORDS


def count_causes(outcomes: Iterable[Outcome]) -> dict[Cause, int]:
    """Return how often each cause comes, all of them, in their order."""
    found = [cause_of(outcome) for outcome in outcomes]
    return {cause: found.count(cause) for cause in Cause}

"""Is the confidence worth anything? Ranking, calibration, and what declining more would buy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.statistics import Floats

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in one tenth of the scale.

    `confidence` is their mean confidence, `share` the share of them that are answerable.
    """

    confidence: float
    share: float
    n: int


@dataclass(frozen=True, slots=True)
class Point:
    """What there is at one threshold.

    `coverage` is the share of all questions that are answered, `right` the share of right answers
    among these, `threshold` the confidence from which on one answers.
    """

    coverage: float
    right: float
    threshold: float


def auroc(labels: Floats, confidence: Floats, weights: Floats) -> float | None:
    """Return how well the confidence tells answerable from unanswerable questions.

    The area under the ROC curve: the chance that an answerable question has the higher confidence
    of the two, ties counting half; 0.5 is a coin. `weights` says how often each question counts.
    None unless there are questions of both kinds.
    """
    from sklearn.metrics import roc_auc_score

    drawn = weights > 0
    if len(set(labels[drawn])) < 2:
        return None
    return float(roc_auc_score(labels[drawn], confidence[drawn], sample_weight=weights[drawn]))


def drawn_aurocs(labels: Floats, confidence: Floats, draws: Floats) -> list[float | None]:
    """Return `auroc` for each row of weights; for all at once, as a thousand calls take seconds.

    By counting pairs: each weight of an answerable question goes with the weight of unanswerable
    ones of a lower confidence, and half of that of an equal one.
    """
    order = np.argsort(confidence, kind="stable")
    _, levels = np.unique(confidence[order], return_index=True)
    drawn, kinds = draws[:, order], labels[order]
    good, bad = (np.add.reduceat(drawn * kind, levels, axis=1) for kind in (kinds, 1 - kinds))
    below = np.cumsum(bad, axis=1) - bad
    pairs = good.sum(axis=1) * bad.sum(axis=1)
    ordered = (good * (below + bad / 2)).sum(axis=1)
    return [
        float(part / whole) if whole else None for part, whole in zip(ordered, pairs, strict=True)
    ]


def reliability(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """Return the reliability diagram: of those that it is so sure of, how many are answerable."""
    known = [(o.reply.confidence, o.question.answerable) for o in outcomes if o.reply is not None]
    rows = [(sure, answerable) for sure, answerable in known if sure is not None]
    tenths = [min(int(sure * _BINS), _BINS - 1) for sure, _ in rows]
    bins = []
    for tenth in sorted(set(tenths)):
        inside = [row for row, place in zip(rows, tenths, strict=True) if place == tenth]
        sure, answerable = zip(*inside, strict=True)
        bins.append(Bin(float(np.mean(sure)), float(np.mean(answerable)), len(inside)))
    return tuple(bins)


def risk_coverage(outcomes: Sequence[Outcome]) -> tuple[Point, ...]:
    """Return what one gets who answers only the surest questions, from few to all answered.

    An answer is right when it holds the gold answer or cites gold evidence; an answer to an
    unanswerable question never is. What was declined has no answer that could be judged, so the
    curve ends at the share that was answered; a system that never declines has all of it. Empty
    where a reply gives no confidence.
    """
    answered = []
    for outcome in outcomes:
        reply = outcome.reply
        if reply is None or not reply.answered:
            continue
        if reply.confidence is None:
            return ()
        answered.append((reply.confidence, is_right(outcome)))
    answered.sort(key=lambda pair: -pair[0])
    points = []
    right = 0
    for count, (sure, was_right) in enumerate(answered, 1):
        right += was_right
        if count == len(answered) or answered[count][0] < sure:
            points.append(Point(count / len(outcomes), right / count, sure))
    return tuple(points)


def is_right(outcome: Outcome) -> bool:
    """Say whether an answer is right: it holds the gold answer, or cites gold evidence first."""
    return outcome.question.answerable and bool(
        outcome.score("contains_gold") or outcome.score("right_sentence")
    )

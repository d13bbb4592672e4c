"""Questions whose answers are known -> the calibration that does best on them.

Two logistic regressions. The first ranks: it tells the sentences that answer from the others of the
same questions. The second is over the best sentence alone, and gives the probability that it
answers. The threshold is the highest at which `ANSWERED` of the answerable questions are answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.answering.calibration import FEATURES, Calibration
from karabakh_qa.answering.candidates import Features
from karabakh_qa.errors import InputError

FOLDS = 5
JUDGED_BY = frozenset({"margin", "around", "fits"})
"""The features of the confidence. Similarity only ranks: how high it is hangs on the collection,
and in a single article a question that it does not answer is as similar as one that it does."""
ANSWERED = 0.8
"""The share of the answerable questions that the threshold lets through; docs/decisions.md."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's sentences, and which of them answer it.

    Attributes:
        group: what the question is about, such as its document: never on both sides of a split.
        answerable: whether the documents answer it, found or not.
        features: of its sentences, at least one.
        right: whether each of them answers it.
        weight: how much it counts beside the others.
    """

    group: str
    answerable: bool
    features: tuple[Features, ...]
    right: tuple[bool, ...]
    weight: float = 1.0

    @property
    def values(self) -> Floats:
        """The features as a matrix, (sentences, features)."""
        return np.array([[getattr(one, name) for name in FEATURES] for one in self.features])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calibration makes of questions that it was not fitted on, one entry a question."""

    answerable: Bools
    right: Bools
    confidence: Floats
    weight: Floats

    def threshold(self, answered: float) -> float:
        """Return the highest confidence from which this share of the answerable is answered."""
        confidence = self.confidence[self.answerable]
        order = np.argsort(-confidence)
        weight = np.cumsum(self.weight[self.answerable][order])
        return float(confidence[order][np.searchsorted(weight, answered * weight[-1])])

    def answered(self, answer_from: float) -> float:
        """Return the share of the answerable questions that are answered."""
        return self._share(self.confidence >= answer_from, self.answerable)

    def declined(self, answer_from: float) -> float:
        """Return the share of the unanswerable questions that are declined."""
        return self._share(self.confidence < answer_from, ~self.answerable)

    @property
    def right_first(self) -> float:
        """The share of the answerable questions whose best sentence answers."""
        return self._share(self.right, self.answerable)

    def _share(self, values: Bools, among: Bools) -> float:
        return float(np.average(values[among], weights=self.weight[among]))


def fit(judged: Sequence[Judged], unseen: Outcome, provenance: str) -> Calibration:
    """Return the calibration fitted on all of these questions.

    Its threshold comes from `unseen`, what `cross_validated` makes of them: questions judged by
    fits that had not seen their group.
    """
    return _fitted(judged, unseen.threshold(ANSWERED), provenance)


def cross_validated(judged: Sequence[Judged]) -> Outcome:
    """Return what becomes of each question under a fit that has not seen its group.

    Raises:
        InputError: there are too few questions of a kind.
    """
    from sklearn.model_selection import GroupKFold

    _check(judged)
    groups = [one.group for one in judged]
    order: list[int] = []
    outcomes = []
    folds = min(FOLDS, len(set(groups)))
    for known, unseen in GroupKFold(folds).split(groups, groups=groups):
        calibration = _fitted([judged[i] for i in known], 0.5, "")
        outcomes.append(judge(calibration, [judged[i] for i in unseen]))
        order += list(unseen)
    back = np.argsort(order)
    return Outcome(
        *(
            np.concatenate([getattr(one, name) for one in outcomes])[back]
            for name in ("answerable", "right", "confidence", "weight")
        )
    )


def judge(calibration: Calibration, judged: Sequence[Judged]) -> Outcome:
    """Return what a calibration makes of questions."""
    best = [int(np.argmax(one.values @ np.array(calibration.ranking))) for one in judged]
    chosen = [(one, i) for one, i in zip(judged, best, strict=True)]
    return Outcome(
        np.array([one.answerable for one in judged]),
        np.array([one.right[i] for one, i in chosen]),
        np.array([calibration.probability(one.features[i]) for one, i in chosen]),
        np.array([one.weight for one in judged]),
    )


def _fitted(judged: Sequence[Judged], answer_from: float, provenance: str) -> Calibration:
    from sklearn.linear_model import LogisticRegression

    told = [one for one in judged if any(one.right)]
    ranker = LogisticRegression(C=10, max_iter=1000).fit(
        np.concatenate([one.values for one in told]),
        np.concatenate([one.right for one in told]),
        np.concatenate([np.full(len(one.right), one.weight / len(one.right)) for one in told]),
    )
    weights = ranker.coef_[0]
    best = [int(np.argmax(one.values @ weights)) for one in judged]
    used = np.array([name in JUDGED_BY for name in FEATURES])
    judge_best = LogisticRegression(C=10, max_iter=1000).fit(
        np.array([one.values[i] * used for one, i in zip(judged, best, strict=True)]),
        np.array([one.right[i] for one, i in zip(judged, best, strict=True)]),
        np.array([one.weight for one in judged]),
    )
    return Calibration(
        tuple(map(float, weights)),
        tuple(map(float, judge_best.coef_[0])),
        float(judge_best.intercept_[0]),
        answer_from,
        provenance,
    )


def _check(judged: Sequence[Judged]) -> None:
    told = sum(any(one.right) for one in judged)
    not_told = sum(not one.answerable for one in judged)
    if min(told, not_told) < FOLDS:
        raise InputError(
            f"{told} questions with an answer among the passages and {not_told} without any "
            f"answer are too few to calibrate on; at least {FOLDS} of each are needed, "
            "better 50"
        )

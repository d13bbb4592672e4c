"""What sums up a run: the mean of each metric, and the numbers that only many questions have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.evaluation.confidence import auroc, drawn_aurocs
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.statistics import (
    FEWEST_DOCUMENTS,
    Floats,
    draw,
    interval,
    mean_interval,
    unanimous_interval,
)

Better = Literal["higher", "lower"]
Unit = Literal["documents", "questions"]

LOWER_IS_BETTER = frozenset({"false_answers", "over_refusals", "brier"})
_DEFAULT = {metric.name: metric.group for metric in DEFAULT_METRICS}
_GROUPS = {**_DEFAULT, "nli_support": "citations", "judged_right": "answer"}
NAMES = (*_DEFAULT, "false_answers", "over_refusals", "auroc", "brier")
"""Every number that a run with the default metrics may have."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a run.

    Attributes:
        name: as in `--fail-under`.
        group: what it is about.
        value: None where no question of the set has it ("not applicable").
        n: over how many questions.
        low, high: the 95 % interval; None where there is no value, or too few questions for one.
        better: which way is better.
    """

    name: str
    group: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    better: Better = "higher"


def measure(outcomes: Sequence[Outcome], metrics: Sequence[str]) -> tuple[Measure, ...]:
    """Return the numbers of a run, each with its n and interval."""
    if not outcomes:
        return ()
    sample = _Sample.of(outcomes)
    found = {
        name: _of_values(name, values, sample)
        for name, values in question_values(outcomes, metrics).items()
    }
    brier = found.pop("brier", None) or Measure("brier", "declining", None, 0, better="lower")
    return (*found.values(), _auroc(outcomes, sample), brier)


def unit_of(outcomes: Sequence[Outcome]) -> Unit:
    """Return what is resampled: documents, or questions where there are too few documents."""
    named = {outcome.question.document_id for outcome in outcomes} - {None}
    return "documents" if len(named) >= FEWEST_DOCUMENTS else "questions"


def sampled_groups(outcomes: Sequence[Outcome]) -> list[str]:
    """Return for each question what it is resampled with; one without a document stands alone."""
    if unit_of(outcomes) == "questions":
        return [outcome.question.id for outcome in outcomes]
    return [o.question.document_id or f"question {o.question.id}" for o in outcomes]


def values_of(outcomes: Sequence[Outcome], metric: str) -> Floats:
    """Return one metric's value for each question; NaN where it does not apply."""
    found = (outcome.score(metric) for outcome in outcomes)
    return np.array([np.nan if value is None else value for value in found])


def question_values(outcomes: Sequence[Outcome], metrics: Sequence[str]) -> dict[str, Floats]:
    """Return every number that is a mean over questions, by name, with each question's part of it.

    The metrics, the two ways of deciding wrongly (an error is one of them, whichever the question
    is), and Brier's score (the squared distance of the confidence from 1 or 0), which is left out
    where a reply gives no confidence.
    """
    answerable = np.array([outcome.question.answerable for outcome in outcomes])
    wrong = np.array([_decided_wrongly(outcome) for outcome in outcomes], dtype=float)
    values = {name: values_of(outcomes, name) for name in metrics}
    values["false_answers"] = np.where(answerable, np.nan, wrong)
    values["over_refusals"] = np.where(answerable, wrong, np.nan)
    confidence = _confidence(outcomes)
    if confidence is not None:
        values["brier"] = (confidence - answerable) ** 2
    return values


@dataclass(frozen=True, slots=True)
class _Sample:
    """What each question is resampled with, and how often it is in each draw."""

    groups: NDArray[np.intp]
    draws: Floats

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Self:
        groups = sampled_groups(outcomes)
        return cls(np.unique(groups, return_inverse=True)[1], draw(groups))

    def count(self, chosen: NDArray[np.bool_]) -> int:
        """Return how many groups the chosen questions are of."""
        return len(np.unique(self.groups[chosen]))


def _of_values(name: str, values: Floats, sample: _Sample) -> Measure:
    has = ~np.isnan(values)
    better: Better = "lower" if name in LOWER_IS_BETTER else "higher"
    group = _GROUPS.get(name, "declining" if name in NAMES else "other")
    if not has.any():
        return Measure(name, group, None, 0, better=better)
    value = float(values[has].mean())
    spread = mean_interval(values, sample.draws)
    if np.ptp(values[has]) == 0:
        spread = unanimous_interval(value, sample.count(has))
    low, high = spread or (None, None)
    return Measure(name, group, value, int(has.sum()), low, high, better)


def _decided_wrongly(outcome: Outcome) -> bool:
    reply = outcome.reply
    return reply is None or reply.answered != outcome.question.answerable


def _auroc(outcomes: Sequence[Outcome], sample: _Sample) -> Measure:
    answerable = np.array([outcome.question.answerable for outcome in outcomes])
    labels, confidence = answerable.astype(float), _confidence(outcomes)
    value = None if confidence is None else auroc(labels, confidence, np.ones(len(labels)))
    if confidence is None or value is None:
        return Measure("auroc", "declining", None, 0)
    spread = interval(drawn_aurocs(labels, confidence, sample.draws))
    if spread and spread[0] == spread[1]:
        spread = unanimous_interval(value, min(map(sample.count, (answerable, ~answerable))))
    low, high = spread or (None, None)
    return Measure("auroc", "declining", value, len(labels), low, high)


def _confidence(outcomes: Sequence[Outcome]) -> Floats | None:
    """Return the confidences; None where one is missing."""
    given = [_confidence_of(outcome) for outcome in outcomes]
    known = [value for value in given if value is not None]
    return np.array(known) if len(known) == len(given) else None


def _confidence_of(outcome: Outcome) -> float | None:
    """An error is at the wrong end of the scale."""
    if outcome.reply is None:
        return float(not outcome.question.answerable)
    return outcome.reply.confidence

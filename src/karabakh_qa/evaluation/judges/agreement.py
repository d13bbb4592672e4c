"""How far verdicts agree: a judge's with its own when asked again, and with people's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from karabakh_qa.evaluation.statistics import (
    FEWEST_DOCUMENTS,
    Floats,
    draw,
    interval,
    mean_interval,
    unanimous_interval,
)


@dataclass(frozen=True, slots=True)
class Spread:
    """A number with its 95 % bootstrap interval; None where it does not exist."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often a judge says the same again.

    Attributes:
        repeats: how often each of the answers was judged.
        n: how many answers.
        share: of them, those on which all verdicts are the same.
        kappa: Fleiss' kappa, 0 as by chance and 1 for always; None where all verdicts are one.
    """

    repeats: int
    n: int
    share: float
    kappa: float | None

    def __str__(self) -> str:
        kappa = "" if self.kappa is None else f" (Fleiss' kappa {self.kappa:.3f})"
        return (
            f"the same verdict all {self.repeats} times on {self.share:.3f} of {self.n:,} "
            f"answers{kappa}"
        )


@dataclass(frozen=True, slots=True)
class HumanAgreement:
    """How often a judge says what people say.

    Attributes:
        n: over how many answers.
        accuracy: the share on which both say the same.
        kappa: Cohen's kappa; no value where both always say the same one thing.
        lenient: how many are right for the judge and wrong for people.
        strict: how many are wrong for the judge and right for people.
    """

    n: int
    accuracy: Spread
    kappa: Spread
    lenient: int
    strict: int


def agreement(verdicts: Sequence[Sequence[bool]]) -> Agreement | None:
    """Return how far repeated verdicts agree; None without repeats.

    `verdicts` holds for each answer its verdicts, as many for each. The kappa is that of Fleiss
    (Psychological Bulletin, 1971), with the repeats as raters.
    """
    repeats = len(verdicts[0]) if verdicts else 0
    if repeats < 2:
        return None
    right = np.array(verdicts).sum(axis=1)
    agreeing = (right * (right - 1) + (repeats - right) * (repeats - right - 1)).mean()
    observed = float(agreeing / (repeats * (repeats - 1)))
    share_right = right.mean() / repeats
    by_chance = float(share_right**2 + (1 - share_right) ** 2)
    same = float(np.isin(right, (0, repeats)).mean())
    return Agreement(repeats, len(verdicts), same, _kappa(observed, by_chance))


def human_agreement(
    judged: Sequence[bool], said: Sequence[bool], groups: Sequence[str]
) -> HumanAgreement:
    """Compare verdicts with people's labels; what has the same group is resampled together."""
    ours, theirs = np.array(judged, dtype=float), np.array(said, dtype=float)
    groups = resampled(groups)
    draws = draw(groups)
    same = (ours == theirs).astype(float)
    accuracy = float(same.mean())
    low, high = mean_interval(same, draws) or (None, None)
    if np.ptp(same) == 0:
        low, high = unanimous_interval(accuracy, len(set(groups)))
    kappa = cohens_kappas(ours, theirs, np.ones((1, len(ours))))[0]
    bounds = interval(cohens_kappas(ours, theirs, draws)) if kappa is not None else None
    return HumanAgreement(
        len(ours),
        Spread(accuracy, low, high),
        Spread(kappa, *(bounds or (None, None))),
        lenient=int((ours > theirs).sum()),
        strict=int((ours < theirs).sum()),
    )


def cohens_kappas(ours: Floats, theirs: Floats, draws: Floats) -> list[float | None]:
    """Return Cohen's kappa (1960) for each row of weights; None where chance alone agrees."""
    totals = draws.sum(axis=1)
    observed = draws @ (ours == theirs) / totals
    right, said = draws @ ours / totals, draws @ theirs / totals
    by_chance = right * said + (1 - right) * (1 - said)
    return [_kappa(*pair) for pair in zip(observed.tolist(), by_chance.tolist(), strict=True)]


def resampled(groups: Sequence[str]) -> Sequence[str]:
    """Return what each row is resampled with: its group, or itself where there are too few."""
    if len(set(groups)) >= FEWEST_DOCUMENTS:
        return groups
    return [str(number) for number in range(len(groups))]


def _kappa(observed: float, by_chance: float) -> float | None:
    return None if by_chance >= 1 else (observed - by_chance) / (1 - by_chance)

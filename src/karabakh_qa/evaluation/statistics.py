"""How sure a number is: percentile bootstrap over documents."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRAWS = 1000
SEED = 0
FEWEST_DOCUMENTS = 10
"""With fewer documents than this, questions are drawn instead; resampling three says little."""
_SHARE = 95


def draw(groups: Sequence[str]) -> Floats:
    """Return how often each question is in each of `DRAWS` samples, (draws, questions).

    Whole groups are drawn with replacement: questions about one document are not independent of
    each other, and an interval that took them for it would be too narrow. The same groups always
    give the same draws.
    """
    names, member_of = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
    random = np.random.default_rng(SEED)
    chosen = random.multinomial(len(names), np.full(len(names), 1 / len(names)), size=DRAWS)
    return chosen[:, member_of].astype(np.float64)


def interval(values: Sequence[float | None]) -> tuple[float, float] | None:
    """Return the middle 95 % of what the draws gave; None where a draw gave nothing.

    A draw gives nothing where the number does not exist for it: an AUROC without unanswerable
    questions, say. Up to one draw in twenty may.
    """
    found = [value for value in values if value is not None]
    if len(found) < 0.95 * len(values) or not found:
        return None
    low, high = np.percentile(found, [(100 - _SHARE) / 2, (100 + _SHARE) / 2])
    return float(low), float(high)


def mean_interval(values: Floats, draws: Floats) -> tuple[float, float] | None:
    """Return the interval of the mean of `values`; NaN is a question without a value."""
    has = ~np.isnan(values)
    counts = draws @ has
    with np.errstate(invalid="ignore", divide="ignore"):
        means = (draws @ np.where(has, values, 0.0)) / counts
    return interval([None if np.isnan(mean) else float(mean) for mean in means])


def unanimous_interval(value: float, groups: int) -> tuple[float, float]:
    """Return the interval of a number from 0 to 1 where every draw gives the same `value`.

    Nothing varies, so the bootstrap would claim to be certain, after a single question even. What
    can be said is how many others there may be: if more than a share q of all groups differed,
    the chance to have met none in `groups` of them, (1 - q)^groups, would be less than 2.5 %.
    For a share of 0 or 1 this is the interval of Clopper and Pearson (Biometrika, 1934).
    """
    q = 1 - ((100 - _SHARE) / 200) ** (1 / groups)
    return value - q * value, value + q * (1 - value)

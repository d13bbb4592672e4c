"""Two runs over the same questions: what changed, and whether it is more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.measures import (
    LOWER_IS_BETTER,
    Better,
    question_values,
    sampled_groups,
)
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.statistics import Floats, draw, mean_interval


@dataclass(frozen=True, slots=True)
class Difference:
    """How one number changed, over the `n` questions that have it in both runs.

    `low` and `high` are the 95 % interval of the change, from a paired bootstrap: the same
    questions are drawn for both runs.
    """

    name: str
    before: float
    after: float
    n: int
    low: float | None
    high: float | None
    better: Better

    @property
    def change(self) -> float:
        """What the later run has more."""
        return self.after - self.before

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves no change out."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to another.

    Attributes:
        notes: what the runs do not have in common, in words.
        differences: of every number that both have.
        newly_right: ids of the questions that failed before and do no longer.
        newly_wrong: ids of those that fail now and did not.
    """

    notes: tuple[str, ...]
    differences: tuple[Difference, ...]
    newly_right: tuple[str, ...]
    newly_wrong: tuple[str, ...]


def compare(before: Report, after: Report) -> Comparison:
    """Compare two runs on the questions that both asked.

    Raises:
        InputError: they have no question in common.
    """
    earlier = {outcome.question.id: outcome for outcome in before.outcomes}
    pairs = [(earlier[o.question.id], o) for o in after.outcomes if o.question.id in earlier]
    if not pairs:
        raise InputError(
            f"{before.testset} and {after.testset}: the two runs have no question in common"
        )
    return Comparison(
        tuple(_notes(before, after, len(pairs))),
        tuple(_differences(pairs, [m for m in after.metrics if m in before.metrics])),
        tuple(new.question.id for old, new in pairs if old.failed and not new.failed),
        tuple(new.question.id for old, new in pairs if new.failed and not old.failed),
    )


def format_comparison(comparison: Comparison) -> str:
    """Return a comparison as plain text for a terminal."""
    rows = [("", "before", "after", "change", "95 % interval", "n", "")]
    for found in comparison.differences:
        spread = "" if found.low is None else f"{found.low:+.3f} to {found.high:+.3f}"
        rows.append(
            (
                found.name,
                f"{found.before:.3f}",
                f"{found.after:.3f}",
                f"{found.change:+.3f}",
                spread,
                str(found.n),
                _word(found),
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:-1], widths[1:-1]), row[-1]])
        for row in rows
    ]
    parts = [*comparison.notes, "\n".join(line.rstrip() for line in lines)]
    parts += [
        f"{title}: {len(ids)}" + "".join(f"\n  {name}" for name in ids)
        for title, ids in (
            ("newly right", comparison.newly_right),
            ("newly wrong", comparison.newly_wrong),
        )
    ]
    return "\n\n".join(parts)


def _word(found: Difference) -> str:
    if not found.is_sure:
        return ""
    return "worse" if (found.change < 0) == (found.better == "higher") else "better"


def _notes(before: Report, after: Report, common: int) -> list[str]:
    notes = []
    if before.testset_sha256 != after.testset_sha256:
        notes.append(
            f"The test sets differ; {common} questions are in both "
            f"({len(before.outcomes)} before, {len(after.outcomes)} after)."
        )
    elif common < max(len(before.outcomes), len(after.outcomes)):
        notes.append(f"Not all questions were asked in both runs; {common} were.")
    if before.documents_sha256 != after.documents_sha256:
        notes.append("The documents differ.")
    old = dict(before.configuration)
    for name, value in after.configuration:
        if old.get(name, value) != value:
            notes.append(f"{name}: {old[name]} before, {value} after.")
    return notes


def _differences(
    pairs: Sequence[tuple[Outcome, Outcome]], metrics: Sequence[str]
) -> list[Difference]:
    olds = question_values([old for old, _ in pairs], metrics)
    news = question_values([new for _, new in pairs], metrics)
    draws = draw(sampled_groups([new for _, new in pairs]))
    found = (_difference(name, olds[name], news[name], draws) for name in news if name in olds)
    return [difference for difference in found if difference]


def _difference(name: str, old: Floats, new: Floats, draws: Floats) -> Difference | None:
    both = ~np.isnan(old) & ~np.isnan(new)
    if not both.any():
        return None
    low, high = mean_interval(np.where(both, new - old, np.nan), draws) or (None, None)
    better: Better = "lower" if name in LOWER_IS_BETTER else "higher"
    n = int(both.sum())
    return Difference(name, float(old[both].mean()), float(new[both].mean()), n, low, high, better)

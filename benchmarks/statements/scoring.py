"""How many altered statements a check catches, and how many true ones it strikes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from statements.row import ALTERED_KINDS, TRUE_KINDS, WRITTEN_KINDS, Row

Check = Callable[[str, Sequence[str]], object | None]
"""(sentence, quotes) -> why the quotes do not bear it out; None where they do."""

_Z = 1.959964
_PARTS = ("open", "held")
_HEAD = "| {} | struck, open | struck, held | struck, all |\n|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, and what the check objects to; None where it lets the sentence pass."""

    row: Row
    objection: object | None

    @property
    def is_miss(self) -> bool:
        """A true statement that was struck, or an altered one that was let pass."""
        return (self.objection is not None) == self.row.borne_out


def judge(rows: Iterable[Row], check: Check) -> list[Judged]:
    """Put every row to the check."""
    return [Judged(row, check(row.sentence, row.quotes)) for row in rows]


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, JASA 22, 1927).

    It takes the rows for independent of each other; those of one article are not quite.
    """
    share = count / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z / (1 + _Z**2 / of) * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def table_by_kind(judged: Sequence[Judged]) -> str:
    """Return a Markdown table: the struck of each kind, in each part and altogether."""
    groups = {
        **{kind: (kind,) for kind in (*TRUE_KINDS, *ALTERED_KINDS, *WRITTEN_KINDS)},
        "**true**": TRUE_KINDS,
        f"**{', '.join(ALTERED_KINDS)}**": ALTERED_KINDS,
    }
    lines = (
        _line(name, [one for one in judged if one.row.kind in kinds])
        for name, kinds in groups.items()
    )
    return "\n".join((_HEAD.format("kind"), *lines))


def table_by_source(judged: Sequence[Judged]) -> str:
    """Return a Markdown table: the struck of each source, altered and true apart.

    What only people wrote counts as altered here.
    """
    lines = [_HEAD.format("source")]
    for source in dict.fromkeys(one.row.source for one in judged):
        for true, name in ((False, "altered"), (True, "true")):
            rows = [o for o in judged if o.row.source == source and o.row.borne_out == true]
            lines.append(_line(f"{source}, {name}", rows))
    return "\n".join(lines)


def misses(judged: Sequence[Judged], most: int) -> str:
    """Return up to `most` rows of each kind that were judged wrongly, with their quotes."""
    lines = []
    for kind in dict.fromkeys(one.row.kind for one in judged):
        wrong = [one for one in judged if one.row.kind == kind and one.is_miss]
        lines += [f"\n{kind}: {len(wrong)} misses"] if wrong else []
        for one in wrong[:most]:
            lines.append(f"- {one.row.id}: {one.row.sentence}")
            lines += [f"    > {quote}" for quote in one.row.quotes]
            lines += [f"    struck: {one.objection}"] if one.objection is not None else []
    return "\n".join(lines)


def _line(name: str, judged: Sequence[Judged]) -> str:
    parts = [[one for one in judged if one.row.part == part] for part in _PARTS]
    cells = [_cell(rows) for rows in (*parts, judged)]
    return f"| {name} | {' | '.join(cells)} |"


def _cell(judged: Sequence[Judged]) -> str:
    if not judged:
        return "–"
    struck = sum(one.objection is not None for one in judged)
    low, high = wilson(struck, len(judged))
    return f"{struck}/{len(judged)} = {struck / len(judged):.3f} ({low:.3f}–{high:.3f})"

"""A statement about quotes, and whether they bear it out."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Part = Literal["open", "held"]

TRUE_KINDS = ("true-converted", "true-paraphrase")
ALTERED_KINDS = ("number", "name", "negation", "date", "direction", "roles")
WRITTEN_KINDS = ("stitched", "unstated")
"""Only people write these: the deed of one quote said of another's subject; a likely addition."""

HELD_KINDS = frozenset({"date", "direction", "roles", *WRITTEN_KINDS})
OPEN_SOURCES = frozenset({"xquad", "squad2"})


@dataclass(frozen=True, slots=True)
class Row:
    """One statement.

    The first of `quotes` is the one that states it, or that it was made from; others say who
    "they" are. `question` is empty where the statement was not made from one. Rows of the part
    "open" may be looked at by whoever writes a check, those of "held" not.
    """

    id: str
    source: str
    kind: str
    sentence: str
    quotes: tuple[str, ...]
    question: str
    borne_out: bool
    part: Part


def part_of(source: str, kind: str) -> Part:
    """Return the part of a row that was made from public data."""
    return "open" if source in OPEN_SOURCES and kind not in HELD_KINDS else "held"


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file, one JSON object a line."""
    objects = map(json.loads, path.read_text("utf-8").splitlines())
    return [Row(**{**one, "quotes": tuple(one["quotes"])}) for one in objects]


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write the rows, one JSON object a line."""
    lines = (json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), "utf-8")

"""CSV: rows of cells under a line of names, and what cells may hold."""

import ast
import csv
from collections.abc import Iterator, Mapping
from io import StringIO

_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def read_csv(
    text: str, suffix: str, problems: list[str]
) -> tuple[list[tuple[int, Mapping[str, str]]], tuple[str, ...]]:
    """Return the lines and rows of a CSV file, every cell stripped, and the names of its columns.

    Names are compared in small letters. Cells are separated by commas, semicolons (as spreadsheets
    write in much of Europe) or tabs, whichever the first line has most of. Empty lines are skipped.
    """
    cells = _cells(text, _delimiter(text, suffix), problems)
    columns = tuple(name.lower() for name in next(cells, (1, []))[1])
    twins = (name for name in dict.fromkeys(columns) if name and columns.count(name) > 1)
    problems.extend(f'line 1: two columns are named "{name}"' for name in twins)
    rows: list[tuple[int, Mapping[str, str]]] = []
    for line, row in cells:
        if len(row) > len(columns):
            problems.append(
                f"line {line}: {len(row)} cells, but {len(columns)} columns; put a cell that "
                'holds a separator or a line break between " and "'
            )
        else:
            padded = [*row, *[""] * (len(columns) - len(row))]
            rows.append((line, dict(zip(columns, padded, strict=True))))
    return rows, columns


def flag_in(cell: str) -> bool | None:
    """Return the true or false that a cell holds, or None where it holds something else."""
    word = cell.lower()
    return word in _TRUE if word in _TRUE | _FALSE else None


def list_in(cell: str) -> list[object] | None:
    """Return the list that a cell holds, or None where it cannot be read.

    Lists stand in cells as `["a", "b"]`, with quotation marks as in JSON or as in Python, or as
    texts with a vertical bar between.
    """
    if not cell.startswith("["):
        return [part.strip() for part in cell.split("|") if part.strip()]
    try:
        found = ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _delimiter(text: str, suffix: str) -> str:
    if suffix == ".tsv":
        return "\t"
    header = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _cells(text: str, delimiter: str, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that has something in it, with the line that it begins in."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            stripped = [cell.strip() for cell in row]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(f"line {line}: not CSV: {error}")

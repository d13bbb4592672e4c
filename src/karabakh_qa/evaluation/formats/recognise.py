"""The formats of files of questions: a table with a row for each, and telling them apart.

Another format is one more module and one more row.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from karabakh_qa.evaluation.formats.contents import Contents
from karabakh_qa.evaluation.formats.frameworks import read_deepeval, read_ragas
from karabakh_qa.evaluation.formats.native import read_native
from karabakh_qa.evaluation.formats.plain_csv import read_plain_csv
from karabakh_qa.evaluation.formats.promptfoo import MARK, read_promptfoo
from karabakh_qa.evaluation.formats.rows import Rows, Shape
from karabakh_qa.evaluation.formats.squad import read_squad

_OWN_KEYS = {"question", "answers", "answerable", "evidence"}


@dataclass(frozen=True, slots=True)
class Format:
    """How questions are written in files of one kind.

    Attributes:
        name: as in `--format`.
        shape: how such a file is written; None where in either way.
        known_by: what a person would know it by.
        has_keys: whether an object with these keys, or a table with these columns, is of it.
        read: makes the questions, and notes every problem.
    """

    name: str
    shape: Shape | None
    known_by: str
    has_keys: Callable[[Collection[str]], bool]
    read: Callable[[Rows, list[str]], Contents]


# The first that fits is taken.
FORMATS: tuple[Format, ...] = (
    Format("squad", "json", 'SQuAD ("data")', lambda keys: "data" in keys, read_squad),
    Format(
        "promptfoo",
        "csv",
        f'promptfoo CSV ("{MARK}")',
        lambda keys: any(key.startswith(MARK) for key in keys),
        read_promptfoo,
    ),
    Format(
        "csv", "csv", 'CSV ("question", "answer")', lambda keys: "question" in keys, read_plain_csv
    ),
    Format(
        "native",
        "json",
        'JSON Lines ("question", "answers")',
        lambda keys: not {"user_input", "input"} & set(keys) and bool(_OWN_KEYS & set(keys)),
        read_native,
    ),
    Format("ragas", None, 'ragas ("user_input")', lambda keys: "user_input" in keys, read_ragas),
    Format(
        "deepeval",
        None,
        'deepeval ("input", "expected_output")',
        lambda keys: "input" in keys or {"scenario", "turns"} <= set(keys),
        read_deepeval,
    ),
)


def recognise(table: Rows, problems: list[str]) -> Format | None:
    """Return the format of a file, or None where it is of none; rows of another are a problem."""
    if table.shape == "csv":
        found = _format_of(table.columns, "csv")
    else:
        rows = ((row, _format_of(row.values, "json")) for row in table.rows)
        known = [(row, kind) for row, kind in rows if kind]
        found = known[0][1] if known else None
        for row, kind in known:
            if found and kind is not found:
                problems.append(
                    f"{row.where}: this is {kind.known_by}, in a file of {found.known_by}; "
                    "keep one format a file"
                )
    if found is None and (table.rows or table.columns):
        problems.append(_not_recognised(table))
    return found


def _format_of(keys: Collection[str], shape: Shape) -> Format | None:
    return next((f for f in FORMATS if f.shape in (shape, None) and f.has_keys(keys)), None)


def _not_recognised(table: Rows) -> str:
    keys = table.columns or dict.fromkeys(key for row in table.rows for key in row.values)
    found = ", ".join(f'"{key}"' for key in list(keys)[:8]) or "none"
    known = ", ".join(f.known_by for f in FORMATS)
    what = "columns" if table.columns else "keys"
    return f"of no format that is known; {what} found: {found}. Known formats: {known}"

"""A table of questions and answers, as it comes out of a spreadsheet."""

from karabakh_qa.evaluation.formats.contents import Contents
from karabakh_qa.evaluation.formats.native import read_native
from karabakh_qa.evaluation.formats.rows import Row, Rows
from karabakh_qa.evaluation.formats.spreadsheets import flag_in

_TEXTS = ("question", "rewrite", "lang", "id")
_LISTS = {"answer": "answers", "answers": "answers", "tags": "tags"}
COLUMNS = (*_TEXTS, *_LISTS, "answerable", "doc", "quote", "notes", "split")


def read_plain_csv(table: Rows, problems: list[str]) -> Contents:
    """Read the columns that `load_testset` describes; others are named in a note."""
    if "question" not in table.columns:
        problems.append('line 1: there is no column "question"')
    if not {"answer", "answers", "answerable"} & set(table.columns):
        problems.append('line 1: there is no column "answer", "answers" or "answerable"')
    if {"answer", "answers"} <= set(table.columns):
        problems.append('line 1: there are both "answer" and "answers"; keep one')
    if problems:
        return Contents(())
    rows = tuple(Row(row.line, _as_native(row)) for row in table.rows)
    contents = read_native(Rows("csv", rows), problems)
    return Contents(contents.questions, notes=tuple(_notes(table)))


def _as_native(row: Row) -> dict[str, object]:
    cells = {name: str(cell) for name, cell in row.values.items() if cell}
    native: dict[str, object] = {name: cells[name] for name in _TEXTS if name in cells}
    for name, key in _LISTS.items():
        if name in cells:
            native[key] = [part.strip() for part in cells[name].split("|") if part.strip()]
    if stated := cells.get("answerable"):
        flag = flag_in(stated)
        native["answerable"] = stated if flag is None else flag
    if "doc" in cells or "quote" in cells:
        native["evidence"] = [{key: cells.get(key) for key in ("doc", "quote")}]
    return native


def _notes(table: Rows) -> list[str]:
    notes = []
    if unused := [name for name in table.columns if name and name not in COLUMNS]:
        notes.append(f"columns that are not used: {', '.join(unused)}")
    silent = sum(
        not any(row.values.get(name) for name in ("answer", "answers", "answerable"))
        for row in table.rows
    )
    if silent:
        notes.append(f"{_count(silent)} without an answer: the right behaviour is to decline")
    return notes


def _count(questions: int) -> str:
    return "1 question" if questions == 1 else f"{questions} questions"

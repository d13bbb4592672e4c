"""Bytes -> rows: JSON Lines, one JSON list or object, or CSV; every problem noted with its line."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NoReturn

from karabakh_qa.evaluation.formats.spreadsheets import read_csv

Shape = Literal["json", "csv"]
"""How a file is written. A format is what its keys mean."""

_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_Value = tuple[int, int | None, object]  # the line, the number in a list, and the value
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One object of a file.

    `line` is where it begins, `item` its number in a list, both counted from 1.
    """

    line: int
    values: Mapping[str, object]
    item: int | None = None

    @property
    def where(self) -> str:
        """The place, for a person."""
        return _where(self.line, self.item)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file; `columns` are the names in a CSV file's first line, in small letters."""

    shape: Shape
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()


def read_rows(data: bytes, suffix: str, shape: Shape | None, problems: list[str]) -> Rows:
    """Return the rows of a file in UTF-8, with or without byte-order mark.

    `suffix` is that of the file's name. `shape` says how it must be written; None finds out.
    """
    text = _decoded(data, problems)
    shape = shape or _shape(text, suffix)
    if shape == "json" and _is_lines(text, suffix):
        return Rows("json", tuple(_objects(_json_lines(text, problems), problems)))
    if problems:  # with lines left empty, what is one piece would seem to have other faults
        return Rows(shape, ())
    if shape == "json":
        return Rows("json", tuple(_objects(_json(text, problems), problems)))
    found, columns = read_csv(text, suffix, problems)
    return Rows("csv", tuple(Row(*pair) for pair in found), columns)


def _decoded(data: bytes, problems: list[str]) -> str:
    """Return the text; a line that is not UTF-8 is left empty."""
    if b"\0" in data:
        problems.append("this is not UTF-8 text; save the file as UTF-8")
        return ""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        lines = enumerate(data.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1)
        return "\n".join(_decoded_line(line, number, problems) for number, line in lines)


def _decoded_line(line: bytes, number: int, problems: list[str]) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"line {number}: not UTF-8 at byte {error.start + 1}"
        problems.append(f"{place}; save the file as UTF-8")
        return ""


def _shape(text: str, suffix: str) -> Shape:
    if suffix in _JSON_SUFFIXES or text.lstrip()[:1] in ("{", "[", ""):
        return "json"
    return "csv"


def _is_lines(text: str, suffix: str) -> bool:
    """Tell JSON Lines from one JSON value: a line of it is a whole value, or begins one."""
    if text.lstrip().startswith("["):
        return False
    lines = (line for line in text.split("\n") if line.strip())
    first, second = next(lines, ""), next(lines, "{")
    return suffix in _JSON_SUFFIXES[1:] or second.startswith("{") or _is_json(first)


def _is_json(line: str) -> bool:
    try:
        _DECODER.decode(line)
    except (ValueError, RecursionError):
        return False
    return True


def _json_lines(text: str, problems: list[str]) -> Iterator[_Value]:
    """Parse each line. A line ends with a line feed alone: a JSON text may hold U+2028."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield from _values(line, number, problems)


def _json(text: str, problems: list[str]) -> Iterator[_Value]:
    """Parse one value, or the items of one list, each with the line that it begins in."""
    start = _after_space(text, 0)
    if text.startswith("[", start):
        yield from _items(text, start, problems)
    else:
        yield from _values(text, 1, problems)


def _items(text: str, opening: int, problems: list[str]) -> Iterator[_Value]:
    at, line, item = opening, 1 + text.count("\n", 0, opening), 0
    following = _after_space(text, opening + 1)
    if text.startswith("]", following):
        at = following
    while text[at : at + 1] in ("[", ","):
        start = _after_space(text, at + 1)
        line, item = line + text.count("\n", at, start), item + 1
        try:
            value, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            problems.append(_what_is_wrong(error, line, 1))
            return
        yield line, item, value
        at = _after_space(text, end)
        line += text.count("\n", start, at)
    if text[at : at + 1] != "]" or text[at + 1 :].strip():
        problems.append(f"line {line}: not JSON: expected a comma, or ] at the end of the file")


def _values(text: str, line: int, problems: list[str]) -> Iterator[_Value]:
    try:
        yield line, None, _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        problems.append(_what_is_wrong(error, line, line))


def _what_is_wrong(error: Exception, line: int, first: int) -> str:
    """Say why a value that begins in `line` cannot be read; `first` is the text's first line."""
    if isinstance(error, json.JSONDecodeError):
        return f"line {first + error.lineno - 1}: not JSON: {error.msg} (column {error.colno})"
    why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
    return f"line {line}: not usable: {why}"


def _objects(parsed: Iterable[_Value], problems: list[str]) -> Iterator[Row]:
    for line, item, value in parsed:
        if isinstance(value, dict):
            yield Row(line, value, item)
        else:
            problems.append(f"{_where(line, item)}: not a JSON object, such as {{...}}")


def _where(line: int, item: int | None) -> str:
    return f"line {line}" if item is None else f"item {item} (line {line})"


def _after_space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    assert found, "this pattern matches anywhere"
    return found.end()


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row: dict[str, object] = {}
    for key, value in pairs:
        if key in row:
            raise ValueError(f'the key "{key}" stands twice')
        row[key] = value
    return row


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse_constant)

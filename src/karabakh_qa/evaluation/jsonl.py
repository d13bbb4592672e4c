"""JSON Lines to questions: one JSON object a line, every problem noted with its line."""

import codecs
import json
from typing import NoReturn
from unicodedata import normalize

from karabakh_qa.evaluation.fields import Fields
from karabakh_qa.evaluation.normalise import normalise
from karabakh_qa.evaluation.questions import Evidence, Question, default_id
from karabakh_qa.records import Role, Turn

_READ = ("question", "answers", "answerable", "evidence", "history", "id", "tags")
_ACCEPTED = ("rewrite", "lang", "notes", "split")  # of the same format; nothing uses them yet
_ROLES: dict[str, Role] = {"user": "user", "assistant": "assistant"}


def read_jsonl(data: bytes) -> tuple[list[Question], list[str]]:
    """Return the questions of a JSON Lines file, and everything that is wrong with it.

    Lines end with a line feed alone, as the format has it: a JSON text may hold U+2028 and its
    like. Blank lines are skipped.
    """
    if b"\0" in data:
        return [], ["this is not UTF-8 text; save the file as UTF-8"]
    questions: list[Question] = []
    problems: list[str] = []
    lines_of_ids: dict[str, int] = {}
    for number, line in enumerate(data.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1):
        if line.strip():
            question = _read_line(line, number, lines_of_ids, problems)
            if question:
                questions.append(question)
    if not questions and not problems:
        problems.append("it holds no question; write one JSON object a line")
    return questions, problems


def _read_line(
    line: bytes, number: int, lines_of_ids: dict[str, int], problems: list[str]
) -> Question | None:
    row = _parse(line, number, problems)
    if row is None:
        return None
    known_problems = len(problems)
    fields = Fields(row, _READ + _ACCEPTED, f"line {number}", problems)
    text = fields.text("question", required=True)
    history = _history(fields)
    given_id = fields.text("id")
    answers = _answers(fields)
    evidence = _evidence(fields)
    answerable = _answerable(fields)
    tags = tuple(dict.fromkeys(fields.texts("tags")))
    identity = given_id or default_id(text or "", history)
    if given_id or text:
        _note_duplicate(fields, identity, number, lines_of_ids, given=given_id is not None)
    if text is None or len(problems) > known_problems:
        return None
    return Question(identity, text, answers, answerable, evidence, history, tags, number)


def _parse(line: bytes, number: int, problems: list[str]) -> dict[str, object] | None:
    try:
        row = json.loads(
            line.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 at byte {error.start + 1}; save the file as UTF-8"
    except json.JSONDecodeError as error:
        problem = f"not JSON: {error.msg} (column {error.colno})"
    except ValueError as error:
        problem = f"not usable: {error}"
    except RecursionError:
        problem = "not usable: nested too deeply"
    else:
        if isinstance(row, dict):
            return row
        problem = "not a JSON object, such as {...}"
    problems.append(f"line {number}: {problem}")
    return None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row: dict[str, object] = {}
    for key, value in pairs:
        if key in row:
            raise ValueError(f'the key "{key}" stands twice')
        row[key] = value
    return row


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _answers(fields: Fields) -> tuple[str, ...]:
    answers = fields.texts("answers")
    for answer in answers:
        if not normalise(answer):
            fields.problem(f'the answer "{answer}" has no word that could be compared')
    return answers


def _answerable(fields: Fields) -> bool:
    stated = fields.flag("answerable")
    answers = fields.has("answers")
    if stated and not answers:
        fields.problem('answerable, but there is no answer; add one to "answers"')
    if stated is False and answers:
        fields.problem('"answerable" is false, yet there are answers; drop one of the two')
    if stated is None and fields.has("evidence") and not answers:
        fields.problem('evidence, but no answer; add one to "answers", or "answerable": false')
    return answers if stated is None else stated


def _evidence(fields: Fields) -> tuple[tuple[Evidence, ...], ...]:
    items = fields.items("evidence")
    alternatives = [item for item in items if isinstance(item, list)]
    if alternatives and len(alternatives) < len(items):
        fields.problem(
            '"evidence" mixes quotations and lists; lists are alternatives, so make all lists'
        )
        return ()
    found = []
    for alternative in alternatives or ([items] if items else []):
        if not alternative:
            fields.problem('"evidence" has an alternative without a quotation')
        rows = (_quotation(fields, row, number) for number, row in enumerate(alternative, 1))
        found.append(tuple(row for row in rows if row))
    return tuple(found)


def _quotation(fields: Fields, row: object, number: int) -> Evidence | None:
    inner = fields.nested(row, ("doc", "quote"), f'"evidence" item {number}')
    if inner is None:
        return None
    document_id, quote = inner.text("doc", required=True), inner.text("quote", required=True)
    return Evidence(normalize("NFC", document_id), quote) if document_id and quote else None


def _history(fields: Fields) -> tuple[Turn, ...]:
    rows = (_turn(fields, row, number) for number, row in enumerate(fields.items("history"), 1))
    return tuple(turn for turn in rows if turn)


def _turn(fields: Fields, row: object, number: int) -> Turn | None:
    inner = fields.nested(row, ("role", "text"), f'"history" item {number}')
    if inner is None:
        return None
    role, text = inner.text("role", required=True), inner.text("text", required=True)
    if role and role not in _ROLES:
        inner.problem(f'"role" is "{role}"; it must be "user" or "assistant"')
    return Turn(_ROLES[role], text) if role in _ROLES and text else None


def _note_duplicate(
    fields: Fields, identity: str, number: int, lines_of_ids: dict[str, int], *, given: bool
) -> None:
    first = lines_of_ids.setdefault(identity, number)
    if first == number:
        return
    if given:
        fields.problem(f'the id "{identity}" is already that of line {first}')
    else:
        fields.problem(f'the same question as in line {first}; drop one, or give it an "id"')

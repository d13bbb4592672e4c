"""Rows as ragas and deepeval write them: a reference answer, and the texts that it stands in.

Neither names documents, so each reference context becomes a text of its own, which the file brings
along, and the evidence quotes the whole of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from karabakh_qa.evaluation.formats.contents import Contents, Ids, Shelf, usable_text
from karabakh_qa.evaluation.formats.fields import Fields, kind_of
from karabakh_qa.evaluation.formats.native import check_answer
from karabakh_qa.evaluation.formats.rows import Row, Rows
from karabakh_qa.evaluation.formats.spreadsheets import flag_in, list_in
from karabakh_qa.evaluation.questions import Evidence, Question, default_id

_FOLDER = "contexts"


@dataclass(frozen=True, slots=True)
class _Keys:
    """What a framework calls the question, the answer to it, and the texts that this stands in."""

    question: str
    reference: str
    contexts: str


def read_ragas(table: Rows, problems: list[str]) -> Contents:
    """Read ragas' samples; conversations of several turns are left out."""
    return _read(table, _Keys("user_input", "reference", "reference_contexts"), problems)


def read_deepeval(table: Rows, problems: list[str]) -> Contents:
    """Read deepeval's goldens; conversations are left out."""
    return _read(table, _Keys("input", "expected_output", "context"), problems)


def _read(table: Rows, keys: _Keys, problems: list[str]) -> Contents:
    ids, shelf = Ids(), Shelf()
    single = [row for row in table.rows if not _is_conversation(row, keys)]
    questions = [_question(row, keys, ids, shelf, problems) for row in single]
    left_out = len(table.rows) - len(single)
    notes = (f"conversations of several turns, left out: {left_out}",) if left_out else ()
    return Contents(tuple(q for q in questions if q), shelf.texts(), notes)


def _is_conversation(row: Row, keys: _Keys) -> bool:
    """Tell a conversation: messages in the place of a question, or a scenario without one."""
    return isinstance(row.values.get(keys.question), list) or (
        not row.values.get(keys.question) and bool(row.values.get("scenario"))
    )


def _question(
    row: Row, keys: _Keys, ids: Ids, shelf: Shelf, problems: list[str]
) -> Question | None:
    known_problems = len(problems)
    values = {name: None if value == "" else value for name, value in row.values.items()}
    fields = Fields(values, row.where, problems)
    text = fields.text(keys.question, required=True)
    given_id = fields.identity()
    answerable = _answerable(fields, values)
    answer = fields.text(keys.reference) if answerable else None
    if answer:
        check_answer(fields, answer)
    elif answerable and not fields.has(keys.reference):
        fields.problem(f'"{keys.reference}" is empty; give one, or "answerable": false')
    contexts = tuple(_contexts(fields, keys.contexts, values))
    identity = given_id or default_id(text or "", ())
    if given_id or text:
        ids.note(fields, identity, given=given_id is not None)
    if text is None or len(problems) > known_problems:
        return None
    placed = [(shelf.place_numbered(context, _FOLDER), context) for context in contexts]
    evidence = tuple(Evidence(*pair) for pair in dict.fromkeys(placed))
    answers = (answer,) if answer else ()
    return Question(
        identity,
        text,
        answers,
        answerable,
        (evidence,) if evidence and answerable else (),
        line=row.line,
    )


def _answerable(fields: Fields, values: dict[str, object]) -> bool:
    """Return what the row says under "answerable", or in deepeval's own place for more keys."""
    stated = values.get("answerable")
    more = values.get("additional_metadata")
    if stated is None and isinstance(more, dict):
        stated = more.get("answerable")
    if isinstance(stated, str):
        stated = flag_in(stated.strip())
        if stated is None:
            fields.problem('"answerable" must be true or false')
    elif stated is not None and not isinstance(stated, bool):
        fields.problem(f'"answerable" must be true or false, not {kind_of(stated)}')
    return stated is not False


def _contexts(fields: Fields, key: str, values: dict[str, object]) -> Iterator[str]:
    """Yield the texts of a list, which in a CSV file is written into one cell."""
    value = values.get(key)
    if isinstance(value, str):
        value = list_in(value)
        if value is None:
            fields.problem(f'"{key}" begins like a list, but cannot be read as one')
            return
        values[key] = value
    for number, item in enumerate(fields.items(key), 1):
        text = usable_text(fields, item, f'"{key}" item {number}')
        if text is not None:
            yield text

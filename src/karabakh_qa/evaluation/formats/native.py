"""This project's own format: one object a question, in JSON Lines or in one JSON list."""

from unicodedata import normalize

from karabakh_qa.evaluation.formats.contents import Contents, Ids
from karabakh_qa.evaluation.formats.fields import Fields
from karabakh_qa.evaluation.formats.rows import Row, Rows
from karabakh_qa.evaluation.normalise import normalise
from karabakh_qa.evaluation.questions import Evidence, Question, default_id
from karabakh_qa.records import Role, Turn

KEYS = ("question", "answers", "answerable", "evidence", "history", "rewrite", "lang", "id", "tags")
_FOR_PEOPLE = ("notes", "split")
_ROLES: dict[str, Role] = {"user": "user", "assistant": "assistant"}


def read_native(table: Rows, problems: list[str]) -> Contents:
    """Read the keys that `load_testset` describes; any other is a problem."""
    ids = Ids()
    questions = (_question(row, ids, problems) for row in table.rows)
    return Contents(tuple(question for question in questions if question))


def read_answers(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the answers in the list under `key`; one that EM and F1 cannot see is a problem."""
    answers = fields.texts(key)
    for answer in answers:
        check_answer(fields, answer)
    return answers


def check_answer(fields: Fields, answer: str) -> None:
    """Note a problem where `answer` has no word that could be compared."""
    if not normalise(answer):
        fields.problem(f'the answer "{answer}" has no word that could be compared')


def _question(row: Row, ids: Ids, problems: list[str]) -> Question | None:
    known_problems = len(problems)
    fields = Fields(row.values, row.where, problems, known=KEYS + _FOR_PEOPLE)
    text = fields.text("question", required=True)
    history = _history(fields)
    given_id = fields.text("id")
    answers = read_answers(fields, "answers")
    evidence = _evidence(fields)
    answerable = _answerable(fields)
    tags = tuple(dict.fromkeys(fields.texts("tags")))
    rewrite, language = fields.text("rewrite"), fields.text("lang")
    identity = given_id or default_id(text or "", history)
    if given_id or text:
        ids.note(fields, identity, given=given_id is not None)
    if text is None or len(problems) > known_problems:
        return None
    return Question(
        identity, text, answers, answerable, evidence, history, tags, rewrite, language, row.line
    )


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

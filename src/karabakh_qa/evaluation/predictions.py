"""Answers that were made elsewhere -> outcomes that can be scored."""

from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from karabakh_qa.errors import CitationError, InputError, TestsetError
from karabakh_qa.evaluation.formats.fields import Fields
from karabakh_qa.evaluation.formats.rows import Row, Rows, read_rows
from karabakh_qa.evaluation.formats.spreadsheets import flag_in, list_in
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.replies import Documents, Found, Quoted, Reply, as_reply, flaw_of
from karabakh_qa.evaluation.testset import file_bytes, problem_list
from karabakh_qa.records import Answer, Citation, Span

_ASKED = ("question", "user_input", "input")
_TEXTS = ("answer", "text", "response", "prediction", "actual_output")
_FOUND = ("retrieved_contexts", "retrieval_context", "contexts")
_PLACE = ("document_id", "doc", "quote", "start", "end", "part_start", "part_end")


def read_predictions(path: Path, testset: Testset, documents: Documents) -> list[Outcome]:
    """Read answers to the questions of `testset`, as JSON Lines, a JSON list or CSV.

    A row is tied to its question by `id`, or by `question` (`user_input`, `input`) where no other
    question of the set has the same words. Its answer is `answer`, `text`, `response`,
    `prediction` or `actual_output`; an empty one is a decline unless `answered` says otherwise.
    Besides: `short_answer`, `reason`, `confidence` (from 0 to 1), `understood`, `citations` (a
    list of `{"document_id" or "doc", "quote"}`, with `start` and `end` in the document and
    `part_start` and `part_end` in the answer where they are known), and `retrieved_contexts`,
    `retrieval_context` or `contexts`, best first (texts, or `{"doc", "text", "start", "end"}`).
    What `Answer.to_dict()` gives is read too, and SQuAD's predictions, an object of `{id: answer}`.

    A quotation that does not stand in `documents` is a flaw of the reply; it is scored as one.

    Returns:
        An outcome without scores for each question, in their order. One without a prediction is a
        failure.

    Raises:
        TestsetError: the file cannot be read; the message lists every problem with its line.
    """
    problems: list[str] = []
    table = read_rows(file_bytes(path), path.suffix.lower(), None, problems)
    tie = _Tie(testset)
    replies: dict[str, Reply | None] = {}
    for row in _rows(table, testset):
        fields = Fields(row.values, row.where, problems)
        question = tie.question_of(fields)
        reply = _reply(fields, row.values, documents)
        if question and question.id in replies:
            fields.problem(f'a second answer to the question "{question.id}"; keep one')
        elif question:
            replies[question.id] = reply
    if not (replies or problems):
        problems.append("it holds no prediction; write one JSON object a line")
    if problems:
        raise TestsetError(problem_list(str(path), problems))
    return [_outcome(question, replies.get(question.id)) for question in testset.questions]


def _outcome(question: Question, reply: Reply | None) -> Outcome:
    return Outcome(question, reply, None if reply else "no prediction", None, ())


class _Tie:
    """Which question of the test set a row answers."""

    def __init__(self, testset: Testset) -> None:
        self._by_id = {question.id: question for question in testset.questions}
        self._by_words: dict[str, list[Question]] = {}
        for question in testset.questions:
            self._by_words.setdefault(question.question.strip(), []).append(question)

    def question_of(self, fields: Fields) -> Question | None:
        """Return the question, or None, with a problem, where there is not exactly one."""
        identity = fields.identity()
        if identity is not None:
            if identity not in self._by_id:
                fields.problem(f'no question of the test set has the id "{identity}"')
            return self._by_id.get(identity)
        asked = next((key for key in _ASKED if fields.has(key)), None)
        if asked is None:
            fields.problem('neither "id" nor "question" says which question this answers')
            return None
        words = fields.text(asked)
        found = self._by_words.get(words.strip(), []) if words else []
        if len(found) > 1:
            fields.problem(f'several questions of the test set are "{words}"; give the "id"')
        elif words and not found:
            fields.problem(f'the test set does not ask "{words}"')
        return found[0] if len(found) == 1 else None


def _rows(table: Rows, testset: Testset) -> Iterator[Row]:
    """Yield the rows, SQuAD's one object taken apart and CSV's cells as JSON would have them."""
    for row in table.rows:
        if table.shape == "csv":
            yield Row(row.line, _from_cells(row.values))
        elif len(table.rows) == 1 and _is_squad(row, testset):
            for identity, text in row.values.items():
                yield Row(row.line, {"id": identity, "answer": text})
        else:
            yield row


def _is_squad(row: Row, testset: Testset) -> bool:
    """Tell an object of answers by id from a single row."""
    ids = {question.id for question in testset.questions}
    return not {"id", *_ASKED, *_TEXTS} & row.values.keys() or bool(ids & row.values.keys())


def _from_cells(cells: Mapping[str, object]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, cell in cells.items():
        if name in _TEXTS or (cell and isinstance(cell, str)):
            values[name] = _from_cell(name, str(cell))
    return values


def _from_cell(name: str, cell: str) -> object:
    if name in _FOUND or name == "citations":
        found = list_in(cell)
        return cell if found is None else found
    if name == "answered":
        flag = flag_in(cell)
        return cell if flag is None else flag
    if name == "confidence":
        try:
            return float(cell)
        except ValueError:
            return cell
    return cell


def _reply(fields: Fields, values: Mapping[str, Any], documents: Documents) -> Reply | None:
    """Return the reply of a row, or None, with a problem, where it is not well formed."""
    if {"effective_question", "citations"} <= values.keys():
        return _own_reply(fields, values, documents)
    text = _text(fields, values)
    if text is None:
        return None
    stated = fields.flag("answered")
    answered = bool(text.strip()) if stated is None else stated
    if answered and not text.strip():
        fields.problem('"answered" is true, but the answer is empty')
    citations = _citations(fields, len(text))
    return Reply(
        text,
        answered,
        fields.optional_text("reason"),
        fields.optional_text("short_answer"),
        _confidence(fields, values.get("confidence")),
        citations,
        _flaw(citations, documents),
        fields.optional_text("understood"),
        tuple(_found(fields)),
    )


def _text(fields: Fields, values: Mapping[str, Any]) -> str | None:
    keys = [key for key in _TEXTS if key in values]
    if len(keys) > 1:
        fields.problem(f'"{keys[0]}" and "{keys[1]}" both hold an answer; keep one')
        return None
    if keys:
        blank = values[keys[0]] is None or values[keys[0]] == ""
        return "" if blank else fields.text(keys[0])
    if values.get("answered") is False:
        return ""
    fields.problem('"answer" is missing')
    return None


def _confidence(fields: Fields, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    fields.problem(f'"confidence" must be a number from 0 to 1, not {value!r:.40}')
    return None


def _citations(fields: Fields, length: int) -> tuple[Quoted, ...]:
    rows = enumerate(fields.items("citations"), 1)
    found = (_quoted(fields, row, number, length) for number, row in rows)
    return tuple(sorted(filter(None, found), key=lambda quoted: quoted.part))


def _quoted(fields: Fields, row: object, number: int, length: int) -> Quoted | None:
    inner = fields.nested(row, _PLACE, f"citation {number}", strict=False)
    if inner is None:
        return None
    name = inner.text("document_id") or inner.text("doc", required=True)
    quote = inner.text("quote", required=True)
    place = _span(inner, "start", "end")
    part = _span(inner, "part_start", "part_end") or Span(0, length)
    if not 0 <= part.start <= part.end <= length:
        inner.problem(f"the part must lie within the answer, characters 0 to {length}")
    return Quoted(normalize("NFC", name), quote, part, place) if name and quote else None


def _found(fields: Fields) -> Iterator[Found]:
    key = next((key for key in _FOUND if fields.has(key)), _FOUND[0])
    for number, item in enumerate(fields.items(key), 1):
        if isinstance(item, str):
            yield Found("", item)
            continue
        inner = fields.nested(item, ("doc", "text"), f'"{key}" item {number}', strict=False)
        text = inner.text("text", required=True) if inner else None
        if inner and text:
            name = inner.text("document_id") or inner.text("doc") or ""
            yield Found(normalize("NFC", name), text, _span(inner, "start", "end"))


def _span(fields: Fields, start_key: str, end_key: str) -> Span | None:
    start, end = fields.whole_number(start_key), fields.whole_number(end_key)
    if (start is None) != (end is None):
        fields.problem(f'"{start_key}" and "{end_key}" come together')
    return None if start is None or end is None else Span(start, end)


def _flaw(citations: tuple[Quoted, ...], documents: Documents) -> str | None:
    """Return what is wrong with the quotations; None where no documents are known."""
    return flaw_of(citations, documents) if documents else None


def _own_reply(fields: Fields, values: Mapping[str, Any], documents: Documents) -> Reply | None:
    """Return the reply that `Answer.to_dict()` describes; what the check finds is its flaw."""
    own = {field.name: values[field.name] for field in fields_of(Answer) if field.name in values}
    try:
        return as_reply(Answer.from_dict(own, documents.values()), documents)
    except InputError as error:
        fields.problem(str(error))
        return None
    except CitationError as error:
        flaw = str(error)
    # The types are right, or it would have been an InputError.
    citations = tuple(Citation(**citation) for citation in own["citations"])
    try:
        reply = as_reply(Answer(**{**own, "citations": citations, "related": ()}), {})
    except CitationError:
        whole = Span(0, len(own["text"]))
        quoted = (Quoted(c.document_id, c.quote, whole, Span(c.start, c.end)) for c in citations)
        return Reply(
            own["text"],
            own["answered"],
            own["reason"],
            own["short_answer"],
            float(own["confidence"]),
            tuple(quoted),
            flaw,
            own["effective_question"],
        )
    return replace(reply, flaw=flaw if documents else None)

"""What people said of claims and answers: the measure of a judge."""

from dataclasses import dataclass
from pathlib import Path

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.formats.fields import Fields
from karabakh_qa.evaluation.formats.rows import Row, read_rows
from karabakh_qa.evaluation.testset import file_bytes, problem_list

_CLAIM = ("claim", "evidence", "supported")
_ANSWER = ("question", "answers", "answer", "right")


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A sentence, the quotes that are given for it, and whether a person finds it supported."""

    claim: str
    evidence: tuple[str, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class LabelledAnswer:
    """An answer to a question with these gold answers, and whether a person finds it right."""

    question: str
    answers: tuple[str, ...]
    answer: str
    right: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A file of what people said; `name` is the file's."""

    name: str
    claims: tuple[LabelledClaim, ...]
    answers: tuple[LabelledAnswer, ...]


def read_labelled(path: Path) -> Labelled:
    """Read JSON Lines (or one JSON list) of claims, of answers, or of both.

    A claim is `{"claim", "evidence", "supported"}`, its evidence a text or a list of texts; an
    answer is `{"question", "answers", "answer", "right"}`.

    Raises:
        TestsetError: the file cannot be read; the message lists every problem with its line.
    """
    problems: list[str] = []
    claims, answers = [], []
    for row in read_rows(file_bytes(path), path.suffix.lower(), "json", problems).rows:
        if "claim" in row.values:
            claims.append(_claim(row, problems))
        else:
            answers.append(_answer(row, problems))
    if not (claims or answers or problems):
        problems.append("it holds no row; write one JSON object a line")
    if problems:
        raise TestsetError(problem_list(str(path), problems))
    return Labelled(path.name, tuple(filter(None, claims)), tuple(filter(None, answers)))


def _claim(row: Row, problems: list[str]) -> LabelledClaim | None:
    fields = Fields(row.values, row.where, problems, known=_CLAIM)
    claim = fields.text("claim", required=True)
    if isinstance(row.values.get("evidence"), list):
        evidence = fields.texts("evidence")
    else:
        text = fields.text("evidence", required=True)
        evidence = (text,) if text else ()
    supported = _label(fields, "supported")
    if claim is None or supported is None:
        return None
    return LabelledClaim(claim, evidence, supported)


def _answer(row: Row, problems: list[str]) -> LabelledAnswer | None:
    fields = Fields(row.values, row.where, problems, known=_ANSWER)
    question, answer = (fields.text(key, required=True) for key in ("question", "answer"))
    answers = fields.texts("answers")
    if not fields.has("answers"):
        fields.problem('"answers" is missing; list the accepted ones')
    right = _label(fields, "right")
    if question is None or answer is None or right is None:
        return None
    return LabelledAnswer(question, answers, answer, right)


def _label(fields: Fields, key: str) -> bool | None:
    if not fields.has(key):
        fields.problem(f'"{key}" is missing; it is what a person said, true or false')
    return fields.flag(key)

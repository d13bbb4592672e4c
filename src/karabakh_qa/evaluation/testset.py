"""Loading a file of questions, and comparing its quotations with the documents."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.jsonl import read_jsonl
from karabakh_qa.evaluation.questions import Evidence, Question, Testset
from karabakh_qa.records import Document

__all__ = ["Evidence", "Question", "Testset", "check_evidence", "load_testset"]


def load_testset(path: Path) -> Testset:
    """Read and check a JSON Lines file of questions, in UTF-8 with or without byte-order mark.

    Keys: `question`, `answers`, `answerable` (true when answers exist), `evidence` (a list of
    `{"doc", "quote"}`, or a list of such lists, which are alternatives), `history` (a list of
    `{"role", "text"}`), `id` (a hash of history and question unless given), `tags`.

    Raises:
        TestsetError: the file cannot be read or is not such a file; the message lists every
            problem with its line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TestsetError(f"{path}: cannot be read: {error.strerror}") from error
    questions, problems = read_jsonl(data)
    if problems:
        raise TestsetError(problem_list(str(path), problems))
    return Testset(path.name, sha256(data).hexdigest(), tuple(questions))


def problem_list(name: str, problems: list[str]) -> str:
    """Return the message of a TestsetError: the file's name, then one problem a line."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n  ".join([f"{name}: {count}", *problems])


def check_evidence(testset: Testset, documents: Iterable[Document]) -> list[str]:
    """Return one line for each quotation that does not stand in the documents, letter for letter.

    An empty list means that all evidence can be found.
    """
    texts = {document.id: document.text for document in documents}
    return [
        f"{_place(question)}: {problem}"
        for question in testset.questions
        for evidence in question.quotations
        if (problem := _missing(evidence, texts))
    ]


def _missing(evidence: Evidence, texts: Mapping[str, str]) -> str | None:
    text = texts.get(evidence.document_id)
    if text is None:
        return f'there is no document "{evidence.document_id}"'
    if evidence.quote not in text:
        return f'not in "{evidence.document_id}": "{evidence.quote}"'
    return None


def _place(question: Question) -> str:
    named = f'question "{question.id}"'
    return named if question.line is None else f"line {question.line}, {named}"

"""Loading a file of questions, and comparing its quotations with the documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.formats.recognise import FORMATS, recognise
from karabakh_qa.evaluation.formats.rows import read_rows
from karabakh_qa.evaluation.nearest import excerpt, nearest_words
from karabakh_qa.evaluation.questions import Evidence, Question, Testset
from karabakh_qa.records import Document

__all__ = [
    "FORMAT_NAMES",
    "Evidence",
    "Loaded",
    "Question",
    "Testset",
    "check_evidence",
    "load_testset",
    "problem_list",
    "read_testset",
]

FORMAT_NAMES = tuple(sorted(kind.name for kind in FORMATS))
"""The formats that can be forced."""

_COMPARED_QUOTATIONS = 100  # further ones are reported without the nearest text


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file of questions, and what a person should know of how it was read, a line each."""

    testset: Testset
    notes: tuple[str, ...]


def load_testset(path: Path, format: str | None = None) -> Testset:  # noqa: A002
    """Read and check a file of questions, as `read_testset` does, without its notes."""
    return read_testset(path, format).testset


def read_testset(path: Path, format: str | None = None) -> Loaded:  # noqa: A002
    """Read and check a file of questions, in UTF-8 with or without byte-order mark.

    The format is told by the keys, or by the names of the columns. `format` forces one:

    native: JSON Lines or one JSON list. Keys: `question`, `answers`, `answerable` (true when
        answers exist), `evidence` (a list of `{"doc", "quote"}`, or a list of such lists, which
        are alternatives), `history` (a list of `{"role", "text"}`), `rewrite` (the question as it
        can be understood by itself), `lang` (a code such as "en"), `id` (a hash of history and
        question unless given), `tags`; `notes` and `split` are for people.
    csv: the columns `question`, `answer` or `answers` (wordings with a vertical bar between),
        `answerable`, `doc`, `quote`, `rewrite`, `lang`, `id`, `tags` (again with bars).
    squad: SQuAD 1.1 or 2.0. Every paragraph becomes a text of the test set; evidence is the
        sentence that holds the answer.
    promptfoo: CSV with `__expected` columns; equals, contains and is-refusal, and their kin.
    ragas, deepeval: JSON Lines, a JSON list or CSV. Reference contexts become texts of the test
        set. A row without a reference needs `"answerable": false`.

    Raises:
        TestsetError: the file cannot be read or is not such a file; the message lists every
            problem with its line.
    """
    forced = next((kind for kind in FORMATS if kind.name == format), None)
    if format is not None and forced is None:
        raise TestsetError(f'there is no format "{format}"; there are: {", ".join(FORMAT_NAMES)}')
    data = file_bytes(path)
    problems: list[str] = []
    table = read_rows(data, path.suffix.lower(), forced.shape if forced else None, problems)
    kind = forced or recognise(table, problems)
    contents = kind.read(table, problems) if kind and table.rows else None
    if not problems and (contents is None or not contents.questions):
        problems.append("; ".join(["it holds no question", *(contents.notes if contents else ())]))
    if problems or contents is None:
        raise TestsetError(problem_list(str(path), problems))
    digest = sha256(data).hexdigest()
    return Loaded(Testset(path.name, digest, contents.questions, contents.texts), contents.notes)


def file_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        TestsetError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise TestsetError(f"{path}: cannot be read: {error.strerror}") from error


def problem_list(name: str, problems: list[str]) -> str:
    """Return the message of a TestsetError: the file's name, then one problem a line."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n  ".join([f"{name}: {count}", *problems])


def check_evidence(testset: Testset, documents: Iterable[Document]) -> list[str]:
    """Return one line for each quotation that does not stand in the documents, letter for letter.

    It says where the quotation stands instead, or what is nearest to it. An empty list means that
    all evidence can be found.
    """
    texts = {document.id: document.text for document in documents}
    missing = [
        (question, evidence)
        for question in testset.questions
        for evidence in question.quotations
        if evidence.quote not in texts.get(evidence.document_id, "")
    ]
    return [
        f"{_place(question)}: {_missing(evidence, texts, compare=number < _COMPARED_QUOTATIONS)}"
        for number, (question, evidence) in enumerate(missing)
    ]


def _missing(evidence: Evidence, texts: Mapping[str, str], *, compare: bool) -> str:
    name, quote = evidence.document_id, evidence.quote
    text = texts.get(name)
    what = f'not in "{name}"' if text is not None else f'there is no document "{name}"'
    elsewhere = [f'"{other}"' for other, words in texts.items() if quote in words]
    if elsewhere:
        return f'{what}, but in {", ".join(elsewhere[:3])}: "{excerpt(quote)}"'
    if text is None:
        same_file = [other for other in texts if other.rsplit("/")[-1] == name.rsplit("/")[-1]]
        near = same_file or get_close_matches(name, texts, n=1)
        return f'{what}; did you mean "{near[0]}"?' if near else what
    nearest = nearest_words(quote, text) if compare else None
    return f'{what}: "{excerpt(quote)}"' + (f"; {nearest}" if nearest else "")


def _place(question: Question) -> str:
    named = f'question "{question.id}"'
    return named if question.line is None else f"line {question.line}, {named}"

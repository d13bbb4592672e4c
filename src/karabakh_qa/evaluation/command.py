"""`karabakh-qa evaluate`: files of questions in, a table out."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.questions import Testset
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.runner import evaluate
from karabakh_qa.evaluation.table import format_table
from karabakh_qa.evaluation.testset import check_evidence, load_testset, problem_list
from karabakh_qa.records import Answer, Document, Turn

_DEFAULT_FOLDER = Path("tests/testsets")


class Assistant(Protocol):
    """What is evaluated: it answers, and it shows the documents that it answers from."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question."""

    def documents(self) -> list[Document]:
        """Return the documents that answers cite."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `karabakh-qa evaluate` understands."""
    parser.add_argument(
        "testsets",
        metavar="TESTSET",
        nargs="*",
        type=Path,
        help=f"a file of questions in JSON Lines (default: {_DEFAULT_FOLDER}/*.jsonl)",
    )


def run(args: argparse.Namespace, assistant: Assistant) -> tuple[str, int]:
    """Score the test sets named in `args`; return the text to print and the exit code.

    Nothing is asked before every file has been checked.

    Raises:
        TestsetError: a file cannot be used, quotes what is not in the documents, or none is named
            and there is no default; the message lists all problems of all files.
    """
    testsets = _load(args.testsets or _default_paths())
    documents = assistant.documents()
    _check(testsets, documents)
    reports = [_evaluate(assistant, testset, documents) for testset in testsets]
    return "\n\n\n".join(format_table(report) for report in reports), 0


def _default_paths() -> list[Path]:
    paths = sorted(_DEFAULT_FOLDER.glob("*.jsonl"))
    if not paths:
        raise TestsetError(
            f"there is no {_DEFAULT_FOLDER}/*.jsonl here; name a file of questions: "
            "karabakh-qa evaluate FILE"
        )
    return paths


def _load(paths: Sequence[Path]) -> list[Testset]:
    testsets, problems = [], []
    for path in paths:
        try:
            testsets.append(load_testset(path))
        except TestsetError as error:
            problems.append(str(error))
    if problems:
        raise TestsetError("\n".join(problems))
    return testsets


def _check(testsets: Sequence[Testset], documents: Sequence[Document]) -> None:
    found = [(testset.name, check_evidence(testset, documents)) for testset in testsets]
    if any(problems for _, problems in found):
        raise TestsetError("\n".join(problem_list(*pair) for pair in found if pair[1]))


def _evaluate(assistant: Assistant, testset: Testset, documents: Sequence[Document]) -> Report:
    from tqdm import tqdm  # here, so that --help does not wait for it

    # Standard error is tqdm's own choice; `disable=None` silences it where that is no terminal.
    with tqdm(total=len(testset.questions), desc=testset.name, disable=None) as bar:

        def progress(done: int, _: int) -> None:
            bar.update(done - bar.n)

        return evaluate(assistant.ask, testset, documents, progress=progress)

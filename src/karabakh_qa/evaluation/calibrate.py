"""`karabakh-qa calibrate`: fit confidence and threshold to a person's own questions."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from karabakh_qa.answering.calibration import Calibration
from karabakh_qa.answering.candidates import Candidate
from karabakh_qa.answering.fit import FOLDS, Judged, Outcome, cross_validated, fit, judge
from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.places import overlaps_evidence
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.testset import check_evidence, load_testset, problem_list
from karabakh_qa.records import Document


class Assistant(Protocol):
    """What is calibrated."""

    @property
    def calibration(self) -> Calibration:
        """What it answers by."""

    def candidates(self, question: str) -> Sequence[Candidate]:
        """Return the sentences that may answer; none where the question is not read for."""

    def documents(self) -> list[Document]:
        """Return the documents that it answers from."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `karabakh-qa calibrate` understands."""
    parser.add_argument(
        "testset", metavar="TESTSET", type=Path, help="a file of questions in JSON Lines"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("calibration.json"),
        help="where to write the calibration (default: %(default)s)",
    )


def run(args: argparse.Namespace, assistant: Assistant) -> str:
    """Fit a calibration to the test set named in `args`, write it, and return what was done.

    Raises:
        TestsetError: the file cannot be used, or quotes what is not in the documents.
        InputError: there are too few questions of a kind, or the output cannot be written.
    """
    testset = load_testset(args.testset)
    documents = assistant.documents()
    if problems := check_evidence(testset, documents):
        raise TestsetError(problem_list(testset.name, problems))
    judged = read_all(testset, assistant, {document.id: document for document in documents})
    current = assistant.calibration
    unseen = cross_validated(judged)
    provenance = (
        f"fitted on {len(judged)} questions of {testset.name} (SHA-256 {testset.sha256[:12]})"
    )
    fitted = fit(judged, unseen, provenance)
    fitted.save(args.output)
    return "\n".join(
        [
            f"Calibrated on {len(judged)} of the {len(testset.questions)} questions of "
            f"{testset.name}; the others are small talk, or about titles, dates and summaries.",
            "",
            "| | right sentence first | answerable answered | unanswerable declined |",
            "|---|---|---|---|",
            _row("as it was", judge(current, judged), current.answer_from),
            _row(f"fitted, cross-validated ({FOLDS} parts)", unseen, fitted.answer_from),
            "",
            f"Written to {args.output}. To use it: KARABAKH_QA_CALIBRATION={args.output}",
        ]
    )


def read_all(
    testset: Testset, assistant: Assistant, documents: Mapping[str, Document]
) -> list[Judged]:
    """Return every question that is read for, with its sentences judged by its evidence."""
    judged = []
    for question in testset.questions:
        found = assistant.candidates(question.question)
        if found:
            judged.append(_judged(question, found, documents))
    return judged


def _judged(
    question: Question, found: Sequence[Candidate], documents: Mapping[str, Document]
) -> Judged:
    right = tuple(
        question.answerable
        and overlaps_evidence(question, documents[c.passage.document_id], c.sentence)
        for c in found
    )
    quotes = sorted(evidence.quote for evidence in question.quotations)
    group = quotes[0] if quotes else question.id
    return Judged(group, question.answerable, tuple(c.features for c in found), right)


def _row(name: str, outcome: Outcome, answer_from: float) -> str:
    shares = (
        outcome.right_first,
        outcome.answered(answer_from),
        outcome.declined(answer_from),
    )
    return f"| {name} | " + " | ".join(f"{100 * share:.0f} %" for share in shares) + " |"

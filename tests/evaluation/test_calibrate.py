"""`karabakh-qa calibrate` fits to a person's questions, writes what it found, and says so."""

import argparse
import json
from pathlib import Path

import pytest

from karabakh_qa.answering.calibration import Calibration
from karabakh_qa.answering.candidates import Candidate, Features
from karabakh_qa.errors import InputError, TestsetError
from karabakh_qa.evaluation import calibrate
from karabakh_qa.records import Document, Passage, Span

COUNT = 20
SENTENCES = [f"The river number {n} is {n * 7} km long." for n in range(COUNT)]
DOCUMENT = Document("rivers.txt", " ".join(SENTENCES))
CURRENT = Calibration((1.0, 0, 0, 0, 0), (1.0, 0, 0, 0, 0), 0.0, 0.5, "made for a test")


class Rivers:
    """Finds the sentence with the question's number, and its neighbour with a lower margin."""

    calibration = CURRENT

    def candidates(self, question: str) -> list[Candidate]:
        if "title" in question:
            return []
        number = int("".join(c for c in question if c.isdigit()))
        sure = 5.0 if "long" in question else -3.0
        return [self._candidate(number % COUNT, sure), self._candidate((number + 1) % COUNT, -4.0)]

    def documents(self) -> list[Document]:
        return [DOCUMENT]

    def _candidate(self, number: int, margin: float) -> Candidate:
        text = SENTENCES[number]
        span = Span(DOCUMENT.text.index(text), DOCUMENT.text.index(text) + len(text))
        passage = Passage(
            "p", DOCUMENT.id, DOCUMENT.hash, "", "", "", span.start, span.end, text, (span,)
        )
        features = Features(margin, 0.5, 0.5, 0.5, 1.0)
        return Candidate(passage, span, span, frozenset(), features)


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def told(number: int) -> dict[str, object]:
    evidence = [{"doc": DOCUMENT.id, "quote": SENTENCES[number]}]
    question = f"How long is river {number}?"
    return {"question": question, "answers": [f"{number * 7} km"], "evidence": evidence}


def not_told(number: int) -> dict[str, object]:
    return {"question": f"How deep is river {number}?", "answerable": False}


def options(testset: Path, output: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    calibrate.add_arguments(parser)
    return parser.parse_args([str(testset), "-o", str(output)])


def test_it_fits_writes_and_says_what_it_did(tmp_path: Path) -> None:
    rows = [told(n) for n in range(COUNT)] + [not_told(n) for n in range(COUNT)]
    rows.append({"question": "What is the title?", "answerable": False})
    testset = write(tmp_path / "mine.jsonl", rows)
    said = calibrate.run(options(testset, tmp_path / "c.json"), Rivers())
    assert "40 of the 41 questions of mine.jsonl" in said
    assert "| as it was | 100 % | 100 % | 100 % |" in said
    assert f"KARABAKH_QA_CALIBRATION={tmp_path / 'c.json'}" in said
    fitted = Calibration.load(tmp_path / "c.json")
    assert fitted.confidence[0] > 0
    assert "40 questions of mine.jsonl" in fitted.provenance


def test_too_few_questions_write_nothing(tmp_path: Path) -> None:
    testset = write(tmp_path / "few.jsonl", [told(0), not_told(1)])
    with pytest.raises(InputError, match="too few to calibrate on"):
        calibrate.run(options(testset, tmp_path / "c.json"), Rivers())
    assert not (tmp_path / "c.json").exists()


def test_a_quotation_that_is_not_in_the_documents_is_named(tmp_path: Path) -> None:
    row = told(0) | {"evidence": [{"doc": DOCUMENT.id, "quote": "The river is dry."}]}
    testset = write(tmp_path / "wrong.jsonl", [row])
    with pytest.raises(TestsetError, match=r"wrong\.jsonl: 1 problem"):
        calibrate.run(options(testset, tmp_path / "c.json"), Rivers())

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.desk import EvaluationDesk
from karabakh_qa.evaluation.outputs import report_from_dict
from karabakh_qa.records import Answer, Document
from tests.evaluation.one_sentence import QUOTE, WON, OneSentence

WHY = {"id": "why", "question": "Why? <script>alert(1)</script>", "answerable": False}
BROKEN = {"id": "broken", "question": "broken", "answerable": False}


@pytest.fixture
def assistant(document: Document, cited: Callable[..., Answer]) -> OneSentence:
    return OneSentence(document, cited(document, QUOTE, short="Azerbaijan"))


@pytest.fixture
def desk(assistant: OneSentence, tmp_path: Path) -> EvaluationDesk:
    return EvaluationDesk(assistant, tmp_path / "sets")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., None]:
    def write_set(name: str, *rows: object) -> None:
        path = tmp_path / "sets" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(map(json.dumps, rows)), "utf-8")

    return write_set


def ignored(done: int, total: int) -> None:
    """Nobody looks at the progress."""


def never() -> bool:
    return False


def test_the_sets_are_the_files_of_the_folder(
    desk: EvaluationDesk, write: Callable[..., None], tmp_path: Path
) -> None:
    assert desk.testsets() == []
    write("b.jsonl", WON)
    write("a.jsonl", WON)
    write("notes.txt")
    (tmp_path / "sets" / "folder.jsonl").mkdir()
    assert desk.testsets() == ["a.jsonl", "b.jsonl"]
    assert desk.folder == (tmp_path / "sets").as_posix()


def test_the_folder_is_that_of_the_command_line(assistant: OneSentence, in_root: Path) -> None:
    desk = EvaluationDesk(assistant)
    assert desk.folder == "tests/testsets"
    assert "article.jsonl" in desk.testsets()


def test_a_run_gives_a_page_and_a_baseline(
    desk: EvaluationDesk, write: Callable[..., None]
) -> None:
    write("a.jsonl", WON, WHY, BROKEN)
    told: list[tuple[int, int]] = []
    finished = desk.run("a.jsonl", lambda done, total: told.append((done, total)), never)
    assert finished is not None
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    report = report_from_dict(json.loads(finished.json))
    assert [outcome.question.id for outcome in report.outcomes] == ["won", "why", "broken"]
    assert (report.outcomes[2].error or "").startswith("StoreError: the store")
    assert dict(report.configuration)["reader"] == "one sentence"
    assert finished.headline in finished.html.replace("&#x27;", "'")
    assert finished.html.startswith("<!DOCTYPE html>")
    assert "<script" not in finished.html
    assert finished.notes == ()
    (finished.html + finished.json).encode("utf-8")


def test_it_is_the_same_run_as_on_the_command_line(
    desk: EvaluationDesk, write: Callable[..., None]
) -> None:
    write("a.jsonl", WON, BROKEN)
    finished = desk.run("a.jsonl", ignored, never)
    assert finished is not None
    report = report_from_dict(json.loads(finished.json))
    assert [stage.name for stage in report.outcomes[0].stages] == ["Reading"]
    assert "python" in dict(report.configuration)
    assert report.documents_sha256


def test_stopped_after_a_question_gives_nothing(
    desk: EvaluationDesk, write: Callable[..., None], assistant: OneSentence
) -> None:
    write("a.jsonl", WON, WHY, BROKEN)
    assert desk.run("a.jsonl", ignored, lambda: len(assistant.asked) == 2) is None
    assert len(assistant.asked) == 2
    assistant.asked.clear()
    assert desk.run("a.jsonl", ignored, lambda: True) is None
    assert assistant.asked == []


def test_stopped_at_the_last_question_still_gives_the_report(
    desk: EvaluationDesk, write: Callable[..., None], assistant: OneSentence
) -> None:
    write("a.jsonl", WON, WHY)
    assert desk.run("a.jsonl", ignored, lambda: len(assistant.asked) == 2) is not None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", r"a\.jsonl: 1 problem\n.*line 1"),
        ({**WON, "evidence": [{"doc": "news/a.txt", "quote": "They lost."}]}, "They lost"),
        ({**WON, "evidence": [{"doc": "none.txt", "quote": QUOTE}]}, "none.txt"),
    ],
)
def test_a_bad_set_is_told_before_anything_is_asked(
    desk: EvaluationDesk,
    write: Callable[..., None],
    assistant: OneSentence,
    row: object,
    said: str,
) -> None:
    write("a.jsonl", row)
    with pytest.raises(TestsetError, match=said):
        desk.run("a.jsonl", ignored, never)
    assert assistant.asked == []


def test_a_set_with_documents_of_its_own_is_left_to_the_command_line(
    desk: EvaluationDesk, write: Callable[..., None], assistant: OneSentence
) -> None:
    row = {"user_input": "Who won?", "reference": "Azerbaijan", "reference_contexts": [QUOTE]}
    write("ragas.jsonl", row)
    with pytest.raises(TestsetError, match="karabakh-qa evaluate FILE"):
        desk.run("ragas.jsonl", ignored, never)
    assert assistant.asked == []


@pytest.mark.parametrize("name", ["", "none.jsonl", "../secret.jsonl", "notes.txt"])
def test_only_a_set_of_the_folder_is_read(
    desk: EvaluationDesk, write: Callable[..., None], tmp_path: Path, name: str
) -> None:
    write("a.jsonl", WON)
    write("notes.txt", WON)
    (tmp_path / "secret.jsonl").write_text(json.dumps(WON), "utf-8")
    with pytest.raises(TestsetError, match="there is no test set"):
        desk.run(name, ignored, never)

import argparse
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.command import add_arguments, run
from karabakh_qa.records import Answer, Document, Turn

QUOTE = "Azerbaijan won the war."
WON = {
    "id": "won",
    "question": "Who won?",
    "answers": ["Azerbaijan"],
    "evidence": [{"doc": "news/a.txt", "quote": QUOTE}],
}


class OneSentence:
    """Answers everything with one sentence of one document."""

    def __init__(self, document: Document, answer: Answer) -> None:
        self.asked: list[str] = []
        self._document = document
        self._answer = answer

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.asked.append(question)
        return self._answer

    def documents(self) -> list[Document]:
        return [self._document]


@pytest.fixture
def assistant(document: Document, cited: Callable[..., Answer]) -> OneSentence:
    return OneSentence(document, cited(document, QUOTE, short="Azerbaijan"))


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(words)


def write(path: Path, *rows: object) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return str(path)


def test_each_file_has_its_table(
    tmp_path: Path, assistant: OneSentence, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path / "one.jsonl", WON)
    two = write(tmp_path / "two.jsonl", {"question": "How many?"}, {"question": "Why?"})
    text, code = run(arguments(one, two), assistant)
    assert code == 0
    assert assistant.asked == ["Who won?", "How many?", "Why?"]
    first, second = text.split("\n\n\n")
    assert first.startswith("one.jsonl: 1 question,")
    assert first.endswith("failures: none of 1")
    assert second.startswith("two.jsonl: 2 questions")
    assert "failures: 2 of 2" in second
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_a_progress_bar(
    tmp_path: Path, assistant: OneSentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    run(arguments(write(tmp_path / "one.jsonl", WON)), assistant)
    assert "one.jsonl: 100%" in screen.getvalue()
    assert "1/1" in screen.getvalue()


def test_the_default_is_every_set_of_the_current_folder(
    tmp_path: Path, assistant: OneSentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.jsonl", "a.jsonl", "c.txt"):
        write(tmp_path / "tests/testsets" / name, WON)
    monkeypatch.chdir(tmp_path)
    text, _ = run(arguments(), assistant)
    assert [part.split(":")[0] for part in text.split("\n\n\n")] == ["a.jsonl", "b.jsonl"]


def test_without_a_default_a_file_must_be_named(
    tmp_path: Path, assistant: OneSentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TestsetError, match="name a file of questions: karabakh-qa evaluate FILE"):
        run(arguments(), assistant)


def test_nothing_is_asked_when_a_file_is_bad(tmp_path: Path, assistant: OneSentence) -> None:
    good = write(tmp_path / "good.jsonl", WON)
    bad = write(tmp_path / "bad.jsonl", {"question": 1})
    with pytest.raises(TestsetError) as caught:
        run(arguments(good, bad, str(tmp_path / "gone.jsonl")), assistant)
    assert str(caught.value).split("\n") == [
        f"{bad}: 1 problem",
        '  line 1: "question" must be text, not a number',
        f"{tmp_path / 'gone.jsonl'}: cannot be read: No such file or directory",
    ]
    assert assistant.asked == []


def test_evidence_must_stand_in_the_documents(tmp_path: Path, assistant: OneSentence) -> None:
    wrong = {**WON, "evidence": [{"doc": "news/a.txt", "quote": "Armenia won."}]}
    path = write(tmp_path / "set.jsonl", wrong)
    with pytest.raises(TestsetError) as caught:
        run(arguments(write(tmp_path / "good.jsonl", WON), path), assistant)
    assert str(caught.value).split("\n") == [
        "set.jsonl: 1 problem",
        '  line 1, question "won": not in "news/a.txt": "Armenia won."',
    ]
    assert assistant.asked == []

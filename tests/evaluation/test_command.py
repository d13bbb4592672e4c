import argparse
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from karabakh_qa.errors import InputError, TestsetError
from karabakh_qa.evaluation import command
from karabakh_qa.evaluation.arguments import VERBS, add_arguments, with_verb
from karabakh_qa.evaluation.folders import Folders
from karabakh_qa.records import Answer, Document
from tests.evaluation.one_sentence import QUOTE, WON, OneSentence


@pytest.fixture
def assistant(document: Document, cited: Callable[..., Answer]) -> OneSentence:
    return OneSentence(document, cited(document, QUOTE, short="Azerbaijan"))


def run(words: Sequence[str], assistant: OneSentence) -> tuple[str, int]:
    """Run `evaluate` with a person's own documents; no others may be opened."""

    def open_assistant(folders: Folders | None) -> OneSentence:
        assert folders is None
        return assistant

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    _, *rest = with_verb(["evaluate", *words])
    return command.run(parser.parse_args(rest), open_assistant)


def write(path: Path, *rows: object) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return str(path)


def test_each_file_has_its_table(
    tmp_path: Path, assistant: OneSentence, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path / "one.jsonl", WON)
    two = write(tmp_path / "two.jsonl", {"question": "How many?"}, {"question": "Why?"})
    text, code = run([one, two], assistant)
    assert code == 0
    assert assistant.asked == ["Who won?", "How many?", "Why?"]
    first, second = text.split("\n\n\n")
    assert "one.jsonl: 1 question" in first
    assert "two.jsonl: 2 questions" in second
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_a_progress_bar(
    tmp_path: Path, assistant: OneSentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    run([write(tmp_path / "one.jsonl", WON)], assistant)
    assert "one.jsonl: 100%" in screen.getvalue()
    assert "1/1" in screen.getvalue()


def test_the_default_is_every_set_of_the_current_folder(
    tmp_path: Path, assistant: OneSentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.jsonl", "a.jsonl", "c.txt"):
        write(tmp_path / "tests/testsets" / name, WON)
    monkeypatch.chdir(tmp_path)
    text, _ = run([], assistant)
    first, second = text.split("\n\n\n")
    assert "a.jsonl: 1 question" in first
    assert "b.jsonl: 1 question" in second


def test_without_a_default_a_file_must_be_named(
    tmp_path: Path, assistant: OneSentence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TestsetError, match="name a file of questions: karabakh-qa evaluate FILE"):
        run([], assistant)


def test_nothing_is_asked_when_a_file_is_bad(tmp_path: Path, assistant: OneSentence) -> None:
    good = write(tmp_path / "good.jsonl", WON)
    bad = write(tmp_path / "bad.jsonl", {"question": 1})
    with pytest.raises(TestsetError) as caught:
        run([good, bad, str(tmp_path / "gone.jsonl")], assistant)
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
        run([write(tmp_path / "good.jsonl", WON), path], assistant)
    assert str(caught.value).split("\n") == [
        "set.jsonl: 1 problem",
        '  line 1, question "won": not in "news/a.txt": "Armenia won."; '
        "nothing like it stands there",
    ]
    assert assistant.asked == []


def test_no_verb_means_run() -> None:
    assert with_verb(["evaluate"]) == ["evaluate", "run"]
    assert with_verb(["evaluate", "a.jsonl", "-o", "b.md"])[:3] == ["evaluate", "run", "a.jsonl"]
    assert with_verb(["evaluate", "--limit", "3"]) == ["evaluate", "run", "--limit", "3"]
    for words in (["ask", "check"], ["evaluate", "-h"], *(["evaluate", verb] for verb in VERBS)):
        assert with_verb(words) == words


def test_a_gate_decides_the_exit_code(tmp_path: Path, assistant: OneSentence) -> None:
    path = write(tmp_path / "set.jsonl", WON, {"question": "How many?"})
    text, code = run([path, "--fail-under", "f1=0.5,declined=0.5"], assistant)
    assert code == 0
    assert text.endswith("wanted")
    assert "gates: all passed" in text
    text, code = run([path, "--fail-under", "f1=0.5,declined=0.6"], assistant)
    assert code == 1
    assert "gates: 1 of 2 failed" in text
    assert "FAILED  declined 0.5000 (n = 2), at least 0.6 wanted" in text


def test_a_baseline_names_what_changed(tmp_path: Path, assistant: OneSentence) -> None:
    path = write(tmp_path / "set.jsonl", WON, {"id": "many", "question": "How many?"})
    before = tmp_path / "before.json"
    run([path, "-o", str(before)], assistant)
    worse = {**WON, "answers": ["Armenia"]}
    path = write(tmp_path / "set.jsonl", worse, {"id": "many", "question": "How many?"})
    drop = ["--baseline", str(before), "--max-drop", "f1=0.1"]
    text, code = run([path, *drop], assistant)
    assert code == 1
    assert "newly wrong: 1\n  won" in text
    assert "FAILED  f1 0.0000 (n = 2), before 0.5000 (n = 2), 0.1 less will do" in text
    text, code = run([path, "--only-failed", str(before)], assistant)
    assert assistant.asked[-1] == "How many?"
    assert "1 question" in text


def test_a_run_is_written_in_every_form_and_read_back(
    tmp_path: Path, assistant: OneSentence
) -> None:
    path = write(tmp_path / "set.jsonl", WON)
    outputs = [tmp_path / f"run.{kind}" for kind in ("json", "csv", "md", "xml", "html")]
    run([path, *(word for one in outputs for word in ("-o", str(one)))], assistant)
    assert all(b"set.jsonl" in one.read_bytes() for one in outputs if one.suffix != ".csv")
    assert b"Azerbaijan won the war." in outputs[1].read_bytes()
    text, code = run(["compare", str(outputs[0]), str(outputs[0])], assistant)
    assert code == 0
    assert "newly right: 0" in text


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["-o", "run.docx"], "run.docx"),
        (["--fail-under", "f2=1"], '"f2" is no number of this run'),
        (["--fail-under", "f1"], "write it like"),
        (["--max-drop", "f1=0.1"], "needs an earlier run"),
        (["--baseline", "none.json"], "none.json"),
        (["--only-failed", "none.json"], "none.json"),
        (["--tag", "none"], "no question is left to ask"),
        (["--docs", "nowhere"], "there is no such folder"),
        (["again.jsonl", "-o", "run.json"], "name one file"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_asked(
    tmp_path: Path,
    assistant: OneSentence,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    hint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("set.jsonl", "again.jsonl"):
        write(tmp_path / name, WON)
    with pytest.raises(InputError, match=re.escape(hint)):
        run(["set.jsonl", *words], assistant)
    assert assistant.asked == []


def test_answers_made_elsewhere_are_scored(tmp_path: Path, assistant: OneSentence) -> None:
    path = write(tmp_path / "set.jsonl", WON, {"id": "many", "question": "How many?"})
    given = write(
        tmp_path / "given.jsonl",
        {"id": "won", "answer": "Azerbaijan", "citations": [{"doc": "news/a.txt", "quote": QUOTE}]},
        {"id": "many", "answer": ""},
    )
    gates = ["--fail-under", "em=1,right_sentence=1,declined=1,exact_citations=1"]
    text, code = run(["score", given, "--testset", path, *gates], assistant)
    assert code == 0
    assert "gates: all passed" in text
    assert assistant.asked == []


def test_check_counts_and_asks_nothing(tmp_path: Path, assistant: OneSentence) -> None:
    path = write(tmp_path / "set.jsonl", WON, {"id": "many", "question": "How many?"})
    assert run(["check", path], assistant) == (
        "set.jsonl: 2 questions, 1 answerable; 1 quotations, all of them in the 1 documents",
        0,
    )
    bad = write(tmp_path / "bad.jsonl", {**WON, "evidence": [{"doc": "b.txt", "quote": "x"}]})
    with pytest.raises(TestsetError, match=r'there is no document "b\.txt"'):
        run(["check", bad], assistant)
    assert assistant.asked == []


def test_explain(assistant: OneSentence) -> None:
    text, code = run(["explain", "f1"], assistant)
    assert (text.split()[0], code) == ("f1", 0)


def test_the_documents_of_a_squad_file_are_asked_about_in_an_index_of_their_own(
    tmp_path: Path, document: Document
) -> None:
    """With the real assistant; the person's own store stays as it is."""
    from karabakh_qa.assistant import Assistant
    from karabakh_qa.settings import Settings

    context = "The Aras is a river. It is 1,072 kilometres long and rises in Bingöl."
    asked = {
        "id": "long",
        "question": "How long is the Aras?",
        "answers": [{"text": "1,072 kilometres", "answer_start": context.index("1,072")}],
    }
    data = [{"title": "Aras", "paragraphs": [{"context": context, "qas": [asked]}]}]
    path = write(tmp_path / "rivers.json", {"version": "1.1", "data": data})
    opened: list[Folders] = []

    def open_assistant(folders: Folders | None) -> Assistant:
        assert folders is not None
        opened.append(folders)
        return Assistant.from_settings(
            Settings(documents_dir=folders.documents, vectorstore_dir=folders.vectorstore)
        )

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    words = ["run", path, "--fail-under", "recall@1=1,exact_citations=1"]
    text, code = command.run(parser.parse_args(words), open_assistant)
    assert code == 0, text
    assert "rivers.json: 1 question" in text
    assert not opened[0].vectorstore.exists()

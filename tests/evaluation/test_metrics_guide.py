"""What the guide says is so."""

import re
from pathlib import Path

import pytest

from karabakh_qa.evaluation.causes import Cause
from karabakh_qa.evaluation.measures import NAMES
from karabakh_qa.evaluation.testset import load_testset

GUIDE = (Path(__file__).parents[2] / "docs/evaluation.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_explained(name: str) -> None:
    base, _, depth = name.partition("@")
    assert f"**{name}**" in GUIDE or (base == "recall" and f"**@{depth}**" in GUIDE)


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_is_explained(cause: Cause) -> None:
    assert f"| {cause.value} |" in GUIDE


def test_the_questions_shown_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(block("json"), "utf-8")
    questions = load_testset(path).questions
    assert [question.answerable for question in questions] == [True, False, True]
    assert [len(question.evidence) for question in questions] == [1, 0, 2]
    assert questions[2].rewrite == "When did the mission end?"


def test_the_python_shown_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "questions.jsonl").write_text(block("json"), "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(block("python"), "the guide's example", "exec"), {})
    assert "name='f1'" in capsys.readouterr().out

"""What the README shows runs as shown."""

import json
import re
import shlex
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from karabakh_qa import cli
from karabakh_qa.settings import PREFIX, Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def in_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("documents", "tests/testsets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "my-questions.jsonl").write_text("".join(blocks("json")), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_python_examples_run(
    in_a_copy: Path, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    exec(compile(blocks("python")[number], f"README example {number}", "exec"), {})
    assert capsys.readouterr().out


SCRIPTS = [
    commands
    for block in blocks("sh")
    if (
        commands := [
            shlex.split(line, comments=True)[1:]
            for line in block.splitlines()
            if line.startswith("karabakh-qa") and "serve" not in line
        ]
    )
]


@pytest.mark.parametrize("commands", SCRIPTS, ids=lambda commands: commands[0][0])
def test_commands_run_one_after_the_other(
    in_a_copy: Path, capsys: pytest.CaptureFixture[str], commands: list[list[str]]
) -> None:
    for command in commands:
        if "calibrate" in command:  # which two questions are too few for
            shutil.copy("tests/testsets/article.jsonl", "my-questions.jsonl")
        assert cli.run(command) == 0, command
        captured = capsys.readouterr()
        assert captured.out
        if "--json" in command:
            assert json.loads(captured.out)["answered"]


def test_every_setting_is_listed() -> None:
    listed = set(re.findall(rf"`({PREFIX}[A-Z_]+)`", README))
    assert listed == {PREFIX + field.name.upper() for field in fields(Settings)}


def test_every_command_is_listed() -> None:
    listed = set(re.findall(r"^karabakh-qa (\w+)", "\n".join(blocks("sh")), re.MULTILINE))
    assert listed == {"ask", "index", "documents", "evaluate", "calibrate", "serve"}


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target

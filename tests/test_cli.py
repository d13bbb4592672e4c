"""The command line as scripts meet it: data on stdout, the rest on stderr, exit codes."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from karabakh_qa import cli
from karabakh_qa.assistant import Assistant
from karabakh_qa.records import Answer

WriteDocument = Callable[[str, str], Path]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    ready_encoder: None,
    tmp_path: Path,
    write: WriteDocument,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    write("a.txt", "The zebra lives in Ganja. It eats hay.")
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


def test_an_answer_is_printed_with_its_citation(run: Run) -> None:
    code, out, err = run("ask", "Where does the zebra live?")
    assert (code, err) == (0, "")
    assert out == (
        "The zebra lives in Ganja.[1]\n\n"
        "[1] a.txt (a.txt, characters 0 to 25)\n    The zebra lives in Ganja.\n"
    )


def test_neither_asking_nor_indexing_loads_torch(run: Run, write: WriteDocument) -> None:
    assert run("index")[0] == 0
    write("b.txt", "The okapi lives in Baku.")
    heavy = {"torch", "transformers", "sentence_transformers", "gradio", "langchain_core"}
    for arguments, expected in (
        (["ask", "Where does the okapi live?"], "lives in Baku"),
        (["ask", "Who painted the Mona Lisa?"], "don't say"),
        (["index"], "2 unchanged"),
    ):
        code = (
            "import sys; from karabakh_qa import cli\n"
            f"assert cli.run({arguments!r}) == 0\n"
            f"print(*sorted({heavy!r} & sys.modules.keys()), file=sys.stderr)"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert expected in done.stdout
        assert done.stderr.strip() == ""


def test_a_decline_exits_0_and_shows_what_is_related(run: Run) -> None:
    code, out, _ = run("ask", "Who painted the Mona Lisa?")
    assert code == 0
    assert out.startswith("The documents don't say.")
    assert "Related, not an answer:" in out


def test_json_can_be_read_back(run: Run, tmp_path: Path) -> None:
    from karabakh_qa.settings import Settings

    _, out, _ = run("ask", "--json", "Where does the zebra live?")
    documents = Assistant.from_settings(Settings()).documents()
    answer = Answer.from_dict(json.loads(out), documents)
    assert answer.citations[0].quote == "The zebra lives in Ganja."


def test_the_index_says_what_it_did(run: Run, tmp_path: Path) -> None:
    assert run("index")[:2] == (0, "1 new; 1 passages embedded\n")
    assert run("index")[:2] == (0, "1 unchanged; 0 passages embedded\n")
    assert run("index", "--rebuild")[:2] == (0, "1 new; 1 passages embedded\n")
    (tmp_path / "documents" / "photo.jpg").write_bytes(b"\xff")
    assert run("index")[:2] == (0, "1 unchanged; 0 passages embedded\n")


def test_documents_are_listed(run: Run, write: WriteDocument) -> None:
    write("b.md", "---\ntitle: The News\ndate: 2024-04-17\n---\n\nSome text.")
    assert run("documents")[1] == "a.txt\t\ta.txt\nb.md\t2024-04-17\tThe News\n"


def test_a_test_set_is_scored(run: Run, tmp_path: Path) -> None:
    rows = [
        {"question": "Where does the zebra live?", "answers": ["Ganja"]},
        {"question": "Who painted the Mona Lisa?", "answerable": False},
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)))
    code, out, _ = run("evaluate", "set.jsonl")
    assert code == 0
    assert "contains_gold" in out
    assert "2 questions" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["evaluate", "none.jsonl"], "none.jsonl"),
        (["evaluate"], "name a file"),
    ],
)
def test_bad_input_exits_2_with_one_line(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("karabakh-qa: ")
    assert message in err
    assert err.count("\n") == 1


def test_a_missing_folder_exits_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "documents").rename(tmp_path / "elsewhere")
    code, _, err = run("ask", "Who?")
    assert code == 2
    assert str(tmp_path / "documents") in err


def test_a_wrong_setting_exits_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARABAKH_QA_PORT", "x")
    assert run("documents")[0] == 2


def test_wrong_usage_exits_2(run: Run) -> None:
    for arguments in ([], ["sing"], ["ask"]):
        with pytest.raises(SystemExit) as ended:
            run(*arguments)
        assert ended.value.code == 2


def test_a_bug_exits_3_with_its_traceback(tmp_path: Path) -> None:
    code = (
        "import karabakh_qa.cli as cli, karabakh_qa.__main__ as m\n"
        "cli.run = lambda arguments: 1 / 0\n"
        "m.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=False
    )
    assert done.returncode == 3
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe that breaks")
def test_a_reader_that_leaves_early_is_no_bug(run: Run) -> None:
    assert run("index")[0] == 0
    read, write_end = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "karabakh_qa", "documents"],
            stdout=write_end,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (141, "")


def test_what_the_terminal_cannot_show_is_escaped(run: Run, write: WriteDocument) -> None:
    write("b.txt", "Heydər Əliyev was born in Naxçıvan.")
    assert run("index")[0] == 0
    outputs = []
    for flags in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "karabakh_qa", "ask", *flags, "Who was born in Naxçıvan?"],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        outputs.append(done.stdout.decode("ascii"))
    assert "Heyd\\u0259r \\u018fliyev was born in Nax\\xe7\\u0131van." in outputs[0]
    assert "Heydər Əliyev was born in Naxçıvan." in json.loads(outputs[1])["text"]


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """Undo what a shell does to programs in its background: they and theirs ignore Ctrl+C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGINT")
@pytest.mark.usefixtures("hears_ctrl_c")
def test_ctrl_c_ends_the_server_calmly(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "karabakh_qa", "serve"],
        env={**os.environ, "KARABAKH_QA_PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        assert server.stdout.readline().startswith(f"karabakh_qa is at http://127.0.0.1:{port} ")
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=60)
    finally:
        server.kill()
    assert server.returncode == 0, errors
    assert "Traceback" not in errors
    assert "terminate" not in errors


def test_the_bar_is_silent_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    bar = cli.EmbeddingBar()
    bar(1, 2)
    bar(2, 2)
    assert capsys.readouterr().err == ""

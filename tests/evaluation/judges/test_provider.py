"""The judge over HTTP, with a scripted server on the loopback that speaks OpenAI's protocol."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.cache import ReplyCache
from karabakh_qa.evaluation.judges.judge import Judge
from karabakh_qa.evaluation.judges.model import JudgeModel, open_model
from karabakh_qa.evaluation.judges.prompt import Item
from tests.evaluation.judges.conftest import RIGHT, by_answer

openai = pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")

KEY = "made-up-key"
ITEMS = [Item(f"q{n}", f"Who is {n}?", (f"gold {n}",), f"gold {n % 2}") for n in range(5)]
Script = Callable[[dict[str, Any]], tuple[int, str]]


class Server:
    """Answers each request as the script says: a status, and a reply or an error's words."""

    def __init__(self) -> None:
        self.script: Script = lambda body: (200, by_answer(body["messages"][-1]["content"], 0))
        self.bodies: list[dict[str, Any]] = []
        self.keys: set[str] = set()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.bodies.append(body)
                server.keys.add(self.headers["Authorization"])
                status, text = server.script(body)
                message = {"role": "assistant", "content": text}
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                known = {"id": "x", "object": "chat.completion", "created": 0, "model": "m"}
                good = {**known, "choices": [choice]}
                data = json.dumps(good if status == 200 else {"error": {"message": text}}).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._http.server_port}/v1"
        Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def judge(server: Server, tmp_path: Path) -> Judge:
    """A judge without retries, so that tests of failures do not wait."""
    chat = openai.ChatOpenAI(
        model="m", base_url=server.address, api_key=KEY, max_retries=0, timeout=1, temperature=0
    )
    return Judge(JudgeModel("openai:m", chat), ReplyCache(tmp_path / "replies.jsonl"))


def test_asks_at_temperature_0_and_keeps_no_key(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    cache = ReplyCache(tmp_path / "replies.jsonl")

    judged = Judge(open_model("openai:m"), cache, repeats=2).judge(ITEMS)

    assert {key: [r.right for r in found] for key, found in judged.rulings.items()} == {
        f"q{n}": [n < 2] * 2 for n in range(5)
    }
    assert {body["temperature"] for body in server.bodies} == {0}
    assert [message["role"] for message in server.bodies[0]["messages"]] == ["system", "user"]
    assert server.keys == {f"Bearer {KEY}"}
    assert KEY not in cache.path.read_text()


def test_a_missing_key_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    with pytest.raises(InputError, match=r"'openai:m' cannot be used: .*OPENAI_API_KEY"):
        open_model("openai:m")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not accept the key"),
        (404, "no such model"),
        (429, "too many requests"),
        (500, "the provider failed"),
        (400, "your key is ***"),
    ],
)
def test_what_the_provider_refuses_is_one_line(
    server: Server, judge: Judge, status: int, words: str
) -> None:
    server.script = lambda _: (status, f"your key is {KEY}")
    with pytest.raises(InputError) as raised:
        judge.judge(ITEMS)

    assert words in str(raised.value)
    assert KEY not in str(raised.value)
    assert "\n" not in str(raised.value)
    assert KEY not in judge.cache.path.read_text()
    assert len(server.bodies) == 4, "those that were asked at the same time, and no more"


def test_a_provider_that_is_too_slow(server: Server, judge: Judge) -> None:
    def slow(_: dict[str, Any]) -> tuple[int, str]:
        sleep(1.5)
        return 200, RIGHT

    server.script = slow
    with pytest.raises(InputError, match="took too long"):
        judge.judge(ITEMS[:1])


def test_a_provider_that_is_not_there(server: Server, judge: Judge) -> None:
    server.close()

    with pytest.raises(InputError, match="no connection to the provider"):
        judge.judge(ITEMS[:1])


def test_what_passes_is_tried_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    server.script = lambda _: (429, "wait") if len(server.bodies) == 1 else (200, RIGHT)
    judge = Judge(open_model("openai:m"), ReplyCache(tmp_path / "replies.jsonl"))

    assert judge.judge(ITEMS[:1]).rulings["q0"][0].right
    assert len(server.bodies) == 2


def test_goes_on_after_a_failure(server: Server, judge: Judge) -> None:
    good = server.script
    server.script = lambda body: (500, "no") if "Who is 4?" in json.dumps(body) else good(body)
    with pytest.raises(InputError, match="the provider failed"):
        judge.judge(ITEMS)
    server.script = good
    again = Judge(judge.model, ReplyCache(judge.cache.path))

    assert len(again.judge(ITEMS).rulings) == 5
    assert len(server.bodies) == 6

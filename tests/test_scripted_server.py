import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.scripted_server import HANGS, Messages, Reply, ScriptedServer, fails, says


def post(server: ScriptedServer, text: str = "hi", **others: Any) -> Any:
    body = {"messages": [{"role": "user", "content": text}], **others}
    request = Request(f"{server.url}/chat/completions", json.dumps(body).encode())
    with urlopen(request, timeout=5) as reply:
        return reply.read().decode()


def test_lists_its_model() -> None:
    with ScriptedServer(()) as server, urlopen(f"{server.url}/models", timeout=5) as reply:
        assert json.load(reply)["data"][0]["id"] == "scripted"


def test_replies_in_turn_and_then_no_more() -> None:
    def echo(messages: Messages) -> Reply:
        return says(messages[-1]["content"])

    with ScriptedServer(["one", echo]) as server:
        said = [json.loads(post(server, text))["choices"][0] for text in ("a", "two words")]
        with pytest.raises(HTTPError, match="410"):
            post(server)

    assert [each["message"]["content"] for each in said] == ["one", "two words"]
    assert [request.messages[0]["content"] for request in server.requests] == [
        "a",
        "two words",
        "hi",
    ]


def test_streams_events_to_an_end() -> None:
    with ScriptedServer(says("two words", finish="length")) as server:
        lines = post(server, stream=True).split("\n\n")

    found = [json.loads(line.removeprefix("data: "))["choices"][0] for line in lines[:-2]]
    assert [each["delta"].get("content") for each in found] == ["two ", "words", None]
    assert found[-1]["finish_reason"] == "length"
    assert lines[-2:] == ["data: [DONE]", ""]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: fails(429, "slow down", "7"), "429"),
        (lambda: fails(503), "503"),
    ],
)
def test_fails_as_told(make: Callable[[], Reply], words: str) -> None:
    with ScriptedServer(make()) as server, pytest.raises(HTTPError, match=words) as raised:
        post(server)

    assert raised.value.headers.get("Retry-After") == make().headers.get("Retry-After")
    raised.value.close()


def test_leaves_no_thread_even_where_it_hangs() -> None:
    before = threading.active_count()
    with ScriptedServer(HANGS) as server, ThreadPoolExecutor(1) as pool:
        asking = pool.submit(post, server)
        while not server.requests:
            sleep(0.01)
        server.close()
        with pytest.raises(OSError, match="closed connection"):
            asking.result(5)

    assert threading.active_count() == before

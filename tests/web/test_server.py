import http.client
import json
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing
from email.message import Message
from typing import NamedTuple

import pytest

from karabakh_qa.errors import SettingsError
from karabakh_qa.records import Answer, Delta, Document, Status, Turn
from karabakh_qa.web.headers import HEADERS
from karabakh_qa.web.server import RunningPage, launch, start

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")


class Greeter:
    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        text = f"Hello after {history[-1].text}" if history else "Hello!"
        yield Answer(question, question, text, False, "small_talk", None, 1.0)

    def document(self, document_id: str) -> Document | None:
        return None

    def documents(self) -> list[Document]:
        return []

    def warm_up(self) -> None:
        return


class NoSets:
    folder = "sets"

    def testsets(self) -> list[str]:
        return []

    def run(self, name: str, progress: object, stopped: object) -> None:
        raise AssertionError("there is no set")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="module")
def page() -> Iterator[RunningPage]:
    running = start(Greeter(), port=free_port(), trusted_hosts=["qa.example"], desk=NoSets())
    yield running
    running.close()


class Reply(NamedTuple):
    status: int
    headers: Message
    text: str


def get(page: RunningPage, path: str, host: str | None = None, body: str | None = None) -> Reply:
    port = page.blocks.server_port
    headers = {"Host": host} if host else {}
    if body:
        headers["Content-Type"] = "application/json"
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("POST" if body else "GET", path, body, headers)
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read().decode())


def test_every_response_carries_the_security_headers(page: RunningPage) -> None:
    for path in ("/", "/theme.css", "/no-such-thing"):
        response = get(page, path)
        for name, value in HEADERS.items():
            assert response.headers[name] == value, path


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", " "]
)
def test_a_foreign_host_name_is_refused(page: RunningPage, host: str) -> None:
    assert get(page, "/", host).status == 400


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:7860", "192.168.1.7", "qa.example"]
)
def test_our_own_names_and_bare_addresses_are_served(page: RunningPage, host: str) -> None:
    assert get(page, "/", host).status == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/monitoring"])
def test_nothing_more_than_the_page_is_served(page: RunningPage, path: str) -> None:
    assert get(page, path).status in (403, 404)


def test_ask_is_the_one_public_endpoint_and_answers(page: RunningPage) -> None:
    info = json.loads(get(page, "/gradio_api/info").text)
    assert list(info["named_endpoints"]) == ["/ask"]
    assert info["unnamed_endpoints"] == {}
    begun = get(page, "/gradio_api/call/v2/ask", body='{"question": "hi"}')
    event = json.loads(begun.text)["event_id"]
    told = get(page, f"/gradio_api/call/ask/{event}").text
    assert '"text": "Hello!"' in told
    assert '"reason": "small_talk"' in told


def test_a_conversation_goes_with_the_question(page: RunningPage) -> None:
    def ask(**fields: object) -> str:
        begun = get(page, "/gradio_api/call/v2/ask", body=json.dumps(fields))
        return get(page, f"/gradio_api/call/ask/{json.loads(begun.text)['event_id']}").text

    told = ask(question="hi", history=[{"role": "user", "text": "Who won?"}])
    assert '"text": "Hello after Who won?"' in told
    refused = ask(question="hi", history=[{"role": "system", "text": "Hello"}])
    assert refused.startswith("event: error")
    assert "message 1 of the history" in refused


def test_the_page_names_no_other_server(page: RunningPage) -> None:
    html = get(page, "/").text
    config = json.loads(get(page, "/config").text)
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert "fonts.googleapis" not in html
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_a_port_in_use_is_one_clear_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port} is in use.*KARABAKH_QA_PORT"):
            start(Greeter(), port=port)


def test_a_host_that_is_not_this_machine_is_one_clear_error() -> None:
    with pytest.raises(SettingsError, match="KARABAKH_QA_HOST"):
        start(Greeter(), host="203.0.113.7", port=free_port())


def test_launch_announces_the_address_and_ends_when_interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(self: RunningPage) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(RunningPage, "wait", interrupted)
    port = free_port()
    said: list[str] = []
    launch(Greeter(), port=port, announce=said.append)
    assert said == [f"http://127.0.0.1:{port}"]
    assert capsys.readouterr().out == ""
    with socket.socket() as trial:
        assert trial.connect_ex(("127.0.0.1", port)) != 0

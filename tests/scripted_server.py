"""A language model's server on the loopback that answers as a script says, over real HTTP.

It speaks OpenAI's protocol (POST /v1/chat/completions, with and without streaming, and GET
/v1/models) and the part of Ollama's that chats (POST /api/chat). Every connection is closed after
its reply, so that no thread is left when the server has been closed.
"""

import json
import re
import select
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Literal, Self

import pytest

_LONGEST = 60.0  # seconds that anything waits for: a bound on tests that forget to stop
_STEP = 0.01

Messages = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back for one request.

    Attributes:
        pieces: the text, in the pieces in which it is streamed.
        finish: the finish reason; None sends neither one nor the mark of the end.
        delay: seconds before each piece.
        then: after the pieces, "end" as one should, "break" the connection, or "hang".
        status: the HTTP status; any other than 200 sends `body`.
        body: sent as it is instead of the pieces.
        content_type: of `body`.
        headers: sent besides, such as Retry-After.
    """

    pieces: tuple[str, ...] = ()
    finish: str | None = "stop"
    delay: float = 0.0
    then: Literal["end", "break", "hang"] = "end"
    status: int = 200
    body: str | None = None
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def says(
    *pieces: str,
    finish: str | None = "stop",
    delay: float = 0.0,
    then: Literal["end", "break", "hang"] = "end",
) -> Reply:
    """Return a reply of this text; a single piece is cut after every blank."""
    cut = tuple(re.findall(r"\s*\S+\s?|\s+", pieces[0])) if len(pieces) == 1 else pieces
    return Reply(cut, finish, delay, then)


def fails(status: int, words: str = "no", retry_after: str = "") -> Reply:
    """Return an error as OpenAI's protocol has it."""
    body = json.dumps({"error": {"message": words, "type": "scripted", "code": None}})
    return Reply(
        status=status, body=body, headers={"Retry-After": retry_after} if retry_after else {}
    )


def sends(body: str, content_type: str = "application/json", status: int = 200) -> Reply:
    """Return a reply of just these characters, whatever they are."""
    return Reply(status=status, body=body, content_type=content_type)


def page(status: int = 200) -> Reply:
    """Return the HTML that a proxy or a wrong address sends."""
    return sends("<html><body><h1>Hello</h1></body></html>", "text/html", status)


HANGS = Reply(then="hang")
"""Nothing comes until the server is closed or the client gives up."""

BREAKS = Reply(then="break")
"""The connection is closed before any piece."""

EMPTY_CHOICES = sends('data: {"id": "x", "choices": []}\n\ndata: [DONE]\n\n', "text/event-stream")
MALFORMED = sends("data: {not JSON\n\ndata: [DONE]\n\n", "text/event-stream")

Step = str | Reply | Callable[[Messages], "str | Reply"]
Script = Step | Sequence[Step]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked; the names of its headers are in lower case."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def messages(self) -> Messages:
        return list(self.body.get("messages", ()))


class ScriptedServer:
    """Give one reply of a list per request, in turn, or the same single one to every request.

    A reply is a text, a `Reply`, or a callable that gets the request's messages and returns
    either. What is asked beyond the end of a list gets status 410.

    Attributes:
        requests: what was asked, in order.
        hung_up: set when a client has closed its connection before its reply was whole.
    """

    def __init__(self, script: Script) -> None:
        self.requests: list[Request] = []
        self.hung_up = Event()
        self.closing = Event()
        self._script = script
        self._lock = Lock()
        self._http = _HTTPServer(self)
        self._thread = Thread(target=self._http.serve_forever, args=(_STEP,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def host(self) -> str:
        """The address without a path, as Ollama's client wants it."""
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def url(self) -> str:
        """The base URL, as OpenAI's clients want it."""
        return f"{self.host}/v1"

    def close(self) -> None:
        """End every reply and all threads."""
        self.closing.set()
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()

    def reply_to(self, request: Request) -> Reply:
        """Note the request and return the reply that is its turn."""
        with self._lock:
            turn = len(self.requests)
            self.requests.append(request)
        step = self._step(turn)
        if callable(step):
            step = step(request.messages)
        return says(step) if isinstance(step, str) else step

    def _step(self, turn: int) -> Step:
        if isinstance(self._script, str | Reply) or callable(self._script):
            return self._script
        return self._script[turn] if turn < len(self._script) else fails(410, "no such reply")


@pytest.fixture
def serve_script() -> Iterator[Callable[[Script], ScriptedServer]]:
    """Start a server with a script; it is closed when the test ends."""
    with ExitStack() as running:
        yield lambda script: running.enter_context(ScriptedServer(script))


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them

    def __init__(self, owner: ScriptedServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: "_HTTPServer"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        models = {"object": "list", "data": [{"id": "scripted", "object": "model"}]}
        known = self.path == "/v1/models"
        _send_body(self, sends(json.dumps(models)) if known else fails(404, "no such page"))

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path not in {"/v1/chat/completions", "/api/chat"}:
            _send_body(self, fails(404, "no such page"))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, json.loads(data))
        try:
            self._send(request, self.server.owner.reply_to(request))
        except OSError:
            self.server.owner.hung_up.set()

    def log_message(self, *args: object) -> None:
        """Nothing is logged."""

    def _send(self, request: Request, reply: Reply) -> None:
        streams = bool(request.body.get("stream"))
        if reply.body is not None:
            _send_body(self, reply)
        elif not streams:
            self._send_whole(request, reply)
        else:
            self._send_pieces(request, reply)

    def _send_whole(self, request: Request, reply: Reply) -> None:
        self._wait(reply.delay * len(reply.pieces))
        if reply.then == "hang":
            self._wait(_LONGEST)
        if reply.then == "end":
            whole = _whole(request.path, "".join(reply.pieces), reply.finish)
            _send_body(self, sends(json.dumps(whole)))
        self.close_connection = True

    def _send_pieces(self, request: Request, reply: Reply) -> None:
        """Send server-sent events, or Ollama's lines, in chunks."""
        if reply.pieces or reply.then == "end":
            self._start()
        for piece in reply.pieces:
            self._wait(reply.delay)
            self._chunk(_event(request.path, piece, None))
        if reply.then == "hang":
            self._wait(_LONGEST)
        elif reply.then == "end":
            if reply.finish is not None:
                self._chunk(_event(request.path, "", reply.finish))
                self._chunk("data: [DONE]\n\n" if request.path.startswith("/v1/") else "")
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def _start(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()

    def _chunk(self, text: str) -> None:
        data = text.encode()
        if data:  # an empty one would be the end
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _wait(self, seconds: float) -> None:
        """Wait until then or until the server is closed.

        Raises:
            ConnectionResetError: the client has closed the connection.
        """
        for _ in range(round(min(seconds, _LONGEST) / _STEP)):
            if self.server.owner.closing.wait(_STEP):
                return
            if select.select([self.connection], [], [], 0)[0] and not self.connection.recv(
                1, socket.MSG_PEEK
            ):
                raise ConnectionResetError


def _send_body(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    data = (reply.body or "").encode()
    handler.send_response(reply.status)
    handler.send_header("Content-Type", reply.content_type)
    handler.send_header("Content-Length", str(len(data)))
    handler.send_header("Connection", "close")
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data)


def _whole(path: str, text: str, finish: str | None) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    if path == "/api/chat":
        return {"model": "m", "message": message, "done": True, "done_reason": finish}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [choice],
    }


def _event(path: str, text: str, finish: str | None) -> str:
    message = {"role": "assistant", "content": text}
    if path == "/api/chat":
        line = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "message": message}
        ended = {"done": True, "done_reason": finish} if finish else {"done": False}
        return json.dumps({**line, **ended}) + "\n"
    choice = {"index": 0, "delta": {} if finish else message, "finish_reason": finish}
    known = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m"}
    return f"data: {json.dumps({**known, 'choices': [choice]})}\n\n"

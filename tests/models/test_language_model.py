"""Language models over real HTTP, against a scripted server on the loopback."""

import json
import logging
import sys
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.runnables import RunnableGenerator, RunnableLambda

from karabakh_qa.errors import InputError, LanguageModelError
from karabakh_qa.models import language_model
from karabakh_qa.models.language_model import LanguageModel, open_language_model
from tests.scripted_server import (
    BREAKS,
    EMPTY_CHOICES,
    HANGS,
    MALFORMED,
    Messages,
    Reply,
    Script,
    ScriptedServer,
    fails,
    page,
    says,
    sends,
)

KEY = "sk-planted-Key-0123456789"
ASKED = [("system", "Be brief."), ("user", "Who won?")]
PROVIDERS = ["openai", "ollama"]


@pytest.fixture(autouse=True)
def planted_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(language_model, "sleep", clock.sleep)
    monkeypatch.setattr(language_model, "monotonic", clock.monotonic)
    return clock


def opened(server: ScriptedServer, provider: str = "openai", timeout: float = 10) -> LanguageModel:
    address = server.host if provider == "ollama" else server.url
    return open_language_model(f"{provider}:scripted", address, timeout)


def asked(script: Script, provider: str = "openai", timeout: float = 10) -> tuple[str, str, int]:
    """Return the text that came, the error's words, and how often the server was asked."""
    with ScriptedServer(script) as server:
        text = ""
        try:
            for piece in opened(server, provider, timeout).stream(ASKED):
                text += piece
        except LanguageModelError as error:
            return text, str(error), len(server.requests)
    return text, "", len(server.requests)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_asks_as_told_and_gives_the_text(provider: str) -> None:
    with ScriptedServer([says("Azer", "baijan", " won. [1]")]) as server:
        model = opened(server, provider)
        assert not server.requests, "opening asks nothing"
        pieces = list(model.stream(ASKED))

    assert pieces == ["Azer", "baijan", " won. [1]"]
    (request,) = server.requests
    assert [(m["role"], m["content"]) for m in request.messages] == ASKED
    assert request.body.get("options", request.body)["temperature"] == 0
    assert request.body["model"] == "scripted"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_pieces_come_at_once_and_leaving_hangs_up(provider: str) -> None:
    with ScriptedServer(says("one ", "two ", then="hang")) as server:
        stream: Any = opened(server, provider).stream(ASKED)
        assert [next(stream), next(stream)] == ["one ", "two "]
        stream.close()

        assert server.hung_up.wait(5)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("script", "text", "words"),
    [
        (says("He left.", finish="length"), "He left.", "was cut off at the longest"),
        (says("He ", "left", finish="content_filter"), "He left", "stopped by the provider's"),
        (says("He ", "left", then="break"), "He left", "broke off: the connection was lost"),
        (says("He ", "left", finish=None), "He left", "broke off: the connection was lost"),
        (says("He ", "left", finish="error"), "He left", "broke off: the provider failed"),
        (Reply(), "", "is empty"),
        (says("  ", "\n"), "  \n", "is empty"),
        (Reply(finish="length"), "", "was cut off"),
        (MALFORMED, "", "no language model's reply"),
        (page(), "", "no language model's reply"),
        (fails(401), "", "does not accept the key (status 401)"),
        (fails(403), "", "does not allow this model"),
        (fails(404), "", "no such model, or the address is wrong"),
        (page(404), "", "no such model, or the address is wrong"),
        (fails(400, "too long"), "", "too long"),
        (page(504), "", "the provider failed (status 504)"),
    ],
)
def test_one_clear_line_and_asked_once(
    provider: str, script: Script, text: str, words: str
) -> None:
    got, why, times = asked(script, provider)

    assert got == text
    assert words in why
    assert f"{provider}:scripted" in why
    assert "\n" not in why
    assert times == 1


def test_a_reply_without_choices_is_empty() -> None:
    assert asked(EMPTY_CHOICES)[1].endswith("is empty")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_passes_is_asked_again(provider: str, clock: Clock) -> None:
    script = [fails(503), BREAKS, page(502), fails(529), says("Baku")]

    assert asked(script, provider) == ("Baku", "", 5)
    assert clock.slept == [0.5, 1, 2, 4]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_gives_up_on_a_provider_that_stays_busy(provider: str, status: int, clock: Clock) -> None:
    _, why, times = asked(fails(status), provider)

    assert f"(status {status})" in why
    assert clock.slept == [0.5, 1, 2, 4]
    assert times == 5


@pytest.mark.parametrize("provider", PROVIDERS)
def test_gives_up_soon_where_nobody_listens(provider: str, clock: Clock) -> None:
    with ScriptedServer(()) as server:
        model = opened(server, provider)
    with pytest.raises(LanguageModelError, match="is it running, and its address right"):
        list(model.stream(ASKED))

    assert clock.slept == [0.5, 1]


def test_waits_as_long_as_it_is_asked_to(clock: Clock) -> None:
    script = [fails(429, retry_after="3"), fails(503, retry_after="7.5"), says("Baku")]

    assert asked(script) == ("Baku", "", 3)
    assert clock.slept == [3, 7.5]


@pytest.mark.parametrize("after", ["16", "3600"])
def test_is_not_kept_waiting(after: str, clock: Clock) -> None:
    _, why, times = asked(fails(429, retry_after=after))

    assert "too many requests" in why
    assert (times, clock.slept) == (1, [])


def test_a_date_to_wait_for_is_passed_over(clock: Clock) -> None:
    script = [fails(429, retry_after="Wed, 21 Oct 2026 07:28:00 GMT"), says("Baku")]

    assert asked(script)[0] == "Baku"
    assert clock.slept == [0.5]


def test_no_credit_does_not_pass(clock: Clock) -> None:
    error = {"message": "no credit", "type": "insufficient_quota", "code": "insufficient_quota"}

    assert asked(sends(json.dumps({"error": error}), status=429))[2] == 1
    assert clock.slept == []


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("script", "text", "words"),
    [
        (HANGS, "", "cannot be asked: the provider took too long"),
        (says("He ", "left", then="hang"), "He left", "broke off: the provider took too long"),
    ],
)
def test_silence_is_waited_for_once(provider: str, script: Script, text: str, words: str) -> None:
    got, why, times = asked(script, provider, timeout=0.3)

    assert (got, times) == (text, 1)
    assert words in why


def test_a_model_that_takes_no_temperature_is_asked_without() -> None:
    def picky(server: list[ScriptedServer]) -> Callable[[Messages], Reply | str]:
        def reply(_: Messages) -> Reply | str:
            refused = "temperature" in server[0].requests[-1].body
            return fails(400, "Unsupported value: 'temperature'") if refused else "Baku"

        return reply

    servers: list[ScriptedServer] = []
    with ScriptedServer(picky(servers)) as server:
        servers.append(server)
        model = opened(server)
        said = ["".join(model.stream(ASKED)) for _ in range(2)]

    assert said == ["Baku", "Baku"]
    assert len(server.requests) == 3, "it is remembered"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_reply_without_end_is_stopped(provider: str) -> None:
    with ScriptedServer(says(*["again and again "] * 1999, then="hang")) as server:
        text = ""
        with pytest.raises(LanguageModelError, match="came to no end"):
            for piece in opened(server, provider).stream(ASKED):
                text += piece

        assert 20_000 < len(text) < 20_100
        assert server.hung_up.wait(5)


def test_a_reply_that_takes_forever_is_stopped(clock: Clock) -> None:
    with ScriptedServer(says(*"slow")) as server:
        text = ""
        with pytest.raises(LanguageModelError, match="came to no end"):
            for piece in opened(server).stream(ASKED):
                clock.now += 101
                text += piece

    assert text == "slo"


def leaks(model: LanguageModel, caplog: pytest.LogCaptureFixture) -> str:
    """Return all that a person or a log could see of a failing model."""
    with pytest.raises(LanguageModelError) as raised:
        list(model.stream(ASKED))
    assert raised.value.__cause__ is raised.value.__context__ is None, "they would show the key"
    trace = "".join(traceback.format_exception(raised.value))
    return "\n".join([trace, repr(model), str(model), caplog.text])


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "script",
    [
        fails(401, f"Incorrect API key provided: {KEY}"),
        fails(400, f"bad key {KEY} and secret-pass"),
        sends(f'data: {{"error": {{"message": "key {KEY}"}}}}\n\n', "text/event-stream"),
        page(404),
        BREAKS,
    ],
)
def test_no_key_is_shown(
    provider: str, script: Script, clock: Clock, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    caplog.set_level(logging.INFO)
    with ScriptedServer(script) as server:
        address = server.host if provider == "ollama" else server.url
        address = address.replace("://", "://me:secret-pass@")
        seen = leaks(open_language_model(f"{provider}:scripted", address), caplog)

    token = b64encode(b"me:secret-pass").decode()
    assert server.requests[0].headers["authorization"] == f"Basic {token}"
    assert not [secret for secret in (KEY, KEY[8:], "secret-pass", token) if secret in seen]
    assert "".join(capfd.readouterr()) == ""


def test_the_key_of_the_environment_goes_along() -> None:
    with ScriptedServer("Baku") as server:
        list(opened(server).stream(ASKED))

    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_wrong_key_is_told_with_its_variable() -> None:
    assert asked(fails(401))[1].endswith("the key is looked for in OPENAI_API_KEY")


@pytest.mark.parametrize(
    "name", ["meta-llama/Llama-3.1-8B", "qwen2.5:7b", "mistral-7b", "claude-x"]
)
def test_an_address_alone_is_of_a_server_that_needs_no_key(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with ScriptedServer("Baku") as server:
        assert "".join(open_language_model(name, server.url).stream(ASKED)) == "Baku"

    assert server.requests[0].body["model"] == name


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8000/v1",
        "ftp://host/v1",
        "http://",
        "http:///v1",
        "8000",
        "http://[::1/v1",
        "http://a:b@host:port/v1",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(InputError, match="must begin with http:// or https://"):
        open_language_model("m", url)


@pytest.mark.parametrize("name", ["openai:m", "gpt-5-mini"])
def test_a_missing_key_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(InputError, match=f"{name!r} cannot be used: it has no key; set OPENAI_API"):
        open_language_model(name)


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("anthropic:claude-x", "langchain_anthropic", "anthropic"),
        ("claude-x", "langchain_anthropic", "anthropic"),
        ("google_genai:gemini-x", "langchain_google_genai", "google"),
        ("gemini-x", "langchain_google_genai", "google"),
    ],
)
def test_a_missing_package_is_told(
    name: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError) as raised:
        open_language_model(name)

    assert str(raised.value).endswith(f'with: pip install "karabakh-qa[{extra}]"')


@pytest.mark.parametrize("name", ["nobody:model", "llama3.2:3b", "openai:", "ollama: ", "", " "])
def test_a_model_of_nobody(name: str) -> None:
    with pytest.raises(InputError, match=f"{name!r} is of no known provider; name both, such as"):
        open_language_model(name)


class Heard(BaseCallbackHandler):
    def __init__(self) -> None:
        self.starts: list[Any] = []
        self.tokens: list[str] = []
        self.parents: set[Any] = set()

    def on_chain_start(self, *_: Any, run_id: Any, **__: Any) -> None:
        self.starts.append(run_id)

    def on_chat_model_start(self, *_: Any, **told: Any) -> None:
        self.parents.add(told["parent_run_id"])

    def on_llm_new_token(self, token: Any, **_: Any) -> None:
        self.tokens.append(token)


@pytest.mark.parametrize("streamed", [False, True])
def test_callbacks_of_a_surrounding_run_reach_the_model(streamed: bool) -> None:
    def answer(question: str) -> str:
        return "".join(model.stream([("user", question)]))

    def answers(questions: Iterator[str]) -> Iterator[str]:
        yield from model.stream([("user", "".join(questions))])

    heard = Heard()
    with ScriptedServer(says("Ba", "ku")) as server:
        model = opened(server)
        if streamed:
            found = list(RunnableGenerator(answers).stream("Where?", {"callbacks": [heard]}))
        else:
            found = [RunnableLambda(answer).invoke("Where?", {"callbacks": [heard]})]

    assert "".join(found) == "Baku"
    assert "".join(heard.tokens) == "Baku"
    assert heard.parents == set(heard.starts[:1])


def test_several_threads_ask_at_once() -> None:
    def echo(messages: Messages) -> Reply:
        return says(*messages[-1]["content"], delay=0.01)

    with ScriptedServer(echo) as server, ThreadPoolExecutor(8) as pool:
        model = opened(server)
        texts = [f"question {n}" for n in range(16)]
        said = list(pool.map(lambda text: "".join(model.stream([("user", text)])), texts))

    assert said == texts


def test_any_chat_model_of_langchain_will_do() -> None:
    chat = GenericFakeChatModel(messages=iter([AIMessage("He won."), AIMessage("")]))
    model = LanguageModel("mine", chat)

    assert "".join(model.stream(ASKED)) == "He won."
    with pytest.raises(LanguageModelError, match="no language model's reply"):
        list(model.stream(ASKED))


@pytest.mark.parametrize(
    "metadata",
    [
        {"stop_reason": "max_tokens"},
        {"finish_reason": "MAX_TOKENS"},
        {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}},
    ],
)
def test_other_providers_words_for_a_cut_off_reply(metadata: dict[str, Any]) -> None:
    class Other:
        def stream(self, _: Any) -> Iterator[AIMessageChunk]:
            yield AIMessageChunk(content=[{"type": "text", "text": "He"}])
            yield AIMessageChunk(content="", response_metadata=metadata)

    other: Any = Other()
    stream = LanguageModel("other", other).stream(ASKED)

    assert next(stream) == "He"
    with pytest.raises(LanguageModelError, match="was cut off"):
        next(stream)

from typing import Any

import pytest

from karabakh_qa.models.model_failures import (
    asked_to_wait,
    keys_of,
    lost_connection,
    patience,
    reason,
    refuses_temperature,
)

KEY = "sk-proj-Abc123def456ghi789jkl012"


class APIStatusError(Exception):
    """As the packages of several providers have it."""

    def __init__(self, status_code: int, message: str) -> None:
        super().__init__(message)
        self.status_code = status_code


class Response:
    status_code = 401


class HTTPError(Exception):
    """As httpx has it."""

    response = Response()


class APITimeoutError(ConnectionError):
    pass


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (APIStatusError(401, f"Incorrect API key provided: {KEY}"), "does not accept the key"),
        (APIStatusError(403, KEY), "does not allow this model"),
        (APIStatusError(404, "no"), "no such model"),
        (APIStatusError(429, "slow down"), "too many requests"),
        (APIStatusError(500, "oops"), "the provider failed (status 500)"),
        (APIStatusError(529, "overloaded"), "the provider failed (status 529)"),
        (HTTPError(KEY), "does not accept the key"),
        (APITimeoutError("x"), "took too long"),
        (TimeoutError("x"), "took too long"),
        (ConnectionRefusedError(111, "refused"), "no connection to the provider"),
        (APIStatusError(400, "temperature is not supported"), "temperature is not supported"),
        (ValueError("400 INVALID_ARGUMENT. API key not valid."), "does not accept the key"),
        (ValueError("first line\nsecond line"), "first line"),
        (ValueError(""), "ValueError"),
        (ValueError("a b " * 200), "a b a b"),
    ],
)
def test_one_clear_line(error: Exception, words: str) -> None:
    line = reason(error)

    assert words in line
    assert KEY not in line
    assert "\n" not in line
    assert len(line) < 210


def test_a_status_may_stand_in_the_cause() -> None:
    error = ValueError("Error calling model")
    error.__cause__ = APIStatusError(429, "slow down")

    assert "too many requests" in reason(error)
    assert patience(error) == 15


@pytest.mark.parametrize(
    "text",
    [
        f"Incorrect API key provided: {KEY}.",
        f"header Authorization: Bearer {KEY}",
        f"GET https://host/v1?key={KEY}&x=1 failed",
        f"GET https://me:{KEY}@host/v1 failed",
        f"{{'api_key': '{KEY}'}}",
        f"Invalid token {KEY}",
        "Incorrect API key provided: sk-pr********l012",
    ],
)
def test_no_key_is_shown(text: str) -> None:
    line = reason(ValueError(text))

    assert "***" in line
    assert "sk-pr" not in line
    assert KEY[8:] not in line


def test_a_key_of_any_form_that_is_known_is_not_shown() -> None:
    assert reason(ValueError("hunter is no key"), ["", "hunter"]) == "*** is no key"


def test_a_validation_error_shows_no_input() -> None:
    from pydantic import BaseModel, ValidationError

    class Settings(BaseModel):
        api_key: int

    with pytest.raises(ValidationError) as raised:
        Settings.model_validate({"api_key": "hunter"})

    assert "hunter" in str(raised.value)
    assert reason(raised.value) == (
        "Input should be a valid integer, unable to parse string as an integer"
    )


class NetworkError(Exception):
    """As httpx has it."""


class RemoteProtocolError(NetworkError):
    pass


@pytest.mark.parametrize(
    ("error", "longest"),
    [
        *[(APIStatusError(status, ""), 15) for status in (429, 500, 502, 503, 529)],
        *[(APIStatusError(status, ""), 0) for status in (400, 401, 403, 404, 408, 422, 501, 504)],
        (ConnectionRefusedError(), 2),
        (RemoteProtocolError(), 2),
        (APITimeoutError(), 0),
        (TimeoutError(), 0),
        (ValueError("anything"), 0),
    ],
)
def test_what_is_worth_waiting_for(error: Exception, longest: float) -> None:
    assert patience(error) == longest


def test_no_credit_is_not_waited_for() -> None:
    error: Any = APIStatusError(429, "no credit")
    error.code = "insufficient_quota"

    assert patience(error) == 0


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        (ConnectionResetError(), True),
        (RemoteProtocolError(), True),
        (APITimeoutError(), False),
        (ValueError(), False),
    ],
)
def test_what_a_lost_connection_is(error: Exception, lost: bool) -> None:
    assert lost_connection(error) is lost


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), ("0.5", 0.5), ("-1", 0), ("Wed, 21 Oct 2026 07:28:00 GMT", 0), (None, 0)],
)
def test_how_long_one_is_asked_to_wait(header: str | None, seconds: float) -> None:
    error: Any = APIStatusError(429, "")
    error.response = type("R", (), {"headers": {"retry-after": header} if header else {}})()

    assert asked_to_wait(error) == seconds
    assert asked_to_wait(ValueError()) == 0


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (APIStatusError(400, "Unsupported parameter: 'temperature'"), True),
        (ValueError("`temperature` is not supported for this model"), True),
        (APIStatusError(400, "max_tokens is too large"), False),
        (APIStatusError(500, "temperature of the machine"), False),
    ],
)
def test_a_refused_temperature(error: Exception, refused: bool) -> None:
    assert refuses_temperature(error) is refused


def test_a_chat_models_keys_are_found() -> None:
    from pydantic import BaseModel, SecretStr

    class Chat(BaseModel):
        api_key: SecretStr = SecretStr("hunter")
        other: SecretStr = SecretStr("")
        name: str = "m"

    assert keys_of(Chat()) == ["hunter"]
    assert keys_of(object()) == []

import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.failures import reason
from karabakh_qa.evaluation.judges.model import open_model
from karabakh_qa.evaluation.judges.prompt import Item
from tests.evaluation.judges.conftest import MakeJudge

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


def test_a_failing_model_is_named(make_judge: MakeJudge) -> None:
    def fail(prompt: str, _: int) -> str:
        raise APIStatusError(401, KEY)

    judge, _ = make_judge(fail)
    with pytest.raises(InputError, match="the judge model 'scripted' cannot be asked") as raised:
        judge.judge([Item("q", "?", ("g",), "a")])

    assert raised.value.__cause__ is raised.value.__context__ is None, "they would show the key"
    assert KEY not in judge.cache.path.read_text()


@pytest.mark.parametrize("name", ["nobody:model", "model-of-nobody", "", " "])
def test_a_model_of_nobody(name: str) -> None:
    with pytest.raises(InputError, match=f"{name!r} is of no known provider; name both, such as"):
        open_model(name)


def test_a_provider_whose_package_is_missing() -> None:
    with pytest.raises(InputError, match=r"'upstage:x' cannot be used: .* langchain-upstage"):
        open_model("upstage:x")

"""The page with a language model behind it: real HTTP, the real article, a scripted model."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from karabakh_qa.assistant import Assistant
from karabakh_qa.settings import Settings
from karabakh_qa.web.server import start
from tests.scripted_models import BROKEN, HONEST, LIARS, WON, Model, told
from tests.scripted_server import Messages, Reply, ScriptedServer
from tests.web.test_browser import ask, highlighted, opened, send, wait_for_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

QUESTION = "Who won the war of 2020?"
SetModel = Callable[[Model], None]


@pytest.fixture(scope="module")
def served(article_settings: Settings, browser: "Browser") -> Iterator[tuple[str, SetModel]]:
    """The address of a page, and a function that changes its model."""
    now: list[Model] = [told("[0]")]

    def script(messages: Messages) -> str | Reply:
        return now[-1](messages)

    with ScriptedServer(script) as server, socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
        trial.close()
        settings = replace(
            article_settings, model="scripted", model_url=server.url, model_timeout=20.0
        )
        running = start(Assistant.from_settings(settings), port=port)
        yield running.address, now.append
        running.close()


@pytest.fixture
def page(context: Any, served: tuple[str, SetModel]) -> "Page":
    return opened(context, served[0])


@pytest.fixture
def set_model(served: tuple[str, SetModel]) -> SetModel:
    return served[1]


def test_what_a_model_says_is_cited_or_set_apart(page: "Page", set_model: SetModel) -> None:
    set_model(LIARS["hides behind a true sentence"][0])
    answer = ask(page, QUESTION)
    words = answer.text_content() or ""
    cited, apart = words.split("Not supported by the documents")
    assert "Azerbaijan won the war of 2020." in cited
    assert "villages" not in cited
    assert "It captured 500 villages." in apart
    assert "in which Azerbaijan won" in highlighted(page)


def test_the_wait_is_seen_and_can_be_ended(page: "Page", set_model: SetModel) -> None:
    said = f"Azerbaijan won the war of 2020 [<{WON}>]. And then it"
    set_model(told(said, then="hang"))
    send(page, QUESTION)
    wait_for_text(page, ".bot.message", "Azerbaijan won the war of 2020.")
    wait_for_text(page, ".bot.message .kq-status", "scripted is writing")
    page.locator("#question .stop-button").click()
    wait_for_text(page, ".bot.message", "Stopped.")
    set_model(HONEST["plain"])
    send(page, QUESTION)
    page.locator("mark.kq-on").wait_for()
    assert "in which Azerbaijan won" in highlighted(page)


def test_a_model_that_is_away_is_told_of_and_the_reader_answers(
    page: "Page", set_model: SetModel
) -> None:
    set_model(BROKEN["a wrong key"])
    answer = ask(page, QUESTION)
    words = answer.text_content() or ""
    assert "does not accept the key" in words
    assert "This is the offline reader's answer instead." in words
    assert "sk-planted" not in page.content()
    assert "in which Azerbaijan won" in highlighted(page)


def test_a_follow_up_says_how_it_was_understood(page: "Page", set_model: SetModel) -> None:
    set_model(BROKEN["a wrong key"])
    ask(page, "When did the peacekeepers arrive in Karabakh?")
    answer = ask(page, "And how long were they supposed to stay there?")
    assert "Understood as: " in (answer.text_content() or "")

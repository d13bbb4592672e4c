import json
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from karabakh_qa.errors import InputError, StoreError
from karabakh_qa.records import (
    Answer,
    Delta,
    Document,
    Passage,
    ScoredPassage,
    Span,
    Status,
    Turn,
)
from karabakh_qa.web.conversation import Conversation
from karabakh_qa.web.handlers import BUG, Handlers
from karabakh_qa.web.warmup import WarmUp

DOCUMENT = Document("a.txt", "He left.")


@dataclass
class Scripted:
    """Declines everything, or fails the way its question says; remembers what it was asked."""

    stored: list[Document] = field(default_factory=lambda: [DOCUMENT])
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    may_finish: threading.Event = field(default_factory=threading.Event)

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        self.asked.append((question, tuple(history)))
        yield Status("Searching")
        if question == "store":
            raise StoreError("the store <is> locked")
        if question == "bug":
            raise ZeroDivisionError
        if question == "nothing":
            return
        span = Span(0, 8)
        found = Passage(
            "p", "a.txt", DOCUMENT.hash, "a.txt", "a.txt", "", *span, "He left.", (span,)
        )
        related = (ScoredPassage(found, 0.5, None, None, 1),)
        yield Delta("No.")
        yield Answer(question, question, "No.", False, "not_stated", None, 0.1, (), related)

    def document(self, document_id: str) -> Document | None:
        return next((d for d in self.stored if d.id == document_id), None)

    def documents(self) -> list[Document]:
        return self.stored

    def warm_up(self) -> None:
        self.may_finish.wait(5)


@pytest.fixture
def chat() -> Scripted:
    scripted = Scripted()
    scripted.may_finish.set()
    return scripted


@pytest.fixture
def handlers(chat: Scripted) -> Handlers:
    warm_up = WarmUp(chat)
    warm_up.wait()
    return Handlers(chat, warm_up)


def last(outputs: Iterator[tuple[Any, Any, Any, Any]]) -> tuple[Any, Any, Any, Conversation]:
    *_, (box, chat, panel, conversation) = outputs
    return box, chat, panel, conversation


def test_asking_ends_with_the_answer_and_its_places(handlers: Handlers) -> None:
    steps = list(handlers.ui_ask("Who?", ()))
    assert [step[3][-1].pending for step in steps] == [True, True, True, False, False, False]
    _, chat, panel, conversation = steps[-1]
    assert len(chat) == 2
    assert (panel["turn"], panel["declined"], len(panel["places"])) == (1, "not_stated", 1)
    assert conversation[-1].answer is not None


def test_a_follow_up_gets_the_history(handlers: Handlers, chat: Scripted) -> None:
    *_, conversation = last(handlers.ui_ask("Who?", ()))
    last(handlers.ui_ask("Why?", conversation))
    assert chat.asked[1] == ("Why?", (Turn("user", "Who?"), Turn("assistant", "No.")))


def test_asking_again_forgets_the_last_answer(handlers: Handlers, chat: Scripted) -> None:
    *_, conversation = last(handlers.ui_ask("Who?", ()))
    *_, conversation = last(handlers.ui_again(conversation))
    assert chat.asked[1] == ("Who?", ())
    assert len(conversation) == 1


def test_blank_questions_and_a_second_one_at_once_are_left_alone(
    handlers: Handlers, chat: Scripted
) -> None:
    assert len(list(handlers.ui_ask("  \n", ()))) == 1
    (*_, pending), *_ = list(handlers.ui_ask("Who?", ()))
    assert len(list(handlers.ui_ask("And?", pending))) == 1
    assert [question for question, _ in chat.asked] == ["Who?"]


def test_half_a_character_is_replaced(handlers: Handlers, chat: Scripted) -> None:
    last(handlers.ui_ask("a\ud800b", ()))
    assert chat.asked[0][0] == "a?b"


def test_an_error_for_people_is_shown_and_the_next_question_works(handlers: Handlers) -> None:
    _, chat, _, conversation = last(handlers.ui_ask("store", ()))
    assert "the store &#60;is&#62; locked" in chat[-1]["content"]
    _, chat, _, conversation = last(handlers.ui_ask("Who?", conversation))
    assert conversation[-1].answer is not None


@pytest.mark.parametrize("question", ["bug", "nothing"])
def test_a_bug_is_logged_and_told_calmly(
    handlers: Handlers, question: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        *_, conversation = last(handlers.ui_ask(question, ()))
    assert conversation[-1].problem == BUG
    assert caplog.records
    assert bool(caplog.records[0].exc_info) == (question == "bug")


def test_a_question_before_the_warm_up_is_done_waits_and_says_so() -> None:
    chat = Scripted()
    handlers = Handlers(chat, WarmUp(chat))
    steps = handlers.ui_ask("Who?", ())
    next(steps)
    assert "Warming up" in next(steps)[1][-1]["content"]
    assert chat.asked == []
    chat.may_finish.set()
    assert last(steps)[3][-1].answer is not None


def test_stop_undo_and_clear(handlers: Handlers) -> None:
    steps = handlers.ui_ask("Who?", ())
    pending = [next(steps)[3], next(steps)[3], next(steps)[3]][-1]
    *_, stopped = handlers.ui_stop(pending)
    assert stopped[-1].text == "No."
    assert not stopped[-1].pending
    box, chat, panel, conversation = handlers.ui_undo(stopped)
    assert (box["value"], chat, panel["places"], conversation) == ("Who?", [], [], ())
    assert handlers.ui_clear()[3] == ()


def test_an_empty_folder_says_how_to_fill_it(handlers: Handlers, chat: Scripted) -> None:
    chat.stored.clear()
    panel, chatbot = handlers.ui_opened()
    assert panel["count"] == 0
    assert chatbot["examples"] == []
    assert "documents folder" in chatbot["placeholder"]


def test_the_article_comes_as_data_or_as_a_problem(handlers: Handlers) -> None:
    wanted = {"document": "a.txt", "hash": "", "places": [], "active": "", "reach": 10}
    assert handlers.ui_article(wanted)["title"] == "a.txt"
    assert "reload" in handlers.ui_article(None)["problem"]


def test_the_endpoint_gives_json_that_reads_back(handlers: Handlers) -> None:
    data = handlers.api("Who?")
    assert json.loads(json.dumps(data)) == data
    assert Answer.from_dict(data, [DOCUMENT]).reason == "not_stated"
    with pytest.raises(InputError):
        handlers.api("nothing")


def test_a_failed_warm_up_is_logged_and_ends_the_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(Scripted):
        def warm_up(self) -> None:
            raise StoreError("the store is broken")

    warm_up = WarmUp(Broken())
    assert not warm_up.done
    warm_up.wait()
    assert warm_up.done
    assert "the store is broken" in caplog.text

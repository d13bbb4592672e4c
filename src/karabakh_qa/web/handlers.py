"""What happens when a person asks, stops, asks again, takes back or clears.

Those that Gradio calls by event are named ui_*, so that none takes the public endpoint's name.
Each of them takes a conversation and most give the four outputs of the page: the question box, the
chat, the panel and the conversation. Nothing is kept here between two calls.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from karabakh_qa.errors import InputError, KarabakhQAError
from karabakh_qa.records import Answer, Status
from karabakh_qa.web.conversation import (
    Chat,
    Conversation,
    asked,
    encodable,
    failed,
    history,
    read_turns,
    stopped,
    taken_back,
    told,
)
from karabakh_qa.web.markup import messages
from karabakh_qa.web.panel import ArticleRequest, article, panel_value
from karabakh_qa.web.warmup import WarmUp

log = logging.getLogger(__name__)

WARMING_UP = Status("Warming up: loading the models and reading the documents")
BUG = "Something went wrong while answering. The server's log says what. You can go on asking."
NOTHING_TO_READ = (
    "## There is nothing to read yet\n\n"
    "Put text files into the documents folder, then ask about them here."
)

Outputs = tuple[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Handlers:
    """The page's behaviour over one assistant, shared by everybody who has the page open."""

    chat: Chat
    warm_up: WarmUp

    def ui_ask(self, question: str, conversation: Conversation) -> Iterator[Outputs]:
        """Answer `question`; blank ones, and any while another is pending, are left alone."""
        question = encodable(question)
        if not question.strip() or (conversation and conversation[-1].pending):
            yield unchanged(), unchanged(), unchanged(), unchanged()
            return
        now = asked(conversation, question)
        yield _box(running=True), messages(now), unchanged(), now
        for step in self._answered(now, question):
            now = step
            yield unchanged(), messages(now), unchanged(), now
        yield _box(running=False), messages(now), panel_value(now), now

    def ui_again(self, conversation: Conversation) -> Iterator[Outputs]:
        """Ask the last question once more."""
        earlier, question = taken_back(conversation)
        yield from self.ui_ask(question, earlier)

    def ui_stop(self, conversation: Conversation) -> Outputs:
        """Keep what has arrived of an answer that was stopped."""
        now = stopped(conversation)
        return _box(running=False), messages(now), panel_value(now), now

    def ui_undo(self, conversation: Conversation) -> Outputs:
        """Put the last question back into the box."""
        now, question = taken_back(conversation)
        return _box(running=False, value=question), messages(now), panel_value(now), now

    def ui_clear(self) -> Outputs:
        """Begin anew."""
        return _box(running=False), [], panel_value(()), ()

    def ui_opened(self) -> tuple[Any, Any]:
        """Return the panel and the chat, once it is known what is indexed."""
        self.warm_up.wait()
        try:
            documents = self.chat.documents()
        except KarabakhQAError as error:
            log.warning("the page cannot list the documents: %s", error)
            return panel_value((), problem=str(error)), unchanged()
        chat = unchanged() if documents else _empty_chat()
        return panel_value((), documents), chat

    def ui_article(self, request: object) -> dict[str, Any]:
        """Return the document that the panel's script asks for."""
        self.warm_up.wait()
        try:
            return article(ArticleRequest.from_json(request), self.chat.document)
        except KarabakhQAError as error:
            return {"problem": str(error)}

    def api(self, question: str, history: Sequence[object] = ()) -> dict[str, Any]:
        """Return the answer as `Answer.to_dict()`, in plain JSON types.

        Raises:
            InputError: a message of `history` is not as `read_turns` takes it.
            KarabakhQAError: the assistant cannot answer at all.
        """
        turns = read_turns(history)
        self.warm_up.wait()
        for event in self.chat.stream(encodable(question), turns):
            if isinstance(event, Answer):
                return dict(json.loads(json.dumps(event.to_dict())))
        raise InputError("the question was not answered; ask again")

    def _answered(self, conversation: Conversation, question: str) -> Iterator[Conversation]:
        now = conversation
        try:
            if not self.warm_up.done:
                yield told(now, WARMING_UP)
                self.warm_up.wait()
            for event in self.chat.stream(question, history(conversation)):
                now = told(now, event)
                yield now
        except KarabakhQAError as error:
            now = failed(now, str(error))
        except Exception:  # a bug must not leave the question hanging; the log keeps its traceback
            log.exception("answering failed")
            now = failed(now, BUG)
        if now[-1].pending:
            log.error("the assistant ended without an answer")
            now = failed(now, BUG)
        yield now


def unchanged() -> Any:
    """Return what leaves an output of the page as it is."""
    import gradio as gr

    return gr.skip()


def _box(*, running: bool, value: str | None = None) -> Any:
    import gradio as gr

    buttons: dict[str, Any] = {"submit_btn": not running, "stop_btn": running}
    if value is None and not running:  # what was typed in the meantime stays
        return gr.update(**buttons)
    return gr.update(value=value or "", **buttons)


def _empty_chat() -> Any:
    import gradio as gr

    return gr.update(placeholder=NOTHING_TO_READ, examples=[])

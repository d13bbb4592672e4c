"""A conversation on the page: questions and what came of them, as values. No Gradio here.

The chat and the panel are both derived from a conversation, so that asking again, taking back,
stopping and clearing are each one change of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from karabakh_qa.errors import InputError
from karabakh_qa.records import Answer, Delta, Document, Status, Turn


class Chat(Protocol):
    """What the page needs of an assistant."""

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        """Yield what happens while `question` is answered; the last event is the Answer."""

    def document(self, document_id: str) -> Document | None:
        """Return the document as it is indexed now, or None."""

    def documents(self) -> list[Document]:
        """Return every indexed document."""

    def warm_up(self) -> None:
        """Load the models and bring the index in step; returns when both are done."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what has come of it so far.

    `number` tells the exchanges of a conversation apart and is never used again in it. `text` is
    the part of a streamed answer that has arrived. `problem` is what a person is told when
    something failed.
    """

    number: int
    question: str
    status: str = ""
    text: str = ""
    answer: Answer | None = None
    problem: str = ""
    stopped: bool = False

    @property
    def pending(self) -> bool:
        """Whether more is to come."""
        return not (self.answer or self.problem or self.stopped)


Conversation = tuple[Exchange, ...]


def asked(conversation: Conversation, question: str) -> Conversation:
    """Return `conversation` with a new, pending question at its end."""
    number = conversation[-1].number + 1 if conversation else 1
    return (*conversation, Exchange(number, question))


def told(conversation: Conversation, event: Status | Delta | Answer) -> Conversation:
    """Return `conversation` after `event` about its last question."""
    last = conversation[-1]
    match event:
        case Status():
            last = replace(last, status=event.text)
        case Delta():
            last = replace(last, text=last.text + event.text)
        case Answer():
            last = replace(last, answer=event, text=event.text)
    return (*conversation[:-1], last)


def failed(conversation: Conversation, problem: str) -> Conversation:
    """Return `conversation` with `problem` in place of the last answer."""
    return (*conversation[:-1], replace(conversation[-1], problem=problem))


def stopped(conversation: Conversation) -> Conversation:
    """Return `conversation` with its last question, if still pending, ended where it stands."""
    if not conversation or not conversation[-1].pending:
        return conversation
    return (*conversation[:-1], replace(conversation[-1], stopped=True))


def taken_back(conversation: Conversation) -> tuple[Conversation, str]:
    """Return `conversation` without its last question, and that question."""
    return (conversation[:-1], conversation[-1].question) if conversation else ((), "")


def read_turns(messages: Sequence[object]) -> tuple[Turn, ...]:
    """Return a conversation that came as JSON: {"role": "user" or "assistant", "text": ...} each.

    Raises:
        InputError: a message is something else.
    """
    return tuple(_turn(message, number) for number, message in enumerate(messages, 1))


def _turn(message: object, number: int) -> Turn:
    match message:
        case {"role": ("user" | "assistant") as role, "text": str(text), **rest} if not rest:
            return Turn(role, encodable(text))
    raise InputError(
        f"message {number} of the history is {message!r:.80}; it must be "
        '{"role": "user", "text": "..."} or {"role": "assistant", "text": "..."}'
    )


def encodable(text: str) -> str:
    """Replace what cannot be sent back to a browser (halves of surrogate pairs)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def history(conversation: Conversation) -> tuple[Turn, ...]:
    """Return the answered questions and their answers as the assistant reads them."""
    return tuple(
        turn for exchange in conversation if exchange.answer for turn in exchange.answer.turns
    )

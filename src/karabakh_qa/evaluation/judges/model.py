"""The language model that judges, through LangChain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.failures import reason
from karabakh_qa.evaluation.judges.prompt import Messages

AT_ONCE = 4
"""How many answers are judged at the same time."""

_TIMEOUT = 120  # seconds a try
_TRIES = 4  # after the first; the waits between them grow


class Chat(Protocol):
    """What is used of LangChain's chat models."""

    def batch(
        self,
        inputs: list[Any],
        config: Any = None,
        *,
        return_exceptions: bool = False,
    ) -> list[Any]:
        """Return a message, or the exception, for each list of messages."""


@dataclass(frozen=True, slots=True)
class JudgeModel:
    """A language model that judges.

    Attributes:
        name: what it goes by in the report and in the cache.
        chat: any chat model of LangChain.
        parameters: how it was set up, as far as its replies hang on it.
    """

    name: str
    chat: Chat
    parameters: str = ""

    def replies(self, asked: Sequence[Messages]) -> list[str | InputError]:
        """Ask all at the same time; return the text of each reply, or what went wrong."""
        found = self.chat.batch(
            [list(messages) for messages in asked],
            {"max_concurrency": AT_ONCE},
            return_exceptions=True,
        )
        return [
            InputError(
                f"the judge model {self.name!r} cannot be asked: {reason(message, self._keys())}"
            )
            if isinstance(message, Exception)
            else str(message.text)
            for message in found
        ]

    def _keys(self) -> list[str]:
        fields = getattr(self.chat, "__dict__", {})
        hidden = (getattr(value, "get_secret_value", None) for value in fields.values())
        return [str(tell()) for tell in hidden if tell]


def open_model(name: str) -> JudgeModel:
    """Return a model by the name that LangChain's `init_chat_model` takes, at temperature 0.

    Such as `openai:gpt-5-mini` or `ollama:llama3.2`. Keys are read from where the provider's
    package looks for them. Nothing is asked yet.

    Raises:
        InputError: the name says no provider, or its package or key is missing.
    """
    from langchain.chat_models import init_chat_model

    if not name.strip():
        raise _unknown(name)
    try:
        chat = init_chat_model(name, temperature=0, timeout=_TIMEOUT, max_retries=_TRIES)
    # A provider's package may be anybody's, and each has its own way to say that a key is missing.
    # The cause is left out of the traceback: it may hold the key.
    except Exception as error:  # noqa: BLE001
        if "model_provider" in str(error):  # LangChain's argument, which nobody here can give
            raise _unknown(name) from None
        raise InputError(f"the judge model {name!r} cannot be used: {reason(error)}") from None
    return JudgeModel(name, chat, "temperature 0")


def _unknown(name: str) -> InputError:
    return InputError(
        f"the judge model {name!r} is of no known provider; name both, such as openai:gpt-5-mini "
        "or ollama:llama3.2"
    )

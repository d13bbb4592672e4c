"""The language model that judges, through LangChain."""

from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.prompt import Messages
from karabakh_qa.models.chat_model import Chat, open_chat
from karabakh_qa.models.model_failures import keys_of, reason

AT_ONCE = 4
"""How many answers are judged at the same time."""

_TIMEOUT = 120  # seconds a try
_TRIES = 4  # after the first; the waits between them grow


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
            self._cannot_be_asked(message) if isinstance(message, Exception) else str(message.text)
            for message in found
        ]

    def _cannot_be_asked(self, error: Exception) -> InputError:
        why = reason(error, keys_of(self.chat))
        return InputError(f"the judge model {self.name!r} cannot be asked: {why}")


def open_model(name: str) -> JudgeModel:
    """Return a model by the name that LangChain's `init_chat_model` takes, at temperature 0.

    Such as `openai:gpt-5-mini` or `ollama:llama3.2`. Keys are read from where the provider's
    package looks for them. Nothing is asked yet.

    Raises:
        InputError: the name says no provider, or its package or key is missing.
        ModelError: there is no such model on this machine.
    """
    chat = open_chat(name, timeout=_TIMEOUT, retries=_TRIES)
    return JudgeModel(name, chat, "temperature 0")

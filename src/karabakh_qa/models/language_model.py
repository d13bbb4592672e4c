"""Any chat model of LangChain: opened by name, asked, its reply streamed, its errors told."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event
from time import monotonic, sleep
from typing import Any

from karabakh_qa.errors import KarabakhQAError, LanguageModelError
from karabakh_qa.models.chat_model import (
    PROVIDERS,
    REFUSE_NO_TEMPERATURE,
    Chat,
    open_chat,
    password_of,
    provider_and_model,
)
from karabakh_qa.models.model_failures import (
    asked_to_wait,
    keys_of,
    lost_connection,
    patience,
    reason,
    refuses_temperature,
)

Message = tuple[str, str]
"""Who says it, "system", "user" or "assistant", and the text."""

TIMEOUT = 60.0
"""Seconds without a sign of life after which a provider is given up."""
LONGEST = 300.0
"""Seconds that a whole reply may take; a model that thinks first may send long before it says."""
MOST_CHARACTERS = 20_000
"""Of a reply. Small models may repeat themselves without end."""

_FIRST_WAIT = 0.5  # seconds before asking again; each wait is twice the one before

# Where LangChain's packages leave what ended a reply, and what says that it is not whole.
_ENDINGS = ("finish_reason", "stop_reason", "done_reason", "stopReason", "status")
_CUT = "was cut off at the longest that the model may write"
_FILTERED = "was stopped by the provider's content filter"
_NOT_WHOLE = {
    "blocklist": _FILTERED,
    "content_filter": _FILTERED,
    "guardrail_intervened": _FILTERED,
    "prohibited_content": _FILTERED,
    "recitation": _FILTERED,
    "refusal": _FILTERED,
    "safety": _FILTERED,
    "spii": _FILTERED,
    "length": _CUT,
    "max_output_tokens": _CUT,
    "max_tokens": _CUT,
    "model_context_window_exceeded": _CUT,
    "model_length": _CUT,
    "error": "broke off: the provider failed",
}
_LOST = "broke off: the connection was lost"


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A language model that writes. Several threads may use it at once.

    Attributes:
        name: what it was opened by.
        chat: any chat model of LangChain.
        plain: the same without a temperature, for models that refuse one.
        variable: where its key is looked for; empty where none is needed or this is not known.
        says_end: whether every whole reply says why it ended, as the known providers' do: one that
            does not is then a broken one.
        hidden: what no message may show, besides the chat model's keys.
    """

    name: str
    chat: Chat = field(repr=False)
    plain: Chat | None = field(default=None, repr=False)
    variable: str = ""
    says_end: bool = False
    hidden: tuple[str, ...] = field(default=(), repr=False)
    _takes_no_temperature: Event = field(default_factory=Event, init=False, repr=False)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the pieces of the reply as they come.

        What passes, such as a server that is busy, is waited for and asked again, as long as
        nothing has come. Closing the iterator closes the connection. The callbacks of a LangChain
        run that this is called in reach the model.

        Raises:
            LanguageModelError: the model cannot be asked, or its reply is empty, cut off or lost on
                the way; then after the pieces that did come.
        """
        started, wait = monotonic(), _FIRST_WAIT
        while True:
            begun = False
            try:
                with closing(self._pieces(list(messages), started + LONGEST)) as pieces:
                    for piece in pieces:
                        begun = True
                        yield piece
            # A provider's package may be anybody's, and so may its errors be.
            except Exception as error:  # noqa: BLE001
                failed = error
            else:
                return
            if not begun and self._drops_temperature(failed):
                continue
            pause = max(wait, asked_to_wait(failed))
            # Outside the handler, so that no traceback shows the cause, which may hold the key.
            if begun or monotonic() - started + pause > patience(failed):
                raise self._told(failed, begun=begun)
            sleep(pause)
            wait *= 2

    def _pieces(self, messages: list[Message], until: float) -> Generator[str]:
        """Yield the texts of one try.

        Raises:
            LanguageModelError: the reply is not whole.
        """
        said, blank, endings = 0, True, set[str]()
        with closing(self._chat().stream(messages)) as chunks:  # type: ignore[type-var]
            for chunk in chunks:
                endings |= _endings(chunk.response_metadata)
                text = str(chunk.text)
                if text:
                    yield text
                said, blank = said + len(text), blank and not text.strip()
                if said > MOST_CHARACTERS or monotonic() > until:
                    raise self._broken("came to no end and was stopped")
        for ending in sorted(endings & _NOT_WHOLE.keys()):
            raise self._broken(_NOT_WHOLE[ending])
        if blank:
            raise self._broken("is empty")
        if self.says_end and not endings:
            raise self._broken(_LOST)

    def _chat(self) -> Chat:
        return self.plain if self.plain and self._takes_no_temperature.is_set() else self.chat

    def _drops_temperature(self, error: Exception) -> bool:
        """Return whether to ask again at once, without the temperature that was refused."""
        if not (self.plain and refuses_temperature(error) and self._chat() is self.chat):
            return False
        self._takes_no_temperature.set()
        return True

    def _broken(self, why: str) -> LanguageModelError:
        return LanguageModelError(f"the reply of the language model {self.name!r} {why}")

    def _told(self, error: Exception, *, begun: bool) -> LanguageModelError:
        if isinstance(error, LanguageModelError):
            return error
        if isinstance(error, KarabakhQAError):
            return LanguageModelError(str(error))
        if begun and lost_connection(error):
            return self._broken(_LOST)
        why = reason(error, [*keys_of(self.chat), *self.hidden])
        if self.variable and ("the key" in why or "authentication" in why):
            why += f"; the key is looked for in {self.variable}"
        if begun:
            return self._broken(f"broke off: {why}")
        return LanguageModelError(f"the language model {self.name!r} cannot be asked: {why}")


def open_language_model(name: str, url: str = "", timeout: float = TIMEOUT) -> LanguageModel:
    """Return a language model by the name that LangChain's `init_chat_model` takes.

    Such as `ollama:llama3.2` or `openai:gpt-5-mini`; `huggingface:` takes a model of this machine,
    by its folder or by its name in the local hub cache. `url` is the base URL of any server that
    speaks OpenAI's protocol, which is meant where the name says no provider. Keys are read from
    where the provider's package looks for them. The temperature is 0 where the model takes one.
    Nothing is asked yet.

    Raises:
        InputError: the name says no provider, or its package or key is missing, or the address is
            none.
        ModelError: there is no such model on this machine.
    """
    provider, _ = provider_and_model(name, url)
    known = PROVIDERS.get(provider)
    chat = open_chat(name, url, timeout=timeout)
    plain = None
    if provider not in REFUSE_NO_TEMPERATURE:
        plain = open_chat(name, url, timeout=timeout, temperature=None)
    return LanguageModel(
        name.strip(),
        chat,
        plain,
        known.variable if known else "",
        says_end=known is not None,
        hidden=(password_of(url),),
    )


def _endings(metadata: Mapping[str, Any]) -> set[str]:
    """Return why a chunk says that the reply ended, in lower case; nothing in most chunks."""
    values = [metadata.get(key) for key in _ENDINGS]
    values.append((metadata.get("incomplete_details") or {}).get("reason"))
    return {str(getattr(value, "name", value)).lower() for value in values if value}

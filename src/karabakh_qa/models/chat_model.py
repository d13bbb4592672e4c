"""The only module that opens LangChain's chat models, by the names that it gives them."""

import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from karabakh_qa.errors import InputError
from karabakh_qa.models.model_failures import keys_of, reason


class Chat(Protocol):
    """What is used of LangChain's chat models."""

    def stream(self, input: Any) -> Iterator[Any]:  # noqa: A002 - LangChain's name
        """Yield the reply in message chunks."""

    def batch(
        self, inputs: list[Any], config: Any = None, *, return_exceptions: bool = False
    ) -> list[Any]:
        """Return a message, or the exception, for each list of messages."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What is known of a provider whose package is one of this package's extras.

    Attributes:
        extra: the extra's name.
        variable: where its package looks for the key; empty where none is needed.
    """

    extra: str
    variable: str = ""


PROVIDERS = {
    "anthropic": Provider("anthropic", "ANTHROPIC_API_KEY"),
    "google_genai": Provider("google", "GOOGLE_API_KEY"),
    "huggingface": Provider("huggingface"),
    "ollama": Provider("ollama"),
    "openai": Provider("openai", "OPENAI_API_KEY"),
}

REFUSE_NO_TEMPERATURE = {"huggingface", "ollama"}
"""Providers all of whose models take one, or are asked for none."""
# Later ones may repeat themselves without end below a temperature of 1, says LangChain.
_COLD_GEMINI = re.compile(r"(models/)?gemini-[12]\b")

# LangChain tells these by their names too, but Gemini as the older of Google's two services.
_FAMILIES = {"claude": "anthropic", "gemini": "google_genai", "gpt-": "openai"}

_ADDRESS = re.compile(r"https?://[^/\s]+\S*\Z")


def open_chat(
    name: str,
    url: str = "",
    *,
    timeout: float,
    retries: int = 0,
    temperature: float | None = 0,
) -> Chat:
    """Return LangChain's chat model for a name; see `open_language_model`.

    `timeout` is how many seconds its provider may be silent, `retries` how often the provider's
    own package asks again where it fails for a while.

    Raises:
        InputError: the name says no provider, or its package or key is missing, or the address is
            none.
        ModelError: there is no such model on this machine.
    """
    provider, model = provider_and_model(name, url)
    if not model:
        raise _unknown(name)
    _check_address(url, provider)
    if provider == "huggingface":
        from karabakh_qa.models.local_chat import LocalChat, find_chat_model

        return LocalChat(model=find_chat_model(model))
    options = _options(provider, url, timeout, retries)
    if temperature is not None and (provider != "google_genai" or _COLD_GEMINI.match(model)):
        options["temperature"] = temperature
    try:
        chat = _made(model, provider, options)
    # A provider's package may be anybody's, and each has its own way to say that a key is missing.
    except Exception as error:  # noqa: BLE001
        failed = error
    else:
        return chat
    # Outside the handler, so that no traceback shows the cause, which may hold the key.
    raise _unusable(name, provider, failed)


def provider_and_model(name: str, url: str) -> tuple[str, str]:
    """Return both; no provider leaves it to LangChain, which knows more of them."""
    first, colon, rest = name.strip().partition(":")
    if colon and first in PROVIDERS:
        return first, rest.strip()
    if url:
        return "openai", name.strip()
    families = (provider for start, provider in _FAMILIES.items() if name.strip().startswith(start))
    return next(families, ""), name.strip()


def _made(model: str, provider: str, options: Mapping[str, Any]) -> Chat:
    from langchain.chat_models import init_chat_model

    chat: Chat = init_chat_model(model, model_provider=provider or None, **options)
    if provider == "anthropic" and not keys_of(chat):  # its package would ask without one
        raise ValueError(PROVIDERS[provider].variable)
    return chat


def password_of(url: str) -> str:
    """Return the password in an address such as http://name:password@host; often nothing."""
    return unquote(urlsplit(url).password or "")


def _options(provider: str, url: str, timeout: float, retries: int) -> dict[str, Any]:
    """Return what a chat model is made with, in the words of its provider's package."""
    options: dict[str, Any] = {"base_url": url} if url else {}
    if provider in {"anthropic", "openai"} and password_of(url):
        options |= _without_password(url)
    if provider == "ollama":  # its package does the like
        return {**options, "client_kwargs": {"timeout": timeout}}
    # Google counts the first try too, and takes 0 for its own default.
    options |= {"timeout": timeout, "max_retries": retries + (provider == "google_genai")}
    if provider == "openai" and url and not os.environ.get("OPENAI_API_KEY"):
        options["api_key"] = "none-needed"
    return options


def _without_password(url: str) -> dict[str, Any]:
    """Return the options that send a password as a header: the HTTP library logs addresses."""
    parts = urlsplit(url)
    user, _, server = parts.netloc.rpartition("@")
    token = b64encode(unquote(user).encode()).decode()
    return {
        "base_url": parts._replace(netloc=server).geturl(),
        "default_headers": {"Authorization": f"Basic {token}"},
    }


def _check_address(url: str, provider: str) -> None:
    if not url:
        return
    if provider == "huggingface":
        raise InputError(
            "a huggingface: model is read from this machine; give it no address, or name the "
            "server's model without huggingface:"
        )
    if not _usable(url):
        raise InputError(
            "the language model's address must begin with http:// or https:// and name a server, "
            "such as http://127.0.0.1:8000/v1"
        )


def _usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(_ADDRESS.match(url) and parts.hostname) and parts.port != 0
    except ValueError:  # no brackets around it, or no number for a port
        return False


def _unusable(name: str, provider: str, error: Exception) -> InputError:
    start = f"the language model {name!r} cannot be used"
    known = PROVIDERS.get(provider)
    if "model_provider" in str(error):  # LangChain's argument, which nobody here can give
        return _unknown(name)
    if known and isinstance(error, ImportError):
        return InputError(
            f'{start}: install its package with: pip install "karabakh-qa[{known.extra}]"'
        )
    if known and known.variable and known.variable in str(error):
        return InputError(f"{start}: it has no key; set {known.variable}")
    return InputError(f"{start}: {reason(error)}")


def _unknown(name: str) -> InputError:
    return InputError(
        f"the language model {name!r} is of no known provider; name both, such as "
        "openai:gpt-5-mini or ollama:llama3.2"
    )

"""What a provider's error means: in one line and without anybody's key, and whether it passes."""

import re
from collections.abc import Sequence

_MOST_SHOWN = 200
_UNREADABLE = "what came is no language model's reply; is the address right?"
_STATUSES = {
    401: "the provider does not accept the key",
    403: "the key does not allow this model",
    404: "the provider knows no such model, or the address is wrong",
    408: "the provider took too long",
    429: "too many requests, or no credit left; try again later",
}
# By words in the names of an error's classes; what times out also fails to connect.
_KINDS = {
    "Timeout": _STATUSES[408],
    "TimedOut": _STATUSES[408],
    "Connect": "there is no connection to the provider; is it running, and its address right?",
    "Network": "the connection to the provider was lost",
    "Protocol": "the connection to the provider was lost",
    "Authentication": _STATUSES[401],
    "RateLimit": _STATUSES[429],
    "JSONDecode": _UNREADABLE,
}
_LOST = ("Connect", "Network", "Protocol")
# LangChain's own words, under a class that is everybody's.
_NOTHING_READ = "No generation chunks"
_GOOGLES_WRONG_KEY = "API key not valid"  # with status 400
_SECRETS = (
    re.compile(r"://[^/@\s]+@"),  # in an address
    re.compile(r"(?i)(?:key|token|secret|authorization)['\"]?\s*[:=]\s*\S+|bearer\s+\S+"),
    re.compile(r"\b(?=[^\s/]*\d)[\w*.-]{24,}"),
    re.compile(r"\S*\*{3,}\S*|\b(?:sk|pk|gsk|xai|hf|AIza)[-_]\S+"),
)

_PASSING = {429, 500, 502, 503, 529}
_BUSY = 15.0  # seconds: longer, and a person who waits is better served without the model
_UNREACHED = 2.0  # a server that is about to start; most that refuse a connection are not


def reason(error: Exception, keys: Sequence[str] = ()) -> str:
    """Return in one line what went wrong, without `keys` or anything that looks like a key.

    Providers' packages have classes of their own for their errors. What they have in common are
    HTTP statuses and the words in the classes' names.
    """
    status = _status(error)
    if status in _STATUSES:
        return f"{_STATUSES[status]} (status {status})"
    if status is not None and status >= 500:
        return f"the provider failed (status {status}); try again later"
    names = _class_names(error)
    for word, known in _KINDS.items():
        if word in names:
            return known
    if _GOOGLES_WRONG_KEY in str(error):
        return _STATUSES[401]
    return _UNREADABLE if _NOTHING_READ in str(error) else _shown(error, keys)


def patience(error: Exception) -> float:
    """Return how many seconds in all it is worth waiting to ask again; 0 is for what stays so.

    A provider that took too long is not asked again: somebody has waited that long already.
    """
    if getattr(error, "code", None) == "insufficient_quota":  # OpenAI's 429 that does not pass
        return 0.0
    status = _status(error)
    if status is not None:
        return _BUSY if status in _PASSING else 0.0
    names = _class_names(error)
    if "Timeout" in names or "TimedOut" in names:
        return 0.0
    return _UNREACHED if any(word in names for word in _LOST) else 0.0


def asked_to_wait(error: Exception) -> float:
    """Return the seconds of a Retry-After header; 0 where there is none, or it is a date."""
    for place in _places(error):
        get = getattr(getattr(place, "headers", None), "get", None)
        if get and (asked := get("retry-after")):
            try:
                return max(0.0, float(asked))
            except ValueError:
                return 0.0
    return 0.0


def refuses_temperature(error: Exception) -> bool:
    """Return whether a model was asked for a temperature that it does not take."""
    return _status(error) in {None, 400, 422} and "temperature" in str(error)


def lost_connection(error: Exception) -> bool:
    """Return whether the connection failed, other than by silence."""
    names = _class_names(error)
    return any(word in names for word in _LOST) and "Timeout" not in names


def keys_of(chat: object) -> list[str]:
    """Return a chat model's keys, which no message may show."""
    fields = getattr(chat, "__dict__", {}).values()
    hidden = (getattr(value, "get_secret_value", None) for value in fields)
    return [str(tell()) for tell in hidden if tell and tell()]


def _class_names(error: Exception) -> str:
    return " ".join(kind.__name__ for kind in type(error).__mro__)


def _places(error: Exception) -> list[object]:
    """Return where the providers' packages keep what the server sent; Google's in the cause."""
    errors = [error, error.__cause__]
    return [*errors, *(getattr(each, "response", None) for each in errors)]


def _status(error: Exception) -> int | None:
    """Return the HTTP status."""
    for place in _places(error):
        for name in ("status_code", "code"):
            status = getattr(place, name, None)
            if isinstance(status, int):
                return status
    return None


def _shown(error: Exception, keys: Sequence[str]) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    # A validation error names what it was given, key and all, and counts its problems first.
    details = getattr(error, "errors", None)
    if callable(details):
        lines = [str(problem.get("msg")) for problem in details() if isinstance(problem, dict)]
    text = lines[0] if lines else type(error).__name__
    for key in filter(None, keys):
        text = text.replace(key, "***")
    for secret in _SECRETS:
        text = secret.sub("***", text)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."

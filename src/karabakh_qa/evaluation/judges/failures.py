"""What a provider's error means, in one line and without anybody's key."""

import re
from collections.abc import Sequence

_MOST_SHOWN = 200
_STATUSES = {
    401: "the provider does not accept the key",
    403: "the key does not allow this model",
    404: "the provider knows no such model, or the address is wrong",
    408: "the provider took too long",
    429: "too many requests, or no credit left, and waiting did not help",
}
# By words in the names of an error's classes; what times out also fails to connect.
_KINDS = {
    "Timeout": _STATUSES[408],
    "TimedOut": _STATUSES[408],
    "Connect": "there is no connection to the provider; is it running, and its address right?",
    "Authentication": _STATUSES[401],
    "RateLimit": _STATUSES[429],
}
_SECRETS = (
    re.compile(r"://[^/@\s]+@"),  # in an address
    re.compile(r"(?i)(?:key|token|secret|authorization)['\"]?\s*[:=]\s*\S+|bearer\s+\S+"),
    re.compile(r"\b(?=[^\s/]*\d)[\w*.-]{24,}"),
    re.compile(r"\S*\*{3,}\S*|\b(?:sk|pk|gsk|xai|hf|AIza)[-_]\S+"),
)


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
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    for word, known in _KINDS.items():
        if word in names:
            return known
    return _shown(error, keys)


def _status(error: Exception) -> int | None:
    """Return the HTTP status, which the providers' packages keep in one of these places."""
    places = (error, getattr(error, "response", None))
    for place in places:
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

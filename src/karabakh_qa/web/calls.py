"""What a script on the page may call on the server."""

from collections.abc import Callable
from typing import Any

Call = Callable[[object], dict[str, Any]]
"""Takes and gives plain JSON. Anybody who can open the page can call it, with anything."""


def server_function(method: Call) -> Call:
    """Return a function of the same name that Gradio can mark; a method takes no marks."""

    def call(request: object) -> dict[str, Any]:
        return method(request)

    call.__name__ = method.__name__
    return call

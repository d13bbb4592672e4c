"""Ask a folder of documents; every answer is cited to the character, or declined.

The names are resolved on first use, so that importing the package loads nothing heavy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from karabakh_qa.assistant import Assistant
    from karabakh_qa.errors import (
        CitationError,
        DocumentError,
        InputError,
        KarabakhQAError,
        ModelError,
        SettingsError,
        StaleCitationError,
        StoreError,
        TestsetError,
    )
    from karabakh_qa.records import (
        Answer,
        Citation,
        Delta,
        Document,
        Passage,
        ScoredPassage,
        Span,
        Status,
        Turn,
    )
    from karabakh_qa.settings import Settings

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "CitationError",
    "Delta",
    "Document",
    "DocumentError",
    "InputError",
    "KarabakhQAError",
    "ModelError",
    "Passage",
    "ScoredPassage",
    "Settings",
    "SettingsError",
    "Span",
    "StaleCitationError",
    "Status",
    "StoreError",
    "TestsetError",
    "Turn",
]

_OTHER_HOMES = {"Assistant": "assistant", "Settings": "settings"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _OTHER_HOMES.get(name) or ("errors" if name.endswith("Error") else "records")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return __all__

"""Reading one JSON object key by key, noting what is wrong instead of stopping at it."""

from collections.abc import Mapping
from difflib import get_close_matches


class Fields:
    """The keys of one JSON object of a test set.

    Every problem goes into the list that was passed in, with the place in front. A key whose value
    is null counts as left out.
    """

    def __init__(
        self, row: Mapping[str, object], known: tuple[str, ...], where: str, problems: list[str]
    ) -> None:
        self._row = row
        self._where = where
        self._problems = problems
        for key in row:
            if key not in known:
                self.problem(f'unknown key "{key}"; {_suggestion(key, known)}')

    def problem(self, text: str) -> None:
        """Note a problem of this object."""
        self._problems.append(f"{self._where}: {text}")

    def has(self, key: str) -> bool:
        """Whether `key` holds anything, usable or not; an empty list is nothing."""
        return self._row.get(key) not in (None, [])

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Return the text under `key`, or None when it is absent or unusable."""
        value = self._row.get(key)
        if value is None:
            if required:
                self.problem(f'"{key}" is missing')
            return None
        return self._checked_text(value, f'"{key}"')

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the usable texts of the list under `key`."""
        found = (
            self._checked_text(value, f'"{key}" item {number}')
            for number, value in enumerate(self.items(key), 1)
        )
        return tuple(text for text in found if text is not None)

    def flag(self, key: str) -> bool | None:
        """Return the true or false under `key`, or None when it is absent or unusable."""
        value = self._row.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.problem(f'"{key}" must be true or false, not {_kind(value)}')
        return None

    def items(self, key: str) -> list[object]:
        """Return the list under `key`; empty when it is absent or unusable."""
        value = self._row.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.problem(f'"{key}" must be a list, such as [...], not {_kind(value)}')
        return []

    def nested(self, value: object, known: tuple[str, ...], what: str) -> "Fields | None":
        """Return the object `value` inside this one, or None when it is no object."""
        if isinstance(value, dict):
            return Fields(value, known, f"{self._where}: {what}", self._problems)
        keys = ", ".join(f'"{key}"' for key in known)
        self.problem(f"{what} must be an object with {keys}, not {_kind(value)}")
        return None

    def _checked_text(self, value: object, what: str) -> str | None:
        if not isinstance(value, str):
            self.problem(f"{what} must be text, not {_kind(value)}")
        elif not value.strip():
            self.problem(f"{what} is empty")
        elif any("\ud800" <= character <= "\udfff" for character in value):
            self.problem(f"{what} holds half of a surrogate pair, which is no character")
        else:
            return value
        return None


def _suggestion(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key.lower(), known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(known)}"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names: dict[type, str] = {str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), "null" if value is None else "a number")

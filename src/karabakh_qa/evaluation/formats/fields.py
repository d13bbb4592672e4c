"""Reading one JSON object key by key, noting what is wrong instead of stopping at it."""

from collections.abc import Mapping
from difflib import get_close_matches


class Fields:
    """The keys of one JSON object of a test set.

    Every problem goes into the list that was passed in, with the place in front. A key whose value
    is null counts as left out. Where `known` is given, any other key is a problem.
    """

    def __init__(
        self,
        row: Mapping[str, object],
        where: str,
        problems: list[str],
        *,
        known: tuple[str, ...] = (),
    ) -> None:
        self.where = where
        self._row = row
        self._problems = problems
        for key in row:
            if known and key not in known:
                self.problem(f'unknown key "{key}"; {_suggestion(key, known)}')

    def problem(self, text: str) -> None:
        """Note a problem of this object."""
        self._problems.append(f"{self.where}: {text}")

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

    def optional_text(self, key: str) -> str | None:
        """Return the text under `key`, or None where it is absent, empty or unusable."""
        return None if self._row.get(key) == "" else self.text(key)

    def identity(self) -> str | None:
        """Return what is under "id", or None; some tools number their questions."""
        value = self._row.get("id")
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return str(value) if is_number else self.text("id")

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
        self.problem(f'"{key}" must be true or false, not {kind_of(value)}')
        return None

    def whole_number(self, key: str) -> int | None:
        """Return the whole number under `key`, or None when it is absent or unusable."""
        value = self._row.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.problem(f'"{key}" must be a whole number, not {kind_of(value)}')
        return None

    def items(self, key: str) -> list[object]:
        """Return the list under `key`; empty when it is absent or unusable."""
        value = self._row.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.problem(f'"{key}" must be a list, such as [...], not {kind_of(value)}')
        return []

    def nested(
        self, value: object, keys: tuple[str, ...], what: str, *, strict: bool = True
    ) -> "Fields | None":
        """Return the object `value` inside this one, or None when it is no object.

        `keys` are those that it may have, or that it may have among others where not `strict`.
        """
        if isinstance(value, dict):
            where = f"{self.where}: {what}"
            return Fields(value, where, self._problems, known=keys if strict else ())
        named = ", ".join(f'"{key}"' for key in keys)
        self.problem(f"{what} must be an object with {named}, not {kind_of(value)}")
        return None

    def _checked_text(self, value: object, what: str) -> str | None:
        if not isinstance(value, str):
            self.problem(f"{what} must be text, not {kind_of(value)}")
        elif not value.strip():
            self.problem(f"{what} is empty")
        elif any("\ud800" <= character <= "\udfff" for character in value):
            self.problem(f"{what} holds half of a surrogate pair, which is no character")
        else:
            return value
        return None


def kind_of(value: object) -> str:
    """Return what kind of JSON value this is, in words."""
    if isinstance(value, bool):
        return "true or false"
    names: dict[type, str] = {str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), "null" if value is None else "a number")


def _suggestion(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key.lower(), known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(known)}"

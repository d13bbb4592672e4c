"""What a file of questions holds, and what its readers share while they gather it."""

import re
from dataclasses import dataclass
from unicodedata import category, normalize

from karabakh_qa.evaluation.formats.fields import Fields
from karabakh_qa.evaluation.questions import Question, Text

_UNSAFE = re.compile(r'[\s/\\:*?"<>|]+')
_LONGEST_NAME = 150  # bytes in UTF-8; file systems end at 255, the number of a twin included


@dataclass(frozen=True, slots=True)
class Contents:
    """The questions of a file, the texts that it brings along, and what a person should know.

    `notes` are no problems: what was left out, or taken in a way that is not the obvious one.
    """

    questions: tuple[Question, ...]
    texts: tuple[Text, ...] = ()
    notes: tuple[str, ...] = ()


class Ids:
    """The ids of a file's questions, and where each was first."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def note(self, fields: Fields, identity: str, *, given: bool) -> None:
        """Note the id of the question that `fields` reads; one that was there is a problem."""
        first = self._places.get(identity)
        if first is None:
            self._places[identity] = fields.where
        elif given:
            fields.problem(f'the id "{identity}" is already that of {first}')
        else:
            fields.problem(f'the same question as in {first}; drop one, or give it an "id"')


class Shelf:
    """The texts that a file brings along; the same text stands there once."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def place(self, text: str, name: str) -> str:
        """Return the id of `text`, which becomes `name` where it is new."""
        return self._ids.setdefault(text, name)

    def place_numbered(self, text: str, folder: str) -> str:
        """Return the id of `text`, which becomes the next number in `folder` where it is new."""
        return self.place(text, f"{folder}/{len(self._ids) + 1:03}.txt")

    def texts(self) -> tuple[Text, ...]:
        """Return all texts, in the order in which they came."""
        return tuple(Text(name, text) for text, name in self._ids.items())


def usable_text(fields: Fields, value: object, what: str) -> str | None:
    """Return `value` as the text of a document, or None, with a problem, where it can be none.

    A leading byte-order mark is dropped: documents are stored without.
    """
    if not isinstance(value, str) or not value.strip():
        fields.problem(f"{what} must be text, and not empty")
    elif any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
        fields.problem(f"{what} holds a zero byte or half of a surrogate pair; remove it")
    else:
        return value.removeprefix("\ufeff")
    return None


def file_name(title: str, taken: set[str]) -> str:
    """Return a file name without an ending that any system takes, and add it to those `taken`.

    Names that differ in capitals alone are the same to some file systems, so one gets a number.
    """
    letters = "".join(c for c in normalize("NFC", title) if category(c)[0] != "C")
    kept = _UNSAFE.sub("_", letters).encode()[:_LONGEST_NAME].decode(errors="ignore")
    base = kept.strip("._") or "article"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name.casefold())
    return name

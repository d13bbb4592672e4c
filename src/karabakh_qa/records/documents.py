"""A document, and what it says of itself."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, NamedTuple

DetailName = Literal["title", "author", "date", "source"]


def text_hash(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8")).hexdigest()


class Span(NamedTuple):
    """A run of characters of a document."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters that this span covers in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Detail:
    """Something that a document says about itself, and where it says so.

    `value` is the normal form (an ISO 8601 date); the span holds the words that the document uses.
    """

    name: DetailName
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One text, exactly as it is cited.

    `id` is the path under the documents folder, `/`-separated, in Unicode NFC. `details` says
    where title, author, date and source stand; a document without a title goes by its file name.
    """

    id: str
    text: str
    details: tuple[Detail, ...] = ()
    hash: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hash", text_hash(self.text))

    def detail(self, name: DetailName) -> Detail | None:
        """Return where the document states `name`, or None."""
        return next((d for d in self.details if d.name == name), None)

    def _value(self, name: DetailName) -> str | None:
        detail = self.detail(name)
        return detail.value if detail else None

    @property
    def title(self) -> str:
        """The stated title, or the file's name."""
        return self._value("title") or self.id.rsplit("/", 1)[-1]

    @property
    def date(self) -> str | None:
        """The stated date as YYYY-MM-DD, or None."""
        return self._value("date")

    @property
    def author(self) -> str | None:
        """The stated author, or None."""
        return self._value("author")

    @property
    def source(self) -> str:
        """The stated source, such as a publisher or an address, or the document's id."""
        return self._value("source") or self.id

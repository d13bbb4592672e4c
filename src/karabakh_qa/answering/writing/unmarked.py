"""Text without its marks, and where they stood."""

from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import east_asian_width

ENDS = ".!?…。！？｡．؟۔।։"
"""What ends a sentence."""
_CLOSERS = "\"'”’»›)]}」』）"
_TIGHT = ",;.!?:…"
_DASHES = "-–—"
_OPENERS = "([{“‘«„‹「『（"


class Placed(NamedTuple):
    """A mark behind the first `at` characters of a text, with a blank before it or not."""

    at: int
    numbers: tuple[int, ...]
    spaced: bool


@dataclass(slots=True)
class Unmarked:
    """Text on one line that grows by words and marks.

    A blank that only set a mark off is not kept: "1994 [3]." is "1994.".
    """

    characters: list[str] = field(default_factory=list)
    marks: list[Placed] = field(default_factory=list)
    begins_line: bool = True
    leading: bool = False
    """Whether its line puts marks before what they belong to."""
    ended: bool = False
    """Whether the last word ends a sentence, brackets and quotation marks behind it aside."""
    says_something: bool = False
    """Whether there is a letter or a digit."""
    _mark_is_last: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.characters).strip()

    @property
    def end(self) -> int:
        """Where the words end."""
        end = len(self.characters)
        return end - 1 if end and self.characters[-1] == " " else end

    def mark(self, numbers: tuple[int, ...]) -> None:
        """Note a mark behind what is there."""
        spaced = self._drop_blank() or (self._mark_is_last and self.marks[-1].spaced)
        self.marks.append(Placed(len(self.characters), numbers, spaced))
        self._mark_is_last = True

    def add(self, character: str) -> None:
        """Add a character; white space is made one blank."""
        if character.isspace():
            self._add_blank()
        elif not (self._mark_is_last and self._is_swallowed(character)):
            self._mark_is_last = False
            self.characters.append(character)
            self.says_something = self.says_something or character.isalnum()
            self.ended = character in ENDS or (self.ended and character in _CLOSERS)

    def _add_blank(self) -> None:
        if self.marks and len(self.characters) == 1 and self.characters[0] in _DASHES:
            self.characters.clear()  # "[1] - It ended"
        if self.characters and self.characters[-1] != " ":
            self.characters.append(" ")

    def _drop_blank(self) -> bool:
        spaced = bool(self.characters) and self.characters[-1] == " "
        if spaced:
            self.characters.pop()
        return spaced

    def _is_swallowed(self, character: str) -> bool:
        """Mend the place where a mark was, for `character`; say whether that goes too."""
        if not self.characters:
            return character in ":.,;)"  # "[1]: It ended"
        if character in _TIGHT:
            self._drop_blank()
            return character == "." and self.characters[-1] in ENDS  # "It ended. [1]."
        last = self.characters[-1]
        if last != " " and (character.isalnum() or character in _OPENERS):
            apart = (last.isalnum() or self.ended) and not (is_wide(character) or is_wide(last))
            if self.marks[-1].spaced or apart:
                self.characters.append(" ")
        return False

    def cut(self, at: int) -> "Unmarked":
        """Cut off and return what stands before `at`.

        A mark between two sentences goes with the first, or with the second where the line puts
        marks first.
        """
        end = at - 1 if self.characters[at - 1] == " " else at
        former = Unmarked(self.characters[:end], [], self.begins_line, self.leading, True, True)
        later: list[Placed] = []
        for mark in self.marks:
            if mark.at < end or (mark.at == end and not (self.leading and mark.spaced)):
                former.marks.append(mark)
            else:
                later.append(mark._replace(at=max(0, mark.at - at)))
        self.characters, self.marks = self.characters[at:], later
        self.begins_line = False
        return former


def is_wide(character: str) -> bool:
    """Say whether this is a character of a script without blanks between words."""
    return east_asian_width(character) in "WF"

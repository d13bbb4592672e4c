"""The raw text of a model, in pieces -> its words, its marks and its line ends, without Markdown.

Every decision looks at a bounded stretch of text and waits until that stretch is there, so that
the result depends on the text and not on how it was cut into pieces, in linear time.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from karabakh_qa.answering.writing.markdown import is_emphasis, line_beginning
from karabakh_qa.answering.writing.marks import (
    NO_MARK,
    OPENERS,
    RAISED,
    ROUND,
    WAIT,
    Found,
    link_end,
    mark_at,
    whole_range,
)
from karabakh_qa.answering.writing.tags import (
    THOUGHT_END_LENGTH,
    raised_number,
    tag_at,
    thought_end,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A pointer at units, by their numbers."""

    numbers: tuple[int, ...]


class Sign(Enum):
    """What is neither words nor marks."""

    LINE_END = auto()
    ITEM = auto()
    """The bullet or number that begins a list item."""
    HEADING = auto()
    STRONG = auto()
    """Where bold text begins or ends."""
    THOUGHTS_END = auto()
    """The end of thoughts that nothing began: a model's template may have opened them."""


Atom = str | Mark | Sign
# Where it ends and what it is; an end where it began means that only more text can tell.
_Step = tuple[int, tuple[Atom, ...]]

# Spaces without width say nothing; what ends a line is made one character.
_AT_THE_DOOR = {
    **dict.fromkeys(map(ord, "\u200b\u2060\ufeff"), ""),
    **dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n"),
    ord("\r"): " ",
}

_BRACKETS = re.escape(OPENERS + ROUND)
_ORDINARY = re.compile(rf"[^\n\\*_`~<|\]{_BRACKETS}{RAISED}]+")
# What ties one mark to the next: "[1], [2] and [3]".
_JOINT = re.compile(
    r"[ \t]{0,2}(?:[,;&、，–—-][ \t]{0,2})?(?:(?:and|or)[ \t]{1,2})?"
    rf"(?=[\\<{_BRACKETS}{RAISED}])"
)
_JOINT_BEGUN = re.compile(r"[ \t]{0,2}(?:[,;&、，–—-][ \t]{0,2})?(?:a|an|o|(?:and|or)[ \t]{0,2})?")
_LONGEST_JOINT = 12
_RUN = re.compile(r"\*{1,8}|_{1,8}|~{1,8}|`{1,8}")
_ESCAPED = frozenset("\\`*_{}[]()#+-.!$<>|~")


class Lexer:
    """Reads a reply as it comes in."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._final = False
        self._line_start = True
        self._fenced = self._in_code = self._in_table = False
        self._thought = ""  # the tag whose end is waited for
        self._before = ""  # the last few characters of words
        self._last_mark: tuple[int, ...] | None = None  # that ends here

    def feed(self, piece: str) -> list[Atom]:
        """Return what is certain once `piece` has come in."""
        self._text = self._text[self._at :] + piece.translate(_AT_THE_DOOR)
        self._at = 0
        return self._read()

    def close(self) -> list[Atom]:
        """Return what is left at the end of the reply."""
        self._final = True
        return self._read()

    def _read(self) -> list[Atom]:
        atoms: list[Atom] = []
        while self._at < len(self._text):
            end, found = self._next(self._text, self._at)
            if end == self._at:
                break
            self._at = end
            for atom in found:
                self._remember(atom)
            atoms += found
        return atoms

    def _remember(self, atom: Atom) -> None:
        if isinstance(atom, Mark):
            self._before, self._last_mark = "]", atom.numbers
        elif isinstance(atom, str):
            self._before, self._last_mark = (self._before + atom)[-4:], None
        elif atom is Sign.LINE_END:
            self._before, self._last_mark, self._line_start = "", None, True
            self._in_code = self._in_table = False

    def _next(self, text: str, at: int) -> _Step:
        if self._thought:
            return self._thinking(text, at)
        if self._line_start and (step := self._line(text, at)):
            return step
        if self._last_mark is not None:
            if step := self._next_mark(text, at, self._last_mark):
                return step
            self._last_mark = None
        if ordinary := _ORDINARY.match(text, at):
            return ordinary.end(), (ordinary[0],)
        return self._special(text, at)

    def _thinking(self, text: str, at: int) -> _Step:
        """Drop what a model thinks aloud, which is no answer, closed or not."""
        end = thought_end(text, at, self._thought)
        if end >= 0:
            self._thought = ""
            return end, (Sign.LINE_END,)
        return (len(text) if self._final else max(at, len(text) - THOUGHT_END_LENGTH)), ()

    def _line(self, text: str, at: int) -> _Step | None:
        """Read one of the things that a line begins with; None at its first words."""
        end, kind = line_beginning(text, at, self._final)
        if kind == "plain":
            self._line_start = False
            return None
        if kind == "fence":
            self._fenced = not self._fenced
        if kind == "table":
            self._in_table, self._line_start = True, False
        sign = {"item": (Sign.ITEM,), "heading": (Sign.HEADING,)}
        return end, sign.get(kind, ())

    def _next_mark(self, text: str, at: int, last: tuple[int, ...]) -> _Step | None:
        """Read a mark that is tied to the `last` one, with what ties them; None if none is."""
        joint = _JOINT.match(text, at)
        if joint is None:
            begun = not self._final and len(text) - at <= _LONGEST_JOINT
            return (at, ()) if begun and _JOINT_BEGUN.fullmatch(text, at) else None
        found = self._mark(text, joint.end())
        if found is WAIT:
            return at, ()
        if found is NO_MARK:
            return None
        numbers = found.numbers
        if last and numbers and any(dash in joint[0] for dash in "-–—"):
            numbers = (*whole_range(last[-1], numbers[0]), *numbers[1:])
        return found.end, (Mark(numbers),)

    def _mark(self, text: str, at: int) -> Found:
        """Return the mark at `at`, where brackets may be escaped."""
        if text[at] == "\\":
            if at + 1 == len(text):
                return NO_MARK if self._final else WAIT
            at += 1
        code = (self._fenced or self._in_code) and text[at] in OPENERS
        if code and (self._before[-1:].isalnum() or self._before[-1:] == "_"):
            return NO_MARK  # a[1]
        return mark_at(text, at, self._final, self._before)

    def _special(self, text: str, at: int) -> _Step:
        found = self._mark(text, at)
        if found is WAIT:
            return at, ()
        if found is not NO_MARK:
            return found.end, (Mark(found.numbers),)
        if self._final and self._is_fragment(text, at):
            return len(text), ()
        return self._no_mark(text, at)

    def _is_fragment(self, text: str, at: int) -> bool:
        """Say whether the reply ends in the middle of a mark; a sole "(" or "<" is none."""
        rest = text[at:].removeprefix("\\")
        if rest in ("", *ROUND) or (rest[0] == "<" and ">" not in rest):
            return False
        return mark_at(rest, 0, final=False, before=self._before) is WAIT

    def _no_mark(self, text: str, at: int) -> _Step:
        character = text[at]
        if character == "\n":
            return at + 1, (Sign.LINE_END,)
        if character == "\\":
            escaped = text[at + 1 : at + 2]
            return (at + 2, (escaped,)) if escaped in _ESCAPED else (at + 1, (character,))
        if character == "]":
            end = link_end(text, at + 1, self._final, any_target=False)
            return (at, ()) if end < 0 else (end, (character,))
        if character == "<":
            return self._tag(text, at)
        if character in "*_~`":
            return self._stars(text, at)
        return at + 1, (" " if character == "|" and self._in_table else character,)

    def _tag(self, text: str, at: int) -> _Step:
        if raised := raised_number(text, at):
            return raised[0], (raised[1],)
        end, kind, name = tag_at(text, at, self._final)
        if kind == "wait":
            return at, ()
        if kind == "thought":
            self._thought = name
        if kind == "thought end":
            self._fenced = False
            return end, (Sign.THOUGHTS_END, Sign.LINE_END)
        if kind in ("thought", "block"):
            return end, (Sign.LINE_END,)
        if kind == "cell":
            return end, (" ",)
        return (end, ()) if kind == "inline" else (at + 1, (text[at],))

    def _stars(self, text: str, at: int) -> _Step:
        run = _RUN.match(text, at)
        assert run is not None
        if run.end() == len(text) and not self._final:
            return at, ()
        if text[at] == "`":
            self._in_code = not self._in_code
            return run.end(), ()
        after = text[run.end() : run.end() + 1]
        if self._in_code or not is_emphasis(run[0], self._before[-1:], after):
            return run.end(), (run[0],)
        return run.end(), (Sign.STRONG,) if len(run[0]) > 1 and text[at] != "~" else ()

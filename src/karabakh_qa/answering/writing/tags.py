"""The HTML tags that language models strew into their replies."""

import re
from typing import Literal, NamedTuple

Kind = Literal["", "thought", "thought end", "block", "cell", "inline", "wait"]

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,11})(?:\s[^<>\n]{0,200})?/?>", re.IGNORECASE)
_BEGUN = re.compile(r"</?([a-z][a-z0-9]{0,11})?((?:\s[^<>\n]{0,200})?/?)", re.IGNORECASE)

_THOUGHTS = frozenset("think thinking thought reasoning".split())
_BLOCKS = frozenset(
    """br p div li ul ol h1 h2 h3 h4 h5 h6 hr tr table thead tbody pre blockquote answer response
    result output final""".split()
)
_CELLS = frozenset("td th".split())
_INLINE = frozenset(
    """b i em strong u s a span code sup sub small mark cite q ref source citation sentence
    font""".split()
)
_NAMES = _THOUGHTS | _BLOCKS | _CELLS | _INLINE
_BEGINNINGS = frozenset(name[:end] for name in _NAMES for end in range(1, len(name) + 1))
_RAISED = re.compile(r"<sup>\s{0,3}(\d{1,6})\s{0,3}</sup>", re.IGNORECASE)
_AS_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# The longest end tag of a thought, with some blanks in it.
THOUGHT_END_LENGTH = 16


class Tag(NamedTuple):
    """A tag: where it ends, what it does and what it is called; kind "" is none at all."""

    end: int
    kind: Kind
    name: str = ""


def tag_at(text: str, at: int, final: bool) -> Tag:
    """Return the tag that begins with the "<" at `at`; of one cut short by the end, what is there.

    Only known names count: "x <y> z" is text.
    """
    whole = _TAG.match(text, at)
    if whole:
        name = whole[2].lower()
        if name in _THOUGHTS:
            return Tag(whole.end(), "thought end" if whole[1] else "thought", name)
        if name in _BLOCKS:
            return Tag(whole.end(), "block", name)
        return Tag(whole.end(), "cell" if name in _CELLS else "inline" if name in _INLINE else "")
    begun = _BEGUN.match(text, at)
    if begun is None or begun.end() < len(text):
        return Tag(at, "")
    name = (begun[1] or "").lower()
    possible = name in (_NAMES if begun[2] else _BEGINNINGS) or (not name and not begun[2])
    if not possible or (final and not name):
        return Tag(at, "")
    return Tag(len(text), "inline") if final else Tag(at, "wait")


def thought_end(text: str, at: int, name: str) -> int:
    """Return where the thought called `name` ends, its tag included; -1 if it has not ended."""
    end = re.compile(rf"</{name}\s{{0,3}}>", re.IGNORECASE).search(text, at)
    return end.end() if end else -1


def raised_number(text: str, at: int) -> tuple[int, str] | None:
    """Return the end and the plain text of "<sup>2</sup>", which is a power."""
    raised = _RAISED.match(text, at)
    return (raised.end(), raised[1].translate(_AS_RAISED)) if raised else None

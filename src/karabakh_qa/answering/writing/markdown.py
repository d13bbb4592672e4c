"""The Markdown of a reply: what a line begins with, and which stars and underscores are noise."""

import re
from typing import Literal, NamedTuple

LineKind = Literal["plain", "blank", "quote", "rule", "fence", "heading", "item", "table", "wait"]

_AHEAD = 40
# What only more text can tell.
_BEGUN = re.compile(
    r"(?:`+|~+)[\w+#.-]{0,20}[ \t]*|([-=_*])\1*[ \t]*|#{1,6}[ \t]*|[+–—·][ \t]*"
    r"|\d{1,2}[.)]?[ \t]*"
)
_BLANK = re.compile(r"[^\S\n]+")
_BEGINNINGS: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
    # The language behind a fence is one word: "```It ended in 1994.```" is text.
    ("fence", re.compile(r"(?:`{3,}|~{3,})[\w+#.-]{0,20}[ \t]*(?=\n)")),
    ("rule", re.compile(r"([-=_*])\1{2,}[ \t]*(?=\n)")),
    ("quote", re.compile(r">")),
    ("table", re.compile(r"\|")),
    ("heading", re.compile(r"#{1,6}[ \t]+")),
    ("item", re.compile(r"[-*+–—·](?:[ \t]+|(?=\n))|[•‣◦▪●○]|\d{1,2}[.)][ \t]+")),
)


class Beginning(NamedTuple):
    """What a line begins with, and where that ends."""

    end: int
    kind: LineKind


def line_beginning(text: str, at: int, final: bool) -> Beginning:
    """Return what stands at `at`, at the beginning of a line or behind another such beginning."""
    if blank := _BLANK.match(text, at):
        return Beginning(blank.end(), "blank")
    head = text[at : at + _AHEAD]
    if len(head) < _AHEAD:
        if final:
            head += "\n"
        elif _BEGUN.fullmatch(head):
            return Beginning(at, "wait")
    for kind, pattern in _BEGINNINGS:
        if found := pattern.match(head):
            return Beginning(at + found.end(), kind)
    return Beginning(at, "plain")


def is_emphasis(run: str, before: str, after: str) -> bool:
    """Tell the stars and underscores of "**bold**" from those of "2 * 3" and "snake_case".

    `run` are the stars, underscores or tildes, `before` and `after` the characters around them.
    """
    if run[0] == "~":
        return len(run) == 2
    if _is_space(before) and _is_space(after):
        return False
    if before.isalnum() and after.isalnum():
        # Without blanks between words, as in Chinese, bold text has letters on both sides.
        alike = before.isascii() and after.isascii()
        return not alike and (run[0] == "*" or len(run) > 1)
    return True


def _is_space(character: str) -> bool:
    return not character or character.isspace()

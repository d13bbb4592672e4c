"""Words of a text: which of them carry its content, and which are forms of one."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

_WORD = re.compile(r"[^\W_]+")

FUNCTION_WORDS = frozenset(
    """a about all am an and any are as at be been being but by can could did do does doing done for
    from get give had has have having he her him his how i if in into is it its just know let like
    may me might more most my no not of on one or our out over please s say says she should so some
    such t tell than that the their them then there these they this those to under up us very want
    was we were what when where which while who whom whose why will with would you your yours
    exactly actually really also hi hello d ll m re ve""".split()
)
"""English words that say how something is asked or said, not what."""

_SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "er", "ly", "s", "e")


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; "what's" is two, "what" and "s"."""
    return _WORD.findall(text.lower())


def content_words(text: str) -> list[str]:
    """Return the words of `text` that carry its content, in lower case."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def stem(word: str) -> str:
    """Return a rough stem, so that "recognized" and "recognize" meet."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word.removesuffix(suffix)
    return word


def share_a_word(asked: Iterable[str], text: str) -> bool:
    """Say whether `text` holds one of the words `asked`, up to its ending."""
    wanted = frozenset(map(stem, asked))
    return bool(wanted) and not wanted.isdisjoint(map(stem, words(text)))


def is_any_of(word: str, wanted: frozenset[str]) -> bool:
    """Say whether `word` is one of `wanted`, or a slip of the finger away from a long one."""
    if word in wanted:
        return True
    return len(word) > 5 and bool(get_close_matches(word, wanted, n=1, cutoff=0.87))

"""Does a quote bear out what is said? Word for word, line breaks and runs of space aside."""

import re
from unicodedata import category

_SPACE = re.compile(r"\s+")
# All that makes a number mean what it means: sign, thousands, decimals, ranges, dates, per cent.
_NUMBER = re.compile(
    r"(?:[-‐‑‒–—−+.,:/]{1,3}|[±~≈<>≤≥]{1,3} ?)?"
    r"(?:(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+)"
    r"(?:[-‐‑‒–—−.,:/'’·٫٬]\d+)*"
    r"(?: ?[%‰])?"
)
_NEGATION = re.compile(r"\w['’]t\b")


def states(quote: str, sentence: str) -> bool:
    """Say whether `quote` says exactly `sentence`: all of it and nothing more.

    A part of a quote may say the opposite of the whole ("He denies that the factory was sold."). A
    sentence without a letter or a digit states nothing.
    """
    return _says_something(sentence) and one_line(sentence) == one_line(quote)


def holds_words(quote: str, words: str) -> bool:
    """Say whether `words` stand in `quote` in one run, cutting no word or number.

    Good for a short answer that is shown with the whole quote; it does not say that the quote
    states it.
    """
    if not _says_something(words):
        return False
    line, wanted = one_line(quote), one_line(words)
    uncut = [match.span() for pattern in (_NUMBER, _NEGATION) for match in pattern.finditer(line)]

    def cuts(position: int) -> bool:
        inside = any(start < position < end for start, end in uncut)
        return inside or _in_word(line, position)

    start = line.find(wanted)
    while start >= 0:
        if not (cuts(start) or cuts(start + len(wanted))):
            return True
        start = line.find(wanted, start + 1)
    return False


def one_line(text: str) -> str:
    """Return `text` with every run of white space made one blank."""
    return _SPACE.sub(" ", text).strip()


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _in_word(text: str, position: int) -> bool:
    """Say whether `position` lies between two characters of one word."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if _is_mark(after) or "Cf" in (category(before), category(after)):  # Cf: joiners, soft hyphens
        return True
    return after.isalnum() and (before.isalnum() or _is_mark(before))


def _is_mark(character: str) -> bool:
    """Say whether this is an accent or the like, which belongs to the letter before it."""
    return category(character).startswith("M")

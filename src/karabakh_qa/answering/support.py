"""Does a quote say what a sentence says?"""

import re

_SPACE = re.compile(r"\s+")


def is_supported(sentence: str, quote: str) -> bool:
    """Say whether `quote` states `sentence` in the same words, in the same order.

    Only line breaks and runs of space may differ. A sentence without a letter or a digit states
    nothing and is not supported.
    """
    wanted = one_line(sentence)
    if not any(character.isalnum() for character in wanted):
        return False
    return _holds(one_line(quote), wanted)


def one_line(text: str) -> str:
    """Return `text` with every run of white space made one blank."""
    return _SPACE.sub(" ", text).strip()


def _holds(quote: str, wanted: str) -> bool:
    """Say whether `wanted` stands in `quote` as whole words: "5" is not in "15"."""
    start = quote.find(wanted)
    while start >= 0:
        if not (_in_word(quote, start) or _in_word(quote, start + len(wanted))):
            return True
        start = quote.find(wanted, start + 1)
    return False


def _in_word(text: str, position: int) -> bool:
    """Say whether `position` lies between two characters of one word or number."""
    if not 0 < position < len(text):
        return False
    return text[position - 1].isalnum() and text[position].isalnum()

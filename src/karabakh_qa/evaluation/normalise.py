"""What counts as the same wording when answers are compared."""

import re
import string
from functools import cache
from unicodedata import category, normalize

# SQuAD drops all of ASCII's punctuation, some of which Unicode calls symbols; then what people
# type for a minus and for an apostrophe, which are no punctuation to Unicode either.
_DROPPED = frozenset(string.punctuation + "\u2212\u00b4\u02b9\u02bb\u02bc")
_ARTICLES = frozenset({"a", "an", "the"})
_LETTERS_I = re.compile("[i\u0131]\u0307*")
_LETTERS_YO = re.compile("\u0435\u0308+")
_POSSESSIVE = re.compile(r"['\u2019]s\b", re.IGNORECASE)


def normalise(text: str) -> str:
    """Return `text` as SQuAD compares it: small letters, no punctuation, no articles, one space.

    The definition is that of the official SQuAD 2.0 evaluation, the same on ASCII, extended to
    Unicode: case folding, all punctuation (category P: every dash, guillemet, curly quote) and
    invisible format characters dropped, any white space a space, composed and decomposed letters
    alike, Cyrillic io as ie. `I` and `i` with and without a dot are one letter: what the small
    form of `I` is depends on the language, so that keeping them apart would make a capitalised
    answer a wrong one.
    """
    folded = normalize("NFC", normalize("NFD", text).casefold())
    kept = "".join(character for character in folded if not _is_dropped(character))
    letters = _LETTERS_YO.sub("\u0435", _LETTERS_I.sub("i", normalize("NFD", kept)))
    return " ".join(word for word in normalize("NFC", letters).split() if word not in _ARTICLES)


def words(text: str) -> list[str]:
    """Return the normalised words of `text`, broken at dashes too and without possessive `'s`.

    For looking up a wording inside a sentence: "Karabakh" stands in "Nagorno-Karabakh's".
    """
    spaced = "".join(" " if _is_dash(character) else character for character in text)
    return normalise(_POSSESSIVE.sub("", spaced)).split()


@cache
def _is_dropped(character: str) -> bool:
    return character in _DROPPED or category(character)[0] == "P" or category(character) == "Cf"


def _is_dash(character: str) -> bool:
    return character == "\u2212" or category(character) == "Pd"

"""How one foreign name is written in English: in several ways, or with a slip."""

import re
from functools import lru_cache

_SOUNDS = (
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("x", "h"),
    ("q", "g"),
    ("w", "v"),
    ("ye", "e"),
    ("y", "i"),
)
"""Letters that one letter of another script or language is written with, and one for them."""
_LEAST_SPELLED = 5
"""Letters from which on names are one if only such letters differ."""
_LEAST_MISSPELT = 7
"""Letters from which on one wrong, missing or additional letter makes no other name."""


@lru_cache(maxsize=20_000)
def spelling(name: str) -> str:
    """Return what the ways to write one plain foreign name share: "aliyev" and "aliev"."""
    if len(name) < _LEAST_SPELLED:
        return name
    for letters, sound in _SOUNDS:
        name = name.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", name)


@lru_cache(maxsize=20_000)
def misspelt(one: str, other: str) -> bool:
    """Say whether only a letter within it sets a long plain name apart from another."""
    short, long = sorted((len(one), len(other)))
    if short < _LEAST_MISSPELT - 1 or long < _LEAST_MISSPELT:
        return False
    one, other = sorted((spelling(one), spelling(other)), key=len)
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    if at in {0, len(one)}:
        return False
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    is_swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return is_swapped or one[at + 1 :] == other[at + 1 :]

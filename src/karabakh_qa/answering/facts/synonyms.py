"""English words and phrases that take each other's place in ordinary prose."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from karabakh_qa.answering.facts.forms import inflection, is_derived, root

_TABLE = "answering/facts/synonyms.txt"
"""A group a line, its words and phrases with commas between; "#" opens the name of a field."""
_LONG = 4
"""Letters of a root from which on hardly any two words share it by chance."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Several words that together mean what one word means: "take into custody".

    Attributes:
        words: its words, without their endings.
        meanings: the groups of the table that it belongs to.
    """

    words: tuple[str, ...]
    meanings: frozenset[int]


@lru_cache(maxsize=20_000)
def senses(word: str) -> frozenset[int]:
    """Return the groups that a plain word belongs to, or another form of it.

    A short root is no more than letters that several words share, such as "car" and "carry": of
    such a word only the endings of number, tense and degree are taken off.
    """
    return _by_sense().get(_sense(word), frozenset())


def meanings(word_root: str) -> frozenset[int]:
    """Return the groups of the table that a root belongs to."""
    return _of_words().get(word_root, frozenset())


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases of the table, each under its first word, without its ending."""
    found: dict[tuple[str, ...], set[int]] = {}
    for number, group in enumerate(groups()):
        for entry in group:
            if len(words := tuple(map(inflection, entry.split()))) > 1:
                found.setdefault(words, set()).add(number)
    table: dict[str, tuple[Phrase, ...]] = {}
    for words, numbers in found.items():
        phrase = Phrase(words, frozenset(numbers))
        table[words[0]] = (*table.get(words[0], ()), phrase)
    return table


@lru_cache(maxsize=1)
def groups() -> tuple[tuple[str, ...], ...]:
    """Return the groups of the table."""
    lines = files("karabakh_qa").joinpath(_TABLE).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split(", ")) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _of_words() -> dict[str, frozenset[int]]:
    return _groups_by(root)


@lru_cache(maxsize=1)
def _by_sense() -> dict[str, frozenset[int]]:
    return _groups_by(_sense)


def _groups_by(form: Callable[[str], str]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(groups()):
        for word in group:
            if " " not in word:
                found[form(word)] = found.get(form(word), frozenset()) | {number}
    return found


def _sense(word: str) -> str:
    shared = root(word)
    if len(shared) >= _LONG or is_derived(word):
        return shared
    return inflection(word.removesuffix("est"))

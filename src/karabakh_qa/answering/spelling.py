"""Misspelt words of a question -> the words of the documents that were meant."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

IsWord = Callable[[str], bool]
"""Says whether a word, in small letters, is one that people write."""

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
_LONG = 9
"""A word of so many letters may have two slips instead of one."""


def mend(question: str, texts: Iterable[str], is_word: IsWord) -> str:
    """Return `question` with its misspelt words as the texts have them.

    Misspelt is a word that no text holds and `is_word` does not know, where a text has one that is
    a slip away: a letter left out, put in or exchanged, or two that changed places (Damerau, CACM
    1964: four of five misspellings). The first letter has to be right, and neither word may begin
    the other: "Aliyeva" is not "Aliyev".
    """
    asked = {match[0].lower() for match in _WORD.finditer(question)}
    odd = {word for word in asked if len(word) >= _SHORTEST and not is_word(word)}
    if not odd:
        return question
    known: dict[str, Counter[str]] = {}
    for text in texts:
        for written in _WORD.findall(text):
            known.setdefault(written.lower(), Counter())[written] += 1

    def corrected(match: re.Match[str]) -> str:
        word = match[0].lower()
        found = _closest(word, known) if word in odd - known.keys() else None
        return found or match[0]

    return _WORD.sub(corrected, question)


def _closest(word: str, known: Mapping[str, Counter[str]]) -> str | None:
    """Return the known word that was meant, in the form in which it is written most often."""
    from rapidfuzz.distance import OSA

    most = 1 if len(word) < _LONG else 2
    found = [
        (distance, -forms.total(), other)
        for other, forms in known.items()
        if other[0] == word[0]
        and not (other.startswith(word) or word.startswith(other))
        and (distance := OSA.distance(word, other, score_cutoff=most)) <= most
    ]
    return known[min(found)[2]].most_common(1)[0][0] if found else None

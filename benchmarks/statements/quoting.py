"""The sentences that a statement leans on: the one that states it, and those that say of whom."""

import re

from statements.facts import Fact

_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their|this|these|those|such|there"
    r"|the (?:latter|former))\b",
    re.IGNORECASE,
)
_NAME_OR_NUMBER = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*|\d+(?:[.,]\d+)*")
_MOST = 3
_SAME_BEGINNING = 4
_LONGEST = 420


def quotes_for(fact: Fact, sentence: str) -> tuple[str, ...] | None:
    """Return one to three sentences that hold every name and number of the statement.

    Where a pronoun stands in the first, the sentence before it is there too. None where names or
    numbers are left that none of them holds, in another form even ("Armenian" for "Armenia").
    """
    quotes = [fact.sentence]
    before = [fact.sentences[i] for i in range(fact.at - 1, -1, -1)]
    if _PRONOUN.search(fact.sentence) and before:
        quotes.append(before.pop(0))
    missing = _missing(sentence, " ".join(quotes))
    while missing and before and len(quotes) < _MOST:
        nearest = before.pop(0)
        still = _missing(sentence, " ".join([*quotes, nearest]))
        if len(still) < len(missing):
            quotes.append(nearest)
            missing = still
    if missing or max(map(len, quotes)) > _LONGEST:
        return None
    return tuple(quotes)


def _missing(sentence: str, text: str) -> list[str]:
    first = re.match(r"\W*\w+", sentence)
    skipped = first[0].strip() if first else ""
    there = {word.lower() for word in re.findall(r"[^\W_]+", text)}
    wanted = (m[0] for m in _NAME_OR_NUMBER.finditer(sentence) if m[0] != skipped)
    return [word for word in wanted if not _stands(word, text, there)]


def _stands(word: str, text: str, there: set[str]) -> bool:
    small = word.lower()
    if word[0].isdigit():
        return re.search(rf"(?<![\d.,]){re.escape(word)}(?!\d)", text) is not None
    if small in there or any(
        small[:_SAME_BEGINNING] == w[:_SAME_BEGINNING] for w in there if len(w) > 3 < len(small)
    ):
        return True
    return word.isupper() and len(word) > 1 and _initials(word, text)


def _initials(word: str, text: str) -> bool:
    """Say whether some words of the text begin with the letters of the abbreviation."""
    pattern = r"\W+(?:(?:of|the|and|for)\W+)*".join(rf"{letter}\w+" for letter in word)
    return re.search(rf"\b{pattern}", text) is not None

"""Phrases of a text that mean what one word means: "turned down", "took them into custody"."""

from collections.abc import Iterator, Sequence

from karabakh_qa.answering.facts.forms import inflection
from karabakh_qa.answering.facts.synonyms import Phrase, phrases
from karabakh_qa.answering.facts.text import Text

_BETWEEN = 3
"""Words of an object that may stand before the particle: "put the next meeting off"."""
_AFTER_OBJECT = frozenset(
    map(
        inflection,
        """up down off out away back over on in into to at for apart aside together free straight
        right known know""".split(),
    )
)
"""What of a phrase may stand behind the object of its verb."""
_OWNERS = frozenset("my your his her its our their one".split())
_OWNER = inflection("ones")
"""What stands in the table for an owner: "change one's mind"."""


def phrases_of(text: Text) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Yield the places of the words of each phrase, and the groups of synonyms it belongs to."""
    words = [inflection(token.low) for token in text.tokens]
    for at, word in enumerate(words):
        for phrase in phrases().get(word, ()):
            places = _places(text, words, at, phrase)
            if places:
                yield frozenset(places), phrase.meanings


def _places(text: Text, words: Sequence[str], at: int, phrase: Phrase) -> list[int]:
    """Return where the words of a phrase stand that begins at `at`; none if it is not there."""
    rest = phrase.words[1:]
    gap = _BETWEEN if rest[0] in _AFTER_OBJECT and phrase.words[0] not in _AFTER_OBJECT else 0
    for start in range(at + 1, at + 2 + gap):
        stop = start + len(rest)
        is_here = stop <= len(words) and text.tokens[at].clause == text.tokens[stop - 1].clause
        if is_here and all(
            _is_word(text, i, words[i], rest[i - start]) for i in range(start, stop)
        ):
            return [at, *range(start, stop)]
    return []


def _is_word(text: Text, at: int, word: str, wanted: str) -> bool:
    if wanted == _OWNER:
        return text.tokens[at].low in _OWNERS or text.tokens[at].possessive
    return word == wanted

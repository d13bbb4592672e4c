"""Which texts are in the language that the other checks understand."""

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import name

from karabakh_qa.answering.facts.antonyms import antonyms
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token

_ENGLISH = frozenset(
    """the of and to is were are by for with that from it its his had has have he they who which
    be been not after before their this during between when but she will would about into than
    because while also only most more other there where these those was""".split()
)
"""Words that hardly a sentence of English does without, and few other languages have."""
_LEAST = 0.1
"""Their share of the words of an English sentence; a title in another language stays below."""
_LEAST_KNOWN = 0.5
"""The share of English words of any kind that will do as well: "Armland defeated them"."""


def is_english(text: Text) -> bool:
    """Say whether a text is in English, or has no words but names and numbers."""
    words = [token for token in text.tokens if not (token.is_capital or token.is_number)]
    if sum(_is_sure(text.tokens, token) for token in text.tokens) >= _LEAST * len(words):
        return True
    return sum(map(_is_known, words)) >= _LEAST_KNOWN * len(words)


def _is_sure(tokens: Sequence[Token], token: Token) -> bool:
    """Say whether this is a word of English, and not of a title: "Lord of the Rings"."""
    near = tokens[max(0, token.at - 1) : token.at + 2]
    return token.low in _ENGLISH and not all(t.is_capital or t is token for t in near)


def _is_known(token: Token) -> bool:
    return not token.is_content or bool(meanings(token.root) or antonyms(token.root))


def foreign(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return a word of `sentence` in another script than Latin that no quote has, else None."""
    known = frozenset().union(*(quote.lows for quote in quotes))
    for token in sentence.tokens:
        if token.low not in known and not all(map(_is_latin, token.text)):
            return token.text
    return None


@lru_cache(maxsize=4096)
def _is_latin(character: str) -> bool:
    return not character.isalpha() or name(character, "").startswith("LATIN")

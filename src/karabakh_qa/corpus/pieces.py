"""A sentence that is too long for a passage -> pieces that fit."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from karabakh_qa.records import Span

CountTokens = Callable[[Sequence[str]], list[int]]
"""Takes texts and returns how many tokens each has, special tokens left out."""

# To a tokenizer a "word" of a million characters may be a single unknown token.
_CHARACTERS_PER_TOKEN = 20
_WORD = re.compile(r"\S{1,100}")
_JOINERS = "\u200d\ufe0e\ufe0f"
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Sized:
    """A run of characters and its number of tokens."""

    span: Span
    tokens: int


def sized(text: str, spans: Sequence[Span], count_tokens: CountTokens) -> list[Sized]:
    """Return the spans with their numbers of tokens, counted in batches."""
    found: list[Sized] = []
    for first in range(0, len(spans), _BATCH):
        batch = spans[first : first + _BATCH]
        counts = count_tokens([span.of(text) for span in batch])
        found += [Sized(span, count) for span, count in zip(batch, counts, strict=True)]
    return found


def fitting_pieces(
    text: str, sentence: Sized, count_tokens: CountTokens, room: int
) -> Iterator[Sized]:
    """Yield the sentence, or pieces of it with at most `room` tokens, cut between words.

    A word that is too long alone is cut too, but no letter from its accents.
    """
    start, end = sentence.span
    if sentence.tokens <= room and end - start <= room * _CHARACTERS_PER_TOKEN:
        yield sentence
        return
    piece: Sized | None = None
    for word in _fitting_words(text, sentence.span, count_tokens, room):
        if piece and piece.tokens + word.tokens <= room:
            piece = Sized(Span(piece.span.start, word.span.end), piece.tokens + word.tokens)
            continue
        if piece:
            yield piece
        piece = word
    if piece:
        yield piece


def _fitting_words(text: str, span: Span, count_tokens: CountTokens, room: int) -> Iterator[Sized]:
    matches = _WORD.finditer(text, *span)
    while batch := [Span(*match.span()) for match in islice(matches, _BATCH)]:
        words = sized(text, batch, count_tokens)
        while any(word.tokens > room and _halves(text, word.span) for word in words):
            spans = [
                half
                for word in words
                for half in (word.tokens > room and _halves(text, word.span)) or (word.span,)
            ]
            words = sized(text, spans, count_tokens)
        yield from words


def _halves(text: str, span: Span) -> tuple[Span, ...]:
    """Return the two halves of a word, or nothing where it is a single letter."""
    middle = (span.start + span.end) // 2
    for cut in range(max(middle, span.start + 1), span.end):
        if not _belongs_to_previous(text, cut):
            return Span(span.start, cut), Span(cut, span.end)
    return ()


def _belongs_to_previous(text: str, position: int) -> bool:
    letter = text[position]
    return (
        unicodedata.combining(letter) != 0
        or letter in _JOINERS
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
        or text[position - 1] == "\u200d"
    )

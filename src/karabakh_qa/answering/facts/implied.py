"""What the figures of a quote say without a word: "(1815-1864)" that somebody died."""

from collections.abc import Iterator
from itertools import pairwise

from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.text import DASHES, Text, Token

_FIRST = frozenset(map(root, "born birth begin start originate".split()))
_LAST = frozenset(map(root, "died death end finish conclude".split()))
"""Words for the first and for the last year of a span."""
_OF_RESULTS = frozenset(map(root, "score point".split()))
_LONGEST_RESULT = 3
"""Digits of a number of a result such as "67-55"."""


def is_implied(token: Token, sentence: Text, quote: Text) -> bool:
    """Say whether figures of the quote say a word: a span of years, or "67-55" for a score."""
    if token.root in _OF_RESULTS:
        return any(_is_short(number) for pair in _dashed(quote) for number in pair)
    if token.root in _FIRST | _LAST:
        return _is_in_a_span(token, sentence, quote)
    return False


def _dashed(quote: Text) -> Iterator[tuple[Token, Token]]:
    """Yield pairs of numbers with a dash between."""
    for one, other in pairwise(quote.tokens):
        if one.is_number and other.is_number and other.before.strip() in DASHES:
            yield one, other


def _is_short(token: Token) -> bool:
    return len(token.text) <= _LONGEST_RESULT and token.text.isdecimal()


def _is_in_a_span(token: Token, sentence: Text, quote: Text) -> bool:
    """Say whether a word for an end of a time stands in its years: "died" in "(1815-1864)"."""
    years = {other.text for other in sentence.tokens if _is_year(other)}
    return any(
        not years or (one if token.root in _FIRST else other).text in years
        for one, other in _dashed(quote)
        if _is_year(one) and _is_year(other)
    )


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdecimal()

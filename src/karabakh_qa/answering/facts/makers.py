"""Whether a sentence takes what somebody made or owns for the one who made or owns it."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from karabakh_qa.answering.facts.forms import inflection
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import ARTICLES

_OF_MAKING = frozenset(
    map(
        inflection,
        """write make produce create own have possess release compose design direct record develop
        publish build invent paint""".split(),
    )
)
"""Verbs whose subject has what they are followed by."""


def made_its_maker(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "The Trial wrote Smith" where a quote has "Smith's Trial" or "The Trial by Smith"."""
    for one, other in pairwise(name_runs(sentence, quotes)):
        between = sentence.tokens[one[-1].at + 1 : other[0].at]
        verbs = [token for token in between if token.low not in ARTICLES]
        if len(verbs) != 1 or inflection(verbs[0].low) not in _OF_MAKING or one[-1].possessive:
            continue
        if any(_is_by(quote, one[-1].root, other[-1].root) for quote in quotes):
            return f"{one[-1].text} {verbs[0].text} {other[0].text}"
    return None


def _is_by(quote: Text, made: str, maker: str) -> bool:
    """Say whether a quote has "Smith's Trial" or "Trial by Ann Smith"."""
    for token in quote.tokens:
        after = quote.tokens[token.at + 1 :]
        is_owner = token.possessive and token.root == maker
        if is_owner and token.is_capital and made in _name(after):
            return True
        is_work = token.root == made and token.is_capital and bool(after)
        if is_work and after[0].low == "by" and maker in _name(after[1:]):
            return True
    return False


def _name(tokens: Sequence[Token]) -> set[str]:
    return {token.root for token in takewhile(lambda t: t.is_capital, tokens)}

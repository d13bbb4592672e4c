"""The words of one quote, to look the words of a sentence up in."""

from karabakh_qa.answering.facts.forms import akin
from karabakh_qa.answering.facts.known_names import KnownNames
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.phrases import phrases_of
from karabakh_qa.answering.facts.synonyms import senses
from karabakh_qa.answering.facts.text import Text, Token

_SHARED = 5
"""Letters that two roots have to begin with to be akin."""


class Vocabulary:
    """The words of one quote, to look words up in."""

    def __init__(self, quote: Text) -> None:
        self._lows = quote.lows
        self._roots = quote.roots
        self._alike: dict[str, list[str]] = {}
        for word in sorted(quote.roots):
            self._alike.setdefault(word[:_SHARED], []).append(word)
        self._meanings = frozenset().union(
            *(senses(word) for word in quote.lows), *(m for _, m in phrases_of(quote))
        )
        self._names = KnownNames([quote])

    def has(self, token: Token) -> bool:
        """Say whether the quote has this word in some form, or one that means the same."""
        if token.low in self._lows or self._has_root(token.root):
            return True
        if token.is_capital and (self._names.has(token) or self._names.has_seat(token.low)):
            return True
        return bool(senses(token.low) & self._meanings)

    def in_a_phrase(self, sentence: Text) -> frozenset[int]:
        """Return the places of phrases for which the quote has a word, or another phrase."""
        return frozenset(
            at for places, m in phrases_of(sentence) if m & self._meanings for at in places
        )

    def _has_root(self, word: str) -> bool:
        """Say whether the quote has a word with this root, or nearly this."""
        if word in self._roots:
            return True
        return any(akin(word, other) for other in self._alike.get(word[:_SHARED], ()))

    def has_whole(self, word: str) -> bool:
        """Say whether the quote has a word as it is, number aside."""
        return not self._lows.isdisjoint((word, word.removesuffix("s"), word + "s"))

    def in_other_form(self, sentence: Text) -> frozenset[int]:
        """Return the places of names that the quote has as initials, or for a people.

        Not where the sentence has the initials as well: what they stand for is what it says then.
        """
        shown = {token.text for token in sentence.tokens}
        found = (
            run
            for run in name_runs(sentence)
            if "".join(token.text[0] for token in run) not in shown
            and (self._names.has_initials(run) or self._names.has_country(run))
        )
        return frozenset(token.at for run in found for token in run)

"""Whether a sentence denies what its quotes affirm, or the other way round."""

from collections.abc import Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.antonyms import antonyms, negates
from karabakh_qa.answering.facts.denials import (
    EXCEPTIONS,
    LONGEST_CLAUSE,
    VERBS_OF_DENIAL,
    Denial,
    denials,
    is_adverb,
)
from karabakh_qa.answering.facts.negative_senses import NegativeSenses
from karabakh_qa.answering.facts.rephrasings import is_rephrased
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.wholes import of_more

_NEITHER = frozenset("neither nor".split())
_CIRCUMSTANCE = frozenset("in at on during before after by with for under through".split())
_REACH = 3
"""Content words behind a word that go with it."""


def turned_round(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what `sentence` denies or affirms against its quotes, else None."""
    own = list(denials(sentence))
    return (
        _denied_only(sentence, own, quotes)
        or _affirmed_only(sentence, own, quotes)
        or _prefixed(sentence, own, quotes)
        or of_more(sentence, quotes)
    )


def _denied_only(sentence: Text, own: Sequence[Denial], quotes: Sequence[Text]) -> str | None:
    """Return what is denied in the sentence and not in the quotes."""
    if not own:
        return None
    quoted = [denial for quote in quotes for denial in denials(quote)]
    senses = [NegativeSenses(sentence, quote) for quote in quotes]
    for denial in own:
        if any(each.answer(denial) for each in senses):
            continue
        if not denial.denied:
            if not quoted:
                return denial.cue.text
        elif not _is_denied(sentence, denial, quoted, quotes):
            return f"{denial.cue.text} {denial.denied[0].text}"
    return None


def _is_denied(
    sentence: Text, denial: Denial, quoted: Sequence[Denial], quotes: Sequence[Text]
) -> bool:
    """Say whether the quotes deny it too, or affirm its opposite."""
    first = denial.denied[0].root
    if denial.denied[0].low in VERBS_OF_DENIAL and not any(first in q.roots for q in quotes):
        return True  # "did not prevent": two denials make none
    if any(is_rephrased(sentence, denial, quote) for quote in quotes):
        return True
    if first in {token.root for other in quoted for token in other.words}:
        return True
    if any(
        first in _set_against(quote)
        or first in _behind(quote, denial.cue.root)
        or _begins(sentence, denial, quote)
        for quote in quotes
    ):
        return True
    if _is_excepted(sentence, quoted):
        return True
    is_affirmed = any(first in quote.roots for quote in quotes)
    return not is_affirmed and _is_told_otherwise(sentence, denial, quoted, quotes)


def _set_against(text: Text) -> frozenset[str]:
    """Return the roots of what another thing is set against: "rather than force"."""
    return frozenset(
        token.root
        for one, other in pairwise(text.tokens)
        if (one.low, other.low) in {("rather", "than"), ("instead", "of")}
        for token in text.following(other.at, 2)
    )


def _behind(text: Text, word: str) -> frozenset[str]:
    """Return the roots behind a word, given by its root: "forbade" has "the teaching" behind."""
    return frozenset(
        token.root for at in text.places.get(word, ()) for token in text.following(at, _REACH)
    )


def _begins(text: Text, denial: Denial, other: Text) -> bool:
    """Say whether the denial ends at what `other` speaks of: "did not come until May"."""
    behind = text.tokens[denial.cue.at + 2 : denial.cue.at + LONGEST_CLAUSE]
    until = next((token.at for token in behind if token.low == "until"), None)
    if until is None or "until" in other.lows:
        return False
    ends = [t for t in text.tokens[until + 1 :] if t.is_content][:_REACH]
    return any(token.root in other.roots for token in ends)


def _is_excepted(sentence: Text, quoted: Sequence[Denial]) -> bool:
    """Say whether what is denied is an exception in the quotes: "all except X", "not X"."""
    return any(
        token.root in sentence.roots
        for denial in quoted
        if denial.cue.low in EXCEPTIONS
        for token in denial.denied
    )


def _is_told_otherwise(
    sentence: Text, denial: Denial, quoted: Sequence[Denial], quotes: Sequence[Text]
) -> bool:
    """Say whether the quotes deny it in other words, or have the opposite of what is denied."""
    cue, first = denial.cue, denial.denied[0]
    if cue.low in VERBS_OF_DENIAL and any(cue.root in quote.roots for quote in quotes):
        return True
    if any(t.root in sentence.roots for other in quoted for t in (*other.denied, other.cue)):
        return True
    return any(_is_opposite_in(quote, sentence, first) for quote in quotes)


def _is_opposite_in(quote: Text, sentence: Text, token: Token) -> bool:
    """Say whether a quote has the opposite of `token` in its place: "not lose" for "win"."""
    opposites = antonyms(token.root)
    return any(
        negates(token.low, other.low)
        or (
            other.root in opposites
            and sentence.shared(token.at, quote, other.at, 2, crossing=False) > 0
        )
        for other in quote.content
    )


def _affirmed_only(sentence: Text, own: Sequence[Denial], quotes: Sequence[Text]) -> str | None:
    """Return what is denied in the quotes and not in the sentence, though it speaks of it."""
    here = {token.root for denial in own for token in denial.words} | _set_against(sentence)
    for quote in quotes:
        found = list(denials(quote))
        denied = {token.at for denial in found for token in denial.denied}
        for denial in found:
            if not denial.denied or (own and denial.cue.low in EXCEPTIONS):
                continue
            if denial.cue.low in _NEITHER and quote.low(denial.cue.at + 1) in _CIRCUMSTANCE:
                continue  # "neither in the war of 2020" does not deny the war
            first = (denial.raised and denial.head) or denial.denied[0]
            if first.root not in sentence.roots or here & {first.root, denial.cue.root}:
                continue
            if not (_begins(quote, denial, sentence) or _is_affirmed(first, quote, denied, quotes)):
                return f"{first.text} ({denial.cue.text} {first.text})"
    return None


def _is_affirmed(first: Token, quote: Text, denied: set[int], quotes: Sequence[Text]) -> bool:
    """Say whether a word that is denied in `quote` stands undenied there or in another."""
    if not denied.issuperset(quote.places[first.root]):
        return True
    return any(first.root in other.places for other in quotes if other is not quote)


def _prefixed(sentence: Text, own: Sequence[Denial], quotes: Sequence[Text]) -> str | None:
    """Return a word that the quotes have only with "un-" or the like, or only without."""
    known = frozenset().union(*(quote.lows for quote in quotes))
    roots = frozenset().union(*(quote.roots for quote in quotes))
    denied = {token.at for denial in own for token in denial.denied}
    for token in sentence.content:
        before = sentence.tokens[token.at - 1].low if token.at else ""
        if before in {"un", "non"} or token.root in roots or token.at in denied:
            continue
        stem = token.low.removesuffix("ly")
        if is_adverb(token.low) and any(other.startswith(stem) for other in known):
            continue
        if any(negates(token.low, other) for other in known if len(other) >= 4):
            return token.text
    return None

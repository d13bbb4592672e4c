"""Whether a sentence puts a subject of one quote to a deed of another."""

from collections.abc import Sequence

from karabakh_qa.answering.facts.dates import MONTHS
from karabakh_qa.answering.facts.known_names import KnownNames
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import ARTICLES

_SUBJECTS = frozenset("he she it they we i you".split())
_OBJECTS = frozenset("him them her former latter both itself himself herself themselves".split())
_OWNERS = frozenset("his her its their our my your whose".split())
_DEMONSTRATIVES = frozenset("this these those such that both neither".split())
_LOCATIVE = frozenset("in at to from near into inside".split())
_OPENING = 4
"""Tokens at the beginning of a quote among which "its" stands for something named before."""
_EARLY = 12
"""Tokens among which a pronoun for the subject stands for somebody named before."""


def stitched(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of `sentence` is put to the deed of the first quote without a word that points.

    That is a name which only another quote has.
    """
    main, *others = quotes
    if not others:
        return None
    known = KnownNames([main])
    for run in name_runs(sentence, quotes):
        if run[0].low in MONTHS or any(known.has(token) for token in run):
            continue
        if _takes_a_place(sentence, run, main) or not _is_lent(sentence, run, main, others):
            return " ".join(token.text for token in run)
    return None


def _is_lent(sentence: Text, run: Sequence[Token], main: Text, others: Sequence[Text]) -> bool:
    """Say whether the main quote may speak of the name that another quote has."""
    if _has_open_subject(main) or _is_pointed_at(run, main) or _is_placed(sentence, run):
        return True
    return any(
        _adds_more(sentence, run, main, other) or _is_joined(sentence, run, main, other)
        for other in others
    )


def _takes_a_place(sentence: Text, run: Sequence[Token], main: Text) -> bool:
    """Say whether the main quote has another name where the sentence has this one.

    That is before the word that follows it here, or behind the word and preposition before it.
    """
    for token in (*sentence.preceding(run[0].at, 1), *sentence.following(run[-1].at, 1)):
        if token.is_capital or token.is_number:
            continue
        follows = token.at > run[-1].at
        between = _between(sentence, token.at, run[-1].at if follows else run[0].at)
        if (follows or between) and _has_name_beside(main, token, between, before=follows):
            return True
    return False


def _has_name_beside(main: Text, token: Token, between: Sequence[str], *, before: bool) -> bool:
    """Say whether a name stands before or behind this word in the quote, the same between."""
    names = {named.at for run in name_runs(main) for named in run}
    return any(
        near.at in names and _between(main, at, near.at) == between
        for at in main.places.get(token.root, ())
        for near in (main.preceding(at, 1) if before else main.following(at, 1))
    )


def _between(text: Text, one: int, other: int) -> tuple[str, ...]:
    """Return the words between two places of a text, articles left out."""
    first, last = sorted((one, other))
    return tuple(t.low for t in text.tokens[first + 1 : last] if t.low not in ARTICLES)


def _is_placed(sentence: Text, run: Sequence[Token]) -> bool:
    """Say whether the name only says where or of what: "in Armland", "in the 2020 Games"."""
    for token in reversed(sentence.tokens[max(0, run[0].at - 3) : run[0].at]):
        if token.low in _LOCATIVE or token.low == "of":
            return True
        if token.low not in ARTICLES and not token.is_number:
            return False
    return False


def _adds_more(sentence: Text, run: Sequence[Token], main: Text, other: Text) -> bool:
    """Say whether the sentence has more of another quote than a name."""
    own = {token.root for token in run}
    added = {t.root for t in sentence.content if t.root in other.roots} - main.roots - own
    return run[0].root in other.roots and len(added) > 1


def _is_joined(sentence: Text, run: Sequence[Token], main: Text, other: Text) -> bool:
    """Say whether the name stands beside a word of the main quote in the other one as well."""
    for near in (*sentence.preceding(run[0].at, 1), *sentence.following(run[-1].at, 1)):
        if near.root not in main.roots or near.at not in {run[0].at - 1, run[-1].at + 1}:
            continue
        for at in other.places.get(near.root, ()):
            beside = {t.root for t in other.tokens[max(0, at - 1) : at + 2]}
            if run[0].root in beside or run[-1].root in beside:
                return True
    return False


def _has_open_subject(quote: Text) -> bool:
    """Say whether who or what a quote speaks of is named in another sentence only."""
    if any(token.low in _SUBJECTS for token in quote.tokens[:_EARLY]):
        return True
    opening = quote.tokens[:_OPENING]
    if not opening or opening[0].low in _DEMONSTRATIVES:
        return True
    named = next((run[0].at for run in name_runs(quote)), _OPENING)
    if opening[0].low == "the" and named >= _OPENING:
        return True
    return any(token.low in _OWNERS for token in opening[:named])


def _is_pointed_at(run: Sequence[Token], quote: Text) -> bool:
    """Say whether "his" or "him" in the quote may stand for this name."""
    return bool(quote.lows & (_OWNERS | _OBJECTS if run[-1].possessive else _OBJECTS))

"""Whether a sentence puts a subject of one quote to a deed of another."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from karabakh_qa.answering.facts.dates import MONTHS, dates
from karabakh_qa.answering.facts.forms import is_past
from karabakh_qa.answering.facts.names import KnownNames, name_runs
from karabakh_qa.answering.facts.text import Text, Token

_SUBJECTS = frozenset("he she it they we i".split())
_OBJECTS = frozenset("him them her former latter both itself himself herself themselves".split())
_OWNERS = frozenset("his her its their our whose".split())
_PLACES = frozenset("there here".split())
_DEMONSTRATIVES = frozenset("this these those such that both neither".split())
_LOCATIVE = frozenset("in at to from near into inside".split())
_JOINING = frozenset("and but while whereas".split())
_ARTICLES = frozenset("the a an his her its their this that these those".split())
_HELPERS = frozenset("is are was were has have had did does will would can could".split())
_A_DEED = 3
"""Content words from which on a part of a sentence says something of its own."""
_TIMES = frozenset("later earlier afterwards previously subsequently".split())
_ORDER = frozenset("after before since until by following".split())
_OPENING = 4
"""Tokens at the beginning of a quote in which a definite description stands that needs another."""
_EARLY = 12
"""Tokens among which a pronoun for the subject stands for somebody named before."""


def stitched(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of `sentence` is put to the deed of the first quote without a word that points.

    That is a date or a name which only another quote has.
    """
    main, *others = quotes
    if not others:
        return None
    date = _borrowed_date(sentence, main)
    if date:
        return date
    known = KnownNames([main])
    for run in name_runs(sentence, quotes):
        if run[0].low in MONTHS or any(known.has(token) for token in run):
            continue
        if _takes_a_place(sentence, run, main) or not _is_lent(sentence, run, main, others):
            return " ".join(token.text for token in run)
    return None


def _is_lent(sentence: Text, run: Sequence[Token], main: Text, others: Sequence[Text]) -> bool:
    """Say whether the main quote may speak of the name that another quote has."""
    if _has_open_subject(main) or _is_pointed_at(sentence, run, main) or _is_placed(sentence, run):
        return True
    return _is_described(sentence, run, main) or any(
        _adds_more(sentence, run, main, other) or _is_joined(sentence, run, main, other)
        for other in others
    )


def _takes_a_place(sentence: Text, run: Sequence[Token], main: Text) -> bool:
    """Say whether the main quote has another name before the word that follows, or behind."""
    names = {token.at for other in name_runs(main) for token in other}
    for near, side in (
        (sentence.following(run[-1].at, 1), 1),
        (sentence.preceding(run[0].at, 1), -1),
    ):
        for token in near:
            if token.is_capital or token.is_number:
                continue
            first, last = sorted((token.at, (run[-1] if side > 0 else run[0]).at))
            between = _between(sentence, first, last)
            if side < 0 and not between:
                continue
            for at in main.places.get(token.root, ()):
                there = main.preceding(at, 1) if side > 0 else main.following(at, 1)
                if there and there[0].at in names:
                    ends = sorted((at, there[0].at))
                    if _between(main, *ends) == between:
                        return True
    return False


def _between(text: Text, first: int, last: int) -> tuple[str, ...]:
    return tuple(t.low for t in text.tokens[first + 1 : last] if t.low not in _ARTICLES)


def _borrowed_date(sentence: Text, main: Text) -> str | None:
    """Return the date of another quote, where the main one tells of a time before or after it."""
    if _TIMES.isdisjoint(main.lows) or not _TIMES.union(_ORDER).isdisjoint(sentence.lows):
        return None
    for date in dates(sentence):
        words = sentence.tokens[date.start : date.end]
        if all(word.root not in main.roots for word in words):
            return " ".join(word.text for word in words)
    return None


def statements(sentence: Text) -> list[Text]:
    """Return the parts of a sentence that "and" or the like joins, each long enough for a deed.

    A part that has no subject of its own gets the name that the first part begins with.
    """
    outer, inner = _relative(sentence)
    if inner is not None:
        return [*statements(outer), inner]
    start, cuts = 0, []
    places = [token.at for token in sentence.content]
    for token in sentence.tokens:
        if token.low in _JOINING:
            before = bisect_left(places, token.at) - bisect_left(places, start)
            if before >= _A_DEED <= len(places) - bisect_left(places, token.at):
                cuts.append((start, token.at))
                start = token.at + 1
    cuts.append((start, len(sentence.tokens)))
    subject = next(name_runs(sentence), ())
    return [_part(sentence, subject, first, last) for first, last in cuts]


def _relative(sentence: Text) -> tuple[Text, Text | None]:
    """Return a sentence without its first clause of ", who ...,", and that with its subject."""
    tokens = sentence.tokens
    for token in tokens:
        if token.low not in {"who", "which"} or "," not in token.before:
            continue
        behind = (t.at for t in tokens[token.at + 1 :] if "," in t.before)
        end = next(behind, len(tokens))
        subject = tokens[: token.at]
        return _numbered((*subject, *tokens[end:])), _numbered(
            (*subject, *tokens[token.at + 1 : end])
        )
    return sentence, None


def _numbered(tokens: Sequence[Token]) -> Text:
    return Text(tuple(replace(token, at=i) for i, token in enumerate(tokens)))


def _part(sentence: Text, subject: Sequence[Token], first: int, last: int) -> Text:
    tokens = sentence.tokens[first:last]
    opening = tokens[0] if tokens else None
    if first and opening is not None and (is_past(opening.low) or opening.low in _HELPERS):
        tokens = (*subject, *tokens)
    return _numbered(tokens)


def _is_placed(sentence: Text, run: Sequence[Token]) -> bool:
    """Say whether the name only says where or of what: "in Armland", "in the 2020 Games"."""
    for token in reversed(sentence.tokens[max(0, run[0].at - 3) : run[0].at]):
        if token.low in _LOCATIVE or token.low == "of":
            return True
        if token.low not in _ARTICLES and not token.is_number:
            return False
    return False


def _is_described(sentence: Text, run: Sequence[Token], main: Text) -> bool:
    """Say whether the main quote has "the scheme" where the sentence has the name and "scheme"."""
    return any(
        at and main.tokens[at - 1].low in {"the", "this", "these"}
        for near in sentence.following(run[-1].at, 1)
        if near.at == run[-1].at + 1 and not near.is_capital
        for at in main.places.get(near.root, ())
    )


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
    if any(token.low in _OWNERS for token in opening[:named]):
        return True
    return opening[0].low == "the" and named >= _OPENING


def _is_pointed_at(sentence: Text, run: Sequence[Token], quote: Text) -> bool:
    """Say whether "his", "there" or "him" in the quote may stand for this name."""
    before = sentence.tokens[run[0].at - 1].low if run[0].at else ""
    before_that = sentence.tokens[run[0].at - 2].low if run[0].at > 1 else ""
    near = {before, before_that} if before in {"the", "a"} else {before}
    if run[-1].possessive or "of" in near:
        return bool(quote.lows & _OWNERS)
    if near & _LOCATIVE:
        return bool(quote.lows & _PLACES)
    return bool(quote.lows & _OBJECTS)

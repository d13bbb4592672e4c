"""Which words of a text are names, and whether the names of a sentence stand in its quotes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.antonyms import antonyms
from karabakh_qa.answering.facts.forms import is_past
from karabakh_qa.answering.facts.known_names import KnownNames
from karabakh_qa.answering.facts.nations import is_nation, is_people
from karabakh_qa.answering.facts.spelled import spells_number
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token

_WHERE = frozenset("in at near of from to through around".split())
"""Words before a capital that say that the town itself is meant."""
_SOFT_OPENERS = ("s", "ing", "ion", "ment", "ness", "ity", "ism", "ance", "ence", "ly", "ed")
"""Endings of words that seldom are names at the beginning of a sentence."""
_ANSWERS = frozenset("yes indeed well ok okay please thanks sorry hello dear".split())
"""Words other than names that stand apart before a sentence."""
_PROFESSIONS = frozenset(
    """historian librarian comedian civilian pedestrian guardian custodian correspondent
    philosopher footballer songwriter filmmaker entrepreneur policeman""".split()
)
_SHORTENED = frozenset("mr mrs ms dr st prof gen col capt lt sgt sen gov rep".split())
"""Titles that are written with a dot, behind which the name goes on."""
_OF_A_PROFESSION = ("ist", "yst", "sman", "swoman", "sperson", "ician")
"""Words for what somebody does that could be names, and endings in which few names end."""


def unstated_name(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the first name of `sentence` that no quote has, or has for another; else None."""
    known = KnownNames(quotes)
    for run in name_runs(sentence, quotes):
        if known.has_initials(run) or known.has_country(run) or known.has_plainly(run):
            continue
        unknown = [
            token for token in run if not (known.has(token) or known.has_within(token, sentence))
        ]
        is_partly_known = len(unknown) < len(run)
        for token in unknown:
            is_added = is_partly_known and known.may_go_with(token)
            if not (is_added or _is_government(sentence, token, known)):
                return " ".join(word.text for word in run)
        for one, other in pairwise(run):
            if not known.has_pair(one, other):
                return f"{one.text} {other.text}"
    return None


def _is_government(sentence: Text, token: Token, known: KnownNames) -> bool:
    """Say whether a capital stands here for a country that a quote has, or the other way."""
    before = sentence.tokens[token.at - 1].low if token.at else ""
    return before not in _WHERE and known.has_seat(token.low)


def name_runs(text: Text, quotes: Sequence[Text] = ()) -> Iterator[tuple[Token, ...]]:
    """Yield runs of capitalised words: each a name, a name with its title, or an acronym.

    The first word of a sentence counts if it looks like a name, or is one in `quotes`.
    """
    known = frozenset(t.low for q in quotes for t in q.tokens if t.is_capital and not t.opens)
    run: list[Token] = []
    for token in text.tokens:
        is_name = _is_name(text, token) or (
            token.opens and token.is_capital and token.is_content and token.low in known
        )
        if run and not (is_name and _goes_on(run[-1], token)):
            yield tuple(run)
            run = []
        if is_name:
            run.append(token)
    if run:
        yield tuple(run)


def _goes_on(last: Token, token: Token) -> bool:
    """Say whether a capitalised word belongs to the name before it: "J. K. Adler"."""
    sign = token.before.strip()
    is_dot = sign == "." and (len(last.text) == 1 or last.low in _SHORTENED)
    return not last.possessive and (is_dot or sign in {"", "-", "‑", "–"})


def _is_name(text: Text, token: Token) -> bool:
    if not token.is_capital or (token.low == "i" and len(token.text) == 1):
        return False
    if not token.opens:
        return token.is_content or (token.text.isupper() and len(token.text) > 1)
    if not token.is_content or spells_number(token.low):
        return False
    if meanings(token.root) or antonyms(token.root):
        return False
    if token.low in _ANSWERS or _is_profession(token.low):
        return False
    return _opens_with_name(text, token)


def _is_profession(low: str) -> bool:
    """Say whether a word that begins a sentence tells what somebody does, or is of many."""
    low = low.removesuffix("s")
    return low in _PROFESSIONS or low.endswith(_OF_A_PROFESSION)


def _opens_with_name(text: Text, token: Token) -> bool:
    """Say whether the first word of a sentence looks like a name rather than any other word."""
    if any(c.isupper() for c in token.text[1:]) or token.possessive or is_nation(token.low):
        return True
    after = text.tokens[token.at + 1] if token.at + 1 < len(text.tokens) else None
    if after is None or (is_past(token.low) and not after.is_capital):
        return False
    if is_people(token.low) and after.is_content:
        return True
    if token.low.endswith(_SOFT_OPENERS):
        return after.is_capital and after.is_content
    return after.is_capital or not after.is_content or is_past(after.low)

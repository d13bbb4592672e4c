"""Whether the names of a sentence stand in its quotes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.forms import is_past
from karabakh_qa.answering.facts.nations import (
    FAMILY,
    LEAST_SHARED,
    ROMAN,
    SEAT_OF,
    TOGETHER,
    misspelt,
    same_name,
    spelling,
)
from karabakh_qa.answering.facts.numerals import spells_number
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token

_WHERE = frozenset("in at near of from to through around".split())
_OF_PERSONS = frozenset(
    """mr mrs ms miss dr sir dame lord lady st saint president prime minister chancellor general
    colonel captain major professor senator governor mayor chairman secretary director chief judge
    justice ambassador former actor actress singer author coach""".split()
)
"""Titles that change nothing of who is meant; whether the quotes have them is left to words."""
_TITLES = frozenset(
    """mr mrs ms dr sir lord lady prince princess king queen emperor empress pope saint st
    president minister prime chancellor general colonel captain major professor senator governor
    mayor chairman secretary director chief judge justice bishop archbishop cardinal king's
    ambassador representative duke count earl baron sultan shah tsar czar vice former republic
    province state city county river mount lake university war battle treaty act st mt dr sen gov
gen col capt lt sgt prof jr sr inc corp company corporation ltd co department ministry region
district island islands sea ocean mountains valley church cathedral school college museum street
road bridge park station airport court council committee commission party army team club league
championship cup series season""".split()
)
_SOFT_OPENERS = ("s", "ing", "ion", "ment", "ness", "ity", "ism", "ance", "ence", "ly", "ed")
"""Endings of words that seldom are names at the beginning of a sentence."""
_ANSWERS = frozenset("yes indeed well ok okay please thanks sorry hello dear".split())
"""Words other than names that stand apart before a sentence."""
_PROFESSIONS = frozenset(
    """historian librarian comedian lawyer attorney writer novelist painter researcher engineer
    reporter correspondent commander leader speaker commissioner officer inspector philosopher
    composer lecturer footballer singer songwriter filmmaker photographer teacher manager
    entrepreneur lawmaker policeman civilian pedestrian guardian custodian police people women
    children men""".split()
)
_OF_A_PROFESSION = ("ist", "yst", "sman", "swoman", "sperson", "ician")
"""Endings of words for what somebody does, in which few names end."""
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_LINKS = frozenset("of the de da di von van der den la le al el bin ibn and for on in".split())
_AT_MOST_BETWEEN = 3
_LONGEST_ACRONYM = 6
_LEAST_ROOTED = 5
"""Letters above which another form of a word of the quotes will do: "Support" for "supported"."""


def unstated_name(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the first name of `sentence` that no quote has, or has for another; else None."""
    turned = _turned_first_name(sentence, quotes)
    if turned is not None:
        return turned
    known = KnownNames(quotes)
    for run in name_runs(sentence, quotes):
        if known.has_initials(run) or known.has_country(run):
            continue
        unknown = [token for token in run if not known.has(token)]
        others = len(unknown) < len(run)
        for token in unknown:
            if not (known.has_seat(sentence, token) or (others and known.may_go_with(token))):
                return " ".join(word.text for word in run)
        for one, other in pairwise(run):
            if not known.has_pair(one, other):
                return f"{one.text} {other.text}"
    return None


def _turned_first_name(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the name of whom the sentence calls by the last name first: "Ada's first name"."""
    tokens = sentence.tokens
    at = next((t.at for t in tokens[1:] if t.low == "name" and tokens[t.at - 1].low == "first"), 0)
    names = [token for token in tokens[1:] if token.is_capital and token.is_content]
    names = [*tokens[:1], *names] if tokens[0].possessive else names
    if not at or len(names) < 2:
        return None
    known = {(one.low, other.low) for quote in quotes for one, other in pairwise(quote.tokens)}
    for owner, first in pairwise(names):
        if owner.low in _TITLES or (len(owner.text) > 1 and owner.text.isupper()):
            continue
        if (owner.low, first.low) in known and first.at > at and not first.possessive:
            return f"{owner.text} {first.text}"
    return None


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
        apart = run and (run[-1].possessive or token.before.strip() not in {"", "-", "‑", "–"})
        if run and (not is_name or apart):
            yield tuple(run)
            run = []
        if is_name:
            run.append(token)
    if run:
        yield tuple(run)


def _is_name(text: Text, token: Token) -> bool:
    if not token.is_capital or (token.low == "i" and len(token.text) == 1):
        return False
    if not token.opens:
        return token.is_content or (token.text.isupper() and len(token.text) > 1)
    if not token.is_content or spells_number(token.low) or meanings(token.root):
        return False
    if token.low in _ANSWERS or _is_profession(token.low):
        return False
    return _opens_with_name(text, token)


def _opens_with_name(text: Text, token: Token) -> bool:
    """Say whether the first word of a sentence looks like a name rather than any other word."""
    after = text.tokens[token.at + 1] if token.at + 1 < len(text.tokens) else None
    if any(c.isupper() for c in token.text[1:]) or token.possessive:
        return True
    if after is not None and _is_people(token.low) and after.is_content:
        return True
    if after is None or token.low.endswith(_SOFT_OPENERS):
        return after is not None and after.is_capital and after.is_content
    return after.is_capital or not after.is_content or is_past(after.low)


def _is_profession(low: str) -> bool:
    """Say whether a word that begins a sentence tells what somebody does, or is of many."""
    low = low.removesuffix("s")
    return low in _PROFESSIONS or low.endswith(_OF_A_PROFESSION)


class NameForms:
    """Plain names, to find one of which another is a form."""

    def __init__(self, names: Iterable[str]) -> None:
        self._alike: dict[str, set[str]] = {}
        self._names = frozenset(names)
        self._spellings = frozenset(spelling(name) for name in self._names)
        self.families: set[str] = set()
        for name in self._names:
            self._alike.setdefault(name[:LEAST_SHARED], set()).add(name)
            self.families.add(FAMILY.get(name, name))

    def has(self, low: str) -> bool:
        """Say whether one of the names is a form of this one."""
        if FAMILY.get(low, low) in self.families:
            return True
        if any(same_name(low, other) for other in self._alike.get(low[:LEAST_SHARED], ())):
            return True
        if spelling(low) in self._spellings:
            return True
        return sum(misspelt(low, other) for other in self._names) == 1


class KnownNames:
    """The words of the quotes, to look names up in."""

    def __init__(self, quotes: Sequence[Text]) -> None:
        self._quotes = quotes
        self._lows = frozenset().union(*(quote.lows for quote in quotes))
        self._roots = frozenset().union(*(quote.roots for quote in quotes))
        self._lower = frozenset(t.low for q in quotes for t in q.tokens if not t.is_capital)
        self._forms = NameForms(t.low for q in quotes for t in q.tokens if t.is_capital)
        self._initials = frozenset(
            t.text for q in quotes for t in q.tokens if len(t.text) > 1 and t.text.isupper()
        )
        self._joined = frozenset(
            one.low + other.low
            for quote in quotes
            for one, other in pairwise(quote.tokens)
            if one.is_capital and not other.before.strip(" -‑–")
        )
        self._single = any(
            len(t.text) == 1 and t.is_capital and t.is_content for q in quotes for t in q.tokens
        )
        self._acronyms = frozenset(
            name for quote in quotes for run in _capital_runs(quote) for name in _acronyms(run)
        )

        self._known_by_initials = {FAMILY[name] for name in self._acronyms & FAMILY.keys()}

    def has(self, token: Token) -> bool:
        """Say whether a quote has this name, or one that it is a form or the initials of."""
        low = token.low
        if low in self._lows or low in self._acronyms or low in self._joined:
            return True
        if FAMILY.get(low, low) in self._known_by_initials:
            return True
        if low in ROMAN and ROMAN[low] & self._lows:
            return True
        if len(low) > _LEAST_ROOTED and token.root in self._roots:
            return True
        if low.removesuffix("s") in self._lows or low + "s" in self._lows:
            return True
        return self._forms.has(low)

    def has_country(self, run: Sequence[Token]) -> bool:
        """Say whether a quote has a country of two words in another form: "American"."""
        family = TOGETHER.get((run[0].low, run[-1].low))
        return family is not None and FAMILY.get(family, family) in self._forms.families

    def has_seat(self, sentence: Text, token: Token) -> bool:
        """Say whether a capital stands here for a country that a quote has, or the other way."""
        before = sentence.tokens[token.at - 1].low if token.at else ""
        if before in _WHERE:
            return False
        country = SEAT_OF.get(token.low)
        if country is not None:
            return self._forms.has(country)
        return any(same_name(token.low, SEAT_OF[seat]) for seat in self._lows & SEAT_OF.keys())

    def may_go_with(self, token: Token) -> bool:
        """Say whether this adds nothing to the rest of a name: a kind of thing, or an initial."""
        if token.low in _OF_PERSONS:
            return True
        if len(token.text) == 1:
            return not self._single
        groups = meanings(token.root)
        return bool(groups) and any(groups & meanings(word) for word in self._roots)

    def has_initials(self, run: Sequence[Token]) -> bool:
        """Say whether a quote has a name of several words by its initials."""
        return len(run) > 1 and "".join(token.text[0] for token in run) in self._initials

    def has_pair(self, one: Token, other: Token) -> bool:
        """Say whether the two stand together in a quote, where both are parts of one name."""
        if {one.low, other.low} & (_TITLES | _DAYS | self._lower) or any(
            low in FAMILY or _is_people(low) for low in (one.low, other.low)
        ):
            return True
        places = [
            (quote, at)
            for quote in self._quotes
            for at, token in enumerate(quote.tokens)
            if token.low == one.low
        ]
        if not places or not any(other.low in quote.lows for quote in self._quotes):
            return True
        return any(
            _reaches(quote, at, other.low) or _is_of(quote, at, other.low) for quote, at in places
        )


def _is_people(low: str) -> bool:
    return low.endswith(("ian", "ians", "ean", "ese", "ish", "ani", "anis", "eans"))


def _reaches(quote: Text, at: int, wanted: str) -> bool:
    """Say whether `wanted` stands behind token `at`, with only parts of a name between."""
    for token in quote.tokens[at + 1 : at + 2 + _AT_MOST_BETWEEN]:
        if token.low == wanted:
            return True
        if not (token.is_capital or token.low in _LINKS):
            return False
    return False


def _is_of(quote: Text, at: int, wanted: str) -> bool:
    """Say whether token `at` stands behind `wanted` and "of": "Department of Energy"."""
    before = [token.low for token in quote.tokens[max(0, at - 2) : at]]
    return before == [wanted, "of"]


def _capital_runs(text: Text) -> Iterator[tuple[Token, ...]]:
    """Yield runs of capitalised words, "of" and the like between them skipped."""
    run: list[Token] = []
    for token in text.tokens:
        if token.is_capital:
            run.append(token)
        elif not (run and token.low in _LINKS and not token.before.strip(" -")):
            if len(run) > 1:
                yield tuple(run)
            run = []
    if len(run) > 1:
        yield tuple(run)


def _acronyms(run: Sequence[Token]) -> Iterator[str]:
    """Yield the initials of all that may be one name in a run of capitalised words."""
    initials = "".join(token.low[0] for token in run)
    for start in range(len(initials) - 1):
        yield from (initials[start:end] for end in range(start + 2, start + _LONGEST_ACRONYM + 1))

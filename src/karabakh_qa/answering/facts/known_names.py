"""The names that quotes have, to look the names of a sentence up in."""

from collections.abc import Iterable, Iterator, Sequence

from karabakh_qa.answering.facts.nations import (
    FAMILY,
    LEAST_SHARED,
    ROMAN,
    SEAT_OF,
    TOGETHER,
    is_people,
    same_name,
)
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.transliteration import misspelt, spelling

OF_PERSONS = frozenset(
    """mr mrs ms miss dr sir dame lord lady st saint president prime minister chancellor general
    colonel captain major professor senator governor mayor chairman secretary director chief judge
    justice ambassador mp mps mep ceo former actor actress singer author coach""".split()
)
"""Titles that change nothing of who is meant; whether the quotes have them is left to words."""
_BESIDE_ANY = frozenset(
    """mr mrs ms dr sir lord lady prince princess king queen emperor empress pope saint st
    president minister prime chancellor general colonel captain major professor senator governor
    mayor chairman secretary director chief judge justice bishop archbishop cardinal king's
    ambassador representative duke count earl baron sultan shah tsar czar vice former republic
    province state city county river mount lake university war battle treaty act sen gov
    mp mps mep ceo
    gen col capt lt sgt prof jr sr inc corp company corporation ltd co department ministry region
    district island islands sea ocean mountains valley church cathedral school college museum street
    road bridge park station airport court council committee commission party army team club league
    championship cup series season
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
"""Titles, kinds of things and days, beside which any name may stand."""
_LINKS = frozenset("of the de da di von van der den la le al el bin ibn and for on in".split())
"""Small words within a name."""
_AT_MOST_BETWEEN = 3
"""Words that may stand between two parts of one name."""
_LONGEST_ACRONYM = 6
_LEAST_COMPOUNDED = 4
"""Letters from which on a name is looked for in longer words."""
_LEAST_ROOTED = 5
"""Letters above which another form of a word of the quotes will do: "Support" for "supported"."""


class KnownNames:
    """The words of the quotes, to look names up in."""

    def __init__(self, quotes: Sequence[Text]) -> None:
        self._quotes = quotes
        self._lows = frozenset().union(*(quote.lows for quote in quotes))
        self._roots = frozenset().union(*(quote.roots for quote in quotes))
        capitals = [t for quote in quotes for t in quote.tokens if t.is_capital]
        self._lower = frozenset(t.low for q in quotes for t in q.tokens if not t.is_capital)
        self._forms = _NameForms(token.low for token in capitals)
        self._initials = frozenset(t.text for t in capitals if len(t.text) > 1 and t.text.isupper())
        self._has_single_letter = any(len(t.text) == 1 and t.is_content for t in capitals)
        self._acronyms = frozenset(
            name for quote in quotes for run in _capital_runs(quote) for name in _acronyms(run)
        )
        self._known_by_initials = {FAMILY[name] for name in self._acronyms & FAMILY.keys()}

    def has(self, token: Token) -> bool:
        """Say whether a quote has this name, or one that it is a form or the initials of."""
        low = token.low
        if low in self._lows or low in self._acronyms:
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
        return family is not None and self._forms.has(family)

    def has_seat(self, low: str) -> bool:
        """Say whether a quote has the country for which this capital stands, or the other way."""
        if low in SEAT_OF:
            return self._forms.has(SEAT_OF[low])
        return any(same_name(low, SEAT_OF[seat]) for seat in self._lows & SEAT_OF.keys())

    def may_go_with(self, token: Token) -> bool:
        """Say whether this adds nothing to the rest of a name: a title, or an initial."""
        is_initial = len(token.text) == 1 and not self._has_single_letter
        return is_initial or token.low in OF_PERSONS

    def has_initials(self, run: Sequence[Token]) -> bool:
        """Say whether a quote has a name of several words by its initials: "WWII"."""
        parts = (t.text if t.low in ROMAN else t.text[0] for t in run)
        return len(run) > 1 and "".join(parts) in self._initials

    def has_plainly(self, run: Sequence[Token]) -> bool:
        """Say whether a quote has a plain word for what a single name means: "lunar"."""
        return len(run) == 1 and any(
            meanings(run[0].root) & meanings(token.root)
            for quote in self._quotes
            for token in quote.content
            if not token.is_capital
        )

    def has_within(self, token: Token, sentence: Text) -> bool:
        """Say whether a quote has a name in one word with another of the sentence: "moonbeams"."""
        return any(
            low.startswith(token.low) and low.removeprefix(token.low) in sentence.lows
            for low in self._lows
            if len(low) > len(token.low) >= _LEAST_COMPOUNDED
        )

    def has_pair(self, one: Token, other: Token) -> bool:
        """Say whether the two stand together in a quote, where both are parts of one name."""
        lows = {one.low, other.low}
        if lows & (_BESIDE_ANY | self._lower | FAMILY.keys()) or any(map(is_people, lows)):
            return True
        if not lows <= self._lows:
            return True
        return any(
            _reaches(quote, token.at, other.low)
            for quote in self._quotes
            for token in quote.tokens
            if token.low == one.low
        )


class _NameForms:
    """Plain names, to find one of which another is a form."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._families = frozenset(FAMILY.get(name, name) for name in self._names)
        self._spellings = frozenset(spelling(name) for name in self._names)
        self._alike: dict[str, list[str]] = {}
        for name in self._names:
            self._alike.setdefault(name[:LEAST_SHARED], []).append(name)

    def has(self, low: str) -> bool:
        """Say whether one of the names is a form of this one."""
        if FAMILY.get(low, low) in self._families or spelling(low) in self._spellings:
            return True
        if any(same_name(low, other) for other in self._alike.get(low[:LEAST_SHARED], ())):
            return True
        return sum(misspelt(low, other) for other in self._names) == 1


def _reaches(quote: Text, at: int, wanted: str) -> bool:
    """Say whether `wanted` stands behind token `at`, with only parts of a name between."""
    for token in quote.tokens[at + 1 : at + 2 + _AT_MOST_BETWEEN]:
        if token.low == wanted:
            return True
        if not (token.is_capital or token.low in _LINKS):
            return False
    return False


def _capital_runs(text: Text) -> Iterator[tuple[Token, ...]]:
    """Yield runs of capitalised words, "of" and the like between them skipped."""
    run: list[Token] = []
    for token in text.tokens:
        if token.is_capital:
            run.append(token)
        elif not (run and _is_within_name(token)):
            if len(run) > 1:
                yield tuple(run)
            run = []
    if len(run) > 1:
        yield tuple(run)


def _is_within_name(token: Token) -> bool:
    """Say whether a small word may stand within a name: "of", or the second half of "Co-op"."""
    return (token.low in _LINKS and not token.before.strip(" -")) or token.before in {"-", "‑"}


def _acronyms(run: Sequence[Token]) -> Iterator[str]:
    """Yield the initials of all that may be one name in a run of capitalised words."""
    initials = "".join(token.low[0] for token in run)
    for start in range(len(initials) - 1):
        yield from (initials[start:end] for end in range(start + 2, start + _LONGEST_ACRONYM + 1))

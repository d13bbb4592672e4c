"""A sentence as tokens: what every check of a sentence against its quotes looks at."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import normalize

from karabakh_qa.answering.facts.forms import plain, root
from karabakh_qa.wording import FUNCTION_WORDS

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*"  # 1,200.5
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[%‰$€£¥₽₺₼]"
)
DASHES = frozenset({"-", "–", "--", "—"})
_CLAUSE = re.compile(r"[,;:()\[\]—.!?\"“”„«»…]|--|\s[-–]|–\s")
_CONJUNCTIONS = frozenset(
    """and but or nor while whereas although though because since if unless when which who whom
    whose that where so than until""".split()
)
_GRAMMAR = FUNCTION_WORDS | frozenset(
    """and but nor with by from before after during between among amongst within into onto upon
    through throughout across against toward towards via per while until since because although
    though whereas however therefore thus hence both either neither yet still already even only
    too very quite rather such same other another each every any all some many much several few
    not never no none nobody nothing without cannot these those this that its itself himself
    herself themselves ourselves yourself myself whether unless except despite off down above below
    over under behind beside besides beyond near around along without amid as than then there here
    where ever once be become became becoming being been is was were are am do did done will shall
    must ought may might could would can should being having one ones make made makes making
    take took taken use used using s t d m re ve ll namely called known named particular
    particularly specifically respectively thereby whereby therein well way go went going gone
    come came new own ago later earlier approximately roughly nearly almost exactly just simply
    merely
    somewhere somehow someone somebody something
    according due kind type types sort certain lot part""".split()
)
"""English words that by themselves add nothing to what is said."""
_CLITICS = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}
_STEMS_OF_NOT = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a text.

    Attributes:
        text: as it is written, a possessive ending taken off.
        low: in lower case, without accents.
        root: what it shares with other forms of the word.
        at: its place in the text, counted in tokens.
        clause: the number of the clause in which it stands.
        before: the characters between the token before and this one.
        opens: whether a sentence, a quotation or a heading begins here.
        possessive: whether an ending of possession stood behind it.
    """

    text: str
    low: str
    root: str
    at: int
    clause: int
    before: str
    opens: bool = False
    possessive: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdecimal()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_content(self) -> bool:
        """Whether it is a word or number that carries content."""
        return self.text[0].isalnum() and self.low not in _GRAMMAR


@dataclass(frozen=True)
class Text:
    """A sentence or a quote as tokens."""

    tokens: tuple[Token, ...]

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The tokens that carry content, in order."""
        return tuple(token for token in self.tokens if token.is_content)

    @cached_property
    def lows(self) -> frozenset[str]:
        """All words, in lower case."""
        return frozenset(token.low for token in self.tokens)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of all words."""
        return frozenset(token.root for token in self.tokens)

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Where each root stands."""
        places: dict[str, list[int]] = {}
        for token in self.tokens:
            places.setdefault(token.root, []).append(token.at)
        return {word: tuple(found) for word, found in places.items()}

    def low(self, at: int) -> str:
        """Return the word at a place in lower case; nothing where there is none."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def following(self, at: int, count: int) -> tuple[Token, ...]:
        """Return up to `count` content tokens behind token `at`, of its clause."""
        first = bisect_right(self._content_places, at)
        return self._of_clause(self.content[first : first + count], at)

    def preceding(self, at: int, count: int) -> tuple[Token, ...]:
        """Return up to `count` content tokens before token `at`, of its clause, nearest first."""
        last = bisect_left(self._content_places, at)
        return self._of_clause(self.content[max(0, last - count) : last][::-1], at)

    def sides(self, at: int, count: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return the roots of up to `count` content tokens before token `at`, and behind it."""
        before = bisect_left(self._content_places, at)
        after = bisect_right(self._content_places, at)
        left = self.content[max(0, before - count) : before]
        right = self.content[after : after + count]
        return frozenset(t.root for t in left), frozenset(t.root for t in right)

    def shared(self, at: int, other: "Text", there: int, count: int, *, crossing: bool) -> int:
        """Return how many of up to `count` content words on either side of two tokens are shared.

        Without `crossing` only those that stand on the same side.
        """
        before, after = self.sides(at, count)
        before_there, after_there = other.sides(there, count)
        if crossing:
            return len((before | after) & (before_there | after_there))
        return len(before & before_there) + len(after & after_there)

    def content_between(self, one: int, other: int) -> int:
        """Return how many content tokens stand between two tokens."""
        first, last = sorted((one, other))
        places = self._content_places
        return max(0, bisect_left(places, last) - bisect_right(places, first))

    @cached_property
    def _content_places(self) -> tuple[int, ...]:
        return tuple(token.at for token in self.content)

    def _of_clause(self, tokens: Sequence[Token], at: int) -> tuple[Token, ...]:
        return tuple(token for token in tokens if token.clause == self.tokens[at].clause)


def read(text: str) -> Text:
    """Take a sentence apart."""
    tokens: list[Token] = []
    clause = 0
    for raw, before in _raw_tokens(normalize("NFC", text)):
        if tokens and (_CLAUSE.search(before) or plain(raw) in _CONJUNCTIONS):
            clause += 1
        opens = not tokens or any(sign in before for sign in '.!?\n:“"')
        first, *rest = _words(raw)
        tokens.append(replace(first, at=len(tokens), clause=clause, before=before, opens=opens))
        tokens += [replace(word, at=len(tokens) + i, clause=clause) for i, word in enumerate(rest)]
    return Text(tuple(tokens))


def _raw_tokens(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for match in _TOKEN.finditer(text):
        yield match.group(), text[end : match.start()]
        end = match.end()


def _words(raw: str) -> Iterator[Token]:
    """Yield the words of one run of letters: "didn't" is two."""
    if raw[-1] == ".":
        raw = raw.replace(".", "")
    base, apostrophe, ending = raw.replace("’", "'").rpartition("'")
    ending = ending.lower()
    if not apostrophe:
        yield _token(raw)
    elif ending == "s":
        yield replace(_token(base), possessive=True)
    elif ending == "t" and base[-1:] in {"n", "N"} and base.lower() != "n":
        stem = "can" if base.lower() == "can" else base[:-1]
        yield _token(_STEMS_OF_NOT.get(stem.lower(), stem))
        yield _token("not")
    elif ending in _CLITICS:
        yield _token(base)
        yield _token(_CLITICS[ending])
    else:
        yield _token(raw.replace("’", "'"))


def _token(text: str) -> Token:
    low = plain(text)
    return Token(text, low, root(low), 0, 0, "")

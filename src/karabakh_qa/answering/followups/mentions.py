"""What a text speaks of: names, noun phrases, dates; what a later "he" or "there" may stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from karabakh_qa.answering.followups.english import (
    BE_FORMS,
    DETERMINERS,
    TIME_NOUNS,
    Token,
    is_person_noun,
    is_place_noun,
    is_plural,
    said_after,
    said_before,
    tokens,
)
from karabakh_qa.answering.followups.phrases import JOINING, YEAR, phrases


class Sort(StrEnum):
    """What sort of thing a mention is, as far as its words tell."""

    PERSON = "person"
    NAME = "name"
    """A name of what may be a person, a place or a thing."""
    PLACE = "place"
    THING = "thing"
    SEVERAL = "several"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of a text, as it can be put into a question, and what it may stand for.

    `head` is its noun in small letters: of "the war of 2020" it is "war".
    """

    text: str
    sort: Sort
    head: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Whether its noun is written as a name is."""
        place = self.text.lower().rfind(self.head)
        return self.text[place].isupper()

    @property
    def definite(self) -> str:
        """The phrase as it is said again: what was "a base" is "the base"."""
        first, _, rest = self.text.partition(" ")
        if first.lower() in _TITLES and rest.startswith("of "):
            return f"the {self.text}"
        return f"the {rest}" if first.lower() in _ARTICLES and rest else self.text


_QUOTED = re.compile(r"[\"“]([^\"“”]{2,60}?)[,.]?[\"”]")
_TIME = re.compile(
    r"\b(?:(?:early|late|mid)[ -])?(?:(?:\d{1,2} )?(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? (?:1\d|20)\d\d)?|"
    r"(?:1\d|20)\d\d(?:s|[-–]\d{2,4})?)\b"
)
_ARTICLES = frozenset({"the", "a", "an"})
_TITLES = frozenset(
    """mr mrs ms dr sir lord lady president minister king queen prince princess spokesman captain
    general colonel pope saint st singer actor actress director author writer guitarist drummer
    producer editor professor coach""".split()
)
_GROUP = frozenset(
    """band group team company club party orchestra army government force forces union league
    committee family brothers sisters boys girls""".split()
)
_NOT_OF_A_PERSON = frozenset(
    """university college school church party front league union company corporation army service
    war battle treaty agreement republic kingdom empire city river sea lake mountain island street
    station museum hospital prize award cup championship festival act court council committee
    association institute department ministry office house park bridge band records album
    tour""".split()
)


def mentions(text: str, *, asked: bool) -> tuple[Mention, ...]:
    """Return what `text` speaks of, in order; longer phrases come before their parts.

    `asked` says that it is a question: what it asks about may then stand without an article.
    """
    said = tokens(text)
    found = [*_quoted(text), *_times(text), *_phrases(text, said, asked=asked)]
    unique = {m.text.lower(): m for m in reversed(found)}
    longest = {m.start: m.end for m in sorted(found, key=lambda m: m.end)}
    kept = (m for m in unique.values() if m.end == longest[m.start])
    return tuple(sorted(kept, key=lambda m: (m.start, -m.end)))


def _quoted(text: str) -> Iterator[Mention]:
    for match in _QUOTED.finditer(text):
        inner = match[1].strip()
        if inner[:1].isupper() and "," not in inner and len(inner.split()) <= 6:
            head = inner.split()[-1].lower()
            yield Mention(inner, Sort.THING, head, match.start(1), match.end(1))


def _times(text: str) -> Iterator[Mention]:
    for match in _TIME.finditer(text):
        if match[0] not in {"May", "March"}:
            yield Mention(match[0], Sort.TIME, match[0].lower(), match.start(), match.end())


def _phrases(text: str, said: Sequence[Token], *, asked: bool) -> Iterator[Mention]:
    chunks = list(phrases(said, asked=asked))
    for number, (first, last) in enumerate(chunks):
        end = _extended(said, chunks[number:], asked=asked)
        yield _mention(text, said, first, end, head=last)
        yield from _titled(text, said, first, last)
        if number + 1 < len(chunks):
            yield from _pair(text, said, (first, last), chunks[number + 1])


def _extended(said: Sequence[Token], chunks: Sequence[tuple[int, int]], *, asked: bool) -> int:
    """Return the last token of "the president of Azerbaijan in 1992", which begins `chunks`."""
    (first, last), *others = chunks
    for start, end in others[:2]:
        joint = said_after(said, last)
        if last + 2 != start or not (joint == "of" or (joint == "in" and asked)):
            break
        last = end
    has_article = said[first].lower in DETERMINERS
    joints = {"of", "in"} if has_article and asked else {"of"}
    year = last + 2
    if year < len(said) and said_after(said, last) in joints and YEAR.fullmatch(said[year].text):
        return year
    return last


def _titled(text: str, said: Sequence[Token], first: int, last: int) -> Iterator[Mention]:
    """Yield the name after a title in small letters: "spokesman Dmitry Peskov"."""
    for i in range(first, last):
        word = said[i].lower
        named = all(token.is_capital for token in said[i + 1 : last + 1])
        if said[i].text.islower() and named and (word in _TITLES or is_person_noun(word)):
            start, end = said[i + 1].start, said[last].end
            yield Mention(text[start:end], Sort.PERSON, said[last].lower, start, end)


def _pair(
    text: str, said: Sequence[Token], one: tuple[int, int], other: tuple[int, int]
) -> Iterator[Mention]:
    """Yield "Zappa and the Mothers" for two names that "and" joins."""
    between = [token.lower for token in said[one[1] + 1 : other[0]]]
    named = said[one[0]].is_capital and said[other[1]].is_capital
    if between == ["and"] and named and one[0] > 0:
        start, end = said[one[0]].start, said[other[1]].end
        yield Mention(text[start:end], Sort.SEVERAL, said[other[1]].lower, start, end)


def _mention(text: str, said: Sequence[Token], first: int, last: int, head: int) -> Mention:
    start, end = said[first].start, said[last].end
    noun = said[head].lower
    words = [token for token in said[first : last + 1] if token.lower not in _ARTICLES]
    named = bool(words) and all(t.is_capital or t.lower in JOINING for t in words)
    sort = _sort_of_noun(noun)
    if named and said[first].lower not in _ARTICLES:
        sort = _sort_of_name(said, first, [token.lower for token in words])
    elif named and sort is Sort.PERSON:
        sort = Sort.THING
    return Mention(text[start:end], sort, noun, start, end)


def _sort_of_name(said: Sequence[Token], first: int, words: Sequence[str]) -> Sort:
    before, noun = said_before(said, first), words[-1]
    if before in _TITLES or words[0] in _TITLES:
        return Sort.PERSON
    if not _NOT_OF_A_PERSON.isdisjoint(words):
        return Sort.THING
    if is_place_noun(noun) or before in {"in", "at", "from"} or noun.endswith("ia"):
        return Sort.PLACE
    is_asked_for = first == 2 and said[0].lower == "who" and said[1].lower in BE_FORMS
    is_full_name = len(words) in {2, 3} and not is_plural(noun)
    return Sort.PERSON if is_asked_for or is_full_name else Sort.NAME


def _sort_of_noun(noun: str) -> Sort:
    if is_person_noun(noun):
        return Sort.PERSON
    if is_place_noun(noun):
        return Sort.PLACE
    if is_plural(noun) or noun in _GROUP:
        return Sort.SEVERAL
    return Sort.TIME if noun in TIME_NOUNS else Sort.THING

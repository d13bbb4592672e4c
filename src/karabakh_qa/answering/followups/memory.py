"""What a conversation has spoken of so far, and which of it a pointing word stands for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from karabakh_qa.answering.declines import HELP, TEXTS
from karabakh_qa.answering.followups.antecedents import Kind
from karabakh_qa.answering.followups.english import (
    ASPECTS,
    TIME_NOUNS,
    is_person_noun,
    is_place_noun,
)
from karabakh_qa.answering.followups.mentions import Mention, Sort, mentions
from karabakh_qa.answering.followups.pointers import Pointer, asking_sentences

ANSWER_CHARACTERS = 300
"""How much of a long answer is looked at."""

_MARK = re.compile(r"\s?\[\d{1,3}\]")
_SAID_NOTHING = frozenset(TEXTS.values())
_DONT_KNOW = re.compile(r"(?:I|We) (?:don['’]t|do not) know\b", re.IGNORECASE)

_WORKS = frozenset(
    "album song single film movie book novel show series play opera game band group company".split()
)
"""Nouns of things that go by names which do not show what they are."""

_PERSONS = {Sort.PERSON: 1.0, Sort.PLACE: -1.0}
_THINGS = {Sort.PERSON: -0.5, Sort.PLACE: -0.5}
_BY_SORT: Mapping[Kind, Mapping[Sort, float]] = {
    Kind.HE: _PERSONS,
    Kind.SHE: _PERSONS,
    Kind.THEY: {Sort.SEVERAL: 0.5},
    Kind.THERE: {Sort.PLACE: 1.0},
    Kind.IT: _THINGS,
    Kind.THIS: _THINGS,
}
"""What speaks for each sort of mention where a pointing word may stand for several sorts."""
_NAMED = {Kind.THEY: 1.0, Kind.THIS: -0.5}
"""What speaks for a name; 0.5 where nothing is said. A bare "that" is rarely somebody's name."""

Stood = Mapping[str, Kind]
"""What a pointing word was taken to stand for, in small letters, and which word it was."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A mention, and where in the conversation it was made last.

    `age` counts questions back, 0 for the last question and its answer. `asked` says that it stood
    in a question, `place` how many were mentioned before it there. `count` is in how many turns.
    `called` is the pronoun that stood for it last.
    """

    mention: Mention
    age: int
    asked: bool
    place: int
    count: int = 1
    called: Kind | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """The mentions of a conversation, its questions as they are understood, and the last answer."""

    recalled: tuple[Recalled, ...] = ()
    questions: tuple[str, ...] = ()
    answer: str = ""

    def asked(self, understood: str, stood: Stood) -> "Memory":
        """Return the memory after one more question, in the form in which it is understood."""
        aged = (replace(each, age=each.age + 1) for each in self.recalled)
        (start, _), *_ = asking_sentences(understood)[-1:]
        found = sorted(mentions(understood, asked=True), key=lambda m: m.start < start)
        merged = [
            replace(each, called=stood.get(key_of(each.mention), each.called))
            for each in _merged(aged, found, asked=True)
        ]
        return Memory(tuple(merged), (*self.questions, understood))

    def answered(self, answer: str) -> "Memory":
        """Return the memory after an answer; a decline leaves nothing to remember."""
        if says_nothing(answer):
            return replace(self, answer="")
        found = mentions(answer[:ANSWER_CHARACTERS], asked=False)
        return replace(self, recalled=_merged(self.recalled, found, asked=False), answer=answer)

    def standing_for(self, pointer: Pointer, question: str) -> list[tuple[float, Recalled]]:
        """Return what `pointer` may stand for with how likely that is, the likeliest first."""
        said = question.lower()
        scored = [
            (score(pointer, each), each)
            for each in self.recalled
            if key_of(each.mention) not in said and can_be(pointer, each)
        ]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].age, pair[1].mention.text))


def without_marks(text: str) -> str:
    """Return `text` without citation marks such as "[1]"."""
    return _MARK.sub("", text).strip()


def says_nothing(answer: str) -> bool:
    """Say whether `answer` declines or is a friendly reply: nothing can be taken from it."""
    return answer in _SAID_NOTHING or answer.endswith(HELP) or bool(_DONT_KNOW.match(answer))


def key_of(mention: Mention) -> str:
    """Return what two mentions of one thing have in common: the words without an article."""
    first, _, rest = mention.text.lower().partition(" ")
    return rest if first in {"the", "a", "an"} and rest else mention.text.lower()


def _merged(
    known: Iterable[Recalled], found: Sequence[Mention], *, asked: bool
) -> tuple[Recalled, ...]:
    """Return the mentions with those of one more turn; a part of a known name is that name."""
    merged = {key_of(each.mention): each for each in known}
    seen: set[str] = set()
    for place, mention in enumerate(found):
        key = key_of(mention)
        old_key = key if key in merged else _fuller(mention, merged)
        old = merged.get(old_key) if old_key else None
        if old_key in seen:
            continue
        if old is None:
            new = Recalled(mention, 0, asked, place)
        else:
            kept = old.age == 0 and old.asked
            new = replace(old, count=old.count + 1)
            new = new if kept else replace(new, age=0, asked=asked, place=place)
        if old is None and mention.is_name:
            new = _taking_over(new, merged)
        merged[old_key or key] = new
        seen.add(old_key or key)
    return tuple(merged.values())


def _fuller(mention: Mention, known: Mapping[str, Recalled]) -> str | None:
    """Return the longer name that `mention` is the first or last word of: "Owen", "Robert Owen"."""
    name = key_of(mention)
    if not mention.is_name or " " in name:
        return None
    for key, each in known.items():
        words = key.split()
        person = each.mention.is_name and each.mention.sort in {Sort.PERSON, Sort.NAME}
        if person and len(words) > 1 and name in {words[0], words[-1]}:
            return key
    return None


def _taking_over(new: Recalled, known: dict[str, Recalled]) -> Recalled:
    """Return a full name with what was known of its last word, which it replaces."""
    words = key_of(new.mention).split()
    short = known.get(words[-1]) if len(words) > 1 else None
    if short is None or not short.mention.is_name or new.mention.sort is Sort.SEVERAL:
        return new
    if short.mention.sort is Sort.PERSON and new.mention.sort is not Sort.PERSON:
        return new
    del known[words[-1]]
    return replace(new, count=new.count + short.count, called=short.called)


def can_be(pointer: Pointer, recalled: Recalled) -> bool:
    """Say whether a mention is of a sort that the pointing word can stand for."""
    mention, sort = recalled.mention, recalled.mention.sort
    if pointer.kind in {Kind.HE, Kind.SHE}:
        called = recalled.called in {Kind.HE, Kind.SHE}
        return (
            called or sort is Sort.PERSON or (sort in {Sort.NAME, Sort.PLACE} and mention.is_name)
        )
    if pointer.kind is Kind.THERE:
        return sort in {Sort.PLACE, Sort.NAME} or (
            mention.is_name and sort not in {Sort.PERSON, Sort.TIME}
        )
    if pointer.kind is Kind.THEN:
        return sort is Sort.TIME
    if pointer.noun:
        return _fits_noun(pointer.noun, mention)
    if pointer.kind is Kind.THEY:
        return sort in {Sort.SEVERAL, Sort.NAME, Sort.PERSON, Sort.THING}
    if pointer.kind is Kind.IT:
        return sort in {Sort.THING, Sort.NAME, Sort.PLACE}
    return sort not in {Sort.PERSON, Sort.TIME}


def _fits_noun(noun: str, mention: Mention) -> bool:
    if noun in TIME_NOUNS:
        return mention.sort is Sort.TIME
    if mention.head == noun or mention.head.rstrip("s") == noun.rstrip("s"):
        return True
    if is_person_noun(noun):
        return mention.sort is Sort.PERSON
    if is_place_noun(noun):
        return mention.sort in {Sort.PLACE, Sort.NAME} and mention.is_name
    return noun in _WORKS and mention.is_name and mention.sort in {Sort.THING, Sort.NAME}


def score(pointer: Pointer, recalled: Recalled) -> float:
    """Return how likely it is that `pointer` stands for what is recalled; higher is likelier.

    The weights are set by hand on one half of CANARD; fitting them by regression there gained
    nothing on conversations that were left out.
    """
    mention, kind = recalled.mention, pointer.kind
    total = -0.5 * recalled.age - 0.15 * recalled.place + 0.3 * min(recalled.count - 1, 4)
    total += _BY_SORT.get(kind, {}).get(mention.sort, 0.0)
    if mention.is_name:
        total += _NAMED.get(kind, 0.5) if not pointer.noun else 0.5
    if recalled.asked:
        total += 0.5 + _asked_bonus(kind, mention)
    if recalled.called is not None:
        total += 1.0 if recalled.called is kind else -1.0
    if pointer.noun == mention.head:
        total += 2.0
    elif mention.head in ASPECTS:
        total -= 1.0
    return total


def _asked_bonus(kind: Kind, mention: Mention) -> float:
    """Return what it counts for that a question was about a thing, or several, without a name."""
    if kind in {Kind.IT, Kind.THIS} and not mention.is_name:
        return 0.5
    return 0.3 if kind is Kind.THEY and mention.sort is Sort.SEVERAL else 0.0

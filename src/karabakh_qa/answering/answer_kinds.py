"""What kind of thing would answer a question, told from its words alone; English only."""

from collections.abc import Sequence
from enum import StrEnum

from karabakh_qa.answering.asking import (
    AUXILIARIES,
    DETAIL_NOUNS,
    QUESTION_WORDS,
    SLIPS,
    asking_part,
)
from karabakh_qa.answering.corrections import corrected
from karabakh_qa.wording import words


class AnswerKind(StrEnum):
    """What would answer a question.

    `NAME` is a name of neither a person nor a place; `ANY` is all that a question does not tell.
    """

    DATE = "date"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"
    REASON = "reason"
    LIST = "list"
    DESCRIPTION = "description"
    YES_NO = "yes_no"
    ANY = "any"


_WHOLE_SENTENCE = frozenset(
    {AnswerKind.REASON, AnswerKind.LIST, AnswerKind.DESCRIPTION, AnswerKind.YES_NO}
)

_NOUNS = {
    AnswerKind.DATE: "year years date dates day month decade decades century centuries",
    AnswerKind.NUMBER: "percentage percent proportion fraction number amount population "
    "length height distance price speed",
    AnswerKind.PLACE: "country city town village region state province district county place "
    "location island continent capital street river sea",
    AnswerKind.PERSON: "person people man woman president leader author king queen emperor "
    "minister governor mayor general actor artist singer player founder spokesman",
    AnswerKind.NAME: "name language university company newspaper title book film song album",
    AnswerKind.REASON: "reason reasons",
    AnswerKind.DESCRIPTION: "difference purpose meaning definition",
}
"""Nouns that tell the kind after "what", "which" and "what is the"."""
_KIND_OF_NOUN = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
_MEASURES = frozenset("many much old tall far high long deep wide heavy large big few".split())
_CAUSING = frozenset("caused causes led leads prompted".split())
_SEVERAL = frozenset("two three four five six seven eight nine ten some other several".split())
_GENERAL = frozenset("do are can could would should may might must".split())
"""Words after "when" that ask for a condition as often as for a date."""
_DESCRIBING = frozenset("describe explain define summarize summarise compare".split())
_ARTICLES = frozenset("the a an".split())
_ENDING_A_NOUN = AUXILIARIES | frozenset(
    "s a an the of in on at to for from by with about as over during under between that who".split()
)
"""Words before which the noun after "what" has ended, if not sooner."""


def answer_kind(question: str) -> AnswerKind:
    """Return what kind of thing would answer `question`; `ANY` if its words do not tell."""
    asked = asking_part(question)
    said = [SLIPS.get(word, word) for word in words(corrected(asked) or asked)]
    asking = _asking_word(said)
    if asking is None:
        return _requested(said)
    word, rest = said[asking], said[asking + 1 :]
    if word in {"what", "which"}:
        return _what(word, rest)
    if word == "how":
        return _how(rest)
    if word in {"who", "whom", "whose"}:
        return AnswerKind.LIST if _asks_for_several(rest) else AnswerKind.PERSON
    if word == "when":
        return AnswerKind.ANY if rest[:1] and rest[0] in _GENERAL else AnswerKind.DATE
    return AnswerKind.PLACE if word == "where" else AnswerKind.REASON


def wants_whole_sentence(kind: AnswerKind) -> bool:
    """Say whether an answer of `kind` is a sentence rather than a phrase clipped from it."""
    return kind in _WHOLE_SENTENCE


def _asking_word(said: Sequence[str]) -> int | None:
    """Return where the word stands that asks, past a clause: "When it fell, who ruled?"."""
    if not said or said[0] in AUXILIARIES:
        return None
    places = [i for i, word in enumerate(said) if word in QUESTION_WORDS]
    if len(places) > 1 and said[places[0]] in {"when", "where"}:
        asks_itself = said[places[0] + 1] in AUXILIARIES
        return places[0] if asks_itself else places[1]
    return places[0] if places else None


def _requested(said: Sequence[str]) -> AnswerKind:
    """Return the kind for what asks without a question word."""
    first = said[0] if said else ""
    if first in AUXILIARIES | {"if", "whether"}:
        return AnswerKind.YES_NO
    if first == "list" or (first in {"name", "cite", "give"} and _SEVERAL & set(said[1:3])):
        return AnswerKind.LIST
    return AnswerKind.DESCRIPTION if first in _DESCRIBING else AnswerKind.ANY


def _how(rest: Sequence[str]) -> AnswerKind:
    first = rest[0] if rest else ""
    if first in _MEASURES:
        return AnswerKind.NUMBER
    if rest[-1:] in (["called"], ["named"]):
        return AnswerKind.NAME
    if first == "come":
        return AnswerKind.REASON
    return AnswerKind.DESCRIPTION if first in AUXILIARIES else AnswerKind.ANY


def _what(word: str, rest: Sequence[str]) -> AnswerKind:
    first = rest[0] if rest else ""
    if first in _CAUSING:
        return AnswerKind.REASON
    if first in {"happened", "happens"} or (first in AUXILIARIES and rest[-1] == "mean"):
        return AnswerKind.DESCRIPTION
    if first in {"is", "are", "was", "were", "s"} | _ARTICLES:
        return _what_is(rest)
    if not first:
        return AnswerKind.ANY
    noun = _noun(rest)
    several = bool(_SEVERAL & set(noun)) or set(rest[len(noun) :][:1]) & (AUXILIARIES | {"of"})
    if (several and any(map(_is_plural, noun))) or (word == "which" and _is_plural(rest[0])):
        return AnswerKind.LIST
    return _kind_of(noun)


def _what_is(rest: Sequence[str]) -> AnswerKind:
    """Return the kind for "What is ...?": a detail of something, or what it is at all."""
    owned = len(rest) - rest[::-1].index("s") if "s" in rest[1:] else 1
    asked = [word for word in rest[owned:] if word not in _ARTICLES]
    if rest[-1] in {"called", "named"}:
        return AnswerKind.NAME
    if asked[:1] == ["said"]:
        return AnswerKind.DESCRIPTION
    noun = _noun(asked)
    if (kind := _kind_of(noun)) is not AnswerKind.ANY:
        return kind
    if _asks_for_several(rest) and any(map(_is_plural, noun)) and len(noun) < len(asked):
        return AnswerKind.LIST
    whole = 0 < len(noun) == len(asked) <= 4 and not noun[-1].endswith(("ed", "ing"))
    return AnswerKind.DESCRIPTION if whole and DETAIL_NOUNS.isdisjoint(noun) else AnswerKind.ANY


def _asks_for_several(rest: Sequence[str]) -> bool:
    """Tell "What are the parts of ...?" from "What are they called?"."""
    if not rest or rest[0] not in {"are", "were"}:
        return False
    return rest[-1] not in _ENDING_A_NOUN | {"into"} and not rest[-1].endswith(("ed", "ing"))


def _noun(said: Sequence[str]) -> Sequence[str]:
    """Return the words of the noun that `said` begins with, and perhaps of the verb after it."""
    ends = (i for i, word in enumerate(said) if word in _ENDING_A_NOUN)
    return said[: min(next(ends, len(said)), 4)]


def _kind_of(noun: Sequence[str]) -> AnswerKind:
    """Return the kind that a noun tells, `LIST` if it is several things of a kind."""
    for word in noun:
        if word in _KIND_OF_NOUN:
            return _KIND_OF_NOUN[word]
        if _singular(word) in _KIND_OF_NOUN:
            return AnswerKind.LIST
    return AnswerKind.ANY


def _is_plural(word: str) -> bool:
    return (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _KIND_OF_NOUN
    )


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")

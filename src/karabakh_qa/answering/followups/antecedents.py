"""What a pronoun may stand for inside of the question: "When did Aliyev say that he ...?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from karabakh_qa.answering.followups.english import (
    AUXILIARY,
    BE_FORMS,
    CONJUNCTIONS,
    DO_FORMS,
    FUNCTION,
    ONLY_VERBS,
    PREPOSITIONS,
    QUESTION,
    VERBS,
    Token,
    is_person_noun,
    is_plural,
    said_after,
    said_before,
)


class Kind(StrEnum):
    """What a pointing word can stand for."""

    HE = "he"
    SHE = "she"
    THEY = "they"
    IT = "it"
    THIS = "this"
    THERE = "there"
    THEN = "then"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the question that a pronoun after it may stand for."""

    index: int
    head: str
    is_name: bool


_SUBJECTS = frozenset({"he", "she", "they", "it"})
_CLAUSE = CONJUNCTIONS | {",", ".", ";", ":", "to", "before", "after", "since", "until"}
_SENTENCE_ENDS = frozenset(".!?")


def has_antecedent(said: Sequence[Token], index: int, kind: Kind, *, possessive: bool) -> bool:
    """Say whether the question itself has what the pronoun at `index` can stand for."""
    before = [noun for noun in nouns(said[:index]) if _agrees(noun, kind)]
    if _names_after_a_clause(said, index, kind) or _asked_about_before(said, index):
        return True
    clauses = [i for i in range(1, index) if said[i].lower in _CLAUSE]
    before_clause = [noun for noun in before if any(noun.index < i for i in clauses)]
    last = said_before(said, index)
    if said[index].lower in _SUBJECTS and last not in PREPOSITIONS:
        if last in AUXILIARY | QUESTION | {""} and not clauses[:-1]:
            return bool(before_clause)
        return bool(before) or (last not in AUXILIARY and _asks_for_the_doer(said, kind))
    if possessive:
        if said_before(said, index) in AUXILIARY:
            return bool(before_clause)
        return bool(before) or _asks_for_the_doer(said, kind)
    return bool(before_clause) or len(before) > 1


def _asked_about_before(said: Sequence[Token], index: int) -> bool:
    """Say whether a question before "and" has named it: "What is lava and how is it made?"."""
    joints = (i for i in range(2, index - 1) if said[i].lower == "and")
    joint = next((i for i in joints if said[i + 1].lower in QUESTION), 0)
    return any(token.is_word and token.lower not in FUNCTION | VERBS for token in said[:joint])


def _names_after_a_clause(said: Sequence[Token], index: int, kind: Kind) -> bool:
    """Say whether its clause comes before the main one: "When he left, what did Aliyev say?"."""
    comma = next((i for i in range(index, len(said)) if said[i].text == ","), None)
    if comma is None or any(said[i].lower in QUESTION - {"when", "where"} for i in range(index)):
        return False
    return any(_agrees(noun, kind) for noun in nouns(said[comma:]))


def _asks_for_the_doer(said: Sequence[Token], kind: Kind) -> bool:
    """Say whether what is asked for may be who is meant: "Who gave his name to ...?"."""
    wh = next((i for i, token in enumerate(said) if token.lower in QUESTION), None)
    if wh is None:
        return False
    noun = noun_end(said, wh + 1) - 1
    if said[wh].lower == "who":
        return kind is not Kind.IT and _does(said, wh + 1)
    if said[wh].lower not in {"what", "which"} or noun == wh:
        return False
    return _agrees(Noun(noun, said[noun].lower, is_name=False), kind) and _does(said, noun + 1)


def _does(said: Sequence[Token], verb: int) -> bool:
    """Say whether the verb at `verb` has its subject before it: "who gave", "who was known"."""
    if verb + 1 >= len(said):
        return False
    if said[verb].lower not in AUXILIARY:
        return True
    after = said[verb + 1]
    is_verb = after.lower in VERBS | {"had", "been"} or after.lower.endswith(("ed", "en", "own"))
    return is_verb and said[verb].lower not in DO_FORMS


def nouns(said: Sequence[Token]) -> list[Noun]:
    """Return the nouns of a part of a question, past what is asked for ("what year")."""
    start = 0
    if said and said[0].lower in QUESTION:
        start = next((i for i, t in enumerate(said) if t.lower in AUXILIARY), len(said))
    found: list[Noun] = []
    for i in range(start, len(said)):
        token = said[i]
        if not token.is_word or token.lower in FUNCTION:
            continue
        after = said_after(said, i)
        if token.is_capital and i > 0 and said[i - 1].text not in _SENTENCE_ENDS:
            found.append(Noun(i, token.lower, is_name=True))
        elif after and after not in FUNCTION and after[0].isalnum() and after not in VERBS:
            continue  # not yet the last word of its noun phrase
        elif _is_noun(said, i):
            found.append(Noun(i, token.lower, is_name=_may_be_a_name(said, i)))
    return found


def _may_be_a_name(said: Sequence[Token], index: int) -> bool:
    """Say whether a noun may be a name in a question that is typed without capitals."""
    if any(token.is_capital for token in said[1:]) or is_plural(said[index].lower):
        return False
    return said_before(said, _first_of(said, index)) in AUXILIARY | {"of", "by", "for", "to"}


def _is_noun(said: Sequence[Token], index: int) -> bool:
    """Say whether the content words that end at `index` are a noun rather than a verb."""
    if said[index].lower in ONLY_VERBS:
        return False
    if is_plural(said[index].lower) and said[index].lower not in VERBS:
        return True
    before = said_before(said, _first_of(said, index))
    is_noun = before in {"the", "a", "an", "some", "any", "every", "each", "no", "many", "of"}
    return is_noun or before in AUXILIARY - BE_FORMS or before in PREPOSITIONS


def _first_of(said: Sequence[Token], index: int) -> int:
    """Return where the run of content words begins that ends at `index`."""
    first = index
    while first > 0 and said[first - 1].is_word and said[first - 1].lower not in FUNCTION:
        first -= 1
    return first


def _agrees(noun: Noun, kind: Kind) -> bool:
    if kind in {Kind.HE, Kind.SHE}:
        return noun.is_name or is_person_noun(noun.head)
    if kind is Kind.IT:
        return noun.is_name or not (is_plural(noun.head) or is_person_noun(noun.head))
    return True


def noun_end(said: Sequence[Token], start: int) -> int:
    """Return where the noun phrase ends that may begin at `start`; `start` if there is none."""
    end = start
    while end < len(said) and said[end].is_word and end - start < 3:
        word = said[end].lower
        if word in FUNCTION or word in ONLY_VERBS or (end > start and word in VERBS):
            break
        end += 1
    return end

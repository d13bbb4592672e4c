"""The words of a question that point outside of it: "he", "there", "this album".

A pronoun counts only if nothing in the question itself can be what it stands for, and "it", "that"
and "there" only where they stand for something at all ("Is it true that there is ...?").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_qa.answering.followups.antecedents import Kind, has_antecedent, noun_end, nouns
from karabakh_qa.answering.followups.english import (
    AUXILIARY,
    BE_FORMS,
    DETERMINERS,
    FUNCTION,
    PREPOSITIONS,
    TIME_NOUNS,
    Token,
    is_plural,
    said_after,
    said_before,
    tokens,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointing word in a question; with its noun where it has one ("this album").

    `noun` is that noun in small letters, or empty. A possessive stands for "X's".
    """

    kind: Kind
    start: int
    end: int
    possessive: bool = False
    noun: str = ""


_PERSONAL = {
    "he": Kind.HE,
    "him": Kind.HE,
    "his": Kind.HE,
    "she": Kind.SHE,
    "her": Kind.SHE,
    "hers": Kind.SHE,
    "they": Kind.THEY,
    "them": Kind.THEY,
    "their": Kind.THEY,
    "theirs": Kind.THEY,
    "it": Kind.IT,
    "its": Kind.IT,
}
_ALWAYS_POSSESSIVE = frozenset({"his", "their", "its", "hers", "theirs"})
_OF_THE_DOCUMENT = frozenset("article story piece post page text document report news".split())
"""What "this article" stands for was not spoken of; it is read."""
_OF_TODAY = frozenset("year month week weekend morning afternoon evening".split())
"""What "this year" stands for is on the calendar."""
_APOSTROPHE = frozenset({"'s"})
"""Behind "it": as often "its" as "it is"."""
_LEFT_OPEN = frozenset("and or but ? . , ! ;".split()) | {""}
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=\S)")

_EXPLETIVE = re.compile(
    r"\bit(?:['’]s)? (?:(?:\w+ly|first|also|still|not|ever|been|be|is|was) )*(?:"
    r"(?:true|false|possible|impossible|important|likely|unlikely|clear|known|"
    r"said|believed|thought|claimed|reported|estimated|necessary|difficult|hard|easy|easier|harder|"
    r"better|best|worth|safe|legal|illegal|common|okay|ok|right|wrong|bad|good|normal|called when|"
    r"like (?:to|when|for))\b(?= \w)"
    r"|(?:take|takes|took|taken|cost|costs|require|requires|mean|means|meant) .*?\b"
    r"(?:to|for|if|when|that)\b(?= \w)"
    r"|(?:say|says|said|mention|mentions|state|states|tell|explain)\b"
    r"|(?:\w+ed|known|thought) that\b|(?:to|for)\b(?= \w)|that\b|rain(?:s|ing)?\b|snow(?:s|ing)?\b)"
    r"|\bhow (?:cold|hot|warm|dark) \w+ it\b"
    r"|\b(?:time|day|date) (?:is|was) it\b|\bmak(?:e|es|ing) it \w+ (?:to|for|that)\b"
    r"|\bmade it \w+ (?:to|for|that)\b|\b(?:find|found) it \w+ (?:to|that)\b",
    re.IGNORECASE,
)


def pointers(question: str) -> tuple[Pointer, ...]:
    """Return the words of `question` that point outside of it, in order.

    What is said beside the question ("That's interesting. How ...?") is passed over.
    """
    said = tokens(question)
    asking = asking_sentences(question)
    found = [p for i in range(len(said)) if (p := _pointer(question, said, i))]
    return tuple(p for p in found if any(start <= p.start < end for start, end in asking))


def asking_sentences(question: str) -> list[tuple[int, int]]:
    """Return where the sentences stand that ask; the last one if none has a question mark."""
    ends = [match.end() for match in _SENTENCE_END.finditer(question)]
    sentences = list(zip([0, *ends], [*ends, len(question)], strict=True))
    asking = [(start, end) for start, end in sentences if "?" in question[start:end]]
    return asking or sentences[-1:]


def _pointer(question: str, said: Sequence[Token], index: int) -> Pointer | None:
    word = said[index].lower
    if word in _PERSONAL:
        return _personal(question, said, index)
    if word in {"this", "these", "those", "that"}:
        return _demonstrative(said, index)
    if word == "there" and _means_a_place(said, index):
        return Pointer(Kind.THERE, said[index].start, said[index].end)
    since = said_before(said, index) in {"since", "by", "until", "till", "before", "back", "from"}
    if word == "then" and (since or (index > 1 and _ends(said, index))):
        return Pointer(Kind.THEN, said[index].start, said[index].end)
    return None


def _personal(question: str, said: Sequence[Token], index: int) -> Pointer | None:
    token = said[index]
    kind = _PERSONAL[token.lower]
    if kind is Kind.IT and (
        _is_expletive(question, token) or said_after(said, index) in _APOSTROPHE
    ):
        return None
    if {said_before(said, index), said_after(said, index)} & {"or", "/"}:
        return None  # "his or her": anybody's
    possessive = token.lower in _ALWAYS_POSSESSIVE or (
        token.lower == "her" and said_after(said, index) not in FUNCTION | _LEFT_OPEN
    )
    if has_antecedent(said, index, kind, possessive=possessive):
        return None
    return Pointer(kind, token.start, token.end, possessive)


def _is_expletive(question: str, it: Token) -> bool:
    return any(m.start() <= it.start < m.end() for m in _EXPLETIVE.finditer(question))


def _demonstrative(said: Sequence[Token], index: int) -> Pointer | None:
    token, before, after = said[index], said_before(said, index), said_after(said, index)
    if token.lower == "that" and not _that_points(said, index):
        return None
    if token.lower == "those" and after in {"who", "that", "which", "with", "in", "of", "from"}:
        return None
    if any(said[i].text in {",", "."} and nouns(said[:i]) for i in range(1, index)):
        return None
    if before == "like" and token.lower == "that":
        return Pointer(Kind.THIS, token.start, token.end)
    end = _pointed_end(said, index)
    if token.lower == "those" and not _names_those(said, end):
        return None
    if end == index + 1:
        return Pointer(Kind.THIS, token.start, token.end)
    noun = said[end - 1].lower
    if noun in _OF_THE_DOCUMENT or (token.lower == "this" and noun in _OF_TODAY):
        return None
    return Pointer(Kind.THIS, token.start, said[end - 1].end, noun=noun)


def _pointed_end(said: Sequence[Token], index: int) -> int:
    """Return where the noun after "this" or "these" ends, if it is a noun and not the verb."""
    start, before = index + 1, said_before(said, index)
    end = noun_end(said, start)
    if said[index].lower in {"these", "those"}:
        return next((i + 1 for i in range(start, end) if is_plural(said[i].lower)), end)
    ends = end < len(said) and said[end].is_word and said[end].lower not in DETERMINERS
    if before in AUXILIARY - BE_FORMS and not ends:
        return start  # "What did this change?"
    is_predicate = before in BE_FORMS and index == 1 and end - start > 1
    return end - 1 if is_predicate else end


def _names_those(said: Sequence[Token], end: int) -> bool:
    """Tell "those songs" from "those abroad" and "those tasks that need time"."""
    before, after = said[end - 1].lower, said_after(said, end - 1)
    if after in {"that", "who", "which", "of", "with", "in", "from"}:
        return False
    return before == "those" or is_plural(before)


def _that_points(said: Sequence[Token], index: int) -> bool:
    """Tell "When was that?" and "in that year" from "the man that" and "say that"."""
    before, after = said_before(said, index), said_after(said, index)
    if before in PREPOSITIONS - {"than"} and after not in PREPOSITIONS:
        return after not in {"he", "she", "it", "they", "the", "a", "an"}
    if _ends(said, index) or after in TIME_NOUNS:
        return True
    if before in AUXILIARY:
        return after not in {"he", "she", "they", "the", "a", "an"} or after == ""
    return index == 0


def _means_a_place(said: Sequence[Token], index: int) -> bool:
    """Tell "What did they do there?" from "Is there ...?"."""
    before, after = said_before(said, index), said_after(said, index)
    if _ends(said, index):
        return not (before in BE_FORMS and said[0].lower in {"how", "what", "which"})
    if before in AUXILIARY or before == "been":
        return False
    return after not in AUXILIARY | {"been", "is", "are", "'s", "to"} and index > 0


def _ends(said: Sequence[Token], index: int) -> bool:
    return said_after(said, index) in _LEFT_OPEN

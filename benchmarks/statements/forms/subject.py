"""Questions that ask for the subject: who wrote X, which team won, how many died."""

import re

from statements import answers
from statements.english import BE, LAST_PREPOSITION, MODAL, VAGUE_NOUN
from statements.facts import Fact
from statements.verbs import is_participle, past, past_forms, present_forms

_AUXILIARY = f"{BE}|has|had|{MODAL}"
_QUESTION = re.compile(
    r"(?:who|(?:what|which) (?P<noun>\w+(?: \w+)?)) (?P<verb>\w+) (?P<rest>.+)", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:(?:about|over|nearly|around|approximately|more than|almost) )?"
    r"[\w.,-]+(?: million| billion| thousand)?"
)


def subject(fact: Fact, asked: str) -> str | None:
    """Who wrote X -> A wrote X; which team won X -> A won X."""
    match = _QUESTION.match(asked)
    answer = answers.plain(fact)
    if not match or not answer:
        return None
    verb, rest = match["verb"].lower(), match["rest"]
    if not _is_said_of(verb, (match["noun"] or "").lower()) or not _is_rest(rest):
        return None
    if re.fullmatch(_AUXILIARY, verb) and not _is_complement(rest, verb):
        return None
    if verb in present_forms() and re.search(r"[^s]s$", answer) and " and " not in answer:
        return None
    return f"{answer} {_agreeing(verb, answer)} {rest}"


def _is_said_of(verb: str, noun: str) -> bool:
    """Say whether the verb is one, and the noun before it nothing but its subject."""
    known = verb in past_forms() or verb in present_forms()
    if not noun:
        return known or re.fullmatch(_AUXILIARY, verb) is not None
    last = noun.rsplit(maxsplit=1)[-1]
    other_verb = last in past_forms() or re.fullmatch(f"{BE}|{MODAL}|of", last)
    return known and not VAGUE_NOUN.match(noun) and not other_verb


def _is_rest(rest: str) -> bool:
    begins = re.match(r"(?:i|you|they|he|she|it|we)\b", rest, re.IGNORECASE)
    return not begins and not LAST_PREPOSITION.search(rest)


def _is_complement(rest: str, verb: str) -> bool:
    """Say whether "rest" follows the verb in a statement too: "the king of X", not "X based on"."""
    first = rest.split(maxsplit=1)[0].lower()
    if verb in {"has", "had"}:
        return is_participle(first)
    if re.fullmatch(MODAL, verb):
        return past(first) is not None or first == "be"
    return first in {"the", "a", "an", "one"} or is_participle(first)


def _agreeing(verb: str, answer: str) -> str:
    if not re.search(r"\band\b|, ", answer):
        return verb
    swapped = {"is": "are", "was": "were", "has": "have"}
    return swapped.get(verb) or present_forms().get(verb, verb)


def how_many(fact: Fact, asked: str) -> str | None:
    """How many X were there in Y -> There were A X in Y; how many X won Y -> A X won Y."""
    number = fact.answer.strip()
    if not _NUMBER.fullmatch(number):
        return None
    there = re.match(rf"how many (.+?) ({BE}) there (.+)", asked, re.IGNORECASE)
    if there:
        return f"there {there[2].lower()} {number} {there[1]} {there[3]}"
    match = re.match(r"how many ([a-z-]+(?: [a-z-]+)?) (\w+) (.+)", asked, re.IGNORECASE)
    if not match or match[1].split()[-1] in {"did", "does", "do", "people's"}:
        return None
    verb, rest = match[2].lower(), match[3]
    be = verb in {"are", "were"} and re.match(r"in |on |\w+ed |part ", rest)
    return f"{number} {match[1]} {verb} {rest}" if be or verb in past_forms() else None


def in_place(fact: Fact, asked: str) -> str | None:
    """X is led by whom -> X is led by A."""
    match = re.match(
        r"([A-Z].+ (?:by|to|as|of|in|with|from|called|named|is|was)) (?:what|whom|who)$", asked
    )
    answer = answers.plain(fact)
    if not match or not answer or re.match(r"(?:in|on|at|what|who|how|if)\b", asked, re.IGNORECASE):
        return None
    return f"{match[1]} {answer}"

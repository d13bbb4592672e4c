"""Questions with "do": when did X begin, what did X find."""

import re

from statements import answers
from statements.english import LAST_PREPOSITION, NOT_BEFORE_A_VERB, VAGUE_NOUN, WHEN
from statements.facts import Fact
from statements.verbs import past, third_person

_QUESTION = re.compile(
    rf"(?P<wh>{WHEN}|where|who|what|how many (?P<things>\w+(?: \w+)?)|(?:what|which) (?P<noun>\w+))"
    r" (?P<do>did|does|do) (?P<rest>.+)",
    re.IGNORECASE,
)
_STRANDED = re.compile(r"(?:with|to|for|of|from|on|at|into|about|as|by|up|out) ")
_FOLLOWS_AN_OBJECT = re.compile(
    r"(?:in|on|at|during|as|when|after|before|by|for|from|with|into|within|until|since|while|among"
    r"|between|near|against|under|over|through|throughout|to|if|because|\w+ly)\b",
    re.IGNORECASE,
)
_NOUNS_TOO = frozenset(
    "act attack call design force guard host judge land march name order plan play question rank"
    " report result rule sign star state stress support target test trade visit vote watch"
    " work".split()
)
_OF_A_CLAUSE = frozenset("say think believe claim".split())
"""What follows these is a sentence of its own: "what did X say happened"."""


def with_did(fact: Fact, asked: str) -> str | None:
    """When did X begin -> X began in A; what did X find in Y -> X found A in Y."""
    match = _QUESTION.match(asked)
    parts = _subject_and_verb(match["rest"]) if match else None
    if not match or not parts or VAGUE_NOUN.match((match["noun"] or "").lower()):
        return None
    subject, verb, rest = parts
    does = match["do"].lower()
    if does == "does" and re.search(r"[^s']s$", subject) and " " in subject:
        return None
    form = {"did": past(verb), "does": third_person(verb), "do": verb}[does]
    said = f"{subject} {form}"
    wh = match["wh"].lower()
    if re.fullmatch(WHEN, wh):
        return _with_adverbial(said, rest, answers.of_time(fact))
    if wh == "where":
        return _with_place(said, rest, fact)
    if wh == "what" and rest and verb in {"do", "have"}:
        return None
    return _with_object(said, rest, _object(fact, match["things"]))


def _with_adverbial(said: str, rest: str, adverbial: str | None) -> str | None:
    if not adverbial or LAST_PREPOSITION.search(" " + rest) or adverbial.startswith("since"):
        return None
    return " ".join(filter(None, (said, rest, adverbial)))


def _with_place(said: str, rest: str, fact: Fact) -> str | None:
    if rest != "from" and not rest.endswith(" from"):
        return _with_adverbial(said, rest, answers.of_place(fact))
    origin = answers.plain(fact)
    before = rest.removesuffix("from").strip()
    return _with_adverbial(said, before, f"from {origin}" if origin else None)


def _object(fact: Fact, things: str | None) -> str | None:
    """Return the answer, with what was counted where it is a number."""
    answer = answers.plain(fact)
    number = r"(?:[\w-]+ )?[\d.,]+(?: million| billion)?|[a-z-]+"
    return f"{answer} {things}" if answer and things and re.fullmatch(number, answer) else answer


def _with_object(said: str, rest: str, answer: str | None) -> str | None:
    if not answer:
        return None
    if LAST_PREPOSITION.search(" " + rest):
        return f"{said} {rest} {answer}"
    if rest and (_STRANDED.match(rest) or not _FOLLOWS_AN_OBJECT.match(rest)):
        return None
    return " ".join(filter(None, (said, answer, rest)))


def _subject_and_verb(text: str) -> tuple[str, str, str] | None:
    """Return what stands before the first word that can only be the verb, it, and the rest."""
    words = text.split()
    for i, word in enumerate(words[1:], 1):
        before = words[i - 1].lower()
        if word in _OF_A_CLAUSE:
            return None
        is_noun = word == "found" or (word in _NOUNS_TOO and past(" ".join(words[i + 1 : i + 2])))
        if past(word) and not is_noun and before not in NOT_BEFORE_A_VERB:
            rest = " ".join(words[i + 1 :])
            return None if rest.startswith("and ") else (" ".join(words[:i]), word, rest)
    return None

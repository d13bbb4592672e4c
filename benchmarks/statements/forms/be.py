"""Questions with a form of "be": what is X, when was X founded, where is X."""

import re

from statements import answers
from statements.english import BE, LAST_PREPOSITION, MODAL, NOT_BEFORE_A_VERB, WHEN
from statements.facts import Fact
from statements.verbs import is_participle, past, past_forms, present_forms

_NO_NOUN_PHRASE = re.compile(
    rf"\b(?:that|considered|example|to|{MODAL})\b|ing$|ing (?:in|on|at|during|for)\b"
)
_PASSIVE = re.compile(
    rf"(?P<wh>{WHEN}|where|what|who) (?P<be>{BE}) (?P<subject>.+?) (?P<verb>\w+)"
    r"(?P<rest>(?: (?:in|on|at|by|as|to|for|from|with|after|into|near) .+)?"
    r"(?: (?:as|by|to|after|for|with|from|of))?)$",
    re.IGNORECASE,
)


def definition(fact: Fact, asked: str) -> str | None:
    """What is the capital of X -> The capital of X is A."""
    match = re.match(
        rf"(?:what|who) (?P<be>{BE}) (?P<rest>(?:the|an?|[A-Z]\S*'s) .+)", asked, re.IGNORECASE
    )
    answer = answers.plain(fact)
    if not match or not answer:
        return None
    rest, be = match["rest"], match["be"].lower()
    called = re.fullmatch(r"(.+?) (called|named|known as|referred to as|nicknamed|termed)", rest)
    if called:
        return f"{called[1]} {be} {called[2]} {answer}"
    if any(is_participle(word) for word in rest.split()[1:]) or LAST_PREPOSITION.search(rest):
        return None
    if _NO_NOUN_PHRASE.search(rest) or not _is_noun_phrase(answer, be):
        return None
    return f"{rest} {be} {answer}"


def _is_noun_phrase(answer: str, be: str) -> bool:
    """Say whether the answer can stand after "is": no verb, no plural after a singular."""
    plural = re.search(r"\b[a-z]+[^\Wsu']s$", answer) and " and " not in answer
    first = answer.split(maxsplit=1)[0]
    if (be in {"is", "was"} and plural) or past(first):
        return False
    return first.lower() not in {*present_forms(), *past_forms(), "is", "are"}


def passive(fact: Fact, asked: str) -> str | None:
    """When was X founded -> X was founded in A; where is X located -> X is located in A."""
    match = _PASSIVE.match(asked)
    if not match or not is_participle(match["verb"]):
        return None
    last = match["subject"].split()[-1]
    if is_participle(last) or last.lower() in NOT_BEFORE_A_VERB | {"being", "be"}:
        return None
    stem = f"{match['subject']} {match['be'].lower()} {match['verb']}{match['rest']}"
    ends_open = LAST_PREPOSITION.search(match["rest"]) is not None
    wh = match["wh"].lower()
    if (wh in {"what", "who"}) != ends_open:
        return None
    if ends_open:
        rest = answers.plain(fact)
    else:
        rest = answers.of_place(fact) if wh == "where" else answers.of_time(fact)
    return f"{stem} {rest}" if rest else None


def located(fact: Fact, asked: str) -> str | None:
    """Where is X -> X is in A; when was the battle of X -> The battle of X was in A."""
    match = re.match(
        rf"(?P<wh>where|{WHEN}) (?P<be>{BE}) (?P<subject>(?:the )?(?:[^ ]+ ?){{1,5}})$",
        asked,
        re.IGNORECASE,
    )
    if not match or any(is_participle(word) for word in match["subject"].split()):
        return None
    adverbial = answers.of_place(fact) if match["wh"].lower() == "where" else answers.of_time(fact)
    if not adverbial or adverbial.split()[0] in {"to", "from", "about", "into"}:
        return None
    return f"{match['subject']} {match['be'].lower()} {adverbial}"

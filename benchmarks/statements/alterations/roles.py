"""Who did what to whom, exchanged: "A defeated B" -> "B defeated A"."""

import re

from statements.english import MONTH
from statements.true import TrueStatement
from statements.verbs import is_participle, past_forms, present_forms

_PART = r"(?:[A-Z][\w.'’-]*|\d+(?:st|nd|rd|th))"
_NAME = (
    rf"(?:(?:[Tt]he|[Aa]n?) )?{_PART}(?: (?:(?:of|and|de|von|van|the|for) )*(?:{_PART}|\d[\w.]*))*"
)
_THING = r"(?:[Tt]he|[Aa]n?) (?:[a-z]+ ){0,2}[a-z]+"
_LATER = "in|on|at|by|for|from|to|with|as|during|after|before|over|into"
_ACTIVE = re.compile(
    rf"(?P<a>{_NAME}) (?P<verb>[a-z]+) (?P<b>{_NAME})(?P<rest>(?:,? (?:{_LATER}) .+)?)\.$"
)
_PASSIVE = re.compile(
    rf"(?P<a>{_NAME}|{_THING}) (?P<verb>(?:is|are|was|were) \w+ (?:by|after|from)) (?P<b>{_NAME})"
    r"(?P<rest>(?:,? (?:in|on|at|for|during|after) .+)?)\.$"
)
_RELATION = re.compile(
    rf"(?P<a>{_NAME}) (?P<verb>(?:is|was|became) (?:the|a|an) (?:[a-z-]+ ){{1,3}}"
    rf"(?:of|to|for|from|in)) (?P<b>{_NAME})(?P<rest>)\.$"
)
_DATE = re.compile(rf"\d{{4}}|\b(?!May\b){MONTH}\b")
_OF = re.compile(
    rf"The (?P<head>(?:[a-z-]+ ){{1,3}}(?:of|to|for)) (?P<b>{_NAME}) (?P<be>is|was)"
    rf" (?P<a>{_NAME})\.$"
)
_SYMMETRIC = frozenset(
    "married met fought shared equals equalled differed joined accompanied faced".split()
)


def exchanged(true: TrueStatement) -> str | None:
    """Return the statement with its two parties exchanged; None where they cannot be told."""
    relation = _OF.match(true.sentence)
    if relation:
        return _swap_of(relation)
    match = parties(true)
    if match is None:
        return None
    changed = f"{_inner(match['b'])} {match['verb']} {_inner(match['a'])}{match['rest']}."
    return changed[0].upper() + changed[1:]


def parties(true: TrueStatement) -> re.Match[str] | None:
    """Return the statement's parties `a` and `b`, the `verb` between them, and the `rest`."""
    for pattern in (_RELATION, _PASSIVE, _ACTIVE):
        match = pattern.match(true.sentence)
        if match and _is_deed(match["verb"]) and _both_named(match, true):
            return match
    return None


def _is_deed(verb: str) -> bool:
    words = verb.split()
    if len(words) == 1:
        known = words[0] in past_forms() or words[0] in present_forms()
        return known and words[0] not in _SYMMETRIC
    if words[1] in {"the", "a", "an"}:
        return True
    return is_participle(words[1]) and words[1] != "married"


def _both_named(match: re.Match[str], true: TrueStatement) -> bool:
    a, b = match["a"], match["b"]
    if a in b or b in a or _DATE.search(a + b):
        return False
    # A single word may be capital only because the sentence begins with it.
    return " " in a or not re.search(rf"\b{re.escape(a.lower())}\b", true.quoted)


def _swap_of(match: re.Match[str]) -> str | None:
    if match["a"] in match["b"] or match["b"] in match["a"]:
        return None
    return f"The {match['head']} {_inner(match['a'])} {match['be']} {_inner(match['b'])}."


def _inner(name: str) -> str:
    """Return the phrase as it stands within a sentence."""
    return re.sub(r"^(?:The|An?) ", lambda m: m[0].lower(), name)

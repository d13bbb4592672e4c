"""What is left of a question that leaves the rest to be understood: "And in 2023?", "Why?"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from karabakh_qa.answering.followups.english import (
    AUXILIARY,
    BE_FORMS,
    FUNCTION,
    PREPOSITIONS,
    QUESTION,
    VERBS,
    is_plural,
    tokens,
)
from karabakh_qa.wording import content_words


class Gap(StrEnum):
    """What is missing from a fragment."""

    CLAUSE = "clause"
    """There is only a question word: "How long?"."""
    REST = "rest"
    """There is only what the question is about now: "What about Turkey?", "And in 2023?"."""
    ELSE = "else"
    MORE = "more"
    TOPIC = "topic"
    """There is a question and nothing to say what it is about: "Who won?"."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What is left of a question, without "and" before and a question mark behind it."""

    gap: Gap
    text: str


OPENING = re.compile(
    r"(?:(?:and|but|so|ok|okay|or|also|well|then|now|yes|no)\b[,.]?\s+)+", re.IGNORECASE
)
"""What joins a question to what was said before it."""
_ABOUT = re.compile(r"(?:what|how) about\s+(.+)", re.IGNORECASE)
_MORE = re.compile(
    r"(?:(?:can|could) you |please )*(?:tell|give|show) (?:me |us )?(?:some |a bit |a little )?more"
    r"(?: about (?:it|this|that|them))?(?: please)?|(?:please )?(?:go on|continue|say more|"
    r"elaborate|more(?: details?| information)?|explain(?: more| further)?)|"
    r"any(?:thing)? (?:more|details)",
    re.IGNORECASE,
)
EXAMPLES = re.compile(
    r"(?:(?:can|could) you |please )*(?:(?:give|show|tell|name) (?:me |us )?)?"
    r"(?:an|any|some|a few|one|two|three|more|other|another) (?:other |more )?examples?"
    r"(?: please)?|"
    r"(?:like|such as) (?:what|who|which)|for example",
    re.IGNORECASE,
)
"""A wish for examples."""
_ELSE = re.compile(
    r"(what|who|whom|where|when|why|how) else|(any(?:thing|body|one) else)", re.IGNORECASE
)
_MEANING = frozenset("what what's who who's whose define".split())


def fragment(question: str) -> Fragment | None:
    """Return what `question` leaves out, or None if it is a whole question."""
    line = question.strip().rstrip(" ?.!")
    opening = OPENING.match(line)
    rest = line[opening.end() :] if opening else line
    if not rest:
        return None
    if about := _ABOUT.fullmatch(rest):
        return Fragment(Gap.REST, about[1]) if _is_phrase(about[1]) else None
    if _MORE.fullmatch(rest) or EXAMPLES.fullmatch(rest):
        return Fragment(Gap.MORE, rest)
    if _ELSE.fullmatch(rest):
        return Fragment(Gap.ELSE, rest.split()[0])
    if _is_question_word(rest):
        return Fragment(Gap.CLAUSE, rest)
    if opening and opening[0].lower().startswith(("and", "or", "but")) and _is_phrase(rest):
        return Fragment(Gap.REST, rest)
    return Fragment(Gap.TOPIC, rest) if _lacks_a_topic(rest) else None


def _is_phrase(text: str) -> bool:
    said = [token.lower for token in tokens(text)]
    return 0 < len(said) <= 7 and not (AUXILIARY | QUESTION) & set(said)


def _is_question_word(text: str) -> bool:
    """Say whether this is "how long", "since when", "in what year", "why not" and no more."""
    said = [token.lower for token in tokens(text)]
    start = 1 if said and said[0] in PREPOSITIONS else 0
    if len(said) > start + 3 or len(said) <= start or said[start] not in QUESTION:
        return False
    rest = said[start + 1 :]
    bare = said[start] in {"who", "whom", "where", "when", "why"}
    if bare or rest in (["so"], ["come"]):
        return rest in ([], ["not"], ["to"], ["from"], ["exactly"], ["so"], ["come"])
    if said[start] == "what" and rest and is_plural(rest[0]) and start == 0:
        return False  # "What surrounds cells?": a verb as soon as a noun
    return not (AUXILIARY | VERBS) & set(rest)


def _lacks_a_topic(text: str) -> bool:
    said = tokens(text)
    if not 0 < len(said) <= 5 or said[0].lower not in QUESTION | AUXILIARY:
        return False
    if any(t.is_capital for t in said[1:]) or any(c.isdigit() for c in text):
        return False
    content = [word for word in content_words(text) if word not in FUNCTION]
    if len(content) > 1 or (said[0].lower in _MEANING and said[1:] and said[1].lower in BE_FORMS):
        return False
    return len(content) == 1

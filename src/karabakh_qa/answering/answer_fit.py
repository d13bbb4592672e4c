"""Whether a short phrase can be of the kind that a question asks for.

Leniently: documents call a person "the government" and a date "after the flood". docs/decisions.md
says how many right answers fit, and how many of another kind do not.
"""

import re
from collections.abc import Sequence

from karabakh_qa.answering.answer_kinds import AnswerKind
from karabakh_qa.wording import FUNCTION_WORDS, words

_TIME = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"(?:mid|mid-)?(?:centur(?:y|ies)|decades?|years?|months?|weeks?|weekends?|days?|hours?|"
    r"minutes?|seconds?|mornings?|afternoons?|evenings?|nights?|night-?time|day-?time|noon|midnight|"
    r"seasons?|springs?|summers?|autumns?|falls?|winters?|eras?|ages?|periods?|times?|generations?)|"
    r"today|yesterday|tomorrow|tonight|now|currently|recent(?:ly)?|early|earlier|late|later|latter|"
    r"last|next|ago|before|prior|after|following|during|since|until|till|when|while|once|upon|if|"
    r"beginning|start|end|bce?|ad|ce|bp|antiquity|medieval|wars?|revolution|renaissance|reign|empire|"
    r"first|second|third|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|"
    r"(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|twentie)th"
)
_COUNT = re.compile(
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|"
    r"eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|"
    r"(?:m|b|tr|quadr)illions?|dozens?|half|halves|thirds?|quarters?|"
    r"(?:four|fif|six|seven|eigh|nin|ten|\w+teen)ths?|"
    r"first|second|once|twice|thrice|double|triple|several|few|many|most|more|majority|"
    r"all|entire(?:ty)?|whole|none|nothing|no|without|both|couple|pair|trio|quartet|single|every|each|"
    r"any|various|multiple|numerous|free|infinite(?:ly)?|decades?|centur(?:y|ies)|years?|months?|"
    r"weeks?|days?|hours?|minutes?|seconds?|percent|percentage|lots?|handful|little|while|full|"
    r"small|large"
)
_AMOUNT = re.compile(r"[$€£%‰]|\d,\d{3}|\bper ?cent\b|\b(?:m|b|tr)illion\b")
"""Digits that are no date."""
_MEASURE = frozenset(
    """percent per cent million billion trillion mile miles km kilometers kilometres metres meters
    feet square people nearly almost approximately around""".split()
)
_CALENDAR = re.compile(
    r"(?:(?:in|on|by|after|before|around|about|the|early|late|of) )*"
    r"(?:(?:(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)|\d{1,2}(?:st|nd|rd|th)?),? ?)*(?:1[5-9]|20)(?!00)\d\d",
    re.IGNORECASE,
)
"""A date of the last five centuries, and hardly a number of anything ("1900" may be one)."""
_ACRONYM = re.compile(r"\b(?!(?:BCE?|AD|CE|BP|AM|PM)\b)[A-Z]{2,}\b")
_RANK = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|last")
"""What answers "Where does it rank?"."""
_NO_PLACE = frozenset("because due as so not if when like it more how that".split())
"""What a reason, a manner or a statement begins with, and a name does not."""
_NO_NAME = _NO_PLACE | frozenset(
    "to through in on at during since after before until with from".split()
)
_VERBS = frozenset("is are was were has have had will would can could did does do cannot".split())
_VERB_FORM = re.compile(r"\w{2,}(?:ing|ed)")


def fits_kind(kind: AnswerKind, text: str) -> bool:
    """Say whether a short `text` can be of `kind`; False only if it hardly can.

    What is answered with a whole sentence fits whatever it says.
    """
    said = words(text)
    if not said:
        return False
    if kind is AnswerKind.DATE:
        return _tells_a_time(text, said)
    if kind is AnswerKind.NUMBER:
        counts = any(word[0].isdigit() or _COUNT.fullmatch(word) for word in said)
        return counts and not _CALENDAR.fullmatch(text.strip(" .,"))
    if kind is AnswerKind.PLACE:
        ranks = len(said) == 1 and _RANK.fullmatch(said[0])
        return bool(ranks) or (said[0] not in _NO_PLACE and _names_something(text, said))
    if kind in {AnswerKind.PERSON, AnswerKind.NAME}:
        return said[0] not in _NO_NAME and _names_something(text, said)
    return True


def _tells_a_time(text: str, said: Sequence[str]) -> bool:
    if any(map(_TIME.fullmatch, said)):
        return True
    return any(map(str.isdigit, text)) and not _AMOUNT.search(text)


def _names_something(text: str, said: Sequence[str]) -> bool:
    """Say whether `text` is more than a time or a number, and no clause in small letters."""
    if all(map(_is_no_name, said)) and not _ACRONYM.search(text):
        return False
    if any(letter.isupper() for letter in text) or "who" in said:
        return True
    begins_with_verb = _VERB_FORM.fullmatch(said[0]) and set(said[1:2]) <= FUNCTION_WORDS
    return not (_VERBS & set(said) or begins_with_verb)


def _is_no_name(word: str) -> bool:
    known = word in FUNCTION_WORDS or word in _MEASURE
    return known or word[0].isdigit() or bool(_TIME.fullmatch(word) or _COUNT.fullmatch(word))

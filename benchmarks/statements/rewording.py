"""The same in another form: a date, a number or a name as others write it, the other voice."""

import re
from collections.abc import Iterator
from random import Random

from statements.alterations.names import FIRST_NAMES, PERSON
from statements.alterations.roles import parties
from statements.english import MONTH
from statements.true import TrueStatement
from statements.verbs import participle, past_forms, present_forms

_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()
_OF_WORD = {word: str(number) for number, word in enumerate(_WORDS, 2)}
_OF_DIGITS = {digits: word for word, digits in _OF_WORD.items()}
_NUMBER = re.compile(
    rf"(?<![\w.,$£€–-])(?:{'|'.join(_WORDS)}|[2-9]|1\d|20)(?= [a-z]{{4,}})"
    r"(?! (?:million|billion|thousand|percent|metres|millimetres)\b)"
)
_MILLIONS = re.compile(r"\b(\d+)(?:\.(\d))? million\b")
_AMERICAN = re.compile(rf"\b({MONTH}) (\d{{1,2}}), (\d{{4}})\b")
_BRITISH = re.compile(rf"\b(\d{{1,2}}) ({MONTH}) (\d{{4}})\b")
_PLURAL = re.compile(r"[^su']s$| and |^(?:all|many|most|some)\b", re.IGNORECASE)


def reworded(true: TrueStatement, random: Random) -> str | None:
    """Return the statement in another form of the same meaning; None where none is known."""
    ways = [text for text in _ways(true) if text != true.sentence]
    return random.choice(ways) if ways else None


def _ways(true: TrueStatement) -> Iterator[str]:
    text = true.sentence
    yield _NUMBER.sub(lambda m: _OF_WORD.get(m[0]) or _OF_DIGITS[m[0]], text, count=1)
    yield _MILLIONS.sub(_in_full, text)
    yield _AMERICAN.sub(r"\2 \1 \3", text)
    yield _BRITISH.sub(r"\2 \1, \3", text)
    yield re.sub(r"(\d) percent\b", r"\1%", text)
    yield re.sub(r"(\d)%", r"\1 percent", text)
    yield from (_by_surname(text, person) for person in PERSON.finditer(text))
    other = _other_voice(true)
    if other:
        yield other


def _by_surname(text: str, person: re.Match[str]) -> str:
    """Leave the first name out, of people and not of "Queen Elizabeth II"."""
    titled = re.search(r"[A-Z][\w.]* $", text[: person.start()])
    if titled or person["first"] not in FIRST_NAMES or text[person.end() :].startswith(" ("):
        return text
    return text[: person.start()] + person["last"] + text[person.end() :]


def _in_full(match: re.Match[str]) -> str:
    return f"{match[1]},{match[2] or 0}00,000"


def _other_voice(true: TrueStatement) -> str | None:
    """Turn "A founded B" into "B was founded by A", and the other way about."""
    match = parties(true)
    if match is None:
        return None
    a, b, rest = match["a"], match["b"], match["rest"]
    by = re.fullmatch(r"(?:was|were) (\w+) by", match["verb"])
    if by:
        said = next((p for p, verb in past_forms().items() if participle(verb) == by[1]), None)
        return _sentence(b, said, a, rest) if said else None
    for forms, singular, plural in ((past_forms(), "was", "were"), (present_forms(), "is", "are")):
        verb = forms.get(match["verb"])
        if verb:
            be = plural if _PLURAL.search(b) else singular
            return _sentence(b, f"{be} {participle(verb)}", f"by {a}", rest)
    return None


def _sentence(first: str, said: str, last: str, rest: str) -> str:
    small = re.sub(r"^(by )?(?:The|An?) ", lambda m: m[0].lower(), last)
    return f"{first[0].upper()}{first[1:]} {said} {small}{rest}."

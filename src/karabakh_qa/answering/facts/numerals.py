"""The numbers of a text: what each is worth, of what, and how exactly it is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from karabakh_qa.answering.facts.text import Text, Token

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "hundreds": 10**2,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
    "dozens": 12,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "k": 10**3,
}
_WORTH = {word: i for i, word in enumerate(_SMALL)} | {
    word: 10 * i for i, word in enumerate(_TENS, 2)
}
_ORDINALS = {
    word: i
    for i, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth""".split(),
        1,
    )
} | {word[:-1] + "ieth": 10 * i for i, word in enumerate(_TENS, 2)}
_ENDINGS = frozenset("st nd rd th".split())
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}
_NAMES = frozenset("name names initial initials".split())
"""What "first" and "second" tell apart without counting: "her first name"."""
_BE = frozenset("is are was were be been become becomes became as".split())
_BEFORE_ONE = frozenset("the this that another each every any which".split())
_GRADES = frozenset("most more least less".split())
_LONGEST = 30
"""Digits from which on a number is compared as it is written."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    Attributes:
        value: what it is worth; a fraction as a share of one.
        kind: "cardinal", "ordinal", "decade" ("1990s"), "share" or "scores" ("dozens of").
        start: its first token.
        end: the token behind its last.
    """

    value: Decimal
    kind: str
    start: int
    end: int


def spells_number(low: str) -> bool:
    """Say whether a plain word is or can be part of a number."""
    return low in _WORTH or low in _SCALES or low in _ORDINALS or low in _PARTS


def numerals(text: Text) -> tuple[Numeral, ...]:
    """Return the numbers of a text, in order; "one" is one."""
    return tuple(_found(text.tokens))


def _found(tokens: Sequence[Token]) -> Iterator[Numeral]:
    at = 0
    while at < len(tokens):
        found = _at(tokens, at)
        if found:
            yield found
        at = found.end if found else at + 1


def _at(tokens: Sequence[Token], at: int) -> Numeral | None:
    token = tokens[at]
    if token.is_number:
        return _digits(tokens, at)
    if _is_uncounted(tokens, at):
        return None
    if token.low in _WORTH or (token.low in _SCALES and len(token.low) > 2):
        return _spelled(tokens, at)
    if token.low in _ORDINALS:
        kind, value = "ordinal", Decimal(_ORDINALS[token.low])
        if token.low in _PARTS and at and tokens[at - 1].low in {"a", "one"}:
            return Numeral(1 / Decimal(_PARTS[token.low]), "share", at, at + 1)
        return Numeral(value, kind, at, at + 1)
    if token.low in _PARTS:
        return Numeral(1 / Decimal(_PARTS[token.low]), "share", at, at + 1)
    return None


def _digits(tokens: Sequence[Token], at: int) -> Numeral:
    text = tokens[at].text.replace(",", "")
    end = at + 1
    if _is_thousands_group(tokens, at):
        while end < len(tokens) and _is_thousands_group(tokens, end - 1):
            text += tokens[end].text
            end += 1
    value = value_of(text)
    if tokens[at].before.endswith(("-", "−", "–")) and tokens[at].before[:-1].endswith((" ", "(")):
        value = -value
    after = tokens[end] if end < len(tokens) else None
    if after is not None and not after.before:
        if after.low in _ENDINGS:
            return Numeral(value, "ordinal", at, end + 1)
        if after.low == "s":
            return Numeral(value, "decade", at, end + 1)
    return _scaled(tokens, at, end, value)


def value_of(digits: str) -> Decimal:
    """Return what digits are worth; "10.11.2020" and very long ones stand for themselves."""
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    if len(digits) <= _LONGEST:
        return Decimal(digits)
    folded = 0
    for digit in digits:
        folded = (folded * 31 + ord(digit)) % (10**28 - 57)
    return Decimal(folded) + Decimal("0.5")


def _is_thousands_group(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "1 200" is written at `at`: digits, one space, three digits."""
    if at + 1 >= len(tokens):
        return False
    here, after = tokens[at].text, tokens[at + 1]
    spaced = after.before in {" ", "\xa0", "\u202f", "\u2009"}
    return (
        spaced
        and here.isdecimal()
        and len(here) <= 3
        and after.text.isdecimal()
        and (len(after.text) == 3)
    )


def _scaled(tokens: Sequence[Token], start: int, end: int, value: Decimal) -> Numeral:
    while end < len(tokens) and tokens[end].low in _SCALES:
        if len(tokens[end].low) <= 2 and tokens[end].before:
            break
        value *= _SCALES[tokens[end].low]
        end += 1
    return Numeral(value, "cardinal", start, end)


def _spelled(tokens: Sequence[Token], at: int) -> Numeral:
    """Read "two hundred and five thousand", "twenty-one", "twenty-first", "thousands"."""
    end = at + 1
    while end < len(tokens) and _goes_on(tokens, end):
        end += 1
    words = [token.low for token in tokens[at:end] if token.low != "and"]
    value = _worth(words)
    if words[-1] in _ORDINALS:
        return Numeral(value, "ordinal", at, end)
    if end < len(tokens) and value < _PARTS.get(tokens[end].low, 0):
        return Numeral(value / _PARTS[tokens[end].low], "share", at, end + 1)
    several = len(words) == 1 and words[0] in _SCALES and words[0].endswith("s")
    return Numeral(value, "scores" if several else "cardinal", at, end)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the token at `at` belongs to the number that the token before it belongs to."""
    low, previous = tokens[at].low, tokens[at - 1].low
    if tokens[at].before.strip() not in {"", "-", "‑"}:
        return False
    if low == "and":
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        return previous in _SCALES and after in _WORTH
    if low in _SCALES:
        return len(low) > 2 and not low.endswith("s")
    worth = _WORTH.get(low, _ORDINALS.get(low))
    if worth is None:
        return False
    return previous in _SCALES or previous == "and" or (previous in _TENS and worth < 10)


def _worth(words: Sequence[str]) -> Decimal:
    total = group = Decimal(0)
    for word in words:
        scale = _SCALES.get(word)
        if scale is None:
            group += _WORTH.get(word, _ORDINALS.get(word, 0))
        elif scale < 1000:
            group = max(group, Decimal(1)) * scale
        else:
            total, group = total + max(group, Decimal(1)) * scale, Decimal(0)
    return total + group


def _is_uncounted(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word of number counts nothing here: "no one", "first name", "one second"."""
    low = tokens[at].low
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if low == "one":
        return _is_pronoun(tokens, at)
    if low in {"first", "second"} and after is not None and after.low in _NAMES:
        return True
    if low != "second" or before is None:
        return False
    is_measured = before.is_number or before.low in _WORTH or before.low in {"per", "a"}
    return is_measured and not (after is not None and _is_of_the_phrase(after))


def _is_of_the_phrase(token: Token) -> bool:
    """Say whether an ordinal counts this word behind it: "a second one", "one second-rate team"."""
    return (token.is_content or token.low == "one") and not token.before.strip(" -")


def _is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "one" counts nothing: "no one", "the old one", "it was one of the towns"."""
    before = [token.low for token in tokens[max(0, at - 4) : at]]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before[-1:] == ["no"]:
        return True
    if after is not None and after.low == "of":
        return not _BE.isdisjoint(before[-1:])
    if after is not None and _is_of_the_phrase(after):
        return False
    return not _BEFORE_ONE.isdisjoint(before[-1:]) or not _GRADES.isdisjoint(before[:-1])

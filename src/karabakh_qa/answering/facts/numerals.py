"""The numbers of a text: what each is worth, of what, and how exactly it is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from karabakh_qa.answering.facts.spelled import (
    ORDINALS,
    PARTS,
    SCALES,
    WORTH,
    begins,
    goes_on,
    worth_of,
)
from karabakh_qa.answering.facts.text import Text, Token

_ENDINGS = frozenset("st nd rd th".split())
_NAMES = frozenset("name names initial initials".split())
"""What "first" and "second" tell apart without counting: "her first name"."""
_BE = frozenset("is are was were be been become becomes became as".split())
_EACH = frozenset("every each any not only".split())
_BEFORE_ONE = frozenset("the this that another each every any which for".split())
_GRADES = frozenset("most more least less".split())
_LONGEST = 20
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


def numerals(text: Text) -> tuple[Numeral, ...]:
    """Return the numbers of a text, in order; "one" is one."""
    return tuple(_found(text.tokens))


def _found(tokens: Sequence[Token]) -> Iterator[Numeral]:
    at = 0
    while at < len(tokens):
        found = _at(tokens, at)
        if found:
            found = _with_half(tokens, found)
            yield found
        at = found.end if found else at + 1


def _at(tokens: Sequence[Token], at: int) -> Numeral | None:
    token = tokens[at]
    if token.is_number:
        return _digits(tokens, at)
    if _is_uncounted(tokens, at):
        return None
    if begins(token.low):
        return _spelled(tokens, at)
    is_part = at > 0 and tokens[at - 1].low in {"a", "one"}
    if token.low in PARTS and (is_part or token.low not in ORDINALS):
        return _part(tokens, at)
    if token.low in ORDINALS:
        return Numeral(Decimal(ORDINALS[token.low]), "ordinal", at, at + 1)
    return None


def _part(tokens: Sequence[Token], at: int) -> Numeral:
    """Read "a third", and "half a million" as the number that it is."""
    share = 1 / Decimal(PARTS[tokens[at].low])
    behind = [token.low for token in tokens[at + 1 : at + 3]]
    if behind[:1] == ["a"] and behind[-1] in SCALES:
        return Numeral(share * SCALES[behind[-1]], "cardinal", at, at + 3)
    return Numeral(share, "share", at, at + 1)


def _with_half(tokens: Sequence[Token], number: Numeral) -> Numeral:
    """Add the half of "two and a half"."""
    behind = [token.low for token in tokens[number.end : number.end + 3]]
    if number.kind != "cardinal" or behind != ["and", "a", "half"]:
        return number
    return Numeral(number.value + Decimal("0.5"), "cardinal", number.start, number.end + 3)


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
    while end < len(tokens) and tokens[end].low in SCALES:
        if len(tokens[end].low) <= 2 and tokens[end].before:
            break
        value *= SCALES[tokens[end].low]
        end += 1
    return Numeral(value, "cardinal", start, end)


def _spelled(tokens: Sequence[Token], at: int) -> Numeral:
    """Read "two hundred and five thousand", "twenty-one", "twenty-first", "thousands"."""
    end = at + 1
    while end < len(tokens) and goes_on(tokens, end):
        end += 1
    words = [token.low for token in tokens[at:end] if token.low != "and"]
    value = worth_of(words)
    if words[-1] in ORDINALS:
        return Numeral(value, "ordinal", at, end)
    if end < len(tokens) and value < PARTS.get(tokens[end].low, 0):
        return Numeral(value / PARTS[tokens[end].low], "share", at, end + 1)
    several = len(words) == 1 and words[0] in SCALES and words[0].endswith("s")
    return Numeral(value, "scores" if several else "cardinal", at, end)


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
    is_measured = before.is_number or before.low in WORTH or before.low in {"per", "a"}
    return is_measured and not (after is not None and _is_of_the_phrase(after))


def _is_of_the_phrase(token: Token) -> bool:
    """Say whether an ordinal counts this word behind it: "a second one", "one second-rate team"."""
    return (token.is_content or token.low == "one") and not token.before.strip(" -")


def _is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "one" counts nothing: "no one", "the old one", "it was one of them"."""
    before = [token.low for token in tokens[max(0, at - 4) : at]]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before[-1:] == ["no"]:
        return True
    if after is not None and after.low == "of":
        return "," in tokens[at].before or not (_BE | _EACH).isdisjoint(before[-1:])
    if after is not None and _is_of_the_phrase(after):
        return False
    return not _BEFORE_ONE.isdisjoint(before[-1:]) or not _GRADES.isdisjoint(before[:-1])

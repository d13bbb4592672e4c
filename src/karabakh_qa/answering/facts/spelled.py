"""Numbers in words: "two hundred and five thousand", "twenty-first", "dozens"."""

from collections.abc import Sequence
from decimal import Decimal

from karabakh_qa.answering.facts.text import Token

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {
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
WORTH = {word: i for i, word in enumerate(_SMALL)} | {
    word: 10 * i for i, word in enumerate(_TENS, 2)
}
ORDINALS = {
    word: i
    for i, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth""".split(),
        1,
    )
} | {word[:-1] + "ieth": 10 * i for i, word in enumerate(_TENS, 2)}
PARTS = {
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


def spells_number(low: str) -> bool:
    """Say whether a plain word is or can be part of a number."""
    return low in WORTH or low in SCALES or low in ORDINALS or low in PARTS


def begins(low: str) -> bool:
    """Say whether a number can begin with a plain word: "k" only stands behind one."""
    return low in WORTH or (low in SCALES and len(low) > 2)


def goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the token at `at` belongs to the number that the token before it belongs to."""
    low, previous = tokens[at].low, tokens[at - 1].low
    if tokens[at].before.strip() not in {"", "-", "‑"}:
        return False
    if low == "and":
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        return previous in SCALES and after in WORTH
    if low in SCALES:
        return len(low) > 2 and not low.endswith("s")
    value = WORTH.get(low, ORDINALS.get(low))
    if value is None:
        return False
    return previous in SCALES or previous == "and" or (previous in _TENS and value < 10)


def worth_of(words: Sequence[str]) -> Decimal:
    """Return what the words of one number are worth."""
    total = group = Decimal(0)
    for word in words:
        scale = SCALES.get(word)
        if scale is None:
            group += WORTH.get(word, ORDINALS.get(word, 0))
        elif scale < 1000:
            group = max(group, Decimal(1)) * scale
        else:
            total, group = total + max(group, Decimal(1)) * scale, Decimal(0)
    return total + group

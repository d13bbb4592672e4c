"""Another number: another digit, ten times as much, another number word."""

import re
from collections.abc import Callable
from random import Random

from statements.english import MONTHS
from statements.true import TrueStatement

_DIGITS = re.compile(
    r"(?<![\w.,/–-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w/–-]|[.,]\d)"
    r"(?P<scale> (?:million|billion|thousand))?"
)
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"
    " sixty"
).split()
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORDS + _ORDINALS)})(?![\w-])")
_SCALES = {"million": "billion", "billion": "million", "thousand": "million"}


def other_number(true: TrueStatement, random: Random) -> str | None:
    """Return the statement with one of its numbers changed; None where it has none."""
    places = [m for m in _DIGITS.finditer(true.sentence) if not _is_date(m, true.sentence)]
    words = list(_WORD.finditer(true.sentence))
    if not places and not words:
        return None
    chosen = random.choice([*places, *words])
    is_word = chosen in words
    new = _other_word(chosen[0], random) if is_word else _other_digits(chosen, random)
    changed = true.sentence[: chosen.start()] + new + true.sentence[chosen.end() :]
    there = re.search(rf"(?<![\w.,]){re.escape(new)}(?![\w]|[.,]\d)", true.quoted, re.IGNORECASE)
    return None if there or changed == true.sentence else changed


def _is_date(match: re.Match[str], text: str) -> bool:
    plain = match["number"]
    if re.fullmatch(r"1\d{3}|20\d\d", plain) and not match["scale"]:
        return True
    around = {*text[: match.start()].split()[-1:], *text[match.end() :].split()[:1]}
    return any(word.strip(",.") in MONTHS for word in around)


def _other_digits(match: re.Match[str], random: Random) -> str:
    number, scale = match["number"], (match["scale"] or "").strip()
    ways: list[Callable[[], str]] = [
        lambda: _one_digit(number, random) + (f" {scale}" if scale else "")
    ]
    if scale:
        ways.append(lambda: f"{number} {_SCALES[scale]}")
    else:
        ways.append(lambda: _ten_times(number, random))
    return random.choice(ways)()


def _one_digit(number: str, random: Random) -> str:
    at = random.choice([i for i, c in enumerate(number) if c.isdigit()])
    least = 1 if at == 0 else 0
    others = [str(d) for d in range(least, 10) if str(d) != number[at]]
    return number[:at] + random.choice(others) + number[at + 1 :]


def _ten_times(number: str, random: Random) -> str:
    if "." in number:
        return number.replace(".", "")
    plain = int(number.replace(",", ""))
    if plain % 10 == 0 and plain >= 100 and random.random() < 0.5:
        plain //= 10
    else:
        plain *= 10
    return f"{plain:,}"


def _other_word(word: str, random: Random) -> str:
    words = _WORDS if word in _WORDS else _ORDINALS
    return random.choice([other for other in words if other != word])

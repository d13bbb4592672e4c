"""Another date: another day, month, year or century, or one that belongs to something else."""

import re
from random import Random

from statements.english import MONTH, MONTHS
from statements.true import TrueStatement

_MONTH = re.compile(rf"\b{MONTH}\b")
_YEAR = re.compile(
    r"(?<![\w.,$£€–-])(?:1[0-9]|20)\d\d(?=s?(?![\w%–-]|,\d))(?! (?:people|feet|miles|km|m)\b)"
)
_DAY_NEAR_MONTH = re.compile(rf"\b(?:{MONTH} (?P<after>\d{{1,2}})|(?P<before>\d{{1,2}}) {MONTH})\b")
_CENTURY = re.compile(r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)(?= century| centuries)")


def other_date(true: TrueStatement, random: Random) -> str | None:
    """Return the statement with one part of a date changed; None where it has none."""
    ways = [way for way in (_year, _month, _day, _century, _swapped) if way(true, Random(0))]
    return random.choice(ways)(true, random) if ways else None


def _year(true: TrueStatement, random: Random) -> str | None:
    found = list(_YEAR.finditer(true.sentence))
    if not found:
        return None
    year = random.choice(found)
    number = int(year[0])
    steps = (
        [10, -10, 20, 100, -100]
        if true.sentence[year.end()] == "s"
        else [1, -1, 2, -3, 4, 9, -10, 10, 30]
    )
    new = str(number + random.choice(steps))
    if int(new) > 2030 or new in true.quoted:
        return None
    return _replaced(true.sentence, year.start(), year.end(), new)


def _month(true: TrueStatement, random: Random) -> str | None:
    found = list(_MONTH.finditer(true.sentence))
    if not found:
        return None
    month = random.choice(found)
    new = random.choice([m for m in MONTHS if m != "May" and m not in true.quoted])
    return _replaced(true.sentence, month.start(), month.end(), new)


def _day(true: TrueStatement, random: Random) -> str | None:
    match = _DAY_NEAR_MONTH.search(true.sentence)
    if not match:
        return None
    group = "after" if match["after"] else "before"
    others = [str(d) for d in range(2, 29) if not re.search(rf"\b{d}\b", true.quoted)]
    return _replaced(true.sentence, match.start(group), match.end(group), random.choice(others))


def _century(true: TrueStatement, random: Random) -> str | None:
    match = _CENTURY.search(true.sentence)
    if not match:
        return None
    new = int(match["n"]) + random.choice([-1, 1, -2, -3])
    if not 4 <= new <= 20 or f"{new}th" in true.quoted:
        return None
    return _replaced(true.sentence, match.start(), match.end(), f"{new}th")


def _swapped(true: TrueStatement, random: Random) -> str | None:
    """Take a year from elsewhere in the quotes."""
    found = _YEAR.findall(true.sentence)
    others = [y for y in dict.fromkeys(_YEAR.findall(true.quoted)) if y not in true.sentence]
    if len(found) != 1 or not others:
        return None
    return true.sentence.replace(found[0], random.choice(others), 1)


def _replaced(text: str, start: int, end: int, new: str) -> str | None:
    changed = text[:start] + new + text[end:]
    return changed if changed != text else None

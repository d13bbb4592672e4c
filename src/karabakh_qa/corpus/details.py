"""What a text says about itself in its first lines: title, author, date and source.

Conservative: a line counts only if nothing else stands on it. What is missed is still text.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from karabakh_qa.corpus.furniture import is_furniture
from karabakh_qa.corpus.lines import line_spans, stripped
from karabakh_qa.records import Detail, DetailName, Span

# Titles, bylines and dates stand within the first lines that say anything; credits may be last.
_HEADER_LINES = 8
_FOOTER_LINES = 4

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_MONTH}\s{_DAY},?\s\d{{4}}|{_DAY}\s(?:of\s)?{_MONTH},?\s\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})"
)
_TIME = (
    r"(?:(?:,?\s(?:at\s|[-–]\s)?|T)\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
_LABEL = (
    r"(?P<label>(?:(?:first|last|originally)\s)?"
    r"(?:published|posted|updated|modified|dated?|created|issued)(?:\s(?:on|at))?\s?:?\s)?"
)
_DATE_LINE = re.compile(rf"{_LABEL}(?:on\s)?{_WEEKDAY}(?P<date>{_DATE}){_TIME}\.?", re.IGNORECASE)
_DATE_VALUE = re.compile(rf"{_WEEKDAY}(?P<date>{_DATE}){_TIME}", re.IGNORECASE)

_NAME = (
    r"[^\W\d_a-z][\w.'’-]*(?:\s(?:(?:de|del|van|von|der|bin|ibn|al|al-\w+|oglu|oğlu|qızı)\s)*"
    r"[^\W\d_a-z][\w.'’-]*){1,4}"
)
_AUTHOR_LINES = (
    re.compile(
        rf"(?:[Ww]ritten\s)?(?:By|BY|by)\s(?P<author>{_NAME}(?:(?:,\s|,?\sand\s|\s&\s){_NAME})*)"
        rf"(?:\s?[,–—-]?\s(?:on\s)?(?P<date>(?i:{_DATE})))?"
    ),
    re.compile(r"(?i:authors?)\s?:\s?(?P<author>\S.{0,100})"),
)
_SOURCE_LINE = re.compile(r"(?:source|publisher|url)\s?:\s?(?P<source>\S.{0,200})", re.IGNORECASE)
_ADDRESS_LINE = re.compile(r"(?P<source>https?://\S+)")
_TITLE_LINE = re.compile(r"title\s?:\s?(?P<title>\S.{0,200})", re.IGNORECASE)
# "By Jane Doe | BBC News | 17 April 2024" states several things, and some that are none of ours.
_PARTS = re.compile(r"[^|·•]+")

_NAMES: tuple[DetailName, ...] = ("title", "author", "date", "source")
_STATEMENTS = (_DATE_LINE, *_AUTHOR_LINES, _SOURCE_LINE, _ADDRESS_LINE, _TITLE_LINE)
_LONGEST_LINE = 250
_LONGEST_TITLE = 150
_EMPHASIS = "*_ "

_BLANK_LINE = re.compile(r"[^\S\r\n]*(?:\r\n|\r(?!\n)|\n)\s*?(?:[\r\n]|\Z)")
_NEWLINE = re.compile(r"[\r\n]+")
_BULLET = re.compile(r"[-*•–>#|]|\d{1,3}[.)]\s")
_SENTENCE_END = re.compile(r"[.,;:…—–-][\"'”’»)\]]*$")


def parse_date(words: str) -> str | None:
    """Return a date in one of the common English forms as YYYY-MM-DD, or None.

    Dates in figures alone are read year first (2024-04-17) or day first with dots (17.04.2024).
    """
    match = _DATE_VALUE.fullmatch(" ".join(words.split()))
    return _iso(match["date"]) if match else None


def _iso(words: str) -> str | None:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    name = re.search(_MONTH, words, re.IGNORECASE)
    if name:
        day, year = numbers
        month = _MONTHS.index(name[0][:3].casefold()) + 1
    elif "-" in words:
        year, month, day = numbers
    else:
        day, month, year = numbers
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def text_details(text: str) -> tuple[Detail, ...]:
    """Return what the first and last lines of a plain text say about it, its title included."""
    lines = list(islice(_lines(text), _HEADER_LINES))
    stated = stated_details(text)
    if any(detail.name == "title" for detail in stated):
        return stated
    title = _title(text, lines)
    return (*((title,) if title else ()), *stated)


def stated_details(text: str, start: int = 0) -> tuple[Detail, ...]:
    """Return what lines say outright: "By Jane Doe", "Published: 17 April 2024", "Source: ...".

    Of several, the first counts; an "Updated" date only where there is no other.
    """
    header = list(islice(_lines(text, start), _HEADER_LINES))
    found: dict[DetailName, Detail] = {}
    revised: list[Detail] = []
    for line in header:
        for detail, is_revision in _stated(text, line):
            if is_revision:
                revised.append(detail)
            else:
                found.setdefault(detail.name, detail)
    for line in _footer(text, header[-1].end if header else start):
        for detail, _ in _stated(text, line):
            if detail.name == "source":
                found.setdefault("source", detail)
    for detail in revised:
        found.setdefault("date", detail)
    return tuple(found[name] for name in _NAMES if name in found)


def _lines(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the lines that hold words of the text itself, without white space around."""
    for line in line_spans(text, start):
        words = stripped(text, line)
        if words.start < words.end and not is_furniture(words.of(text)):
            yield words


def _footer(text: str, start: int) -> list[Span]:
    """Return the last lines after `start`."""
    tail = len(text) - 2 * _FOOTER_LINES * _LONGEST_LINE
    if tail > start:
        # The rest of a line that began earlier says nothing alone.
        newline = _NEWLINE.search(text, tail)
        start = newline.end() if newline else len(text)
    return list(_lines(text, start))[-_FOOTER_LINES:]


def _stated(text: str, line: Span) -> Iterator[tuple[Detail, bool]]:
    """Yield what a line states, and whether it is the date of a revision."""
    if line.end - line.start > _LONGEST_LINE:
        return
    for part in _PARTS.finditer(text, line.start, line.end):
        start, end = stripped(text, Span(*part.span()))
        while start < end and text[start] in _EMPHASIS:
            start += 1
        while start < end and text[end - 1] in _EMPHASIS:
            end -= 1
        for pattern in _STATEMENTS:
            if match := pattern.fullmatch(text, start, end):
                yield from _of_match(match)
                break


def _of_match(match: re.Match[str]) -> Iterator[tuple[Detail, bool]]:
    label = match.groupdict().get("label") or ""
    for name in _NAMES:
        words = match.groupdict().get(name)
        value = _iso(words) if words and name == "date" else words and one_line(words)
        if value:
            is_revision = name == "date" and re.match("last|updated|modified", label, re.IGNORECASE)
            yield Detail(name, value, *match.span(name)), bool(is_revision)


def one_line(words: str) -> str:
    """Return `words` with every run of white space as one space."""
    return " ".join(words.split())


def _title(text: str, lines: list[Span]) -> Detail | None:
    """Return the first line that states nothing else, where it looks like a title."""
    for number, line in enumerate(lines):
        if any(_stated(text, line)):
            continue
        following = lines[number + 1 : number + 2]
        alone = _BLANK_LINE.match(text, line.end) or (
            following and any(_stated(text, following[0]))
        )
        if following and alone and _looks_like_title(line.of(text)):
            return Detail("title", one_line(line.of(text)), *line)
        return None
    return None


def _looks_like_title(words: str) -> bool:
    return (
        len(words) <= _LONGEST_TITLE
        and any(c.isalpha() for c in words)
        and not words[0].islower()
        and not _BULLET.match(words)
        and not _SENTENCE_END.search(words)
    )

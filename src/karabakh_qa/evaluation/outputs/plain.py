"""Texts and numbers in the form in which a person reads them."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """Return `text` with what neither XML nor HTML may hold (control characters) replaced."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def one_line(text: str, most: int | None = None) -> str:
    """Return `text` cleaned, on one line, cut to `most` characters."""
    line = " ".join(clean(text).split())
    if most is None or len(line) <= most:
        return line
    return line[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def number(value: float | None) -> str:
    """Return a value with three decimals; "n/a" where there is none.

    What is not quite 1 never reads 1.000, nor what is not quite 0 0.000: one inexact citation among
    3,000 is a bug that a rounded number would hide.
    """
    if value is None:
        return "n/a"
    if 0 < value < 1:
        value = min(max(value, 0.001), 0.999)
    return f"{value:.3f}"


def signed(value: float | None) -> str:
    """Return a difference with its sign; empty where there is none."""
    if value is None:
        return ""
    rounded = f"{value:+.3f}"
    return "0.000" if float(rounded) == 0 else rounded.replace("-", "\N{MINUS SIGN}")


def percent(part: int, whole: int) -> str:
    """Return a share in whole percent; only all is 100 %, and only none 0 %."""
    share = round(100 * part / whole)
    return f"{share if part in (0, whole) else min(max(share, 1), 99)}\N{NO-BREAK SPACE}%"


def counted(count: int, noun: str) -> str:
    """Return "1 question", "2 questions"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def seconds(value: float) -> str:
    """Return a time, in milliseconds below ten seconds."""
    return f"{value:.1f} s" if value >= 10 else f"{1000 * value:,.0f} ms"

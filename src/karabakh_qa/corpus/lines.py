"""The lines of a text and where they stand."""

import re
from collections.abc import Iterator

from karabakh_qa.records import Span

# Only these end a line: U+2028, form feeds and their like (`str.splitlines`) do not, since
# Markdown does not count them and its line numbers must fit.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def line_spans(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the lines from `start` on, without their newlines; blank ones too."""
    for match in _LINE.finditer(text, start):
        if match.start() < len(text):
            yield Span(match.start(), match.start() + len(match[0].rstrip("\r\n")))


def stripped(text: str, span: Span) -> Span:
    """Return `span` without the white space at its ends; empty where there is nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))

"""Markdown: what it says about itself, and its blocks with the headings above them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karabakh_qa.corpus.blocks import Block, states_detail
from karabakh_qa.corpus.details import one_line, stated_details
from karabakh_qa.corpus.front_matter import front_matter
from karabakh_qa.corpus.furniture import is_furniture
from karabakh_qa.corpus.lines import line_spans, stripped
from karabakh_qa.records import Detail, Document, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

# Deeper nesting than markdown-it's default of 20, behind which it would drop text.
_NESTING = 60
_LONGEST_HEADING = 5_000
_TABLE_MARKS = " \t|>"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*+|`+|__")


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading (of level 1 to 6) or a run of text (level 0)."""

    span: Span
    level: int = 0
    prose: bool = True


def markdown_details(text: str) -> tuple[Detail, ...]:
    """Return the details in the front matter; else the first heading, and what follows it."""
    body, details = front_matter(text)
    first = next(_parts(text[: body + _LONGEST_HEADING], body), None)
    if first and first.level and all(detail.name != "title" for detail in details):
        title = Detail("title", _heading_text(first.span.of(text)), *first.span)
        details = (title, *details)
        body = first.span.end
    names = {detail.name for detail in details}
    return (*details, *(d for d in stated_details(text, body) if d.name not in names))


def markdown_blocks(document: Document) -> list[Block]:
    """Return paragraphs, list items, quotations, table rows and lines of code, under headings.

    A heading with nothing under it is text itself. The heading that is the document's title and
    lines that state a detail come first, as a section of their own.
    """
    text = document.text
    parts = list(_parts(text, front_matter(text)[0]))
    blocks: list[Block] = []
    section, path, in_header = 0, _Path(), True
    for number, part in enumerate(parts):
        words = part.span.of(text)
        stated = states_detail(document, part.span)
        if part.level:
            path = path.above(part.level)
        if is_furniture(words):
            section += 1
        elif part.level and not stated and not _is_empty(parts, number):
            section, in_header = section + 1, False
            path = path.below(part.level, _heading_text(words))
        else:
            if (in_header and not stated) or part.level:
                section, in_header = section + 1, in_header and stated
            blocks.append(Block(*part.span, section, path.words, part.prose and not stated))
    return blocks


@dataclass(frozen=True, slots=True)
class _Path:
    """The headings above a place, outermost first, with their levels."""

    steps: tuple[tuple[int, str], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.steps)

    def above(self, level: int) -> "_Path":
        """Return the headings that a heading of `level` stands under."""
        return _Path(tuple(step for step in self.steps if step[0] < level))

    def below(self, level: int, words: str) -> "_Path":
        """Return this path with one more heading."""
        return _Path((*self.steps, (level, words)))


def _is_empty(parts: Sequence[_Part], number: int) -> bool:
    """Tell whether nothing stands under a heading before the next of its rank."""
    if number + 1 == len(parts):
        return True
    return 0 < parts[number + 1].level <= parts[number].level


def _heading_text(words: str) -> str:
    return one_line(_MARKS.sub("", _LINK.sub(r"\1", words)))


def _parts(text: str, start: int) -> Iterator[_Part]:
    """Yield headings and text from `start` on, in order."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    # Blocks only: what emphasis and links there are stays as it is written.
    parser.core.ruler.enableOnly(["normalize", "block"])
    tokens = parser.parse(text[start:])
    lines = list(line_spans(text, start))
    for before, token in zip([None, *tokens], tokens, strict=False):
        for part in _of_token(text, lines, before, token):
            if part.span.start < part.span.end:
                yield part


def _of_token(
    text: str, lines: list[Span], before: "Token | None", token: "Token"
) -> Iterator[_Part]:
    """Yield what a token holds; an inline token is what the one `before` it opened."""
    if token.map is None:
        return
    own = lines[slice(*token.map)]
    if token.type == "inline" and before:
        if before.type == "heading_open":
            yield _Part(_content(text, own, token.content), level=int(before.tag[1:]))
        elif before.type == "paragraph_open":
            yield _Part(_content(text, own, token.content))
    elif token.type == "tr_open":
        yield _Part(_row(text, own[0]), prose=False)
    elif token.type in ("fence", "code_block"):
        yield from (_Part(stripped(text, line), prose=False) for line in _code(text, own, token))
    elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
        yield _Part(stripped(text, Span(own[0].start, own[-1].end)))


def _code(text: str, lines: list[Span], token: "Token") -> list[Span]:
    """Return the lines between the fences."""
    if token.type != "fence":
        return lines
    closed = len(lines) > 1 and lines[-1].of(text).strip(" \t>") == token.markup
    return lines[1:-1] if closed else lines[1:]


def _content(text: str, lines: list[Span], content: str) -> Span:
    """Return where a block's words stand, without the marks of lists, quotations and headings."""
    first, *more = content.split("\n")
    line = stripped(text, lines[0])
    words, first = line.of(text), first.strip()
    start = (
        line.end - len(first) if words.endswith(first) else line.start + max(0, words.find(first))
    )
    return Span(start, stripped(text, lines[len(more)]).end if more else start + len(first))


def _row(text: str, line: Span) -> Span:
    words = line.of(text)
    start = line.start + len(words) - len(words.lstrip(_TABLE_MARKS))
    return Span(start, max(start, line.start + len(words.rstrip(_TABLE_MARKS))))

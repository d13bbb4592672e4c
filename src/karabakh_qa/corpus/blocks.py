"""A text -> its blocks: the runs of text that passages are made of, with the heading above each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from karabakh_qa.corpus.furniture import is_furniture
from karabakh_qa.corpus.lines import line_spans, stripped
from karabakh_qa.records import Document, Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row or other run of text.

    Passages may run over neighbouring blocks of one `section`, a number that changes at every
    heading and wherever something stands between that is no passage. `heading` holds the headings
    above, outermost first, without the document's title. What is not `prose` (a title, a table
    row) is one unit rather than sentences.
    """

    start: int
    end: int
    section: int
    heading: tuple[str, ...] = ()
    prose: bool = True


# A heading says little, and a longer line is more likely a paragraph.
_HEADING_LENGTH = 100
_HEADING_WORDS = 14
_PROSE_END = re.compile(r"[.!?…:;。！？։][\"'”’»)\]]*(?:\[\w+\])*\Z")
_HEADING = re.compile(r"[^\W_].*[^\W\d_].*", re.DOTALL)
# "Famil Ismailov, editor of the BBC Russian Service": a name, then what the person is.
_BYLINE = re.compile(r"[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){1,3}, [^\W\d_A-Z].*")
_ITEM = re.compile(r"[-*•–—]\s|\d{1,3}[.)]\s")
# A line this much shorter than its neighbours was ended on purpose, not by wrapping.
_WRAPPED = 0.6


def plain_text_blocks(document: Document) -> list[Block]:
    """Return the blocks of a plain text: paragraphs between blank lines, under their headings.

    A heading is a short line alone that no sentence ends, directly above a paragraph (a line that
    says who wrote it may stand between). Lines that state title, author or date come first, as a
    section of their own.
    """
    text = document.text
    paragraphs = [p for lines in _line_groups(text) for p in _paragraphs(document, lines)]
    blocks: list[Block] = []
    section, heading, in_header = 0, "", True
    for number, span in enumerate(paragraphs):
        words = span.of(text)
        stated = states_detail(document, span)
        if is_furniture(words):
            section += 1
        elif not stated and _is_heading(text, paragraphs, number):
            section, heading, in_header = section + 1, words, False
        else:
            if in_header and not stated:
                section, in_header = section + 1, False
            path = (heading,) if heading else ()
            prose = not (stated or _is_byline(words))
            blocks.append(Block(*span, section, path, prose))
    return blocks


def states_detail(document: Document, span: Span) -> bool:
    """Tell whether one of the document's details stands within `span`."""
    return any(span.start <= d.start and d.end <= span.end for d in document.details)


def _line_groups(text: str) -> Iterator[list[Span]]:
    """Yield the lines between blank ones, together."""
    group: list[Span] = []
    for line in line_spans(text):
        words = stripped(text, line)
        if words.start < words.end:
            group.append(words)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(document: Document, lines: list[Span]) -> Iterator[Span]:
    """Yield the paragraphs of neighbouring lines: one if they were wrapped, else several."""
    text = document.text
    widest = max(line.end - line.start for line in lines)
    start = lines[0].start
    for line, following in pairwise(lines):
        short = line.end - line.start < _WRAPPED * widest and not text[following.start].islower()
        ended = short or _PROSE_END.search(line.of(text)) is not None
        if (
            short
            # The last words of a wrapped sentence ("no comments") only look like furniture.
            or (ended and is_furniture(following.of(text)))
            or (start == line.start and is_furniture(line.of(text)))
            or _ITEM.match(text, following.start)
            or states_detail(document, line)
            or states_detail(document, following)
        ):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)


def _is_heading(text: str, paragraphs: list[Span], number: int) -> bool:
    words = paragraphs[number].of(text)
    if not _may_head(words) or _is_byline(words):
        return False
    below = (p.of(text) for p in paragraphs[number + 1 : number + 3])
    first = next(below, "")
    if _is_byline(first):
        first = next(below, "")
    return _PROSE_END.search(first) is not None and not is_furniture(first)


def _is_byline(words: str) -> bool:
    return _may_head(words) and _BYLINE.fullmatch(words) is not None


def _may_head(words: str) -> bool:
    return (
        0 < len(words) <= _HEADING_LENGTH
        and len(words.split()) <= _HEADING_WORDS
        and not re.search(r"[\r\n]", words)
        and not _ITEM.match(words)
        and not words[0].islower()
        and not words.endswith(",")
        and not _PROSE_END.search(words)
        and _HEADING.fullmatch(words) is not None
    )

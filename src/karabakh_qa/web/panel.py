"""What the source panel is given: which places it can open, and a document cut into segments.

The page's script counts characters differently (in UTF-16 units), so it never sees an offset that
it would have to apply: documents arrive as paragraphs of segments, each with the places it is
part of. The script writes them into the page as text only.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from typing import Any, Literal, Self

from karabakh_qa.errors import InputError
from karabakh_qa.records import Document, Span
from karabakh_qa.web.conversation import Conversation
from karabakh_qa.web.markup import shown
from karabakh_qa.web.places import Place, places

REACH = 100_000
"""Characters shown on either side of a place at first; of a longer document, more on request."""
MAX_PLACES = 200
"""Places that one request may ask to be highlighted; more than any answer has."""

MAX_LISTED = 200
"""Documents that are listed by name when the page opens."""

_LINE = re.compile(r"[^\r\n]+")
_RIGHT_TO_LEFT = {"R", "AL"}

Direction = Literal["ltr", "rtl", "auto"]
ParagraphKind = Literal["title", "date", "text"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that belongs to the same places from its first character to its last."""

    text: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a document that is not blank; `apart` when a blank line stands before it."""

    kind: ParagraphKind
    direction: Direction
    apart: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """Which document the panel wants, and what to highlight in it.

    `document_hash` is the beginning of the hash that the places were made for, or empty; `spans`
    are places by their keys; `reach` is how many characters are wanted around the place `active`.
    """

    document_id: str
    document_hash: str
    spans: Mapping[str, Span]
    active: str
    reach: int

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read what the page's script sends.

        Raises:
            InputError: it is not what the script sends.
        """
        match data:
            case {
                "document": str(document_id),
                "hash": str(document_hash),
                "places": [*rows],
                "active": str(active),
                "reach": int(reach),
            } if len(rows) <= MAX_PLACES and reach > 0:
                spans = dict(_span_row(row) for row in rows)
                return cls(document_id, document_hash, spans, active, reach)
        raise _out_of_step()


def panel_value(
    conversation: Conversation,
    documents: Sequence[Document] | None = None,
    problem: str = "",
) -> dict[str, Any]:
    """Return the panel's value: the places of all answers, and what is indexed, where known.

    `turn` is the last answered question, whose first place the panel shows without being asked;
    `declined` says why that question has no cited places; `problem` why nothing can be listed.
    """
    answers = [(x.number, x.answer) for x in conversation if x.answer]
    turn, answer = answers[-1] if answers else (0, None)
    return {
        "turn": turn,
        "declined": answer.reason if answer else None,
        "places": [_place_row(place) for place in places(conversation)],
        "problem": problem,
        "count": None if documents is None else len(documents),
        "documents": [_document_row(d) for d in (documents or ())[:MAX_LISTED]],
    }


def article(request: ArticleRequest, find: Callable[[str], Document | None]) -> dict[str, Any]:
    """Return a document as the panel draws it, or `{"problem": ...}` when it is gone.

    When the document is not the one that the places were made for, nothing is highlighted and
    `notice` says so: an offset into another text would point at the wrong words.
    """
    document = find(request.document_id)
    if document is None:
        return {"problem": "This document is no longer in the index. Ask the question again."}
    current = document.hash.startswith(request.document_hash)
    spans = _inside(request.spans, len(document.text)) if current else {}
    active = spans.get(request.active, Span(0, 0))
    window = Span(max(0, active.start - request.reach), active.end + request.reach)
    return {
        **_document_row(document),
        "notice": "" if current else _CHANGED,
        "quotes": {key: span.of(document.text) for key, span in spans.items()},
        "before": window.start > 0,
        "after": window.end < len(document.text),
        "paragraphs": [astuple(p) for p in paragraphs(document, spans, window)],
    }


def paragraphs(
    document: Document, spans: Mapping[str, Span], window: Span | None = None
) -> list[Paragraph]:
    """Return the lines of `document` that `window` touches, cut at every border of `spans`."""
    text = document.text
    start, end = window or Span(0, len(text))
    found: list[Paragraph] = []
    last_end = 0
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        span = Span(*line.span())
        if span.end > start and span.start < end:
            apart = not found or shown(text[last_end : span.start]).count("\n") > 1
            segments = _segments(text, span, spans)
            found.append(Paragraph(_kind(document, span), _direction(line[0]), apart, segments))
        last_end = span.end
    return found


_CHANGED = (
    "This document has changed since the answer was given, so nothing is marked. "
    "Ask the question again to see where it stands now."
)


def _segments(text: str, line: Span, spans: Mapping[str, Span]) -> tuple[Segment, ...]:
    borders = {at for span in spans.values() for at in span if line.start < at < line.end}
    return tuple(
        Segment(
            shown(text[start:end]),
            tuple(key for key, span in spans.items() if span.start <= start and end <= span.end),
        )
        for start, end in pairwise(sorted({*line, *borders}))
    )


def _kind(document: Document, line: Span) -> ParagraphKind:
    words = line.of(document.text).strip()
    kinds: tuple[Literal["title", "date"], ...] = ("title", "date")
    for kind in kinds:
        detail = document.detail(kind)
        if detail and line.start <= detail.start < line.end:
            return kind if Span(detail.start, detail.end).of(document.text) == words else "text"
    return "text"


def _direction(line: str) -> Direction:
    for character in line:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
    return "auto"


def _inside(spans: Mapping[str, Span], length: int) -> dict[str, Span]:
    return {key: span for key, span in spans.items() if 0 <= span.start < span.end <= length}


def _span_row(row: object) -> tuple[str, Span]:
    match row:
        case [str(key), int(start), int(end)]:
            return key, Span(start, end)
    raise _out_of_step()


def _out_of_step() -> InputError:
    return InputError("this page is out of step with the server; reload it")


def _place_row(place: Place) -> dict[str, Any]:
    return {
        "key": place.key,
        "turn": place.exchange,
        "label": place.label,
        "kind": place.kind,
        "name": shown(place.name),
        "href": place.href,
    }


def _document_row(document: Document) -> dict[str, str]:
    return {
        "document": document.id,
        "hash": document.hash,
        "title": shown(document.title),
        "file": shown(document.id),
        "date": document.date or "",
    }

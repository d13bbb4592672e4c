"""The records that cross module borders: small, frozen, and nothing else crosses them.

All offsets are counted in Unicode code points of `Document.text`; ends are exclusive.
"""

from karabakh_qa.records.answers import (
    Answer,
    Delta,
    Reason,
    Role,
    Status,
    Turn,
    Unsupported,
    without_marks,
)
from karabakh_qa.records.documents import Detail, DetailName, Document, Span, text_hash
from karabakh_qa.records.marks import mark_spans
from karabakh_qa.records.places import Citation, Excerpt, Passage, ScoredPassage

__all__ = [
    "Answer",
    "Citation",
    "Delta",
    "Detail",
    "DetailName",
    "Document",
    "Excerpt",
    "Passage",
    "Reason",
    "Role",
    "ScoredPassage",
    "Span",
    "Status",
    "Turn",
    "Unsupported",
    "mark_spans",
    "text_hash",
    "without_marks",
]

"""Questions about a document rather than about what it reports: its title, date, author, source.

They are recognised by their words: one that names the detail, and either a word for the document
("article", "story") or nothing else of content. "When was this published?" asks for the date;
"When was the declaration of independence published?" asks the text.
"""

from collections.abc import Iterable

from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.answering.wording import content_words, is_any_of, words
from karabakh_qa.records import Detail, DetailName, Document

_DOCUMENT_WORDS = frozenset("article story piece post page text newspaper".split())
_VAGUE_DOCUMENT_WORDS = frozenset("document report news file it this that".split())
_FILLERS = frozenset(
    """exact full main original whole name date day year time month long ago old recent first
    called titled entitled current published publication written posted released""".split()
)

_PUBLISHED = frozenset(
    "published publish publication posted released written wrote dated date".split()
)
_WHEN = frozenset("when date day year month old recent ago dated".split())
_TITLE = frozenset("title headline titled entitled".split())
_NAMED = frozenset("called name named".split())
_AUTHOR = frozenset("author authors byline authored".split())
_WROTE = frozenset("wrote written write writer".split())
_SOURCE = frozenset("source publisher outlet website".split())


def asked_detail(question: str) -> DetailName | None:
    """Return which detail of a document `question` asks for, or None if it asks the text."""
    said = words(question)
    names_document = _has(said, _DOCUMENT_WORDS)
    detail = _detail(said, names_document)
    if detail is None or names_document:
        return detail
    triggers = _PUBLISHED | _WHEN | _TITLE | _AUTHOR | _WROTE | _SOURCE
    known = triggers | _VAGUE_DOCUMENT_WORDS | _FILLERS
    rest = [word for word in content_words(question) if not is_any_of(word, known)]
    return None if rest else detail


def _detail(said: list[str], names_document: bool) -> DetailName | None:
    if _has(said, _TITLE) or (names_document and said[0] == "what" and _has(said, _NAMED)):
        return "title"
    if _has(said, _AUTHOR) or ("who" in said and _has(said, _WROTE)):
        return "author"
    if _has(said, _PUBLISHED) and _has(said, _WHEN):
        return "date"
    if _has(said, _SOURCE) or ("where" in said and _has(said, _PUBLISHED - {"date"})):
        return "source"
    return None


def _has(said: Iterable[str], wanted: frozenset[str]) -> bool:
    return any(is_any_of(word, wanted) for word in said)


def draft_detail(name: DetailName, document: Document) -> Draft:
    """Propose what `document` says of itself, or decline if it does not say."""
    detail = document.detail(name)
    if detail is None:
        return Draft((), confidence=0.0, reason="not_stated")
    stated = _stated(document, detail)
    place = Place(document.id, detail.start, detail.end)
    return Draft((Claim(stated, (place,)),), confidence=1.0, short_answer=stated)


def _stated(document: Document, detail: Detail) -> str:
    return document.text[detail.start : detail.end]

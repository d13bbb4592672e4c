"""Questions about a document rather than about what it reports: its title, date, author, source.

They are recognised by their words: one that names the detail, and either a word for the document
("article", "story") or nothing else of content. "When was this published?" asks for the date;
"When was the declaration of independence published?" asks the text.
"""

from collections.abc import Iterable, Sequence

from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.records import Detail, DetailName, Document
from karabakh_qa.wording import content_words, is_any_of, words

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
    return None if naming_words(question) else detail


def naming_words(question: str) -> list[str]:
    """Return the words of a question for a detail that say which document is meant.

    "When was the article about rivers published?" has "rivers", "Who wrote this?" none.
    """
    triggers = _PUBLISHED | _WHEN | _TITLE | _AUTHOR | _WROTE | _SOURCE
    known = triggers | _DOCUMENT_WORDS | _VAGUE_DOCUMENT_WORDS | _FILLERS
    return [word for word in content_words(question) if not is_any_of(word, known)]


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


def draft_detail(name: DetailName, documents: Sequence[Document]) -> Draft:
    """Propose what each of `documents` says of itself, or decline if none does."""
    claims = tuple(
        _claim(document, detail) for document in documents if (detail := document.detail(name))
    )
    if not claims:
        return Draft((), confidence=0.0, reason="not_stated")
    return Draft(claims, confidence=1.0, short_answer=claims[0].text if len(claims) == 1 else None)


def _claim(document: Document, detail: Detail) -> Claim:
    stated = document.text[detail.start : detail.end]
    return Claim(stated, (Place(document.id, detail.start, detail.end),))

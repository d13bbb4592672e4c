"""A summary for "What is this about?": the documents' own first sentences, cited.

News puts what matters first, and taking the lead is a summary that is hard to beat (Nenkova,
AAAI 2005). With several documents each gives its first sentence.
"""

from collections.abc import Sequence

from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.answering.wording import content_words, words
from karabakh_qa.records import Document, Passage, Span

SENTENCES = 3
"""Sentences of a summary: of one document, or one each of so many documents."""

_REQUESTS = frozenset(
    "summary summarize summarise summarised summarized overview tldr gist".split()
)
_ABOUT = frozenset("about contain contains cover covers topic subject".split())
_DOCUMENT = frozenset(
    """article articles document documents text story news piece file files page post collection
    main short brief quick point points idea topic subject overall whole here read thing""".split()
)


def asks_for_summary(question: str) -> bool:
    """Say whether `question` asks what the documents as a whole are about."""
    said = frozenset(words(question.lower().replace("tl;dr", "tldr")))
    if not said & (_REQUESTS | _ABOUT):
        return False
    return not frozenset(content_words(question)) - _REQUESTS - _ABOUT - _DOCUMENT - {"tl", "dr"}


def draft_summary(leads: Sequence[tuple[Document, Sequence[Passage]]]) -> Draft:
    """Propose the first sentences of documents, each given with its first passages in order."""
    each = SENTENCES if len(leads) == 1 else 1
    claims = [
        Claim(sentence.of(document.text), (Place(document.id, *sentence),))
        for document, passages in leads
        for sentence in _lead(document, passages)[:each]
    ]
    return Draft(tuple(claims[:SENTENCES]), confidence=1.0)


def _lead(document: Document, passages: Sequence[Passage]) -> list[Span]:
    """Return the document's sentences in order, without the lines that state title and date."""
    sentences = dict.fromkeys(sentence for passage in passages for sentence in passage.sentences)
    return [
        sentence
        for sentence in sorted(sentences)
        if not any(d.start < sentence.end and sentence.start < d.end for d in document.details)
    ]

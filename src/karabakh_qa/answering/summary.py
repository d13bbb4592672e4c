"""A summary for "What is this about?": the documents' own first sentences, cited.

News puts what matters first, and taking the lead is a summary that is hard to beat (Nenkova,
AAAI 2005). With several documents each gives its first sentence.
"""

from collections.abc import Sequence

from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.records import Document, Passage, Span
from karabakh_qa.wording import content_words, words

SENTENCES = 3
"""Sentences of a summary: of one document, or one each of so many documents."""

_REQUESTS = frozenset(
    "summary summarize summarise summarised summarized overview tldr gist".split()
)
_ABOUT = frozenset("about contain contains cover covers topic subject".split())
_DOCUMENT_NAMES = frozenset("article document text story file page post".split())
_SAYING = frozenset("say says said tell tells told write writes wrote mention mentions".split())
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


def summary_of(question: str) -> list[str]:
    """Return the words that say which document is to be summarised, or none.

    "Summarise the rivers document" has "rivers". A question for what a document says about
    something asks no summary.
    """
    said = words(question)
    is_request = not _REQUESTS.isdisjoint(said) or (said[:1] == ["what"] and said[-1] == "about")
    if not is_request or _DOCUMENT_NAMES.isdisjoint(said) or not _SAYING.isdisjoint(said):
        return []
    return [word for word in content_words(question) if word not in _REQUESTS | _ABOUT | _DOCUMENT]


def draft_summary(leads: Sequence[tuple[Document, Sequence[Passage]]]) -> Draft:
    """Propose the first sentences of documents, each given with its first passages in order.

    Declines if none has a sentence besides its title and date.
    """
    each = SENTENCES if len(leads) == 1 else 1
    claims = [
        Claim(sentence.of(document.text), (Place(document.id, *sentence),))
        for document, passages in leads
        for sentence in _lead(document, passages)[:each]
    ]
    if not claims:
        return Draft((), confidence=0.0, reason="not_stated")
    return Draft(tuple(claims[:SENTENCES]), confidence=1.0)


def _lead(document: Document, passages: Sequence[Passage]) -> list[Span]:
    """Return the document's sentences in order, without lines of no words, title and date."""
    sentences = dict.fromkeys(sentence for passage in passages for sentence in passage.sentences)
    return [
        sentence
        for sentence in sorted(sentences)
        if words(sentence.of(document.text))
        and not any(d.start < sentence.end and sentence.start < d.end for d in document.details)
    ]

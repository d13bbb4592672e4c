"""The one gate: every draft, whoever wrote it, becomes cited text here or is not shown.

A place that does not exist is dropped, and so is one whose quote is not the claim, word for word.
A claim without a place is dropped. If nothing is left, the answer is a decline with the reason
`unsupported`.
"""

from collections.abc import Iterable, Mapping

from karabakh_qa.answering.declines import decline
from karabakh_qa.answering.draft import Asked, Claim, Draft, Place
from karabakh_qa.records import Answer, Citation, Document
from karabakh_qa.support import holds_words, one_line, states


def admit(draft: Draft, asked: Asked) -> Answer:
    """Return the answer that may be shown: what of `draft` the documents bear out, cited.

    The result has been checked against the documents.
    """
    if draft.reason is not None:
        return decline(draft.reason, asked, draft.confidence, draft.closest)
    claims = [kept for claim in draft.claims if (kept := _borne_out(claim, asked.documents))]
    if not claims:
        return decline("unsupported", asked, draft.confidence)
    text, citations = _compose(claims, asked.documents)
    answer = Answer(
        question=asked.question,
        effective_question=asked.effective_question,
        text=text,
        answered=True,
        reason=None,
        short_answer=_borne_out_words(draft.short_answer, citations),
        confidence=draft.confidence,
        citations=citations,
    )
    answer.check(asked.documents.values())
    return answer


def _borne_out(claim: Claim, documents: Mapping[str, Document]) -> Claim | None:
    """Return the claim on one line with the places that state it, or None if none does."""
    places = tuple(
        place
        for place in claim.places
        if _exists(place, documents) and states(_quote(place, documents), claim.text)
    )
    return Claim(one_line(claim.text), places) if places else None


def _quote(place: Place, documents: Mapping[str, Document]) -> str:
    return documents[place.document_id].text[place.start : place.end]


def _exists(place: Place, documents: Mapping[str, Document]) -> bool:
    document = documents.get(place.document_id)
    return document is not None and 0 <= place.start < place.end <= len(document.text)


def _borne_out_words(words: str | None, citations: Iterable[Citation]) -> str | None:
    """Return the short answer if a quote holds it."""
    if words and any(holds_words(citation.quote, words) for citation in citations):
        return one_line(words)
    return None


def _compose(
    claims: Iterable[Claim], documents: Mapping[str, Document]
) -> tuple[str, tuple[Citation, ...]]:
    """Join claims into one text with a mark behind each; a place keeps its number throughout."""
    text = ""
    numbers: dict[Place, int] = {}
    citations: list[Citation] = []
    for claim in claims:
        start = len(text) + 1 if text else 0
        text = f"{text} {claim.text}" if text else claim.text
        end = len(text)
        for place in dict.fromkeys(claim.places):
            number = numbers.setdefault(place, len(numbers) + 1)
            citations.append(_cite(number, place, documents[place.document_id], start, end))
            text += f"[{number}]"
    return text, tuple(citations)


def _cite(
    number: int, place: Place, document: Document, answer_start: int, answer_end: int
) -> Citation:
    return Citation(
        number=number,
        document_id=document.id,
        document_hash=document.hash,
        title=document.title,
        source=document.source,
        start=place.start,
        end=place.end,
        quote=document.text[place.start : place.end],
        answer_start=answer_start,
        answer_end=answer_end,
    )

"""The one gate: every sentence, whoever wrote it, becomes cited text here or is not shown as cited.

A place that does not exist is dropped. A sentence needs quotes that bear it out: word for word, or
as `facts` tells. Of several places those stay that it cannot do without. If nothing is left of an
answer, it is a decline with the reason `unsupported`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from karabakh_qa.answering.declines import decline
from karabakh_qa.answering.draft import Asked, Claim, Draft, Place, Places
from karabakh_qa.answering.facts import Objection, objection
from karabakh_qa.records import Answer, Citation, Document, Unsupported
from karabakh_qa.support import holds_words, one_line


class Objects(Protocol):
    """Says what of a sentence its quotes do not bear out, or None; see `objection`."""

    def __call__(self, sentence: str, quotes: Sequence[str], *, wholly: bool) -> Objection | None:
        """With `wholly`, one quote must have all of the sentence's words, in some form."""
        ...


_NO_PLACE = Objection("place", "")
_WHY = {
    "place": "it points at no sentence of the documents",
    "negation": "the cited text says yes where this says no, or the other way round",
    "modality": "the cited text does not say this as a fact",
    "direction": "the cited text says it the other way round",
    "roles": "the cited text says who did what to whom the other way round",
    "stitched": "it puts together what separate sentences say of different things",
}
_NOT_THERE = "not in the cited text"


class CitedText:
    """The text of an answer, as it grows by the sentences that pass the gate."""

    def __init__(self, documents: Mapping[str, Document], objects: Objects = objection) -> None:
        self._documents = documents
        self._objects = objects
        self._numbers: dict[Place, int] = {}
        self._passed: set[Claim] = set()
        self._struck: set[Claim] = set()
        self.text = ""
        self.citations: list[Citation] = []
        self.unsupported: list[Unsupported] = []

    def add(self, claim: Claim) -> str:
        """Add a sentence, with a mark behind it for each place; return what the text grew by.

        Nothing, if no place bears it out; the sentence is then among the unsupported. What was
        said before is not said again: a small model may repeat itself without end.
        """
        if claim in self._passed or claim in self._struck:
            return ""
        check = _Check(one_line(claim.text), self._documents, self._objects, not claim.is_pointed)
        places = tuple(p for p in dict.fromkeys(claim.places) if _exists(p, self._documents))
        objected = check.objection(places)
        if objected and places:
            places = tuple(dict.fromkeys((*places, *claim.context)))
            if check.objection(places) is None:
                objected = None
        if objected is None:
            self._passed.add(claim)
            return self._append(check.line, check.needed(places))
        self._struck.add(claim)
        self.unsupported.append(Unsupported(check.line, _why(objected)))
        return ""

    def begin_anew(self) -> None:
        """Forget what did not pass: it was only thought aloud, and may yet be said.

        What has passed has been shown and stays: it is true, whatever it was for.
        """
        self._struck.clear()
        self.unsupported.clear()

    def answer(
        self,
        asked: Asked,
        confidence: float,
        short_answer: str | None = None,
        written_by: str | None = None,
    ) -> Answer:
        """Return the answer that may be shown: the text, or a decline if there is none.

        It has been checked against the documents.
        """
        if not self.citations:
            return decline("unsupported", asked, confidence)
        citations = tuple(self.citations)
        answer = Answer(
            question=asked.question,
            effective_question=asked.effective_question,
            text=self.text,
            answered=True,
            reason=None,
            short_answer=_borne_out_words(short_answer, self.text, citations),
            confidence=confidence,
            citations=citations,
            written_by=written_by,
        )
        answer.check(asked.documents.values())
        return answer

    def _append(self, line: str, places: Places) -> str:
        before = len(self.text)
        start = before + 1 if self.text else 0
        self.text = f"{self.text} {line}" if self.text else line
        end = len(self.text)
        for place in places:
            number = self._numbers.setdefault(place, len(self._numbers) + 1)
            document = self._documents[place.document_id]
            self.citations.append(_cite(number, place, document, start, end))
            self.text += f"[{number}]"
        return self.text[before:]


@dataclass(frozen=True, slots=True)
class _Check:
    """The check of one line against places."""

    line: str
    documents: Mapping[str, Document]
    objects: Objects
    wholly: bool

    def objection(self, places: Places) -> Objection | None:
        if not places:
            return _NO_PLACE
        quotes = [self.documents[p.document_id].text[p.start : p.end] for p in places]
        return self.objects(self.line, quotes, wholly=self.wholly)

    def needed(self, places: Places) -> Places:
        """Return the places that bear the line out alone; if none does, no more than needed."""
        alone = tuple(place for place in places if self.objection((place,)) is None)
        if alone:
            return alone
        for place in reversed(places):
            fewer = tuple(other for other in places if other != place)
            if fewer and self.objection(fewer) is None:
                places = fewer
        return places


def admit(draft: Draft, asked: Asked) -> Answer:
    """Return the answer that may be shown: what of `draft` the documents bear out, cited."""
    if draft.reason is not None:
        return decline(draft.reason, asked, draft.confidence, draft.closest)
    cited = CitedText(asked.documents)
    for claim in draft.claims:
        cited.add(claim)
    return cited.answer(asked, draft.confidence, draft.short_answer)


def _why(objected: Objection) -> str:
    if objected.kind in _WHY:
        return _WHY[objected.kind]
    return f"{_NOT_THERE}: {objected.words}" if objected.words else _NOT_THERE


def _exists(place: Place, documents: Mapping[str, Document]) -> bool:
    document = documents.get(place.document_id)
    return document is not None and 0 <= place.start < place.end <= len(document.text)


def _borne_out_words(words: str | None, text: str, citations: Iterable[Citation]) -> str | None:
    """Return the short answer if the text and a quote hold it."""
    if not words or not holds_words(text, words):
        return None
    return one_line(words) if any(holds_words(c.quote, words) for c in citations) else None


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

"""The numbered sentences that a writer is shown, and points at."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from karabakh_qa.answering.draft import Place, Places
from karabakh_qa.records import Document, ScoredPassage
from karabakh_qa.support import one_line
from karabakh_qa.wording import content_words, stem

BEFORE = 2
"""How many sentences before one may say who its "they" are."""

_REFERENCE = re.compile(r"\s*\[[\d\s,;^–-]{1,12}\]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a document, as a writer sees it, under the number by which it is pointed at.

    `text` is on one line and holds no reference such as "[1]", which would look like a number.
    """

    number: int
    place: Place
    text: str


class Units:
    """All sentences that a writer is shown, numbered from 1 in the order of the text."""

    def __init__(
        self, passages: Iterable[ScoredPassage], documents: Mapping[str, Document]
    ) -> None:
        self._units = tuple(_numbered(passages, documents))
        self._documents = documents
        self._stems = [frozenset(map(stem, content_words(unit.text))) for unit in self._units]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def places(self, numbers: Iterable[int]) -> Places:
        """Return what these numbers stand for; those that there are not are left out."""
        return tuple(self._units[n - 1].place for n in numbers if 0 < n <= len(self._units))

    def before(self, places: Places) -> Places:
        """Return the sentences that stand right before these."""
        found = (place for each in places for place in self._before(each))
        return tuple(place for place in dict.fromkeys(found) if place not in places)

    def most_like(self, sentence: str) -> Places:
        """Return the place that shares most words with a sentence, rare ones counting more."""
        said = frozenset(map(stem, content_words(sentence)))
        weights = {word: self._weight(word) for word in said}
        shares = [sum(weights[word] for word in said & stems) for stems in self._stems]
        best = max(range(len(shares)), key=lambda i: (shares[i], -i), default=0)
        return (self._units[best].place,) if shares and shares[best] > 0 else ()

    def _weight(self, word: str) -> float:
        return log(1 + len(self._stems) / (1 + sum(word in stems for stems in self._stems)))

    def _before(self, place: Place) -> list[Place]:
        text = self._documents[place.document_id].text
        found: list[Place] = []
        for unit in reversed(self._units):
            other = unit.place
            next_to = found[-1] if found else place
            if len(found) == BEFORE:
                break
            is_before = other.document_id == place.document_id and other.end <= next_to.start
            if is_before and not text[other.end : next_to.start].strip():
                found.append(other)
        return found


def _numbered(
    passages: Iterable[ScoredPassage], documents: Mapping[str, Document]
) -> Iterable[Unit]:
    places: dict[str, set[tuple[int, int]]] = {}
    for scored in passages:
        places.setdefault(scored.passage.document_id, set()).update(scored.passage.sentences)
    in_order: Sequence[Place] = [
        Place(document_id, *span) for document_id, spans in places.items() for span in sorted(spans)
    ]
    for number, place in enumerate(in_order, start=1):
        text = documents[place.document_id].text[place.start : place.end]
        yield Unit(number, place, one_line(_REFERENCE.sub("", text)))

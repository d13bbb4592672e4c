"""The offline reader: picks the sentence that answers, or says that none does."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.records import Passage, ScoredPassage, Span
from karabakh_qa.wording import content_words, stem

Vectors = NDArray[np.float32]

# The fit of a logistic regression; docs/decisions.md says on what, and how well it does.
SIMILARITY_WEIGHT = 4.1
OVERLAP_WEIGHT = 2.8
BIAS = -4.7
ANSWER_FROM = 0.25
"""The confidence from which on the reader answers."""
ADD_FROM = 0.5
"""The confidence from which on a second sentence helps as often as it distracts."""
CLOSE_FROM = 0.5
"""The similarity of the best sentence from which on the documents touch on a question."""

_REMEMBERED = 2048
"""Passages whose sentence vectors are kept: 1.5 kB a sentence."""


class Encode(Protocol):
    """Turns texts into unit vectors."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what speaks for it.

    `similarity` is the cosine with the question; `overlap`, from 0 to 1, is the share of the
    question's content words that it holds, each weighted by its rarity among the candidates.
    """

    passage: Passage
    sentence: Span
    stems: frozenset[str]
    similarity: float
    overlap: float

    @property
    def confidence(self) -> float:
        """The fitted probability, from 0 to 1, that this sentence answers the question."""
        logit = SIMILARITY_WEIGHT * self.similarity + OVERLAP_WEIGHT * self.overlap + BIAS
        return 1.0 / (1.0 + exp(-logit))


class SentenceReader:
    """Scores every sentence of the passages by its meaning and its words."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._vectors: OrderedDict[tuple[str, ...], Vectors] = OrderedDict()
        self._lock = Lock()

    def draft(self, question: str, passages: Sequence[ScoredPassage]) -> Draft:
        """Propose the best sentence, a second one if it adds something, or to decline."""
        candidates = self.candidates(question, [scored.passage for scored in passages])
        if not candidates:
            return Draft((), confidence=0.0, reason="nothing_close")
        best = candidates[0]
        if best.confidence < ANSWER_FROM:
            close = best.similarity >= CLOSE_FROM or best.overlap >= 0.5
            return Draft((), best.confidence, reason="not_stated" if close else "nothing_close")
        second = _addition(question, best, candidates[1:])
        chosen = [best, second] if second else [best]
        return Draft(tuple(_claim(candidate) for candidate in chosen), best.confidence)

    def candidates(self, question: str, passages: Sequence[Passage]) -> list[Candidate]:
        """Return every sentence of `passages` once, the most likely answer first."""
        places: dict[tuple[str, Span], tuple[Passage, int]] = {}
        for passage in passages:
            for number, sentence in enumerate(passage.sentences):
                places.setdefault((passage.document_id, sentence), (passage, number))
        asked = self._encode([question])[0]
        stems = [
            frozenset(map(stem, content_words(passage.sentence_text(sentence))))
            for (_, sentence), (passage, _) in places.items()
        ]
        overlap = _Overlap(frozenset(map(stem, content_words(question))), stems)
        found = [
            Candidate(
                passage,
                sentence,
                its_stems,
                float(self._sentence_vectors(passage)[number] @ asked),
                overlap.of(its_stems),
            )
            for ((_, sentence), (passage, number)), its_stems in zip(
                places.items(), stems, strict=True
            )
        ]
        return sorted(found, key=lambda c: (-c.confidence, c.passage.document_id, c.sentence.start))

    def _sentence_vectors(self, passage: Passage) -> Vectors:
        """Return the vectors of a passage's sentences.

        They are always encoded together: a vector's last bits depend on its batch, and the same
        question must get the same answer whatever was asked before.
        """
        texts = tuple(map(passage.sentence_text, passage.sentences))
        with self._lock:
            if texts in self._vectors:
                self._vectors.move_to_end(texts)
                return self._vectors[texts]
        vectors = self._encode(texts)
        with self._lock:
            self._vectors[texts] = vectors
            if len(self._vectors) > _REMEMBERED:
                self._vectors.popitem(last=False)
        return vectors


class _Overlap:
    """Weighs the words of a question by their rarity among the candidate sentences."""

    def __init__(self, asked: frozenset[str], candidates: Sequence[frozenset[str]]) -> None:
        count = len(candidates)
        self._weights = {
            word: log(1 + (count + 1) / (1 + sum(word in stems for stems in candidates)))
            for word in sorted(asked)
        }
        self._total = sum(self._weights.values())

    def of(self, stems: frozenset[str]) -> float:
        if not self._total:
            return 0.0
        return sum(w for word, w in self._weights.items() if word in stems) / self._total


def _addition(question: str, best: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """Return the sentence that is likely too and speaks of something asked that `best` does not."""
    missing = frozenset(map(stem, content_words(question))) - best.stems
    for other in others:
        if other.confidence < ADD_FROM:
            return None
        if other.stems & missing and other.stems != best.stems:
            return other
    return None


def _claim(candidate: Candidate) -> Claim:
    place = Place(candidate.passage.document_id, *candidate.sentence)
    return Claim(candidate.passage.sentence_text(candidate.sentence), (place,))

"""The sentences that may answer a question, each with all that speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

from karabakh_qa.answering.answer_fit import fits_kind
from karabakh_qa.answering.answer_kinds import answer_kind
from karabakh_qa.answering.asking import wording
from karabakh_qa.records import Excerpt, Passage, ScoredPassage, Span
from karabakh_qa.wording import content_words, stem

Stems = frozenset[str]


class Found(Protocol):
    """A possible answer: its characters, and how far its score is above "not stated"."""

    @property
    def span(self) -> Span:
        """Where it stands in the text that was read."""
        ...

    @property
    def margin(self) -> float:
        """The score of the span less that of "not stated"; comparable across texts."""
        ...


class Read(Protocol):
    """Reads texts for the answer to a question: a trained model."""

    def __call__(
        self, question: str, excerpts: Sequence[Excerpt]
    ) -> Sequence[Sequence[Found | None]]:
        """Return for each text the best answer inside each of its parts.

        None where a part holds no word.
        """
        ...


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence.

    Attributes:
        margin: the reader's score of the best span in it, less that of "not stated".
        similarity: the cosine of the question with the passage, from -1 to 1.
        overlap: the share of the question's content words that the sentence holds, each weighted
            by its rarity among the sentences; from 0 to 1.
        around: the same for the passage with its title and heading.
        fits: 1 if the span can be of the kind that is asked for (a date, a number), else 0.
    """

    margin: float
    similarity: float
    overlap: float
    around: float
    fits: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, and in it the words that do; both in the document."""

    passage: Passage
    sentence: Span
    answer: Span
    stems: Stems
    features: Features

    @property
    def words(self) -> str:
        """The words that answer."""
        start = self.passage.start
        return Span(self.answer.start - start, self.answer.end - start).of(self.passage.text)


def find_candidates(
    read: Read, question: str, passages: Sequence[ScoredPassage]
) -> list[Candidate]:
    """Return every sentence of the passages once, in the order of the passages.

    A sentence that stands in two passages is read in both, and the better reading counts.
    """
    question = wording(question)
    kind = answer_kind(question)
    read_in = [(p.passage, s) for p in passages for s in p.passage.sentences]
    stems_of = {(p.document_id, s): _stems(p.sentence_text(s)) for p, s in read_in}
    weigh = _Weights(_stems(question), [stems_of[p.document_id, s] for p, s in read_in])
    wholes = [_stems(f"{p.passage.title} {p.passage.heading} {p.passage.text}") for p in passages]
    least = min((p.similarity for p in passages if p.similarity is not None), default=0.0)
    readings = read(question, [_excerpt(scored.passage) for scored in passages])
    best: dict[tuple[str, Span], Candidate] = {}
    for scored, whole, reading in zip(passages, wholes, readings, strict=True):
        passage = scored.passage
        similarity = least if scored.similarity is None else scored.similarity
        around = weigh.share(whole)
        for sentence, found in zip(passage.sentences, reading, strict=True):
            if found is None:
                continue
            place = passage.document_id, sentence
            stems = stems_of[place]
            answer = Span(found.span.start + passage.start, found.span.end + passage.start)
            fits = float(fits_kind(kind, found.span.of(passage.text)))
            features = Features(found.margin, similarity, weigh.share(stems), around, fits)
            candidate = Candidate(passage, sentence, answer, stems, features)
            known = best.get(place)
            if known is None or known.features.margin < found.margin:
                best[place] = candidate
    return list(best.values())


def _excerpt(passage: Passage) -> Excerpt:
    start = passage.start
    parts = tuple(Span(s.start - start, s.end - start) for s in passage.sentences)
    return Excerpt(passage.text, passage.heading or passage.title, parts)


def _stems(text: str) -> Stems:
    return frozenset(map(stem, content_words(text)))


class _Weights:
    """Weighs the words of a question by their rarity among the candidate sentences."""

    def __init__(self, asked: Stems, sentences: Sequence[Stems]) -> None:
        count = len(sentences)
        self._weights = {
            word: log(1 + (count + 1) / (1 + sum(word in stems for stems in sentences)))
            for word in sorted(asked)
        }
        self._total = sum(self._weights.values())

    def share(self, stems: Stems) -> float:
        """Return the weighted share of the question's words that are among `stems`; else 1."""
        if not self._total:
            return 1.0
        return sum(w for word, w in self._weights.items() if word in stems) / self._total

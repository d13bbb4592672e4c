"""The offline reader: picks the sentence that answers, or says that none does."""

from collections.abc import Sequence

from karabakh_qa.answering.answer_kinds import answer_kind, wants_whole_sentence
from karabakh_qa.answering.asking import wording
from karabakh_qa.answering.calibration import Calibration
from karabakh_qa.answering.candidates import Candidate, Read, find_candidates
from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.answering.premise import contradicts
from karabakh_qa.records import ScoredPassage
from karabakh_qa.wording import content_words, stem

ADD_FROM = 0.5
"""The confidence from which on a second sentence helps as often as it distracts."""
CLOSE_FROM = 0.5
"""The similarity of the best passage from which on the documents touch on a question."""


class SpanReader:
    """Reads every passage with a trained model and weighs what it finds."""

    def __init__(self, read: Read, calibration: Calibration) -> None:
        self._read = read
        self.calibration = calibration

    def draft(self, question: str, passages: Sequence[ScoredPassage]) -> Draft:
        """Propose the best sentence, a second one where one does not do, or to decline.

        A date, a number, a person or a place that is asked for gets one of its kind or a decline,
        and so does a question that the best sentence is against.
        """
        candidates = self.candidates(question, passages)
        if not candidates:
            return Draft((), confidence=0.0, reason="nothing_close")
        best = candidates[0]
        confidence = self.calibration.probability(best.features)
        sure = confidence >= self.calibration.answer_from and best.features.fits
        if not sure or contradicts(wording(question), _text(best), best.words):
            return Draft(
                (),
                confidence,
                reason="not_stated" if _is_close(best) else "nothing_close",
                closest=tuple(map(_place, candidates)),
            )
        if not wants_whole_sentence(answer_kind(wording(question))):
            return Draft((_claim(best),), confidence, short_answer=best.words)
        second = self._addition(question, best, candidates[1:])
        chosen = [best, second] if second else [best]
        return Draft(tuple(_claim(candidate) for candidate in chosen), confidence)

    def candidates(self, question: str, passages: Sequence[ScoredPassage]) -> list[Candidate]:
        """Return every sentence of `passages` once, the most likely answer first."""
        found = find_candidates(self._read, question, passages)
        rank = self.calibration.rank
        return sorted(
            found, key=lambda c: (-rank(c.features), c.passage.document_id, c.sentence.start)
        )

    def _addition(
        self, question: str, best: Candidate, others: Sequence[Candidate]
    ) -> Candidate | None:
        """Return the next sentence if it is likely too and speaks of what `best` does not."""
        missing = frozenset(map(stem, content_words(question))) - best.stems
        for other in others:
            if self.calibration.probability(other.features) < ADD_FROM:
                return None
            if other.stems & missing and other.stems != best.stems:
                return other
        return None


def _is_close(best: Candidate) -> bool:
    return best.features.similarity >= CLOSE_FROM or best.features.overlap >= 0.5


def _place(candidate: Candidate) -> Place:
    return Place(candidate.passage.document_id, *candidate.sentence)


def _text(candidate: Candidate) -> str:
    return candidate.passage.sentence_text(candidate.sentence)


def _claim(candidate: Candidate) -> Claim:
    return Claim(_text(candidate), (_place(candidate),))

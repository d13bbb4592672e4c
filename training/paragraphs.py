"""The contexts of all examples, searchable by the words of a question."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log

from karabakh_qa.evaluation.normalise import words
from karabakh_qa.wording import content_words, stem
from training.examples import Example

_COMMON = 0.03
"""A word of more than this share of the paragraphs finds nothing across articles."""


class Paragraphs:
    """Every different context, with its article and its words.

    Weights are added up in the words' order, not a set's, which differs between processes: a run
    that is continued elsewhere must find the same paragraphs.
    """

    def __init__(self, examples: Iterable[Example]) -> None:
        self._texts = list(dict.fromkeys((e.context, e.group, e.heading) for e in examples))
        self._plain = [f" {' '.join(words(context))} " for context, _, _ in self._texts]
        self._members: dict[str, list[int]] = defaultdict(list)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, (context, group, _) in enumerate(self._texts):
            self._members[group].append(number)
            for word in _stems(context):
                self._postings[word].append(number)
        self._stems = [_stems(context) for context, _, _ in self._texts]

    def near(self, example: Example, count: int) -> list[tuple[str, str]]:
        """Return those of the article's other paragraphs that share most with the question.

        Each as context and heading, the best first. One that holds a wording of the answer is
        left out, and so is one that shares no word.
        """
        wanted = _stems(example.question)
        scores = {
            number: sum(self._weight(w) for w in sorted(wanted & self._stems[number]))
            for number in self._members[example.group]
        }
        return self._best(scores, example, count)

    def elsewhere(self, example: Example, count: int) -> list[tuple[str, str]]:
        """Return the paragraphs of other articles that share most with the question."""
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(_stems(example.question)):
            found = self._postings.get(word, ())
            if len(found) <= _COMMON * len(self._texts):
                for number in found:
                    scores[number] += self._weight(word)
        for number in self._members[example.group]:
            scores.pop(number, None)
        return self._best(scores, example, count)

    def _weight(self, word: str) -> float:
        return log(1 + len(self._texts) / len(self._postings[word]))

    def _best(
        self, scores: dict[int, float], example: Example, count: int
    ) -> list[tuple[str, str]]:
        golds = [f" {' '.join(words(text))} " for text in example.answer_texts]
        best: list[tuple[str, str]] = []
        for number, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
            if len(best) == count or score <= 0:
                break
            context, _, heading = self._texts[number]
            if context != example.context and not _holds(self._plain[number], golds):
                best.append((context, heading))
        return best


def _holds(plain: str, golds: Sequence[str]) -> bool:
    return any(gold in plain for gold in golds if gold.strip())


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text))

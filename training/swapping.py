"""Replacing a name or a number of a question, so that its paragraph no longer answers it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from karabakh_qa.wording import FUNCTION_WORDS, words
from training.examples import Example

_YEAR = re.compile(r"\b1\d{3}s?\b|\b20[0-4]\d\b")
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*(?![\w%])")
_WORD = r"[A-Z][^\W\d_]+(?:[-'’][^\W\d_]{2,})*"
_NAME = re.compile(rf"{_WORD}(?:(?: of(?: the)?)? {_WORD})*")
_BEFORE = re.compile(r"(\w+) $")
_PLACING = frozenset("in at near from to by of".split())
_FIXED = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_IN_CONTEXT = 0.5
"""How often the new word is taken from the paragraph itself, where there is one: harder to tell
apart, and now and then answered after all."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name or number; `sort` says what may stand in its place."""

    text: str
    sort: str
    start: int


class Swapper:
    """Knows which names and numbers stand in which article."""

    def __init__(self, examples: Iterable[Example], seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._found: dict[str, tuple[_Mention, ...]] = {}
        articles: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for context, group in dict.fromkeys((e.context, e.group) for e in examples):
            self._found[context] = tuple(mentions(context))
            articles[group] |= {(m.sort, m.text): None for m in self._found[context]}
        self._articles = {group: tuple(found) for group, found in articles.items()}
        self._all = tuple(dict.fromkeys(pair for found in articles.values() for pair in found))

    def swapped(self, example: Example) -> Iterator[str]:
        """Yield at most two wordings of the question, each with one mention replaced.

        Only what stands in the paragraph too is replaced: what the answer hangs on. The new one
        is of the same sort and shares no word with the question or an answer.
        """
        found = self._found[example.context]
        here = {mention.text for mention in found}
        inside = tuple((m.sort, m.text) for m in found)
        taken = frozenset(words(" ".join((example.question, *example.answer_texts))))
        hung = [m for m in mentions(example.question) if m.start and m.text in here]
        for mention in hung[:2]:
            outside = (*self._articles[example.group], *self._some(mention.sort))
            pools = [inside, [pair for pair in outside if pair[1] not in example.context]]
            if self._random.random() > _IN_CONTEXT:
                pools.reverse()
            for pool in pools:
                new = self._pick(mention.sort, pool, taken)
                if new:
                    end = mention.start + len(mention.text)
                    yield example.question[: mention.start] + new + example.question[end:]
                    break

    def _some(self, sort: str) -> list[tuple[str, str]]:
        chosen = self._random.integers(len(self._all), size=20)
        return [self._all[i] for i in chosen if self._all[i][0] == sort]

    def _pick(
        self, sort: str, pool: Sequence[tuple[str, str]], taken: frozenset[str]
    ) -> str | None:
        fitting = [t for s, t in pool if s == sort and taken.isdisjoint(words(t))]
        return fitting[int(self._random.integers(len(fitting)))] if fitting else None


def mentions(text: str) -> Iterator[_Mention]:
    """Yield the years, numbers and names of `text`.

    Names of different sorts follow different prepositions ("in Baku", "by Newton"): a crude line
    between places and people.
    """
    years = {match.start() for match in _YEAR.finditer(text)}
    for match in _NUMBER.finditer(text):
        yield _Mention(match[0], "year" if match.start() in years else "number", match.start())
    for match in _NAME.finditer(text):
        name, start = match[0], match.start()
        first = name.split(" ")[0]
        if first.lower() in FUNCTION_WORDS:
            name, start = name[len(first) + 1 :], start + len(first) + 1
        opens = start == match.start() and (start == 0 or text[start - 2] in ".!?\"'(")
        if name and name.split(" ")[0] not in _FIXED and not (opens and " " not in name):
            yield _Mention(name, _sort(text[:start]), start)


def _sort(before: str) -> str:
    match = _BEFORE.search(before.removesuffix("the ")[-20:])
    return f"name {match[1].lower()}" if match and match[1].lower() in _PLACING else "name"

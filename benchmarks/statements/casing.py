"""Capitals for questions that were typed without any."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from statements.facts import Fact

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Capitals:
    """How the documents write each word, and each two words, where no sentence begins with it."""

    def __init__(self, documents: Iterable[str]) -> None:
        words: dict[str, Counter[str]] = {}
        pairs: dict[str, Counter[str]] = {}
        for text in documents:
            found = [m for m in _WORD.finditer(text) if _within(text, m.start())]
            for match in found:
                words.setdefault(match[0].lower(), Counter())[match[0]] += 1
            for one, two in pairwise(found):
                if two.start() == one.end() + 1:
                    pair = f"{one[0]} {two[0]}"
                    pairs.setdefault(pair.lower(), Counter())[pair] += 1
        self._words = {word: _only(forms) for word, forms in words.items()}
        self._pairs = {pair: forms.most_common(1)[0][0] for pair, forms in pairs.items()}

    def restored(self, fact: Fact) -> str | None:
        """Return the question with capitals; None where it cannot be said how a word is written."""
        if fact.question != fact.question.lower():
            return fact.question
        title = fact.document_id.rpartition("/")[2].removesuffix(".txt").replace("-", " ")
        text = _with_title(fact.question, title)
        found = list(_WORD.finditer(text))
        pieces: list[str] = []
        end = 0
        for i, match in enumerate(found):
            near = [found[i - 1][0]] if i else [], [m[0] for m in found[i + 1 : i + 2]]
            form = self._form(match[0], *near)
            if form is None:
                return None
            pieces += [text[end : match.start()], form]
            end = match.end()
        return "".join([*pieces, text[end:]])

    def _form(self, word: str, before: list[str], after: list[str]) -> str | None:
        if word != word.lower() or not word.isalpha():
            return word
        usual = self._words.get(word)
        if usual:
            return usual
        left = [self._pairs.get(f"{w} {word}".lower()) for w in before]
        right = [self._pairs.get(f"{word} {w}".lower()) for w in after]
        seen = {p.split()[1] for p in left if p} | {p.split()[0] for p in right if p}
        written = sorted(form for form in seen if form != word)
        return written[0] if written else word if seen else None


def _within(text: str, start: int) -> bool:
    """Say whether the word at `start` stands within a sentence and not at its beginning."""
    before = text[max(0, start - 4) : start].rstrip(" \"'“(")[-1:]
    return bool(before) and before not in ".!?:\n"


def _only(forms: Counter[str]) -> str:
    """Return the form of nine in ten, "" where there is none."""
    form, count = forms.most_common(1)[0]
    return form if 10 * count >= 9 * forms.total() else ""


def _with_title(question: str, title: str) -> str:
    """Write the document's title as it is written where the question names it."""
    if len(title) < 4:
        return question
    pattern = rf"(?<!\w){re.escape(title)}(?!\w)"
    return re.sub(pattern, title, question, flags=re.IGNORECASE)

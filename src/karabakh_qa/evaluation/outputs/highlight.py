"""Which words two quotations share."""

import re
from collections.abc import Iterable
from functools import lru_cache

from karabakh_qa.records import Span
from karabakh_qa.wording import FUNCTION_WORDS, stem

_WORD = re.compile(r"[^\W_]+")


def shared_runs(text: str, others: Iterable[str]) -> list[Span]:
    """Return the runs of words of `text` that stand in one of `others` too, up to their endings.

    Words that follow each other make one run, with what stands between them. A run of nothing but
    words such as "the" is left out.
    """
    known = {_folded(found[0]) for other in others for found in _WORD.finditer(other)}
    runs: list[Span] = []
    telling: list[bool] = []
    goes_on = False
    for found in _WORD.finditer(text):
        if _folded(found[0]) not in known:
            goes_on = False
            continue
        tells = found[0].lower() not in FUNCTION_WORDS
        if goes_on:
            runs[-1], telling[-1] = Span(runs[-1].start, found.end()), telling[-1] or tells
        else:
            runs.append(Span(*found.span()))
            telling.append(tells)
        goes_on = True
    return [run for run, tells in zip(runs, telling, strict=True) if tells]


@lru_cache(maxsize=50_000)  # a report asks for the same few thousand words again and again
def _folded(word: str) -> str:
    return stem(word.casefold())

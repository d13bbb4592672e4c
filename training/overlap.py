"""Keeping what is measured out of what is trained on, whatever the data sets call it."""

import re
from collections.abc import Iterable

from training.examples import Example

_WORDS = 12
"""Texts that share this many words in a row are versions of one."""


def without(examples: Iterable[Example], measured: Iterable[Example]) -> list[Example]:
    """Leave out each example whose context shares a long run of words with a measured one."""
    known = {run for context in {m.context for m in measured} for run in _runs(context)}
    contexts: dict[str, bool] = {}
    kept = []
    for example in examples:
        shared = contexts.get(example.context)
        if shared is None:
            shared = contexts[example.context] = not known.isdisjoint(_runs(example.context))
        if not shared:
            kept.append(example)
    return kept


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[i : i + _WORDS])) for i in range(len(words) - _WORDS + 1)}

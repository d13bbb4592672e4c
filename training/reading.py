"""Logits -> the best span of each example, and its margin over "not stated"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from karabakh_qa.records import Span
from training.batches import Batch, in_order, make_batch
from training.examples import Example
from training.features import Window, Windows
from training.model import Reader, autocast, tensors

Logits = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Of starts and ends, each (windows, tokens)."""
Score = Callable[[Batch], Logits]

_TOKENS = 6144
_LONGEST = 30
"""An answer has at most so many tokens."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best span of a context, in its characters, and how far it is above "not stated"."""

    span: Span
    margin: float


def read(score: Score, cutter: Windows, examples: Sequence[Example]) -> list[Found]:
    """Return the best span of each example, over all windows of its context."""
    cut = [(number, w) for number, e in enumerate(examples) for w in cutter.of(e)]
    windows = [window for _, window in cut]
    best: dict[int, Found] = {}
    for step in in_order(windows, _TOKENS):
        chosen = [windows[i] for i in step.windows]
        starts, ends = score(make_batch(chosen, step.length))
        for row, index in enumerate(step.windows):
            found = best_span(starts[row], ends[row], windows[index])
            number = cut[index][0]
            if number not in best or best[number].margin < found.margin:
                best[number] = found
    return [best[number] for number in range(len(examples))]


def best_span(starts: NDArray[np.float32], ends: NDArray[np.float32], window: Window) -> Found:
    """Return the span with the highest sum of logits, whatever "not stated" has."""
    last = len(window.ids) - 1
    sums = starts[window.first : last, None] + ends[None, window.first : last]
    places = np.arange(last - window.first)
    length = places[None, :] - places[:, None]
    sums = np.where((length >= 0) & (length < _LONGEST), sums, -np.inf)
    start, end = divmod(int(sums.argmax()), sums.shape[1])
    span = window.characters(window.first + start, window.first + end)
    return Found(span, float(sums[start, end]) - float(starts[0] + ends[0]))


def scorer(reader: Reader) -> Score:
    """Return what scores a batch with a reader."""
    device = next(reader.parameters()).device
    reader.eval()

    @torch.no_grad()
    def score(batch: Batch) -> Logits:
        with autocast(device):
            starts, ends = reader(*tensors(batch, device)[:3])
        return starts.cpu().numpy(), ends.cpu().numpy()

    return score

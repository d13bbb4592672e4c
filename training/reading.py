"""Logits -> the best span of each example, and its margin over "not stated"."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import torch

from karabakh_qa.models.spans import Floats, Found, Scored, best_in
from karabakh_qa.records import Span
from training.batches import Batch, in_order, make_batch
from training.examples import Example
from training.features import Taught, Windows
from training.model import Reader, autocast, tensors

Logits = tuple[Floats, Floats]
"""Of starts and ends, each (windows, tokens)."""
Score = Callable[[Batch], Logits]

_TOKENS = 6144


def read(score: Score, cutter: Windows, examples: Sequence[Example]) -> list[Found]:
    """Return the best span of each example, over all windows of its context."""
    cut = [(number, w) for number, e in enumerate(examples) for w in cutter.of(e)]
    windows = [window for _, window in cut]
    scored: dict[int, list[Scored]] = defaultdict(list)
    for step in in_order(windows, _TOKENS):
        starts, ends = score(make_batch([windows[i] for i in step.windows], step.length))
        for row, index in enumerate(step.windows):
            scored[cut[index][0]].append(_scored(starts[row], ends[row], windows[index]))
    return [_best(scored[number], len(e.context)) for number, e in enumerate(examples)]


def _best(windows: Sequence[Scored], length: int) -> Found:
    (found,) = best_in(windows, [Span(0, length)])
    return found or Found(Span(0, 0), -np.inf)


def _scored(starts: Floats, ends: Floats, window: Taught) -> Scored:
    context = slice(window.first, len(window.ids) - 1)
    return Scored(starts[context], ends[context], float(starts[0] + ends[0]), window.spans)


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

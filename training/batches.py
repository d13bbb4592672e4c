"""Windows -> batches of a handful of shapes, each of about as many tokens.

Many different shapes made a step twice as slow and memory grow to 8 GB.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.models.windows import Window
from training.features import Taught

LENGTHS = (64, 96, 128, 160, 192)

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of one shape, a row for each window.

    Attributes:
        allowed: 1 where a token can start or end an answer: the first one and the context's.
        starts: the share of the annotators that start the answer at each token.
        ends: likewise for its last token.
    """

    ids: Integers
    mask: Integers
    segments: Integers
    allowed: NDArray[np.bool_]
    starts: Floats
    ends: Floats


def shape_of(window: Window) -> int:
    """Return the padded length of a window."""
    return next(length for length in LENGTHS if len(window.ids) <= length)


def make_batch(windows: Sequence[Taught], length: int) -> Batch:
    """Pad the windows to `length` tokens."""
    shape = (len(windows), length)
    batch = Batch(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.bool_),
        np.zeros(shape, np.float32),
        np.zeros(shape, np.float32),
    )
    for row, window in enumerate(windows):
        size = len(window.ids)
        batch.ids[row, :size] = window.ids
        batch.mask[row, :size] = 1
        batch.segments[row, window.second : size] = 1
        batch.allowed[row, 0] = True
        batch.allowed[row, window.first : size - 1] = True
        for start, end in window.targets:
            batch.starts[row, start] += 1 / len(window.targets)
            batch.ends[row, end] += 1 / len(window.targets)
    return batch


@dataclass(frozen=True, slots=True)
class Step:
    """Which windows make a batch, and the length that they are padded to."""

    windows: Integers
    length: int


def plan(
    windows: Sequence[Window], chosen: Integers, tokens: int, random: np.random.Generator
) -> list[Step]:
    """Deal the chosen windows out into full batches of one shape each, in random order.

    A batch has `tokens` tokens, padding included. What fills no batch moves up to the next
    length; the last such rest is left out, as every batch must be full.
    """
    waiting: dict[int, list[int]] = defaultdict(list)
    for index in random.permutation(chosen):
        waiting[shape_of(windows[index])].append(int(index))
    steps = []
    rest: list[int] = []
    for length in LENGTHS:
        ready = rest + waiting[length]
        size = tokens // length
        full = len(ready) // size * size
        steps += [Step(np.asarray(ready[i : i + size]), length) for i in range(0, full, size)]
        rest = ready[full:]
    return [steps[i] for i in random.permutation(len(steps))]


def in_order(windows: Sequence[Window], tokens: int) -> Iterator[Step]:
    """Yield every window once, by padded length, the last step of each short: for measuring."""
    for length in LENGTHS:
        members = [i for i, window in enumerate(windows) if shape_of(window) == length]
        size = tokens // length
        for first in range(0, len(members), size):
            yield Step(np.asarray(members[first : first + size]), length)

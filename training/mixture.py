"""Which examples a pass is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from zlib import crc32

import numpy as np

from training.batches import Integers, Step, plan
from training.data import read_qed, read_training, read_xquad
from training.examples import Example, Kind
from training.features import Taught, Windows
from training.negatives import make_negatives
from training.overlap import without
from training.recipe import Recipe

_MADE = (Kind.SAME_ARTICLE, Kind.OTHER_ARTICLE, Kind.SWAPPED, Kind.TURNED)
_HEADED = 0.5
"""The share of examples that show the heading: a reader has to do with and without."""


@dataclass(frozen=True, slots=True)
class Pool:
    """All windows that a run may see, and which kind and source each is of."""

    windows: tuple[Taught, ...]
    kinds: tuple[Kind, ...]
    sources: tuple[str, ...]

    @property
    def checksum(self) -> int:
        """A number that differs where the windows do."""
        total = 0
        for window in self.windows:
            total = crc32(window.ids.tobytes(), total)
        return total


def read_pool(data: Path, tokenizer: Path, recipe: Recipe) -> Pool:
    """Read the data, leave out what is measured on, make the negatives, cut the windows.

    Raises:
        InputError: a file of the data is missing or is not what it should be.
        ModelError: the tokenizer cannot be read.
    """
    examples = read_training(data)
    measured = [*read_xquad(data), *(example for example, _ in read_qed(data))]
    measured += [example for example in examples if example.group in recipe.left_out]
    examples = without(examples, measured)
    examples += make_negatives([e for e in examples if e.source != "disflqa"], seed=0)
    return make_pool(examples, tokenizer)


def make_pool(examples: Sequence[Example], tokenizer: Path) -> Pool:
    """Cut examples into windows, a random half of them without their headings."""
    cutter = Windows(tokenizer)
    random = np.random.default_rng(0)
    headed = random.random(len(examples)) < _HEADED
    cut = [
        _useful(list(cutter.of(example if shown else replace(example, heading=""))), random)
        for example, shown in zip(examples, headed, strict=True)
    ]
    return Pool(
        tuple(chain.from_iterable(cut)),
        tuple(e.kind for e, found in zip(examples, cut, strict=True) for _ in found),
        tuple(e.source for e, found in zip(examples, cut, strict=True) for _ in found),
    )


def _useful(windows: list[Taught], random: np.random.Generator) -> list[Taught]:
    """Return one of the windows that hold an answer; all where none does.

    The others would teach what the made negatives teach, at the cost of a third more tokens.
    """
    holding = [window for window in windows if window.holds_answer]
    return [holding[random.integers(len(holding))]] if holding else windows


def plan_run(pool: Pool, recipe: Recipe) -> list[Step]:
    """Return the steps of a whole run; their number decides the learning rates."""
    steps: list[Step] = []
    whole = int(recipe.passes)
    for number in range(whole + 1):
        random = np.random.default_rng((recipe.seed, number))
        batches = plan(pool.windows, choose(pool, recipe, random), recipe.tokens, random)
        last = round(len(batches) * (recipe.passes - whole)) if number == whole else None
        steps += batches[:last]
    return steps


def choose(pool: Pool, recipe: Recipe, random: np.random.Generator) -> Integers:
    """Return the windows of one pass; one that comes several times stands here as often."""
    kinds = np.array([kind.value for kind in pool.kinds])
    sources = np.array(pool.sources)
    people = ~np.isin(kinds, [kind.value for kind in _MADE])
    qamr = np.flatnonzero(people & (sources == "qamr"))
    squad2 = np.flatnonzero(people & (sources == "squad2"))
    chosen = [
        np.flatnonzero(people & ~np.isin(sources, ["qamr", "squad2"])),
        _some(qamr, round(recipe.qamr * len(qamr)), random),
        *[squad2] * recipe.squad2,
    ]
    answered = sum(len(part) for part in chosen)
    shares = (recipe.same_article, recipe.other_article, recipe.swapped, recipe.turned)
    for kind, share in zip(_MADE, shares, strict=True):
        members = np.flatnonzero(kinds == kind.value)
        chosen.append(_some(members, round(share * answered), random))
    return np.concatenate(chosen)


def _some(members: Integers, count: int, random: np.random.Generator) -> Integers:
    return random.permutation(members)[:count]

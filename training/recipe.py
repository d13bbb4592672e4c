"""What a training run is: everything that decides its result, but the data and the base model."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from karabakh_qa.errors import InputError

FOLDS: tuple[frozenset[str], ...] = (
    frozenset({"squad2/Packet_switching", "squad2/European_Union_law"}),
    frozenset({"squad2/Computational_complexity_theory", "squad2/Islamism"}),
    frozenset({"squad2/1973_oil_crisis", "squad2/Yuan_dynasty"}),
    frozenset({"squad2/Scottish_Parliament", "squad2/French_and_Indian_War"}),
)
"""The articles of SQuAD 2.0 that a run leaves out, to be measured on: two at a time."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of one run.

    Attributes:
        fold: which of `FOLDS` is left out; None trains on all articles.
        passes: how often the answered questions are gone through.
        tokens: of one step, padding included.
        rate: the highest learning rate, reached after the `warmup` share of the steps.
        layer_rate: each layer learns at this share of the rate of the one above it.
        embeddings: whether the word embeddings learn too.
        dropout: of hidden states and attention; it doubles the time of a step on a processor.
        smoothing: the share of the target that is spread over all tokens allowed.
        averaging: the decay of the moving average of the weights, which is the result.
        qamr: the share of QAMR's questions in a pass.
        squad2: how often SQuAD 2.0's questions, near misses included, come in a pass.
        same_article: how many such negatives a pass has for each answered question; so on.
    """

    seed: int = 0
    fold: int | None = 0
    passes: float = 0.9
    tokens: int = 4608
    rate: float = 2e-4
    warmup: float = 0.06
    layer_rate: float = 1.0
    embeddings: bool = False
    weight_decay: float = 0.01
    dropout: float = 0.0
    smoothing: float = 0.0
    averaging: float = 0.998
    qamr: float = 0.35
    squad2: int = 3
    same_article: float = 0.08
    other_article: float = 0.04
    swapped: float = 0.12
    turned: float = 0.04

    @property
    def left_out(self) -> frozenset[str]:
        """The groups of `FOLDS` that this run must not see."""
        return frozenset() if self.fold is None else FOLDS[self.fold]


ROUNDS = (Recipe(), Recipe(seed=1, passes=0.55, rate=1.2e-4, qamr=0.2))
"""How the packaged reader was trained: each round goes on from the weights of the one before."""


def save_recipe(recipe: Recipe, path: Path) -> None:
    """Write the recipe as JSON."""
    path.write_text(json.dumps(asdict(recipe), indent=2) + "\n", "utf-8")


def load_recipe(path: Path) -> Recipe:
    """Read what `save_recipe` wrote.

    Raises:
        InputError: it is missing or another version's.
    """
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} is not a recipe: {error}") from error
    unknown = set(values) ^ {field.name for field in fields(Recipe)}
    if unknown:
        raise InputError(f"{path} has other fields than a recipe: {sorted(unknown)}; train anew")
    return Recipe(**values)

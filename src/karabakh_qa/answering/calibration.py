"""The numbers that turn what speaks for a sentence into a rank and into a confidence."""

import json
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from math import exp
from pathlib import Path
from typing import Any, Self

from karabakh_qa.answering.candidates import Features
from karabakh_qa.errors import InputError

FEATURES = tuple(field.name for field in fields(Features))
_PACKAGED = "calibration.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two logistic regressions over `Features`, and the thresholds that were chosen with them.

    Attributes:
        ranking: the weight of each feature in the rank of a sentence, in the order of `FEATURES`.
        confidence: the weight of each in the probability that the best sentence answers.
        bias: of that probability.
        answer_from: the confidence from which on the question is answered.
        provenance: what this was fitted on, and how well it did on what it was not fitted on.
    """

    ranking: tuple[float, ...]
    confidence: tuple[float, ...]
    bias: float
    answer_from: float
    provenance: str

    def rank(self, features: Features) -> float:
        """Return a number that is higher the better a sentence answers than another."""
        return _weighted(self.ranking, features)

    def probability(self, features: Features) -> float:
        """Return the probability, from 0 to 1, that the best sentence answers the question."""
        return 1.0 / (1.0 + exp(-_weighted(self.confidence, features) - self.bias))

    @classmethod
    def packaged(cls) -> Self:
        """Return the calibration of the packaged reader."""
        return cls._read(files(__package__).joinpath(_PACKAGED).read_text("utf-8"))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            InputError: the file cannot be read, or is no calibration.
        """
        try:
            return cls._read(path.read_text("utf-8"))
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path} is not a calibration: {error}; make one with: karabakh-qa calibrate"
            ) from error

    def save(self, path: Path) -> None:
        """Write it as JSON, each weight by its name.

        Raises:
            InputError: the file cannot be written.
        """
        named = {
            **asdict(self),
            "ranking": dict(zip(FEATURES, self.ranking, strict=True)),
            "confidence": dict(zip(FEATURES, self.confidence, strict=True)),
        }
        try:
            path.write_text(json.dumps(named, indent=2) + "\n", "utf-8")
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from error

    @classmethod
    def _read(cls, text: str) -> Self:
        given: dict[str, Any] = json.loads(text)
        return cls(
            tuple(float(given["ranking"][name]) for name in FEATURES),
            tuple(float(given["confidence"][name]) for name in FEATURES),
            float(given["bias"]),
            float(given["answer_from"]),
            str(given["provenance"]),
        )


def _weighted(weights: tuple[float, ...], features: Features) -> float:
    values: list[float] = [getattr(features, name) for name in FEATURES]
    return sum(weight * value for weight, value in zip(weights, values, strict=True))

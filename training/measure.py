"""The figures of a reader, on what it was not trained on."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.evaluation.wording import same_wording, word_f1
from karabakh_qa.models.spans import Found
from karabakh_qa.records import Span
from training.data import read_qed, read_squad2, read_xquad
from training.examples import Example, Kind
from training.features import Windows
from training.negatives import same_article_negatives
from training.reading import Score, read
from training.recipe import Recipe

_RESAMPLES = 1000

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number in percent, with the bounds of 95 % of resampled questions."""

    name: str
    n: int
    value: float
    low: float
    high: float


def measure(score: Score, cutter: Windows, data: Path, recipe: Recipe) -> list[Figure]:
    """Return all figures; those on SQuAD 2.0 only for the articles that `recipe` left out.

    Raises:
        InputError: a file of the data is missing.
    """
    figures = _wordings("xquad", score, cutter, read_xquad(data))
    figures += _sentences(score, cutter, data)
    held = [example for example in read_squad2(data) if example.group in recipe.left_out]
    if held:
        answered = [example for example in held if example.answers]
        missed = [example for example in held if example.kind is Kind.NEAR_MISS]
        figures += _wordings("squad2", score, cutter, answered)
        figures.append(_apart("squad2 near misses", score, cutter, answered, missed))
    return figures


def as_rows(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """Return the figures for JSON."""
    return [asdict(figure) for figure in figures]


def _wordings(
    name: str, score: Score, cutter: Windows, examples: Sequence[Example]
) -> list[Figure]:
    """Measure F1, exact match, and telling the paragraph from a near one of the article."""
    found = read(score, cutter, examples)
    pairs = list(zip(examples, found, strict=True))
    negatives = same_article_negatives(examples)
    return [
        _mean(f"{name} F1", [_best(word_f1, e, f) for e, f in pairs]),
        _mean(f"{name} exact", [_best(same_wording, e, f) for e, f in pairs]),
        _auroc(f"{name} same article", found, read(score, cutter, negatives)),
    ]


def _sentences(score: Score, cutter: Windows, data: Path) -> list[Figure]:
    """Measure how often the span that was found starts in the sentence that answers."""
    rows = read_qed(data)
    found = read(score, cutter, [example for example, _ in rows])
    right = [
        _sentence_at(sentences, f.span.start) == example.answers[0]
        for (example, sentences), f in zip(rows, found, strict=True)
    ]
    return [_mean("qed right sentence", right)]


def _sentence_at(sentences: Sequence[Span], place: int) -> Span | None:
    return next((span for span in sentences if span.start <= place < span.end), None)


def _best(compare: Callable[[str, str], float], example: Example, found: Found) -> float:
    text = found.span.of(example.context)
    return max(float(compare(text, gold)) for gold in example.answer_texts)


def _apart(
    name: str,
    score: Score,
    cutter: Windows,
    answered: Sequence[Example],
    missed: Sequence[Example],
) -> Figure:
    return _auroc(name, read(score, cutter, answered), read(score, cutter, missed))


def _auroc(name: str, answered: Sequence[Found], missed: Sequence[Found]) -> Figure:
    above = np.array([found.margin for found in answered])
    below = np.array([found.margin for found in missed])
    random = np.random.default_rng(0)
    resampled = [
        auroc(random.choice(above, len(above)), random.choice(below, len(below)))
        for _ in range(_RESAMPLES)
    ]
    return _figure(name, len(above) + len(below), auroc(above, below), resampled)


def auroc(above: Values, below: Values) -> float:
    """Return how often one of `above` is higher than one of `below`; a tie counts half."""
    ordered = np.sort(below)
    lower = np.searchsorted(ordered, above, "left") + np.searchsorted(ordered, above, "right")
    return float(lower.mean() / 2 / len(below))


def _mean(name: str, values: Sequence[float]) -> Figure:
    array = np.asarray(values, np.float64)
    random = np.random.default_rng(0)
    means = [random.choice(array, len(array)).mean() for _ in range(_RESAMPLES)]
    return _figure(name, len(array), float(array.mean()), means)


def _figure(name: str, n: int, value: float, resampled: Sequence[float]) -> Figure:
    low, high = np.percentile(resampled, [2.5, 97.5])
    return Figure(name, n, *(round(100 * float(x), 1) for x in (value, low, high)))

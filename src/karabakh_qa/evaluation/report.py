"""What came of a run: every outcome, and the numbers that sum them up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.measures import Measure, Unit, measure, unit_of, values_of
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Testset
from karabakh_qa.records import Document


@dataclass(frozen=True, slots=True)
class Decisions:
    """How many questions of one kind were answered, declined, or ended in an error."""

    answered: int
    declined: int
    failed: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds a question of one stage, over the `n` questions that went through it."""

    stage: str
    p50: float
    p95: float
    n: int


@dataclass(frozen=True, slots=True)
class SliceMean:
    """A metric's mean over a slice; None where it applies to none of its questions."""

    metric: str
    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Slice:
    """The questions of one tag, language or document: how many, and the means over them."""

    kind: str
    name: str
    n: int
    means: tuple[SliceMean, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A run over one test set.

    Attributes:
        testset: the file's name.
        testset_sha256: of its bytes.
        documents_sha256: of the ids and texts of all documents, empty where none were known.
        configuration: what answered, name by name: models, calibration, versions.
        metrics: that were asked for, in this order.
        outcomes: in the order of the test set.
        measures: the numbers of the run.
        unit: what was resampled for the intervals.
    """

    testset: str
    testset_sha256: str
    documents_sha256: str
    configuration: tuple[tuple[str, str], ...]
    metrics: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    measures: tuple[Measure, ...]
    unit: Unit

    def measure(self, name: str) -> Measure:
        """Return one number of the run.

        Raises:
            InputError: the run did not measure it.
        """
        for found in self.measures:
            if found.name == name:
                return found
        names = ", ".join(found.name for found in self.measures)
        raise InputError(f'"{name}" was not measured; there are: {names}')

    def decisions(self, *, answerable: bool) -> Decisions:
        """Return one row of the table of answering against declining."""
        rows = [o for o in self.outcomes if o.question.answerable == answerable]
        replies = [o.reply for o in rows if o.reply is not None]
        answered = sum(reply.answered for reply in replies)
        return Decisions(answered, len(replies) - answered, len(rows) - len(replies))

    def latencies(self) -> tuple[Latency, ...]:
        """Return the times of the whole and of each stage; empty where none were taken."""
        taken: dict[str, list[float]] = {}
        for outcome in self.outcomes:
            if outcome.seconds is None or outcome.reply is None:
                continue
            taken.setdefault("whole", []).append(outcome.seconds)
            for stage in outcome.stages:
                taken.setdefault(stage.name, []).append(stage.seconds)
        return tuple(
            Latency(name, _percentile(sorted(t), 50), _percentile(sorted(t), 95), len(t))
            for name, t in taken.items()
        )

    def slices(self) -> tuple[Slice, ...]:
        """Return the means by tag, by language, and by document where there are several."""
        kinds: dict[str, dict[str, list[Outcome]]] = {"tag": {}, "language": {}, "document": {}}
        for outcome in self.outcomes:
            question = outcome.question
            for kind, names in (
                ("tag", question.tags),
                ("language", [question.language] if question.language else []),
                ("document", [question.document_id] if question.document_id else []),
            ):
                for name in names:
                    kinds[kind].setdefault(name, []).append(outcome)
        return tuple(
            Slice(kind, name, len(outcomes), tuple(_slice_means(outcomes, self.metrics)))
            for kind, slices in kinds.items()
            if kind == "tag" or len(slices) > 1
            for name, outcomes in slices.items()
        )

    def failures(self) -> tuple[Outcome, ...]:
        """Return the outcomes in which something is wrong."""
        return tuple(outcome for outcome in self.outcomes if outcome.failed)


def make_report(
    testset: Testset,
    documents: Iterable[Document],
    metrics: Sequence[str],
    outcomes: Sequence[Outcome],
    configuration: Mapping[str, str],
) -> Report:
    """Sum up the outcomes of a run."""
    return Report(
        testset.name,
        testset.sha256,
        _hash(documents),
        tuple(configuration.items()),
        tuple(metrics),
        tuple(outcomes),
        measure(outcomes, metrics),
        unit_of(outcomes),
    )


def _hash(documents: Iterable[Document]) -> str:
    lines = sorted(f"{document.id}\0{document.hash}" for document in documents)
    return sha256("\n".join(lines).encode("utf-8")).hexdigest() if lines else ""


def _slice_means(outcomes: Sequence[Outcome], metrics: Sequence[str]) -> Iterable[SliceMean]:
    for name in metrics:
        values = [float(value) for value in values_of(outcomes, name) if value == value]  # NaN
        yield SliceMean(name, sum(values) / len(values) if values else None, len(values))


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """Return the value at the nearest rank: the smallest that `percent` % do not exceed."""
    return ordered[ceil(len(ordered) * percent / 100) - 1]

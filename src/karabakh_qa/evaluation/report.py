"""What came of a run, question by question, and the numbers that sum it up."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.metrics import Score, exact_match
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.records import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, and what came of it.

    Either `answer` or `error` (the exception's type and message) is None. `seconds` is the time
    that asking took.
    """

    question: Question
    answer: Answer | None
    error: str | None
    seconds: float
    scores: tuple[Score, ...]

    @property
    def failed(self) -> bool:
        """Whether something is wrong here: an error, or a score of 0.

        Exact match is left out: an answer with a word too many is no failure.
        """
        judged = (score for score in self.scores if score.metric != exact_match.name)
        return self.error is not None or any(score.value == 0 for score in judged)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a metric over the `n` questions that it applies to; None when there is none."""

    metric: str
    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class TagMeans:
    """The means over the `n` questions that carry `tag`."""

    tag: str
    n: int
    means: tuple[Mean, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """How many questions of one kind were answered, declined, or ended in an error."""

    answered: int
    declined: int
    failed: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds a question over the `n` questions that got an answer or a decline."""

    p50: float
    p95: float
    n: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of one run, in the order of the test set."""

    testset: str
    testset_sha256: str
    metrics: tuple[str, ...]
    outcomes: tuple[Outcome, ...]

    def means(self) -> tuple[Mean, ...]:
        """Return the mean of every metric that was asked for, in that order."""
        return _means(self.metrics, self.outcomes)

    def mean(self, metric: str) -> Mean:
        """Return the mean of one metric.

        Raises:
            InputError: the run did not measure it.
        """
        for mean in self.means():
            if mean.metric == metric:
                return mean
        raise InputError(f'"{metric}" was not measured; there are: {", ".join(self.metrics)}')

    def by_tag(self) -> tuple[TagMeans, ...]:
        """Return the means for each tag, in the order in which the tags first occur."""
        tagged: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            for tag in outcome.question.tags:
                tagged.setdefault(tag, []).append(outcome)
        return tuple(
            TagMeans(tag, len(outcomes), _means(self.metrics, outcomes))
            for tag, outcomes in tagged.items()
        )

    def decisions(self, *, answerable: bool) -> Decisions:
        """Return one row of the table of answering against declining."""
        rows = [o for o in self.outcomes if o.question.answerable == answerable]
        answers = [o.answer for o in rows if o.answer is not None]
        answered = sum(answer.answered for answer in answers)
        return Decisions(answered, len(answers) - answered, len(rows) - len(answers))

    def auroc(self) -> float | None:
        """Return how well the confidence tells answerable from unanswerable questions.

        The area under the ROC curve: the chance that an answerable question has the higher
        confidence of the two, ties counting half; 0.5 is a coin. An error counts as the wrong end
        of the scale. None unless there are questions of both kinds.
        """
        labels = [outcome.question.answerable for outcome in self.outcomes]
        if len(set(labels)) < 2:
            return None
        from sklearn.metrics import roc_auc_score

        return float(roc_auc_score(labels, [_confidence(outcome) for outcome in self.outcomes]))

    def latency(self) -> Latency | None:
        """Return the median and the 95th percentile of the times; None when all failed."""
        seconds = sorted(outcome.seconds for outcome in self.outcomes if outcome.answer)
        if not seconds:
            return None
        return Latency(_percentile(seconds, 50), _percentile(seconds, 95), len(seconds))

    def failures(self) -> tuple[Outcome, ...]:
        """Return the outcomes in which something is wrong."""
        return tuple(outcome for outcome in self.outcomes if outcome.failed)


def report_to_dict(report: Report) -> dict[str, Any]:
    """Return a report as plain JSON types; only the times differ between two runs alike."""
    latency = report.latency()
    return {
        "testset": {
            "name": report.testset,
            "sha256": report.testset_sha256,
            "questions": len(report.outcomes),
        },
        "scores": [asdict(mean) for mean in report.means()],
        "decisions": {
            "answerable": asdict(report.decisions(answerable=True)),
            "unanswerable": asdict(report.decisions(answerable=False)),
        },
        "auroc": report.auroc(),
        "latency": asdict(latency) if latency else None,
        "tags": [asdict(row) for row in report.by_tag()],
        "outcomes": [asdict(outcome) for outcome in report.outcomes],
    }


def _means(metrics: Sequence[str], outcomes: Iterable[Outcome]) -> tuple[Mean, ...]:
    values: dict[str, list[float]] = {metric: [] for metric in metrics}
    for outcome in outcomes:
        for score in outcome.scores:
            values[score.metric].append(score.value)
    return tuple(
        Mean(metric, sum(found) / len(found) if found else None, len(found))
        for metric, found in values.items()
    )


def _confidence(outcome: Outcome) -> float:
    if outcome.answer is None:
        return float(not outcome.question.answerable)
    return outcome.answer.confidence


def _percentile(ordered: Sequence[float], percent: int) -> float:
    """Return the value at the nearest rank: the smallest that `percent` % do not exceed."""
    return ordered[ceil(len(ordered) * percent / 100) - 1]

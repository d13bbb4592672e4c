"""What every form of a report says: the verdict, the numbers in groups, what went wrong worst."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from karabakh_qa.evaluation.causes import Cause, cause_of, count_causes
from karabakh_qa.evaluation.measures import Measure
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.plain import counted, percent
from karabakh_qa.evaluation.report import Report, Slice
from karabakh_qa.evaluation.statistics import DRAWS

HEADLINES = ("f1", "right_sentence", "declined")
"""The metrics that slices are shown with."""
_GROUPS = ("answer", "declining", "citations", "retrieval", "follow-ups")
_SMALL = 100
_CAUSES = list(Cause)


@dataclass(frozen=True, slots=True)
class Row:
    """A measure, and the same of the baseline where there is one."""

    measure: Measure
    before: Measure | None

    @property
    def difference(self) -> float | None:
        """How much more it is than before; None where one of the two is not applicable."""
        if self.before is None or self.before.value is None or self.measure.value is None:
            return None
        return self.measure.value - self.before.value

    @property
    def change(self) -> Literal["better", "worse", "same"]:
        """Which way it went, to three decimals."""
        difference = round(self.difference or 0.0, 3)
        if difference == 0:
            return "same"
        return "better" if (difference > 0) == (self.measure.better == "higher") else "worse"


@dataclass(frozen=True, slots=True)
class Problem:
    """An outcome that is not what it should be, and what went wrong first."""

    outcome: Outcome
    cause: Cause


def groups(report: Report, baseline: Report | None = None) -> list[tuple[str, list[Row]]]:
    """Return the measures by what they are about, each with the baseline's."""
    before = {measure.name: measure for measure in baseline.measures} if baseline else {}
    found: dict[str, list[Row]] = {name: [] for name in _GROUPS}
    for measure in report.measures:
        found.setdefault(measure.group, []).append(Row(measure, before.get(measure.name)))
    return [(name, rows) for name, rows in found.items() if rows]


def verdict(report: Report) -> str:
    """Return the run in one sentence."""
    if not report.outcomes:
        return "There were no questions to ask."
    clauses = [*_answering(report), *_quoting(report)]
    if failed := sum(outcome.reply is None for outcome in report.outcomes):
        clauses.append(f"asking failed on {counted(failed, 'question')}")
    *first, last = clauses
    return f"{', '.join(first)}, and {last}." if first else f"{last}."


def problems(report: Report) -> list[Problem]:
    """Return what went wrong, worst first.

    In the order of the causes; among wrong answers the surest come first, among wrong declines the
    ones that were nearest to an answer last.
    """
    found = [(outcome, cause_of(outcome)) for outcome in report.outcomes]
    wrong = [Problem(outcome, cause) for outcome, cause in found if cause is not None]
    return sorted(wrong, key=_severity)


def worst(report: Report, of_each: int) -> list[Problem]:
    """Return the worst of what went wrong, at most so many of each cause."""
    found = problems(report)
    return [
        problem
        for cause in Cause
        for problem in [other for other in found if other.cause is cause][:of_each]
    ]


def expected(outcome: Outcome) -> str:
    """Return the gold answers, or that it should decline."""
    question = outcome.question
    return " | ".join(question.answers) if question.answerable else "(to decline)"


def got(outcome: Outcome) -> str:
    """Return the answer, the reason for declining, or the error."""
    reply = outcome.reply
    if reply is None:
        return f"error: {outcome.error}"
    if not reply.answered:
        return f"(declined: {reply.reason})" if reply.reason else "(declined)"
    return f"{reply.short_answer} -- {reply.text}" if reply.short_answer else reply.text


def how_sure(report: Report) -> str:
    """Return what the intervals mean, and how little a small set can tell."""
    whole = ", each with all of its questions," if report.unit == "documents" else ""
    text = (
        f"An interval is the middle 95 % of {DRAWS:,} resamples of the {report.unit}{whole} or, "
        f"where all of them give the same, Clopper and Pearson's; it says how far off a number may "
        f"be for other {report.unit} of this kind."
    )
    count = len(report.outcomes)
    halves = [
        (measure.high - measure.low) / 2
        for measure in report.measures
        if measure.n == count and measure.low is not None and measure.high is not None
    ]
    if 0 < count < _SMALL and halves:
        text += (
            f" {counted(count, 'question')} cannot tell apart values that are closer than about "
            f"{max(*halves, 1 / count):.2f}."
        )
    return text


def caveats(report: Report, baseline: Report | None) -> list[str]:
    """Return what to bear in mind when the baseline is compared with."""
    if baseline is None:
        return []
    told = [
        "A difference is that of the two values, and may be chance; karabakh-qa evaluate compare "
        "gives its interval."
    ]
    if baseline.testset_sha256 != report.testset_sha256:
        other = f"{baseline.testset}, sha256 {baseline.testset_sha256[:12]}"
        told.append(f"The baseline was asked another test set: {other}.")
    if baseline.documents_sha256 != report.documents_sha256:
        told.append("The baseline had other documents.")
    return told


def headlines(report: Report) -> tuple[str, ...]:
    """Return the metrics that slices are shown with, as far as this run has them."""
    return tuple(name for name in HEADLINES if name in report.metrics)


def shown_slices(slices: Sequence[Slice], most: int) -> list[Slice]:
    """Return at most so many slices: all in their order, or the ones with the lowest F1."""
    if len(slices) <= most:
        return list(slices)
    return sorted(slices, key=_f1)[:most]


def _f1(row: Slice) -> float:
    return next((mean.value or 0.0 for mean in row.means if mean.metric == "f1"), 0.0)


def _answering(report: Report) -> list[str]:
    answerable = [o for o in report.outcomes if o.question.answerable]
    others = [o for o in report.outcomes if not o.question.answerable]
    clauses = []
    if answerable:
        judged = {"f1", "contains_gold", "right_sentence"} & set(report.metrics)
        right = sum(not cause_of(o) if judged else _answered(o) for o in answerable)
        did = "answered rightly" if judged else "answered"
        clauses.append(f"{_share(right, len(answerable), 'answerable question')} {did}")
    if others:
        declined = sum(o.reply is not None and not o.reply.answered for o in others)
        clauses.append(f"{_share(declined, len(others), 'unanswerable question')} declined")
    return clauses


def _share(part: int, whole: int, noun: str) -> str:
    verb = "was" if 1 in (part, whole) else "were"
    return f"{part:,} of {counted(whole, noun)} ({percent(part, whole)}) {verb}"


def _answered(outcome: Outcome) -> bool:
    return outcome.reply is not None and outcome.reply.answered


def _quoting(report: Report) -> list[str]:
    """Nothing is said where nothing is quoted, or the documents are not known."""
    if not any(score.metric == "exact_citations" for o in report.outcomes for score in o.scores):
        return []
    if flawed := count_causes(report.outcomes)[Cause.CITATION]:
        return [f"{counted(flawed, 'answer')} quoted what does not stand there"]
    quoting = any(outcome.reply and outcome.reply.citations for outcome in report.outcomes)
    return ["every quotation stands exactly where it says"] if quoting else []


def _severity(problem: Problem) -> tuple[int, float]:
    reply = problem.outcome.reply
    sure = reply.confidence if reply and reply.confidence is not None else 0.0
    return _CAUSES.index(problem.cause), -sure if reply and reply.answered else sure

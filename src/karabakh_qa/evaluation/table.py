"""A report as plain text for a terminal, at most 100 columns wide."""

from collections.abc import Sequence
from textwrap import fill
from unicodedata import combining, east_asian_width

from karabakh_qa.evaluation.causes import count_causes
from karabakh_qa.evaluation.outputs.plain import counted, number, seconds
from karabakh_qa.evaluation.outputs.summary import (
    Problem,
    expected,
    got,
    groups,
    headlines,
    how_sure,
    problems,
    verdict,
)
from karabakh_qa.evaluation.report import Decisions, Report, Slice

_WIDTH = 100
_LONGEST_NAME = 40
_LONGEST_QUESTION = 84  # what a failure's label leaves of the width


def format_table(report: Report, max_failures: int = 10) -> str:
    """Return the numbers of a run, where it fails, the tags and the worst failures.

    A score that no question of the set is made for reads "n/a".
    """
    parts = [
        _heading(report),
        _paragraph(verdict(report)),
        _measures(report),
        _paragraph(how_sure(report)),
        _latencies(report),
        _decisions(report),
        _causes(report),
        _tags(report),
        _failures(problems(report), len(report.outcomes), max_failures),
    ]
    return "\n\n".join(part for part in parts if part)


def _heading(report: Report) -> str:
    count = counted(len(report.outcomes), "question")
    return f"{_shown(report.testset, 60)}: {count}, sha256 {report.testset_sha256[:12]}"


def _paragraph(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _measures(report: Report) -> str:
    rows = [("", "value", "95 % interval", "n")]
    for name, members in groups(report):
        rows.append((name, "", "", ""))
        for measure in (row.measure for row in members):
            known = measure.low is not None and measure.high is not None
            interval = f"{number(measure.low)} to {number(measure.high)}" if known else ""
            label = f"  {_shown(measure.name, _LONGEST_NAME)}"
            label += " (lower is better)" if measure.better == "lower" else ""
            rows.append((label, number(measure.value), interval, str(measure.n)))
    return _aligned(rows)


def _latencies(report: Report) -> str:
    rows = [
        (_shown(row.stage, _LONGEST_NAME), seconds(row.p50), seconds(row.p95), str(row.n))
        for row in report.latencies()
    ]
    return _aligned([("time", "median", "95th percentile", "n"), *rows]) if rows else ""


def _decisions(report: Report) -> str:
    rows = [
        ("", "answered", "declined", "error"),
        ("answerable", *_counts(report.decisions(answerable=True))),
        ("unanswerable", *_counts(report.decisions(answerable=False))),
    ]
    return _aligned(rows)


def _counts(row: Decisions) -> tuple[str, str, str]:
    return str(row.answered), str(row.declined), str(row.failed)


def _causes(report: Report) -> str:
    found = count_causes(report.outcomes)
    rows = [(cause.value, str(count)) for cause, count in found.items() if count]
    return _aligned([("what went wrong first", "questions"), *rows]) if rows else ""


def _tags(report: Report) -> str:
    tags = [row for row in report.slices() if row.kind == "tag"]
    if not tags:
        return ""
    names = headlines(report)
    head = ("tag (n of each score)", "n", *names)
    return _aligned([head, *(_tag(row, names) for row in tags)])


def _tag(row: Slice, names: Sequence[str]) -> list[str]:
    means = {mean.metric: mean for mean in row.means}
    cells = [f"{number(means[name].value)} ({means[name].n})" for name in names]
    return [_shown(row.name, _LONGEST_NAME), str(row.n), *cells]


def _failures(found: Sequence[Problem], count: int, limit: int) -> str:
    if not found:
        return f"failures: none of {count}"
    shown = found[:limit]
    head = f"failures: {len(found)} of {count}"
    if len(shown) < len(found):
        head += f", the worst {len(shown)} are shown"
    return "\n".join([head, *map(_failure, shown)])


def _failure(problem: Problem) -> str:
    outcome = problem.outcome
    lines = (
        ("question", outcome.question.question),
        ("expected", expected(outcome)),
        ("got", got(outcome)),
    )
    head = f"  {_shown(outcome.question.id, _LONGEST_NAME)}: {problem.cause.value}"
    return "\n".join(
        [head, *(f"    {label:<9} {_shown(value, _LONGEST_QUESTION)}" for label, value in lines)]
    )


def _shown(text: str, most: int) -> str:
    """Return the start of `text` on one line, without characters that could steer a terminal."""
    line = " ".join(text.split())
    safe = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    if _columns(safe) <= most:
        return safe
    kept = ""
    for character in safe:
        if _columns(kept + character) >= most:
            break
        kept += character
    return kept + "\N{HORIZONTAL ELLIPSIS}"


def _columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(2 if east_asian_width(c) in "WF" else int(not combining(c)) for c in text)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as columns: the first to the left, the others to the right."""
    widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  "
        + "  ".join(
            " " * (width - _columns(cell)) + cell
            if column
            else cell.ljust(width + len(cell) - _columns(cell))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )

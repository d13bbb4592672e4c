"""A report as plain text for a terminal."""

from collections.abc import Sequence

from karabakh_qa.evaluation.report import Decisions, Mean, Outcome, Report

_WIDTH = 96
_LABELS = ("question", "expected", "got")


def format_table(report: Report, max_failures: int = 10) -> str:
    """Return every score with its n, the decisions, the tags and the first failures.

    A score that no question of the set is made for reads "n/a".
    """
    parts = [_heading(report), _scores(report), _decisions(report)]
    if report.by_tag():
        parts.append(_tags(report))
    parts.append(_failures(report.failures(), len(report.outcomes), max_failures))
    return "\n\n".join(parts)


def _heading(report: Report) -> str:
    count = len(report.outcomes)
    questions = "1 question" if count == 1 else f"{count} questions"
    return f"{report.testset}: {questions}, sha256 {report.testset_sha256[:12]}"


def _scores(report: Report) -> str:
    rows = [("score", "mean", "n")]
    rows += [(mean.metric, _number(mean.value), str(mean.n)) for mean in report.means()]
    rows.append(("auroc", _number(report.auroc()), str(len(report.outcomes))))
    if latency := report.latency():
        rows.append(("seconds, p50", f"{latency.p50:.3f}", str(latency.n)))
        rows.append(("seconds, p95", f"{latency.p95:.3f}", str(latency.n)))
    return _aligned(rows)


def _decisions(report: Report) -> str:
    rows = [
        ("", "answered", "declined", "error"),
        ("answerable", *_counts(report.decisions(answerable=True))),
        ("unanswerable", *_counts(report.decisions(answerable=False))),
    ]
    return _aligned(rows)


def _counts(row: Decisions) -> tuple[str, str, str]:
    return str(row.answered), str(row.declined), str(row.failed)


def _tags(report: Report) -> str:
    rows: list[Sequence[str]] = [("tag (n of each score)", "n", *report.metrics)]
    rows += [(_one_line(row.tag), str(row.n), *map(_cell, row.means)) for row in report.by_tag()]
    return _aligned(rows)


def _cell(mean: Mean) -> str:
    return f"{_number(mean.value)} ({mean.n})"


def _failures(failures: Sequence[Outcome], count: int, limit: int) -> str:
    if not failures:
        return f"failures: none of {count}"
    shown = failures[:limit]
    head = f"failures: {len(failures)} of {count}"
    if len(shown) < len(failures):
        head += f", the first {len(shown)} are shown"
    return "\n".join([head, *(_failure(outcome) for outcome in shown)])


def _failure(outcome: Outcome) -> str:
    question = outcome.question
    expected = " | ".join(question.answers) if question.answerable else "(to decline)"
    values = (question.question, expected, _got(outcome))
    zeros = ", ".join(score.metric for score in outcome.scores if score.value == 0)
    lines = [f"  {_one_line(question.id)}: {f'0 for {zeros}' if zeros else 'no score'}"]
    lines += [
        f"    {label:<9} {_one_line(value)}" for label, value in zip(_LABELS, values, strict=True)
    ]
    return "\n".join(lines)


def _got(outcome: Outcome) -> str:
    if outcome.answer is None:
        return f"error: {outcome.error}"
    if not outcome.answer.answered:
        return f"(declined: {outcome.answer.reason})"
    short = outcome.answer.short_answer
    return f"{short} -- {outcome.answer.text}" if short else outcome.answer.text


def _number(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def _one_line(text: str) -> str:
    """Return the start of `text` on one line, without characters that could steer a terminal."""
    line = " ".join(text.split())
    safe = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    return safe if len(safe) <= _WIDTH else safe[: _WIDTH - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  "
        + "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )

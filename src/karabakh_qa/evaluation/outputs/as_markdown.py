"""A report as Markdown: a summary for the comment on a pull request."""

import re
from collections.abc import Iterable, Sequence

from karabakh_qa.evaluation.causes import count_causes
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.plain import counted, number, one_line, signed
from karabakh_qa.evaluation.outputs.summary import (
    Problem,
    Row,
    caveats,
    expected,
    got,
    groups,
    headlines,
    how_sure,
    problems,
    shown_slices,
    verdict,
    worst,
)
from karabakh_qa.evaluation.report import Decisions, Report, Slice

_WORST_OF_EACH = 3
_SLICES = 30
_LONGEST = 300
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&!$])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|www|mailto|xmpp)([:.])")
_MENTION = re.compile(r"([@#])(?=\w)")
_ISSUE = re.compile(r"(?i)\b(gh)(-)(?=\d)")
_PLAIN_NAME = re.compile(r"[\w@.-]+")
_CHANGES = {"better": " better", "worse": " worse", "same": ""}


def format_markdown(report: Report, baseline: Report | None = None) -> str:
    """Return the verdict, the numbers, where it fails, the slices and the worst items.

    What is quoted is escaped: it makes no link, no picture, and calls nobody.
    """
    parts = [
        f"**{verdict(report)}**",
        _origin(report),
        _measures(report, baseline),
        how_sure(report),
        *map(_escaped, caveats(report, baseline)),
        _deciding(report),
        _causes(report),
        _slices(report),
        _worst(report),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _origin(report: Report) -> str:
    count = counted(len(report.outcomes), "question")
    return f"{_escaped(report.testset)}, {count}, sha256 `{report.testset_sha256[:12]}`"


def _measures(report: Report, baseline: Report | None) -> str:
    head = ["measure", "value", "95 % interval", "n"]
    head += ["baseline", "difference"] if baseline else []
    rows = []
    for name, members in groups(report, baseline):
        rows.append([f"**{_escaped(name)}**", *[""] * (len(head) - 1)])
        rows += [_cells(row, compared=baseline is not None) for row in members]
    return _table(head, rows) if rows else ""


def _cells(row: Row, *, compared: bool) -> list[str]:
    measure = row.measure
    lower = " (lower is better)" if measure.better == "lower" else ""
    known = measure.low is not None and measure.high is not None
    cells = [
        _name(measure.name) + lower,
        number(measure.value),
        f"{number(measure.low)} to {number(measure.high)}" if known else "",
        str(measure.n),
    ]
    if not compared:
        return cells
    before = number(row.before.value) if row.before else ""
    return [*cells, before, signed(row.difference) + _CHANGES[row.change]]


def _deciding(report: Report) -> str:
    rows = [
        ["answerable", *_counts(report.decisions(answerable=True))],
        ["unanswerable", *_counts(report.decisions(answerable=False))],
    ]
    return "### Answering and declining\n\n" + _table(
        ["questions", "answered", "declined", "error"], rows
    )


def _counts(row: Decisions) -> list[str]:
    return [str(row.answered), str(row.declined), str(row.failed)]


def _causes(report: Report) -> str:
    rows = [[cause.value, str(n)] for cause, n in count_causes(report.outcomes).items() if n]
    found = _table(["what went wrong first", "questions"], rows) if rows else "Nothing went wrong."
    return f"### Where it fails\n\n{found}"


def _slices(report: Report) -> str:
    slices = report.slices()
    if not slices:
        return ""
    names = headlines(report)
    rows = [_slice_cells(row, names) for row in shown_slices(slices, _SLICES)]
    left_out = len(slices) - len(rows)
    note = f"\n\n{counted(left_out, 'slice')} with a higher F1 left out." if left_out else ""
    table = _table(["slice", "", "n", *map(_name, names)], rows) + note
    return _folded(f"By tag, language and document ({len(slices)})", table)


def _slice_cells(row: Slice, names: Sequence[str]) -> list[str]:
    means = {mean.metric: mean.value for mean in row.means}
    values = [number(means[name]) for name in names]
    return [row.kind, _escaped(row.name), str(row.n), *values]


def _worst(report: Report) -> str:
    shown = worst(report, _WORST_OF_EACH)
    if not shown:
        return ""
    title = f"The worst {len(shown)} of {counted(len(problems(report)), 'failure')}"
    return _folded(title, "\n".join(map(_item, shown)))


def _item(problem: Problem) -> str:
    outcome: Outcome = problem.outcome
    question = outcome.question
    return "\n".join(
        [
            f"- **{_escaped(question.question)}** ({_escaped(question.id)}): {problem.cause.value}",
            f"  - expected: {_escaped(expected(outcome))}",
            f"  - got: {_escaped(got(outcome))}",
        ]
    )


def _folded(title: str, text: str) -> str:
    return f"<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; names stand to the left, values to the right."""
    rows = list(rows)
    rule = ["---" if _is_name(column) else "---:" for column in zip(*rows, strict=True)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, rule, *rows])


def _is_name(column: Sequence[str]) -> bool:
    return not all(cell in {"", "n/a"} or set(cell) & set("0123456789") for cell in column)


def _name(metric: str) -> str:
    return f"`{metric}`" if _PLAIN_NAME.fullmatch(metric) else _escaped(metric)


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    safe = _SPECIAL.sub(r"\\\1", one_line(text, _LONGEST))
    safe = _ADDRESS.sub(r"\1\\\2", safe)
    # GitHub calls people and links issues by their names even where @ and # are escaped.
    return _ISSUE.sub(r"\1<!-- -->\2", _MENTION.sub(r"\1<!-- -->", safe))

"""The tables of a report as HTML."""

from collections.abc import Iterable, Sequence

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.causes import count_causes
from karabakh_qa.evaluation.explain import explain
from karabakh_qa.evaluation.outputs.charts import interval_strip
from karabakh_qa.evaluation.outputs.markup import Markup, element
from karabakh_qa.evaluation.outputs.plain import (
    counted,
    number,
    one_line,
    percent,
    seconds,
    signed,
)
from karabakh_qa.evaluation.outputs.summary import Row, groups, headlines, shown_slices
from karabakh_qa.evaluation.report import Decisions, Report, Slice

_SLICES = 25


def measure_table(report: Report, baseline: Report | None) -> Markup:
    """Return every measure with value, interval and n, and how it was before."""
    heads = [_head("measure"), _head("value", numeric=True), _head("95 % interval", numeric=True)]
    heads += [element("th", "0 to 1", scope="col", class_="plot"), _head("n", numeric=True)]
    if baseline:
        heads += [_head("baseline", numeric=True), _head("difference", numeric=True)]
    bodies = [
        element(
            "tbody",
            element("tr", element("th", name, colspan=len(heads), scope="rowgroup")),
            *(_measure(row, compared=baseline is not None) for row in rows),
        )
        for name, rows in groups(report, baseline)
    ]
    return _table(element("thead", element("tr", *heads)), *bodies, class_="measures")


def _measure(row: Row, *, compared: bool) -> Markup:
    measure = row.measure
    known = measure.low is not None and measure.high is not None
    lower = [element("small", " lower is better")] if measure.better == "lower" else []
    cells = [
        element("th", measure.name, *lower, scope="row", title=meaning_of(measure.name)),
        _cell(number(measure.value), "value"),
        _cell(f"{number(measure.low)} – {number(measure.high)}" if known else "", "interval"),
        element("td", interval_strip(row), class_="plot"),
        _cell(f"{measure.n:,}", "count"),
    ]
    if compared:
        before = number(row.before.value) if row.before else ""
        cells += [_cell(before, "baseline"), _difference(row)]
    return element("tr", *cells)


def meaning_of(name: str) -> str | None:
    """Return what a measure counts, or None for one that is not ours."""
    try:
        _, _, meaning = explain(name).partition("\n")
    except InputError:
        return None
    return one_line(meaning)


def _difference(row: Row) -> Markup:
    way = [element("small", f" {row.change}")] if row.change != "same" else []
    return element("td", signed(row.difference), *way, class_=f"number difference {row.change}")


def cause_bars(report: Report) -> Markup:
    """Return how often each cause comes, as bars, the most frequent the longest."""
    counts = count_causes(report.outcomes)
    most = max(counts.values(), default=0)
    if not most:
        return element("p", "Nothing went wrong.")
    rows = [
        element(
            "tr",
            element("th", cause.value, scope="row"),
            _cell(str(count)),
            element("td", _bar(count / most), class_="bar"),
            class_=None if count else "none",
        )
        for cause, count in counts.items()
    ]
    return _table(element("tbody", *rows), class_="causes")


def _bar(share: float) -> Markup:
    return element(
        "svg",
        element("rect", x=0, y=0, width=100 * share, height=10, class_="fill"),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def decision_table(report: Report) -> Markup:
    """Return the two by two table of deciding, with errors where there are some."""
    rows = [report.decisions(answerable=answerable) for answerable in (True, False)]
    failed = any(row.failed for row in rows)
    heads = ["answered", "declined", *(["error"] if failed else [])]
    return _table(
        element("thead", element("tr", element("td"), *(_head(h, numeric=True) for h in heads))),
        element(
            "tbody",
            _decisions("answerable", rows[0], ("right", "wrong"), failed=failed),
            _decisions("unanswerable", rows[1], ("wrong", "right"), failed=failed),
        ),
        class_="decisions",
    )


def _decisions(name: str, row: Decisions, classes: tuple[str, str], *, failed: bool) -> Markup:
    whole = row.answered + row.declined + row.failed
    counts = [(row.answered, classes[0]), (row.declined, classes[1])]
    counts += [(row.failed, "wrong")] if failed else []
    cells = [
        element(
            "td",
            element("b", f"{count:,}"),
            element("small", percent(count, whole) if whole else ""),
            class_=f"number {kind if count else ''}",
        )
        for count, kind in counts
    ]
    return element("tr", element("th", name, scope="row"), *cells)


def slice_tables(report: Report) -> dict[str, Markup]:
    """Return for each kind of slice a table with the headline metrics."""
    kinds: dict[str, list[Slice]] = {}
    for row in report.slices():
        kinds.setdefault(row.kind, []).append(row)
    return {kind: _slices(kind, rows, headlines(report)) for kind, rows in kinds.items()}


def _slices(kind: str, slices: Sequence[Slice], names: Sequence[str]) -> Markup:
    shown = shown_slices(slices, _SLICES)
    heads = [_head(kind), _head("n", numeric=True), *(_head(name, numeric=True) for name in names)]
    table = _table(
        element("thead", element("tr", *heads)),
        element("tbody", *(_slice(row, names) for row in shown)),
        class_="slices",
    )
    rest = len(slices) - len(shown)
    note = [element("p", f"{counted(rest, kind)} with a higher F1 not shown.", class_="note")]
    return element("div", table, *(note if rest else []))


def _slice(row: Slice, names: Sequence[str]) -> Markup:
    means = {mean.metric: mean.value for mean in row.means}
    name = element("th", row.name, scope="row", dir="auto")
    return element("tr", name, _cell(f"{row.n:,}"), *(_cell(number(means[n])) for n in names))


def latency_table(report: Report) -> Markup:
    """Return the times of the whole and of each stage; nothing where none were taken."""
    latencies = report.latencies()
    if not latencies:
        return Markup()
    heads = [_head("time"), *(_head(h, numeric=True) for h in ("median", "95th percentile", "n"))]
    rows = [
        element(
            "tr",
            element("th", row.stage, scope="row"),
            *map(_cell, (seconds(row.p50), seconds(row.p95), f"{row.n:,}")),
        )
        for row in latencies
    ]
    return _table(element("thead", element("tr", *heads)), element("tbody", *rows))


def origin_table(rows: Iterable[tuple[str, str]]) -> Markup:
    """Return what was asked and what answered, name by name."""
    lines = [
        element("tr", element("th", name, scope="row"), element("td", value, dir="auto"))
        for name, value in rows
    ]
    return _table(element("tbody", *lines), class_="origin")


def _table(*parts: Markup, class_: str | None = None) -> Markup:
    return element("div", element("table", *parts, class_=class_), class_="scroll")


def _head(name: str, *, numeric: bool = False) -> Markup:
    return element("th", name, scope="col", class_="number" if numeric else None)


def _cell(value: str, class_: str = "") -> Markup:
    return element("td", value, class_=f"number {class_}".rstrip())

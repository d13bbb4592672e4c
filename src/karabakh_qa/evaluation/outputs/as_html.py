"""A report as one HTML file, which asks for nothing else: no script, no font, no request."""

from importlib.resources import files

from karabakh_qa.evaluation.confidence import reliability, risk_coverage
from karabakh_qa.evaluation.outputs.charts import reliability_chart, risk_coverage_chart
from karabakh_qa.evaluation.outputs.html_items import folded_item, worst_item
from karabakh_qa.evaluation.outputs.html_tables import (
    cause_bars,
    decision_table,
    latency_table,
    meaning_of,
    measure_table,
    origin_table,
    slice_tables,
)
from karabakh_qa.evaluation.outputs.markup import Markup, element, joined
from karabakh_qa.evaluation.outputs.plain import counted
from karabakh_qa.evaluation.outputs.summary import caveats, how_sure, problems, verdict, worst
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.statistics import DRAWS, SEED

_WORST_OF_EACH = 5
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def format_html(report: Report, baseline: Report | None = None) -> str:
    """Return the report as a page: verdict, numbers, where it fails, plots, slices, questions."""
    sections = [
        _section("Measures", _measures(report, baseline)),
        element(
            "div",
            _section("Where it fails", cause_bars(report)),
            _section("Answering and declining", decision_table(report)),
            class_="pair",
        ),
        _section("Confidence", _charts(report)),
        _slices(report),
        _worst(report),
        _all(report),
        _section("This run", _origin(report, baseline)),
    ]
    body = element("main", _heading(report), *sections)
    page = element("html", _head(report), element("body", body), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _head(report: Report) -> Markup:
    style = Markup(
        files("karabakh_qa.evaluation.outputs").joinpath("report.css").read_text("utf-8")
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{report.testset}: evaluation"),
        element("link", rel="icon", href="data:,"),  # else a browser asks the server for one
        element("style", style),
    )


def _heading(report: Report) -> Markup:
    count = counted(len(report.outcomes), "question")
    return element(
        "header",
        element("p", "Evaluation · ", element("bdi", report.testset), f" · {count}", class_="over"),
        element("h1", verdict(report)),
        class_="top",
    )


def _section(title: str, *parts: Markup) -> Markup:
    return element("section", element("h2", title), *parts)


def _measures(report: Report, baseline: Report | None) -> Markup:
    texts = [how_sure(report), *caveats(report, baseline)]
    notes = [element("p", text, class_="note") for text in texts]
    return joined([measure_table(report, baseline), *notes, _glossary(report)])


def _glossary(report: Report) -> Markup:
    meanings = ((measure.name, meaning_of(measure.name)) for measure in report.measures)
    entries = [
        joined([element("dt", name), element("dd", meaning)])
        for name, meaning in meanings
        if meaning
    ]
    summary = element("summary", "What the measures mean")
    return element("details", summary, element("dl", *entries), class_="glossary")


def _charts(report: Report) -> Markup:
    drawn = [
        (
            risk_coverage_chart(risk_coverage(report.outcomes)),
            "What declining more would buy: how many of the surest answers are right.",
        ),
        (
            reliability_chart(reliability(report.outcomes)),
            "How far the confidence can be taken at its word. A dot is a tenth of the scale, its "
            "area the number of questions; on the line the confidence is right.",
        ),
    ]
    figures = [
        element("figure", chart, element("figcaption", caption))
        for chart, caption in drawn
        if chart
    ]
    if not figures:
        return element("p", "The replies state no confidence, so there is nothing to draw.")
    return element("div", *figures, class_="figures")


def _slices(report: Report) -> Markup:
    tables = slice_tables(report)
    if not tables:
        return Markup()
    *first, last = tables
    title = f"By {', '.join(first)} and {last}" if first else f"By {last}"
    return _section(title, element("div", *tables.values(), class_="tables"))


def _worst(report: Report) -> Markup:
    shown = worst(report, _WORST_OF_EACH)
    if not shown:
        return Markup()
    count = len(problems(report))
    note = f"{counted(count, 'question')} came out wrong"
    note += f"; at most {_WORST_OF_EACH} of each kind are shown." if len(shown) < count else "."
    legend = " Words that the gold quotation shares with what was cited are "
    return _section(
        "Worst first",
        element("p", note, legend, element("mark", "marked"), ".", class_="note"),
        *(worst_item(problem.outcome, problem.cause) for problem in shown),
    )


def _all(report: Report) -> Markup:
    summary = element("summary", f"All {counted(len(report.outcomes), 'question')}")
    return _section(
        "Every question",
        element("details", summary, *map(folded_item, report.outcomes), class_="all"),
    )


def _origin(report: Report, baseline: Report | None) -> Markup:
    rows = [
        ("test set", f"{report.testset}, sha256 {report.testset_sha256}"),
        (
            "documents",
            f"sha256 {report.documents_sha256}" if report.documents_sha256 else "unknown",
        ),
        ("resampled", f"{report.unit}, {DRAWS:,} draws, seed {SEED}"),
        *report.configuration,
    ]
    if baseline:
        rows.append(("baseline", f"{baseline.testset}, sha256 {baseline.testset_sha256}"))
        rows += [(f"baseline: {name}", value) for name, value in baseline.configuration]
    return joined([latency_table(report), origin_table(rows)])

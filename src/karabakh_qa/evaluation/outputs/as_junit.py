"""A report as JUnit's XML, which build servers show: a test case for each question."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from karabakh_qa.evaluation.causes import Cause, cause_of
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.plain import clean, number, one_line
from karabakh_qa.evaluation.outputs.summary import expected, got, verdict
from karabakh_qa.evaluation.report import Report

_LONGEST_NAME = 200


def format_junit(report: Report) -> str:
    """Return a suite with a test case for each question, and the measures as its properties.

    A question that came out wrong is a failure, with the gold answers and what was got; one on
    which asking failed is an error. Control characters, which XML forbids, are replaced.
    """
    causes = [cause_of(outcome) for outcome in report.outcomes]
    errors = causes.count(Cause.ERROR)
    counts = {
        "tests": str(len(causes)),
        "failures": str(len(causes) - causes.count(None) - errors),
        "errors": str(errors),
        "time": _seconds(outcome.seconds for outcome in report.outcomes),
    }
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {"name": clean(report.testset), **counts})
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(report):
        ET.SubElement(properties, "property", {"name": clean(name), "value": clean(value)})
    for outcome, cause in zip(report.outcomes, causes, strict=True):
        _add_case(suite, report.testset, outcome, cause)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _properties(report: Report) -> Iterable[tuple[str, str]]:
    yield "verdict", verdict(report)
    for measure in report.measures:
        known = measure.low is not None and measure.high is not None
        interval = f", {number(measure.low)} to {number(measure.high)}" if known else ""
        yield measure.name, f"{number(measure.value)}{interval} (n {measure.n})"


def _add_case(suite: ET.Element, testset: str, outcome: Outcome, cause: Cause | None) -> None:
    question = outcome.question
    name = f"{question.id}: {question.question}"
    case = ET.SubElement(
        suite,
        "testcase",
        {
            "classname": clean(testset),
            "name": one_line(name, _LONGEST_NAME),
            "time": _seconds([outcome.seconds]),
        },
    )
    if cause is not None:
        kind = "error" if cause is Cause.ERROR else "failure"
        said = one_line(outcome.error or "") if cause is Cause.ERROR else cause.value
        ET.SubElement(case, kind, {"type": cause.name, "message": said}).text = _details(outcome)


def _details(outcome: Outcome) -> str:
    lost = [score for score in outcome.scores if score.value < 1]
    lines = [
        f"question: {outcome.question.question}",
        f"expected: {expected(outcome)}",
        f"got: {got(outcome)}",
        *(f"{score.metric} {number(score.value)}: {score.why}" for score in lost),
    ]
    return "\n".join(map(one_line, lines))


def _seconds(times: Iterable[float | None]) -> str:
    return f"{sum(time for time in times if time is not None):.3f}"

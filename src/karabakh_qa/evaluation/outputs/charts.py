"""The charts of a report: intervals, risk and coverage, reliability."""

from collections.abc import Sequence
from math import sqrt

from karabakh_qa.evaluation.confidence import Bin, Point
from karabakh_qa.evaluation.measures import Measure
from karabakh_qa.evaluation.outputs.markup import Markup, element
from karabakh_qa.evaluation.outputs.plain import counted, number
from karabakh_qa.evaluation.outputs.summary import Row
from karabakh_qa.evaluation.outputs.svg import Frame, chart, label, line, share

_LARGEST_DOT = 11.0
_SMALLEST_DOT = 3.0
_STRIP = 172
_LOWEST = (0.9, 0.75, 0.5)
_ROOM = 0.15


def interval_strip(row: Row) -> Markup:
    """Return a measure's value and interval on a line from 0 to 1; a tick is the baseline."""
    measure = row.measure
    if measure.value is None:
        return Markup()
    marks = [element("line", x1=0, x2=_STRIP, y1=7, y2=7, class_="track")]
    if measure.low is not None and measure.high is not None:
        low, high = _STRIP * measure.low, _STRIP * measure.high
        marks.append(element("line", x1=low, x2=max(high, low + 0.5), y1=7, y2=7, class_="whisker"))
    if row.before and row.before.value is not None:
        at = _STRIP * row.before.value
        marks.append(element("line", x1=at, x2=at, y1=1, y2=13, class_="before"))
    marks.append(element("circle", cx=_STRIP * measure.value, cy=7, r=3.5, class_="dot"))
    return element(
        "svg",
        element("title", _spoken(measure)),
        *marks,
        viewBox=f"-4 0 {_STRIP + 8} 14",
        role="img",
        class_="strip",
    )


def risk_coverage_chart(points: Sequence[Point]) -> Markup | None:
    """Return what declining more would buy; None where there is no curve."""
    if not points:
        return None
    last = points[-1]
    frame = Frame(_floor(min(point.right for point in points)))
    place = [(frame.x(point.coverage), frame.y(point.right)) for point in points]
    x, y = place[-1]
    said = f"{share(last.coverage)} answered, {share(last.right)} right"
    # The curve falls: there is room to the right of its end, or below it.
    note = (x + 10, y - 6, said, "start") if last.coverage <= 0.5 else (x, y + 24, said, "end")
    return chart(
        "risk-coverage",
        "Right answers by how many questions are answered",
        f"If only the surest questions were answered, from few on the left to all that were "
        f"answered on the right: {said}. {_at_half(points)}",
        frame,
        ("share of all questions answered, surest first", "right among these"),
        line(place, "curve"),
        element("circle", cx=x, cy=y, r=4.5, class_="dot"),
        label(*note, class_="note"),
    )


def reliability_chart(bins: Sequence[Bin]) -> Markup | None:
    """Return whether the confidence can be taken at its word; None where there is none."""
    if not bins:
        return None
    frame = Frame()
    most = max(found.n for found in bins)
    told = "; ".join(_told(found) for found in bins)
    return chart(
        "reliability",
        "Confidence against what is so",
        f"On the diagonal the confidence is right. {told}.",
        frame,
        ("confidence", "share that is answerable"),
        line([(frame.x(0), frame.y(0)), (frame.x(1), frame.y(1))], "diagonal"),
        *(_dot(found, most, frame) for found in bins),
    )


def _dot(found: Bin, most: int, frame: Frame) -> Markup:
    return element(
        "circle",
        element("title", _told(found)),
        cx=frame.x(found.confidence),
        cy=frame.y(found.share),
        r=max(_SMALLEST_DOT, _LARGEST_DOT * sqrt(found.n / most)),
        class_="bin",
    )


def _told(found: Bin) -> str:
    return (
        f"confidence {found.confidence:.2f}: {share(found.share)} of "
        f"{counted(found.n, 'question')} answerable"
    )


def _at_half(points: Sequence[Point]) -> str:
    if points[-1].coverage <= 0.5:
        return ""
    half = next(point for point in points if point.coverage >= 0.5)
    return f"The surest {share(half.coverage)}: {share(half.right)} right."


def _floor(value: float) -> float:
    """Return where the axis begins, so that a high curve shows its shape, with room below it."""
    return next((low for low in _LOWEST if value >= low + _ROOM * (1 - low)), 0.0)


def _spoken(measure: Measure) -> str:
    known = measure.low is not None and measure.high is not None
    interval = f", between {number(measure.low)} and {number(measure.high)}" if known else ""
    return f"{measure.name} {number(measure.value)}{interval}"

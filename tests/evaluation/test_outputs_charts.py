import re

import pytest

from karabakh_qa.evaluation.confidence import Bin, Point
from karabakh_qa.evaluation.measures import Measure
from karabakh_qa.evaluation.outputs.charts import (
    interval_strip,
    reliability_chart,
    risk_coverage_chart,
)
from karabakh_qa.evaluation.outputs.summary import Row
from karabakh_qa.evaluation.outputs.svg import Frame


def attributes(svg: str, class_: str) -> dict[str, str]:
    found = re.search(rf'<\w+ ([^>]*)class="{class_}"', svg)
    assert found
    return dict(re.findall(r'([\w-]+)="([^"]*)"', found[1]))


def test_the_frame_maps_shares_to_places() -> None:
    whole, upper = Frame(), Frame(0.5)
    assert (whole.x(0), whole.x(1), whole.y(0), whole.y(1)) == (52, 424, 248, 14)
    assert (upper.y(0.5), upper.y(0.75), upper.y(1)) == (248, 131, 14)


def test_a_strip_shows_value_interval_and_baseline() -> None:
    row = Row(
        Measure("f1", "answer", 0.5, 9, 0.25, 0.75), Measure("f1", "answer", 1.0, 9, 0.9, 1.0)
    )
    svg = interval_strip(row)
    assert "<title>f1 0.500, between 0.250 and 0.750</title>" in svg
    assert attributes(svg, "dot")["cx"] == "86"
    assert (attributes(svg, "whisker")["x1"], attributes(svg, "whisker")["x2"]) == ("43", "129")
    assert attributes(svg, "before")["x1"] == "172"


def test_a_strip_without_interval_baseline_or_value() -> None:
    svg = interval_strip(Row(Measure("f1", "answer", 0.5, 1), None))
    assert "whisker" not in svg
    assert "before" not in svg
    assert interval_strip(Row(Measure("f1", "answer", None, 0), None)) == ""


@pytest.mark.parametrize(
    ("worst", "low"), [(0.95, "90"), (0.9, "75"), (0.7, "50"), (0.5, "0"), (0.0, "0")]
)
def test_the_curve_has_room_below_it(worst: float, low: str) -> None:
    svg = risk_coverage_chart([Point(0.2, 1.0, 0.9), Point(0.8, worst, 0.4)]) or ""
    first = re.search(r'text-anchor="end" class="tick">(\d+)', svg)
    assert first
    assert first[1] == low


def test_the_curve_goes_through_its_points() -> None:
    points = [Point(0.25, 1.0, 0.9), Point(0.5, 0.75, 0.7), Point(1.0, 0.75, 0.2)]
    svg = (risk_coverage_chart(points) or "").replace("\N{NO-BREAK SPACE}", " ")
    frame = Frame(0.5)
    expected = " ".join(f"{frame.x(p.coverage):g},{frame.y(p.right):g}" for p in points)
    assert attributes(svg, "curve")["points"] == expected
    assert ">100 % answered, 75 % right<" in svg
    assert "The surest 50 %: 75 % right." in svg
    assert 'aria-labelledby="risk-coverage-title risk-coverage-desc"' in svg
    assert risk_coverage_chart([]) is None


def test_the_reliability_diagram_has_a_dot_for_each_bin() -> None:
    svg = reliability_chart([Bin(0.05, 0.5, 1), Bin(0.95, 1.0, 100)]) or ""
    dots = [
        dict(re.findall(r'([\w-]+)="([^"]*)"', dot)) for dot in re.findall("<circle[^>]*>", svg)
    ]
    assert [dot["cx"] for dot in dots] == ["70.6", "405.4"]
    assert [dot["cy"] for dot in dots] == ["131", "14"]
    assert [dot["r"] for dot in dots] == ["3", "11"]
    assert "confidence 0.95: 100\N{NO-BREAK SPACE}% of 100 questions answerable" in svg
    assert reliability_chart([]) is None

"""The parts that charts are drawn from; colours come from the style sheet, by class."""

from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_qa.evaluation.outputs.markup import Markup, element

WIDTH, HEIGHT = 440, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 424, 14, 248


@dataclass(frozen=True, slots=True)
class Frame:
    """The square that is drawn into: shares from 0 to 1 across, from `low` to 1 upwards."""

    low: float = 0.0

    def x(self, share: float) -> float:
        """Return where a share stands across."""
        return _LEFT + share * (_RIGHT - _LEFT)

    def y(self, share: float) -> float:
        """Return where a share stands upwards."""
        return _BOTTOM - (share - self.low) / (1 - self.low) * (_BOTTOM - _TOP)


def chart(
    name: str, title: str, description: str, frame: Frame, labels: tuple[str, str], *marks: str
) -> Markup:
    """Return a chart with its grid; `labels` name what is across and what is upwards.

    `name` makes the ids of title and description, which a screen reader reads out.
    """
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        *_grid(frame, labels),
        *marks,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="chart",
    )


def line(points: Sequence[tuple[float, float]], class_: str) -> Markup:
    """Return a line through points of the drawing."""
    return element("polyline", points=" ".join(f"{x:g},{y:g}" for x, y in points), class_=class_)


def label(x: float, y: float, words: str, anchor: str = "middle", class_: str = "tick") -> Markup:
    """Return words at a place; `anchor` is start, middle or end."""
    return element("text", words, x=x, y=y, text_anchor=anchor, class_=class_)


def share(value: float) -> str:
    """Return a share as percent."""
    return f"{100 * value:.0f}\N{NO-BREAK SPACE}%"


def _grid(frame: Frame, labels: tuple[str, str]) -> list[Markup]:
    parts = []
    for fifth in range(6):
        across = fifth / 5
        upwards = frame.low + across * (1 - frame.low)
        x, y = frame.x(across), frame.y(upwards)
        parts += [
            line([(_LEFT, y), (_RIGHT, y)], "grid"),
            label(_LEFT - 8, y + 4, share(upwards), "end"),
            label(x, _BOTTOM + 18, share(across)),
        ]
    return [
        *parts,
        label((_LEFT + _RIGHT) / 2, HEIGHT - 8, labels[0], class_="axis"),
        element(
            "text",
            labels[1],
            transform=f"translate(12 {(_TOP + _BOTTOM) / 2:g}) rotate(-90)",
            text_anchor="middle",
            class_="axis",
        ),
    ]

"""HTML and SVG from elements: what is not an element itself is escaped, always."""

from collections.abc import Iterable
from html import escape

from karabakh_qa.evaluation.outputs.plain import clean


class Markup(str):
    """Text that is HTML already; only `element` and `joined` make it."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | float | bool | None) -> Markup:
    """Return an element; children that are no `Markup` are texts and get escaped.

    An attribute's name may end in an underscore (`class_`), and underscores inside are hyphens;
    True stands for an attribute without a value, None and False for none at all.
    """
    given = (
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{_value(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    start = f"<{name}{''.join(given)}>"
    return Markup(start if name in _VOID else f"{start}{joined(children)}</{name}>")


def joined(children: Iterable[str]) -> Markup:
    """Return the children one after the other, texts among them escaped."""
    return Markup("".join(c if isinstance(c, Markup) else escape(clean(c)) for c in children))


def text(name: str, value: str, /, **attributes: str) -> Markup:
    """Return an element with somebody's words, which may run from right to left."""
    return element(name, value, dir="auto", **attributes)


def _value(value: str | float) -> str:
    return escape(clean(value)) if isinstance(value, str) else f"{round(value, 2):g}"


_VOID = frozenset({"meta", "link", "br"})

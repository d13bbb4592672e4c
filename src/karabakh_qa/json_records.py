"""Plain JSON types back into records: every value is checked against the type of its field."""

from dataclasses import MISSING, fields, is_dataclass
from math import isfinite
from reprlib import repr as shortened
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_LARGEST_INT = 2**63


def read_record(kind: type[T], data: object) -> T:
    """Return the dataclass `kind` with the fields that `data` gives, as `asdict` writes them.

    Its fields may be texts, numbers, literals, other dataclasses, named tuples, tuples of one type
    and length, and each of these or None. All must be there but those with a default (an older
    version may not have had them yet), and no others.

    Raises:
        ValueError: something is missing, unknown, or of another type; the message says which.
    """
    return cast("T", _read(kind, data, "it"))


def _read(kind: Any, value: Any, name: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if value is None else _read(inner[0], value, name)
    if origin is Literal:
        return _expect(isinstance(value, str) and value in inner, value, name, f"one of {inner}")
    if origin is tuple:
        items = enumerate(_items(value, name))
        return tuple(_read(inner[0], item, f"{name}[{number}]") for number, item in items)
    if is_dataclass(kind):
        return _fields(kind, value, name)
    if hasattr(kind, "_fields"):
        return _named_tuple(kind, value, name)
    return _plain(kind, value, name)


def _plain(kind: Any, value: Any, name: str) -> Any:
    """Read a text or a number; True is no number, and a number without end is none either."""
    is_int = type(value) is int and abs(value) < _LARGEST_INT
    if kind is int:
        return _expect(is_int, value, name, "a whole number")
    if kind is float:
        is_float = isinstance(value, float) and isfinite(value)
        return float(_expect(is_int or is_float, value, name, "a finite number"))
    return _expect(type(value) is kind, value, name, f"of type {kind.__name__}")


def _fields(kind: Any, value: Any, name: str) -> Any:
    hints = get_type_hints(kind)
    needed = {f.name for f in fields(kind) if f.default is MISSING}
    right = isinstance(value, dict) and needed <= value.keys() <= hints.keys()
    _expect(right, value, name, f"{sorted(hints)}")
    return kind(**{key: _read(hints[key], given, key) for key, given in value.items()})


def _named_tuple(kind: Any, value: Any, name: str) -> Any:
    hints = get_type_hints(kind)
    items = _items(value, name)
    _expect(len(items) == len(hints), value, name, f"{list(hints)}")
    return kind(
        *(_read(hint, item, name) for hint, item in zip(hints.values(), items, strict=True))
    )


def _items(value: Any, name: str) -> Any:
    return _expect(isinstance(value, list | tuple), value, name, "a list")


def _expect(is_right: bool, value: Any, name: str, wanted: str) -> Any:
    if not is_right:
        raise ValueError(f"{name} is {shortened(value)}, not {wanted}")
    return value

"""The YAML block that a Markdown file may begin with."""

import re
from typing import TYPE_CHECKING

from karabakh_qa.corpus.details import one_line, parse_date
from karabakh_qa.records import Detail, DetailName, Span

if TYPE_CHECKING:
    from yaml import Node

_BLOCK = re.compile(
    r"---[^\S\r\n]*(?:\r\n|\r|\n)(?P<yaml>.*?(?:\r\n|\r|\n))"
    r"(?:---|\.\.\.)[^\S\r\n]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
# What is longer is a text between two rules, and would take long to parse.
_LONGEST = 50_000
_KEYS: tuple[tuple[DetailName, tuple[str, ...]], ...] = (
    ("title", ("title",)),
    ("author", ("author", "authors")),
    ("date", ("date",)),
    ("source", ("source", "url", "publisher")),
)


def front_matter(text: str) -> tuple[int, tuple[Detail, ...]]:
    """Return where the text behind the front matter begins, and what the front matter states.

    Without front matter, or with some that is no YAML mapping, that is `(0, ())`.
    """
    block = _BLOCK.match(text)
    if block is None or block.end() > _LONGEST:
        return 0, ()
    entries = _entries(block["yaml"])
    if entries is None:
        return 0, ()
    details = []
    for name, keys in _KEYS:
        node = next((entries[key] for key in keys if key in entries), None)
        detail = _detail(name, text, block.start("yaml"), node) if node else None
        if detail:
            details.append(detail)
    return block.end(), tuple(details)


def _entries(source: str) -> "dict[str, Node] | None":
    """Return the nodes of a YAML mapping by their keys in small letters, or None if it is none."""
    import yaml

    try:
        # Nodes rather than values: they say where they stand, and build nothing.
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    return {
        str(key.value).lower(): value
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode) and value.value and not value.tag.endswith(":null")
    }


def _detail(name: DetailName, text: str, offset: int, node: "Node") -> Detail | None:
    scalars = _scalars(node)
    if not scalars:
        return None
    words = one_line(", ".join(str(scalar.value) for scalar in scalars))
    value = parse_date(words) if name == "date" else words
    start = _span(text, offset, scalars[0]).start
    end = _span(text, offset, scalars[-1]).end
    return Detail(name, value, start, end) if value and start < end else None


def _scalars(node: "Node") -> "list[Node]":
    """Return the plain values of a node: its own, those of a list, the names of people."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.SequenceNode):
        return [scalar for item in node.value for scalar in _scalars(item)]
    return [value for key, value in node.value if key.value == "name"]


def _span(text: str, offset: int, node: "Node") -> Span:
    """Return where a value's own characters stand, without quotation marks where possible."""
    start, end = offset + node.start_mark.index, offset + node.end_mark.index
    words = text[start:end].rstrip()
    inside = words.find(str(node.value))
    if inside < 0:
        return Span(start, start + len(words))
    return Span(start + inside, start + inside + len(str(node.value)))

"""Tokenised text as a person would write it, with the place of every token."""

from collections.abc import Sequence

from karabakh_qa.records import Span

_WRITTEN = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "``": '"',
    "''": '"',
}
_NO_SPACE_BEFORE = frozenset(", . ; : ? ! % ) ] } '' -RRB- -RSB- -RCB- n't ' - -".split())
_NO_SPACE_AFTER = frozenset("( [ { `` -LRB- -LSB- -LCB- $ £ € - -".split())
_SUFFIXES = ("'s", "'d", "'m", "'ll", "'re", "'ve")


def detokenise(tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """Join the tokens of the Penn Treebank's conventions; say where each of them went."""
    text = ""
    spans = []
    for index, token in enumerate(tokens):
        if index and not _sticks(tokens[index - 1], token):
            text += " "
        written = _WRITTEN.get(token, token)
        spans.append(Span(len(text), len(text) + len(written)))
        text += written
    return text, tuple(spans)


def _sticks(before: str, token: str) -> bool:
    return token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or token.lower() in _SUFFIXES

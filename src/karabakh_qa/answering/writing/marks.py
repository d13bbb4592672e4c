"""The marks by which a language model points at numbered units: "[3]", "【1†source】", "(unit 2)".

What is a mark is decided by the characters from its beginning on, of which at most a few hundred
are looked at. While they can still become a mark or not, the answer is `WAIT`.
"""

import re
from typing import NamedTuple
from unicodedata import category, normalize

OPENERS = "[［【〔〖⟦"
ROUND = "(（"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LONGEST_RANGE = 20
_NO_NUMBER = 10_000

# No list that a person would follow is longer, and no decision takes more than this to look at.
_LIMIT = 200
_CLOSERS = "]］】〕〗⟧"
_OPEN, _CLOSE = re.escape(OPENERS), re.escape(_CLOSERS)
_NESTED = rf"[{_OPEN}][^{_OPEN}{_CLOSE}\n]*"
_ITEM = rf"[^{_OPEN}{_CLOSE}\n]|{_NESTED}[{_CLOSE}]"
_SQUARE = re.compile(rf"[{_OPEN}](?:{_ITEM}){{0,{_LIMIT}}}[{_CLOSE}]")
_SQUARE_BEGUN = re.compile(
    rf"[{_OPEN}](?:{_ITEM}){{0,{_LIMIT}}}(?:[{_OPEN}][^{_OPEN}{_CLOSE}\n]*)?"
)
_PARENTHESIS = re.compile(rf"[(（](?:[^()（）\n]|\([^()（）\n]*\)){{0,{_LIMIT}}}[)）]")
_RAISED_TAG = re.compile(r"<(sup|cite|ref|source|citation)>([\s\d,;–-]{1,40})</\1>", re.IGNORECASE)
_RAISED_TAG_BEGUN = re.compile(
    r"<[a-z]{0,8}(?:>[\s\d,;–-]{0,40}(?:</?[a-z]{0,8})?)?", re.IGNORECASE
)
_LONGEST_RUN = 6
_RAISED_RUN = re.compile(rf"[{RAISED}]{{1,{_LONGEST_RUN}}}")
_RAISED_BEHIND = frozenset(".,;:!?…)]\"'”’»。！？")
_LONGEST_LINK = 300
_LINK = re.compile(r"\((?:[^\s()]|\([^\s()]*\))*\)")
_LINK_BEGUN = re.compile(r"\((?:[^\s()]|\([^\s()]*\))*(?:\([^\s()]*)?")
_ADDRESS = re.compile(r"\((?:https?:|mailto:|www\.|[#/])")

_LABELS = frozenset(
    """unit units sentence sentences source sources passage passages document documents doc docs
    reference references ref refs citation citations cite cites excerpt excerpts snippet snippets
    chunk chunks context evidence footnote note statement statements see also cf from""".split()
)
_SHORT_LABELS = frozenset("s u src".split())
_JOINTS = frozenset(", ; & 、 ， ； and or".split())
_DASHES = frozenset("- – — ‐ ‑ − to through".split())
_WORDS = _LABELS | _SHORT_LABELS | _JOINTS | _DASHES
_BEGINNINGS = frozenset(word[:end] for word in _WORDS for end in range(1, len(word) + 1))
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_WORD = re.compile(r"[^\W\d_]+")
# Emphasis, code and escapes within a mark mean nothing.
_NOISE = re.compile(rf"[\\*_`{_OPEN}{_CLOSE}]")
_CAN_STAND_IN_A_MARK = re.compile(r"[\w\s,;、，；&:.#№^\-–—‐‑−]*")
# Of kinds of tokens: L label, C what ties it to its number, H "#", N number, J joint, D dash.
_LIST = re.compile(r"(?:(?:L[CD]*|H)*N(?:D(?:L[CD]*|H)*N)?J*)+")


class Found(NamedTuple):
    """A mark: where it ends, and the numbers that it holds, in order.

    A number of five digits or more points at nothing and is left out.
    """

    end: int
    numbers: tuple[int, ...]


NO_MARK = Found(0, ())
WAIT = Found(-1, ())
"""Only more text can tell."""


def mark_at(text: str, at: int, final: bool, before: str) -> Found:
    """Return the mark that begins at `at`, `NO_MARK`, or `WAIT` unless `final`.

    `before` are the last few characters before it.
    """
    begin = text[at]
    if begin in OPENERS:
        return _square(text, at, final)
    if begin in ROUND:
        return _bracket(text, at, final, _PARENTHESIS)
    if begin == "<":
        return _raised_tag(text, at, final, before)
    if begin in RAISED:
        return _raised(text, at, final, before)
    return NO_MARK


def link_end(text: str, at: int, final: bool, any_target: bool) -> int:
    """Return where the target of a link ends that begins at `at` ("(https://...)"), or `at`.

    Without `any_target` it has to look like an address. -1 means that only more text can tell.
    """
    if not final and len(text) - at < len("(mailto:") and "(mailto:".startswith(text[at : at + 1]):
        return -1
    if not (any_target and text.startswith("(", at)) and not _ADDRESS.match(text, at):
        return at
    target = text[at : at + _LONGEST_LINK]
    if whole := _LINK.match(target):
        return at + whole.end()
    begun = _LINK_BEGUN.match(target)
    if begun is None or begun.end() < len(target) or len(target) == _LONGEST_LINK:
        return at
    return len(text) if final else -1


def without_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """Return `text` without the marks in it, and their numbers.

    A bracket directly behind a word is an index of some code and stays.
    """
    numbers: list[int] = []
    kept: list[str] = []
    at = 0
    for bracket in re.finditer(rf"(?<!\w){_SQUARE.pattern}|{_PARENTHESIS.pattern}", text):
        found = mark_at(text, bracket.start(), True, "")
        if found is not NO_MARK:
            kept.append(text[at : bracket.start()].rstrip())
            numbers.extend(found.numbers)
            at = bracket.end()
    return "".join([*kept, text[at:]]), tuple(numbers)


def _square(text: str, at: int, final: bool) -> Found:
    found = _bracket(text, at, final, _SQUARE)
    if found in (NO_MARK, WAIT) or text[found.end - 1] != "]":
        return found
    end = link_end(text, found.end, final, any_target=True)
    return WAIT if end < 0 else Found(end, found.numbers)


def _bracket(text: str, at: int, final: bool, pattern: re.Pattern[str]) -> Found:
    closed = pattern.match(text, at, at + _LIMIT + 1)
    if closed:
        content = text[at + 1 : closed.end() - 1]
        # "(3)" counts something or is a year; "(see 3)" and "([3])" point at something.
        bare = pattern is _PARENTHESIS and not any(c in OPENERS for c in content)
        numbers = read_list(content, labelled=bare)
        return NO_MARK if numbers is None else Found(closed.end(), numbers)
    if final or len(text) - at > _LIMIT or "\n" in text[at:]:
        return NO_MARK
    if pattern is _SQUARE and not _SQUARE_BEGUN.fullmatch(text, at):
        return NO_MARK
    return WAIT if _may_become_list(text[at + 1 :]) else NO_MARK


def _may_become_list(begun: str) -> bool:
    content, _, _ = _plain(begun).partition("†")
    if not _CAN_STAND_IN_A_MARK.fullmatch(content):
        return False
    return all(word.lower() in _BEGINNINGS for word in _WORD.findall(content))


def _raised_tag(text: str, at: int, final: bool, before: str) -> Found:
    """Read "<sup>1</sup>" and the like."""
    whole = _RAISED_TAG.match(text, at)
    if whole:
        numbers = read_list(whole[2])
        is_mark = numbers is not None and (whole[1].lower() != "sup" or _may_be_raised(before))
        return Found(whole.end(), numbers or ()) if is_mark else NO_MARK
    begun = _RAISED_TAG_BEGUN.match(text, at)
    return WAIT if begun and begun.end() == len(text) and not final else NO_MARK


def _raised(text: str, at: int, final: bool, before: str) -> Found:
    run = _RAISED_RUN.match(text, at)
    if run is None or not _may_be_raised(before):
        return NO_MARK
    if run.end() == len(text) and not final and len(run[0]) < _LONGEST_RUN:
        return WAIT
    return Found(run.end(), read_list(run[0]) or ())


def _may_be_raised(before: str) -> bool:
    """Tell the mark of "in 1994.²" and "treaty²" from the power of "km²" and "10²"."""
    return before[-1:] in _RAISED_BEHIND or (len(before) > 2 and before[-3:].isalpha())


def _plain(content: str) -> str:
    """Return what a mark says, in plain characters."""
    if not content.isascii():
        seen = "".join(character for character in content if category(character) != "Cf")
        content = normalize("NFKC", seen)
    return _NOISE.sub(" ", content.replace("^", ""))


def read_list(content: str, labelled: bool = False) -> tuple[int, ...] | None:
    """Return the numbers of a list such as "1, 2", "3-5" or "Sources 1 and 2"; None if it is none.

    With `labelled` it has to begin with a word such as "source". Of a range longer than
    `LONGEST_RANGE`, or one that runs backwards, only the ends count.
    """
    said, dagger, _ = _plain(content).partition("†")
    tokens = _TOKEN.findall(re.sub(r":\d+\s*$", "", said) if dagger else said)
    kinds = "".join(map(_kind, tokens))
    if not _LIST.fullmatch(kinds) or (labelled and tokens[0].lower() not in _LABELS):
        return None
    numbers: list[int] = []
    in_range = False
    for before, kind, token in zip(" " + kinds, kinds, tokens, strict=False):
        if kind == "N":
            numbers += whole_range(numbers[-1], int(token)) if in_range else [int(token)]
            in_range = False
        elif kind == "D":
            in_range = before == "N"  # the dash of "unit-3" is none of a range
    return tuple(number for number in dict.fromkeys(numbers) if number < _NO_NUMBER)


def _kind(token: str) -> str:
    word = token.lower()
    if token.isdecimal():
        return "N" if token.strip("0") or len(token) == 1 else "?"  # "12,000" is no list
    if word in _LABELS or word in _SHORT_LABELS:
        return "L"
    if word in _JOINTS:
        return "J"
    if word in _DASHES:
        return "D"
    return {"#": "H", "№": "H", ".": "C", ":": "C"}.get(token, "?")


def whole_range(first: int, last: int) -> list[int]:
    """Return what follows `first` in the range that ends with `last`."""
    if first < last < first + LONGEST_RANGE:
        return list(range(first + 1, last + 1))
    return [last]

"""Questions in which a speaker takes something back: "in Ganja, no wait, in Gyumri?".

What is taken back, the mark that says so and what replaces it follow one another. A replacement
that asks by itself is the question; any other takes the place of what is like it before the mark.
"""

import re

_HESITATION = r"u[hm]+|er+m?|oh|hmm+"
_TAKING_BACK = (
    r"no|nope|wait|sorry|oops|i mean|i meant|actually|rather(?! than)|instead(?! of)|make that|"
    r"scratch that|never ?mind|correction|not that|i want to know|just tell me|tell me"
)
_PIECE = rf"(?:{_HESITATION}|{_TAKING_BACK})"
_MARK = re.compile(
    rf"[,.…]*(?:\s+[-–—])?\s+(?P<words>(?:or,?\s+)?{_PIECE}\b(?:[,.…]*\s+{_PIECE}\b)*)"
    r"(?:[,.…]|\s+[-–—])*\s+(?!of\b|than\b)",
    re.IGNORECASE,
)
_ORDINARY = frozenset(
    {"no", "wait", "actually", "rather", "instead", "correction", "oh", "er", "make that"}
    | {"not that", "tell me", "just tell me", "i want to know"}
)
"""What marks nothing when it stands alone: "has no army", "did he actually", "in the ER"."""
_BEFORE_NO = frozenset(
    """a an the is are was were be been has have had having there with of by and or to for say says
    said make makes made do does did show shows showed get gets got give gives gave find finds found
    in at under on absolutely almost still that but why""".split()
)
"""Words after which "no" denies: "with no", "has no", "there is no"."""
_AFTER_NO = frozenset("longer one more need less fewer matter doubt other way such".split())
_ADDING = frozenset("in as for like with not about because that to".split())
"""Words after which "I mean" makes clearer rather than takes back, unless they are said again."""

_ASKING = re.compile(
    r"(?:(?:in|on|at|to|for|from|by|of|with|about|during|under|upon|within)\s+)?"
    r"(?:what|who|whom|whose|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_MARKS = 6
"""Nobody takes more back in one question."""
_REACH, _SHORT_REACH = 8, 5
"""How many words back the first word of a replacement is looked for, the second if it is short."""


def corrected(question: str) -> str | None:
    """Return `question` as its speaker meant it, or None if nothing seems to be taken back.

    English only; on a corpus of spoken questions docs/decisions.md says how often it is right.
    """
    meant = question
    for _ in range(_MARKS):
        mark = next(filter(_takes_back, list(_MARK.finditer(meant))[: -_MARKS - 1 : -1]), None)
        if mark is None:
            break
        meant = " ".join(_replaced(*_sides(mark)))
    return None if meant == question else meant


def _sides(mark: re.Match[str]) -> tuple[list[str], list[str]]:
    """Return the words before and after `mark`."""
    return mark.string[: mark.start()].split(), mark.string[mark.end() :].split()


def _takes_back(mark: re.Match[str]) -> bool:
    """Say whether `mark` is meant as one."""
    before, after = _sides(mark)
    if not (before and after):
        return False
    said = " ".join(map(_bare, mark["words"].split()))
    if said == "i mean" and _bare(after[0]) in _ADDING:
        return _bare(after[0]) in map(_bare, before[-_SHORT_REACH:])
    if said not in _ORDINARY or (_asks(before) and _asks(after)):
        return True
    denies = _bare(before[-1]) in _BEFORE_NO or _bare(after[0]) in _AFTER_NO
    counts = _NUMBER.match(after[0]) and not any(map(_NUMBER.match, before))  # "symphony no 40"
    return said == "no" and not (denies or counts)


def _replaced(before: list[str], after: list[str]) -> list[str]:
    """Return the words of the question with `after` in the place of what it replaces."""
    start = _first_asking(before) if _asks(after) else _first_replaced(before, after)
    if _asks(after) and len(after) <= 3 and _bare(after[0]) == _bare(before[start]):
        # "How many won, no, how few?" asks how few won.
        rest = before[start + len(after) :]
        if rest:
            changed = [*after[:-1], after[-1].rstrip("?")]
            return [*before[:start], *changed, *rest[:-1], f"{rest[-1]}?"]
    return before[:start] + after


def _first_asking(before: list[str]) -> int:
    """Return where the question began that is asked anew: "In 1992, who, sorry, what won?"."""
    starts = (i for i in range(len(before) - 1, 0, -1) if _asks(before[i:]))
    return 0 if _asks(before) else next(starts, 0)


def _first_replaced(before: list[str], after: list[str]) -> int:
    """Return where that begins which `after` replaces: the words like its first, or one word."""
    first, last = after[0], len(before) - 1
    reach = _REACH if len(first) > 3 else _SHORT_REACH
    for i in range(last, max(last - reach, -1), -1):
        if _bare(before[i]) == _bare(first):
            return i
    if _NUMBER.match(first):
        numbers = [i for i in range(max(last - 2, 0), last + 1) if _NUMBER.match(before[i])]
        return numbers[-1] if numbers else last
    if first[:1].isupper():
        start = last
        while start > 1 and before[start][:1].isupper() and before[start - 1][:1].isupper():
            start -= 1
        return start
    return last


def _asks(said: list[str]) -> bool:
    return bool(_ASKING.match(" ".join(said[:2])))


def _bare(word: str) -> str:
    return word.strip(".,;:?!…'\"").lower()

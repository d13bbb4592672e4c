"""One paragraph -> the spans of its sentences.

The splitter is `sentencex`; the repairs around it are few, and `docs/decisions.md` says what each
of them was worth on measured text.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from karabakh_qa.records import Span

# sentencex panics on some texts with U+0085, U+2028 and the like: it takes them for one byte long.
_ODD_SPACE = re.compile(r"[^\S\t\n\r ]")
# It never looks inside quotations and brackets, nor behind one that never closes (an inch mark).
# Blanks hide nothing and are as long; apostrophes inside words stay.
_PAIRED = re.compile(r"[\"“”„‟«»‹›「」『』《》()\[\]{}`]|(?<!\w)['‘’‚‛]|['‘’](?!\w)")
# A quotation of a few short sentences is best cited whole; one longer than this is looked into.
_LONG = 300

_CLOSERS = r"[\"'”’»›)\]}]*"
# "...", he said.) Then: a bracket that closes after the full stop is missed as an end.
_CLOSED_BRACKET = re.compile(r"\w\w[.!?][)\]]\s+(?=[^\W\d_a-z])")
# "1994 г. Он": the Russian "year" ends a sentence only before a capital.
_RUSSIAN_YEAR = re.compile(r"\d{4}\s?гг?\.\s+(?=[«“\"]?[А-ЯЁ])")
_SPACE = re.compile(r"\s*")
# "It ended. [1] It began.": the number of a reference belongs to the sentence before it.
_GAP = re.compile(r"(?:\s*\[\^?\d{1,3}\](?=\s|\Z))*\s*")
_TITLE = re.compile(
    r"\b(?:Adm|Amb|Brig|Capt|Cmdr|Col|Dr|Fr|Gen|Gov|Hon|Lt|Maj|Mr|Mrs|Ms|Pres|Prof|Rep|Rev|Sen|Sgt)\.$"
)
# "Heydər Ə. Əliyev": sentencex knows only the letters of its language as initials.
_INITIAL = re.compile(r"[^\W\d_]{2,}\s([^\W\d_a-zA-Z])\.$")
_WORD_END = re.compile(rf"(?:\w{{2}}[.!?…]+{_CLOSERS}(?:\[\w+\])*|[。！？։])$")
_OPENERS = "\"'“‘«([„"


def language_of(text: str) -> str:
    """Return "ru" for mostly Cyrillic text, else "en".

    The language decides which abbreviations are known; English rules did as well as a language's
    own on Turkish and worse on Russian.
    """
    sample = text[:2000]
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in sample)
    return "ru" if 2 * cyrillic > sum(c.isalpha() for c in sample) else "en"


def sentence_spans(text: str, language: str = "en") -> list[Span]:
    """Return where the sentences of one paragraph stand, in order.

    White space around a sentence is not part of it; every other character is part of exactly one.
    """
    plain = _ODD_SPACE.sub(" ", text)
    cuts = {0} | _cuts(plain, language)
    cuts |= {m.end() for m in _CLOSED_BRACKET.finditer(plain)}
    if language == "ru":
        cuts |= {m.end() for m in _RUSSIAN_YEAR.finditer(plain)}
    cuts |= _cuts_inside_quotations(plain, cuts, language)
    return _spans(text, _joined(plain, _starts(plain, cuts)))


def _cuts(text: str, language: str) -> set[int]:
    """Return where sentencex begins a new sentence."""
    from sentencex import get_sentence_boundaries

    return {boundary["start_index"] for boundary in get_sentence_boundaries(language, text)}


def _cuts_inside_quotations(text: str, cuts: set[int], language: str) -> set[int]:
    """Return the further cuts of sentences so long that they must hide others."""
    edges = sorted({0, *cuts, len(text)})
    found: set[int] = set()
    for start, end in pairwise(edges):
        if end - start > _LONG:
            open_text = _PAIRED.sub(" ", text[start:end])
            inner = (start + cut for cut in _cuts(open_text, language))
            found.update(_after_closers(text, cut) for cut in inner if cut > start)
    return found


def _after_closers(text: str, cut: int) -> int:
    """Return the first white space of the gap that ends at `cut`.

    What looked like a gap may hold marks: those up to the first space close the sentence before.
    """
    gap = cut
    while gap and (text[gap - 1].isspace() or _PAIRED.match(text, gap - 1)):
        gap -= 1
    return next((i for i in range(gap, cut) if text[i].isspace()), cut)


def _starts(text: str, cuts: Iterable[int]) -> list[int]:
    """Return the first character of the sentence that begins at or after each cut."""
    starts = set()
    for cut in cuts:
        gap = (_GAP if cut else _SPACE).match(text, cut)
        if gap and gap.end() < len(text):
            starts.add(gap.end())
    return sorted(starts)


def _joined(text: str, starts: list[int]) -> list[int]:
    """Drop the starts that are none."""
    lower = [text[s : s + 2].lstrip(_OPENERS)[:1].islower() for s in starts]
    # Where most sentences begin small, that is how the writer writes.
    mostly_lower = 2 * sum(lower) > len(starts)
    kept = starts[:1]
    for start, is_lower in zip(starts[1:], lower[1:], strict=True):
        left = text[max(kept[-1], start - 80) : start].rstrip()
        abutting = not text[start - 1].isspace()
        if is_lower and not mostly_lower:
            continue
        if _TITLE.search(left) or _ends_in_initial(left):
            continue
        if abutting and not (_WORD_END.search(left) and _begins_word(text, start)):
            continue
        kept.append(start)
    return kept


def _ends_in_initial(left: str) -> bool:
    initial = _INITIAL.search(left)
    return initial is not None and initial[1].isupper()


def _begins_word(text: str, start: int) -> bool:
    """Tell "end.Next" from "ASP.NET" and "3.14"; scripts without capitals pass."""
    first, second = text[start], text[start + 1 : start + 2]
    return first.isalpha() and not first.islower() and not (first.isupper() and second.isupper())


def _spans(text: str, starts: list[int]) -> list[Span]:
    ends = [*starts[1:], len(text)][: len(starts)]
    return [
        Span(start, start + len(text[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    ]

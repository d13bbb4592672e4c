"""The place in a text that is most like a quotation that does not stand there, and how it differs.

What is compared are small letters with plain quotation marks, dashes and blanks, one character for
one, so that the offsets found are the text's own.
"""

from collections.abc import Iterator

from karabakh_qa.evaluation.places import occurrences
from karabakh_qa.records import Span

_PLAIN = {
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛`´"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys((code for code in range(0x3001) if chr(code).isspace()), " "),
    ord("İ"): "i",  # the one letter whose small form is two characters
}
_COMPARED = 300  # characters of a quotation; the rest follows from where these stand
_LIKE_ENOUGH = 60  # of 100: about half of the letters; unrelated sentences reach 50
_PIECES = 40
_COMMON = 2000  # a piece that stands so often in a text tells nothing
_MARGIN = 20
_BY_CHANCE = 3
_SHOWN = 100
_NAMED = 20


def nearest_words(quote: str, text: str) -> str:
    """Say what in `text`, which does not hold `quote`, is most like it, and how it differs first.

    The time grows with the length of the text alone: about 0.2 s for a million characters.
    """
    place = _nearest_place(quote, text)
    if place is None:
        return "nothing like it stands there"
    words = place.of(text)
    quoted, there = _first_difference(quote, words)
    found, instead = there.of(words), quoted.of(quote)
    if not found:
        difference = f"without {_shown(instead)}"
    elif not instead:
        difference = f"with {_shown(found)}"
    else:
        difference = f"with {_shown(found)} for {_shown(instead)}"
    return (
        f'nearest, from character {place.start}: "{excerpt(words, there.start)}", {difference} '
        f"at character {place.start + there.start}"
    )


def excerpt(text: str, around: int = 0) -> str:
    """Return a part of a long text, with the character at `around` in it, on one line."""
    start = max(0, min(around - _SHOWN // 2, len(text) - _SHOWN))
    end = start + _SHOWN
    part = " ".join(text[start:end].splitlines())
    return f"{'…' if start else ''}{part}{'…' if end < len(text) else ''}"


def _nearest_place(quote: str, text: str) -> Span | None:
    """Return the place in `text` that is most like `quote`, or None where nothing is like it."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    head, plain = _plain(quote)[:_COMPARED], _plain(text)
    window = _window(head, plain)
    if window is None:
        return None
    found = partial_ratio_alignment(head, window.of(plain))
    if found is None:
        return None
    # An alignment is exactly as long as the quotation; where words were added or left out it
    # stands a little beside the best place.
    start = max(0, window.start + found.dest_start - _MARGIN)
    around = plain[start : window.start + found.dest_end + _MARGIN]
    same = [op for op in Indel.opcodes(head, around) if op.tag == "equal"]
    # A letter or two at the edges may be the same by chance.
    kept = [op for op in same if op.src_end - op.src_start > _BY_CHANCE] or same
    if not kept:
        return None
    begin = max(0, kept[0].dest_start - kept[0].src_start)
    end = min(len(around), kept[-1].dest_end + len(head) - kept[-1].src_end)
    if ratio(head, around[begin:end]) < _LIKE_ENOUGH:
        return None
    rest = max(0, len(quote) - _COMPARED)
    return Span(start + begin, min(len(text), start + end + rest))


def _first_difference(quote: str, there: str) -> tuple[Span, Span]:
    """Return where two texts differ first, in each of them; one of the two may be no character."""
    from rapidfuzz.distance import Levenshtein

    pairs = enumerate(zip(quote, there, strict=False))
    same = next((i for i, (one, other) in pairs if one != other), min(len(quote), len(there)))
    left, right = quote[same : same + _COMPARED], there[same : same + _COMPARED]
    first = next(op for op in Levenshtein.opcodes(left, right) if op.tag != "equal")
    quoted = Span(same + first.src_start, same + first.src_end)
    found = Span(same + first.dest_start, same + first.dest_end)
    if not (quoted.of(quote).isalnum() or found.of(there).isalnum()):
        return quoted, found
    words = _whole_words(quote, quoted), _whole_words(there, found)
    # Letters that look alike are better told apart one by one.
    is_plain = words[0].of(quote).isascii() and words[1].of(there).isascii()
    return words if is_plain else (quoted, found)


def _whole_words(text: str, span: Span) -> Span:
    start, end = span
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)


def _shown(text: str) -> str:
    """Return a few characters, named by number where they could be taken for others."""
    part = text if len(text) <= _NAMED else f"{text[:_NAMED]}…"
    if text.isascii() and text.isprintable() and text.strip():
        return f'"{part}"'
    codes = " ".join(f"U+{ord(character):04X}" for character in text[:3])
    return f'"{part}" ({codes}{" …" if len(text) > 3 else ""})' if text.strip() else codes


def _plain(text: str) -> str:
    """Return `text` as it is compared, with every character where it was."""
    return text.translate(_PLAIN).lower()


def _window(quote: str, text: str) -> Span | None:
    """Return the part of `text`, a little longer than `quote`, that shares most pieces with it."""
    hits = sorted(_hits(quote, text, 6)) or sorted(_hits(quote, text, 3))
    best, best_count, last = None, 0, 0
    counts: dict[int, int] = {}
    for place, piece in hits:
        counts[piece] = counts.get(piece, 0) + 1
        while hits[last][0] < place - len(quote):
            left = hits[last][1]
            counts[left] -= 1
            if not counts[left]:
                del counts[left]
            last += 1
        if len(counts) > best_count:
            best, best_count = hits[last][0], len(counts)
    if best is None:
        return None
    return Span(max(0, best - len(quote)), min(len(text), best + 2 * len(quote)))


def _hits(quote: str, text: str, length: int) -> Iterator[tuple[int, int]]:
    """Yield each place where a piece of the quotation stands in the text, with its number."""
    starts = max(1, len(quote) - length + 1)
    for number in range(min(_PIECES, starts)):
        piece = quote[number * starts // min(_PIECES, starts) :][:length]
        if piece.strip() and text.count(piece) <= _COMMON:
            yield from ((span.start, number) for span in occurrences(piece, text))

"""One line of a reply, character by character -> its sentences.

A sentence's end is decided when the next word is complete, or at the end of the line.
"""

from collections.abc import Callable, Iterable, Sequence

from karabakh_qa.answering.writing.unmarked import ENDS, Unmarked, is_wide
from karabakh_qa.records import Span

Split = Callable[[str], Sequence[Span]]
"""Returns where the sentences of one paragraph stand in it, in order."""

# An end is looked for in the last characters only, so that the work grows with the text.
_WINDOW = 300
_PAIRS = (("(", ")"), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"))


class Cutter:
    """Cuts a line into sentences as it grows."""

    def __init__(self, split: Split) -> None:
        self.sentence = Unmarked()
        """What has not been cut off yet."""
        self._split = split
        self._after_end = False  # no letter came since
        self._end = 0  # what may be the end of a sentence, where it was last seen
        self._due = False  # it has to be decided on

    def add(self, character: str) -> list[Unmarked]:
        """Return the sentences that are certain once `character` has come in."""
        sentence = self.sentence
        sentence.add(character)
        if character in ENDS:
            self._after_end, self._end = True, len(sentence.characters)
        elif character.isalnum():
            self._due = self._due or self._after_end
            self._after_end = False
        complete = character.isspace() or is_wide(character)
        if not (self._due and complete) or self._in_brackets():
            return []
        return self._cut()

    def finish(self) -> list[Unmarked]:
        """Return what is left at the end of the line, which is at least one sentence."""
        found = self._cut() if self._due else []
        last, self.sentence = self.sentence, Unmarked()
        self._after_end = False
        return [*found, last]

    def go_on(self, sentence: Unmarked) -> None:
        """Take back a sentence of the line before, which this line goes on with."""
        sentence.add(" ")
        for mark in self.sentence.marks:
            sentence.mark(mark.numbers)
        self.sentence = sentence

    def _in_brackets(self) -> bool:
        """Say whether the end stands within quotation marks or brackets, which may close yet."""
        characters = self.sentence.characters
        if len(characters) > _WINDOW:
            return False
        text = "".join(characters[: max(0, self._end)])
        if text.count('"') % 2:
            return True
        return any(
            text.count(opening) > text.count(closing)
            for opening, closing in _PAIRS
            if opening != "“" or "„" not in text
        )

    def _cut(self) -> list[Unmarked]:
        self._due = False
        first = max(0, len(self.sentence.characters) - _WINDOW)
        window = "".join(self.sentence.characters[first:])
        found: list[Unmarked] = []
        cut = 0
        small = _begins_small(self.sentence.characters)
        for span in self._split(window)[1:]:
            # Mere dots and dashes belong to the sentence before them, and where sentences begin
            # with a capital, what does not goes on ("on the 21. of May").
            between = window[max(0, cut - first) : span.start]
            goes_on = not small and _begins_small(span.of(window))
            if _says_something(span.of(window)) and _says_something(between) and not goes_on:
                found.append(self.sentence.cut(first + span.start - cut))
                cut = first + span.start
        self._end -= cut
        return found


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _begins_small(text: Iterable[str]) -> bool:
    return next((character for character in text if character.isalnum()), "").islower()

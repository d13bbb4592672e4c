"""The raw text of a model, in pieces -> its sentences, each with the units that it points at.

A sentence is given as soon as nothing that may follow can change it. The last one of a line waits
for the first word of the next line, as a line of mere marks belongs to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from karabakh_qa.answering.writing.cutting import Cutter, Split
from karabakh_qa.answering.writing.lexer import Atom, Lexer, Mark, Sign
from karabakh_qa.answering.writing.marks import without_marks
from karabakh_qa.answering.writing.phrases import (
    Listing,
    answer_label_end,
    is_statement,
    listing,
    without_pointing,
)
from karabakh_qa.answering.writing.unmarked import Placed, Unmarked


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence of a reply.

    `text` stands on one line, without marks and Markdown. `numbers` are the units that it points
    at, in order, each once, whether they exist or not; 0 is for "the documents don't say". `whole`
    is False where the reply ended without the end of a sentence or line: it broke off, or the model
    put no full stop. `statement` is False for a heading, a lead-in and an amenity without a mark,
    which say nothing that a document could bear out. A reply of marks alone is one Written without
    text. `begins_anew` is True for one without text that says: all before it was thought aloud.
    """

    text: str
    numbers: tuple[int, ...]
    whole: bool
    statement: bool = True
    begins_anew: bool = False


@dataclass(slots=True)
class _Line:
    """What is known of the line that is being read."""

    is_item: bool = False
    is_heading: bool = False
    dropped: bool = False
    bold_edges: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Held:
    """The last sentence of a line, while marks may follow it."""

    sentence: Unmarked
    whole: bool
    is_heading: bool
    may_go_on: bool


class ReplyParser:
    """Reads a reply as it comes in; however it is cut into pieces, the sentences are the same."""

    def __init__(self, split: Split) -> None:
        self._lexer = Lexer()
        self._cutter = Cutter(split)
        self._line = _Line()
        self._held: _Held | None = None
        self._early: list[int] = []  # pointed at before there was a sentence
        self._listing: Listing | None = None
        self._ready: list[Written] = []

    def feed(self, piece: str) -> list[Written]:
        """Return the sentences that are certain once `piece` has come in."""
        self._take(self._lexer.feed(piece))
        return self._given()

    def close(self) -> list[Written]:
        """Return what is left at the end of the reply."""
        self._take(self._lexer.close())
        self._end_line(whole=self._cutter.sentence.ended)
        self._release(followed=False)
        if self._early:
            self._ready.append(Written("", _once(self._early), whole=True))
        return self._given()

    def _given(self) -> list[Written]:
        ready, self._ready = self._ready, []
        return ready

    def _take(self, atoms: Iterable[Atom]) -> None:
        for atom in atoms:
            if atom is Sign.LINE_END:
                self._end_line(whole=True)
            elif atom is Sign.THOUGHTS_END:
                self._begin_anew()
            elif self._line.dropped:
                continue
            elif isinstance(atom, str):
                for character in atom:
                    self._add(character)
            elif isinstance(atom, Mark):
                self._cutter.sentence.mark(atom.numbers)
            else:
                self._note(atom)

    def _begin_anew(self) -> None:
        self._cutter.finish()
        self._line, self._held, self._listing = _Line(), None, None
        self._early.clear()
        self._ready.append(Written("", (), whole=True, statement=False, begins_anew=True))

    def _note(self, sign: Sign) -> None:
        if sign is Sign.STRONG:
            self._line.bold_edges.append(self._cutter.sentence.end)
        self._line.is_item = self._line.is_item or sign is Sign.ITEM
        self._line.is_heading = self._line.is_heading or sign is Sign.HEADING

    def _add(self, character: str) -> None:
        sentence = self._cutter.sentence
        if character.isalnum() and sentence.begins_line and not sentence.says_something:
            self._begin_line(character)
        if self._line.dropped:
            return
        for finished in self._cutter.add(character):
            self._line.dropped = self._line.dropped or self._begins_listing(finished)
            if not self._line.dropped:
                self._write(finished, whole=True)

    def _begin_line(self, character: str) -> None:
        """Decide at the first letter of a line what it has to do with the line before."""
        sentence = self._cutter.sentence
        sentence.leading = bool(sentence.marks)
        if self._listing:
            if sentence.leading or self._line.is_item:
                self._listing = Listing.ENTRIES
            elif self._listing is Listing.ENTRIES:
                self._listing = None
            else:
                self._listing = Listing.PLAIN_ENTRIES
            self._line.dropped = self._listing is not None
        elif self._goes_on(character) and self._held:
            self._cutter.go_on(self._held.sentence)
            self._held = None
        else:
            self._release(followed=True)
            early = [Placed(0, (number,), spaced=False) for number in self._early]
            sentence.marks[:0] = early
            self._early.clear()

    def _goes_on(self, character: str) -> bool:
        """Say whether the line begins in the middle of the sentence before, as in wrapped text."""
        plain = not (self._line.is_item or self._line.is_heading or self._cutter.sentence.end)
        return plain and character.islower() and self._held is not None and self._held.may_go_on

    def _end_line(self, whole: bool) -> None:
        line, self._line = self._line, _Line()
        *finished, last = self._cutter.finish()
        if line.dropped:
            return
        if not last.says_something:
            self._end_line_without_words(last, is_blank=not (last.marks or line.is_item))
            return
        for sentence in finished:
            self._write(sentence, whole=True)
        if not self._begins_listing(last):
            bold = line.bold_edges == [0, last.end] and last.begins_line
            heading = line.is_heading or (bold and not last.ended)
            may_go_on = not (heading or last.ended or last.characters[last.end - 1] in ":：")
            self._held = _Held(last, whole, heading, may_go_on)

    def _end_line_without_words(self, last: Unmarked, is_blank: bool) -> None:
        numbers = [number for mark in last.marks for number in mark.numbers]
        if self._held:
            self._held.may_go_on = self._held.may_go_on and not is_blank
            for number in numbers:
                self._held.sentence.mark((number,))
        elif not self._listing:
            self._early += numbers
        elif self._listing is Listing.PLAIN_ENTRIES and is_blank:
            self._listing = Listing.ENTRIES

    def _begins_listing(self, sentence: Unmarked) -> bool:
        """Say whether a list of sources begins here, which is no part of the answer."""
        begun = listing(sentence)
        self._listing = begun or self._listing
        return begun is not None

    def _release(self, followed: bool) -> None:
        """Give the sentence that was held back; a heading with nothing below it is none."""
        held, self._held = self._held, None
        if held:
            self._write(held.sentence, held.whole, is_heading=held.is_heading and followed)

    def _write(self, sentence: Unmarked, whole: bool, is_heading: bool = False) -> None:
        text, marks = sentence.text, sentence.marks
        numbers = [number for mark in marks for number in mark.numbers]
        if sentence.begins_line and (label := answer_label_end(text)):
            text = text[label:]
            marks = [mark._replace(at=max(0, mark.at - label)) for mark in marks]
        text, in_words = without_pointing(text, marks)
        text, overlooked = without_marks(text)
        numbers += in_words + overlooked
        if text:
            statement = bool(numbers) or (not is_heading and is_statement(text))
            self._ready.append(Written(text, _once(numbers), whole, statement))
        else:
            self._early += numbers


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))

"""The phrases of a reply about itself: "Answer:", "Sources:", "According to [1]," and the like."""

import re
from enum import Enum, auto

from karabakh_qa.answering.writing.marks import read_list
from karabakh_qa.answering.writing.unmarked import Placed, Unmarked

_ANSWER = re.compile(r"(?:(?:final|short|brief) )?answer ?[:：]\s*", re.IGNORECASE)

_SOURCES = re.compile(
    r"(?:(?:the )?(?:sources?(?: used)?|references?|citations?|bibliography|works cited)"
    r"|(?P<notes>(?:foot|end)?notes)) ?(?P<colon>[:：])?",
    re.IGNORECASE,
)
_BARE_NUMBERS = re.compile(r"\s*\d[\d\s,;–-]*\.?")

_AMENITY = re.compile(
    r"(?:(?:sure|certainly|of course|absolutely|great question|good question|happy to help)\b"
    r"|i hope (?:this|that) helps|(?:please )?let me know if|(?:please )?feel free to"
    r")[^.!]{0,80}[.!]",
    re.IGNORECASE,
)

# Before a mark or a number: "According to sentence ... ,", "The source ... says that".
_UNIT = r"(?:unit|sentence|source|passage|document)s?"
_NUMBERS = rf"(?:the )?({_UNIT} \d{{1,4}}(?:(?:, and|,| and|-) ?\d{{1,4}}){{0,9}})"
_AS_IN = r"as (?:stated|mentioned|noted|shown|described|reported|seen) (?:in|by)"
_POINTING = rf"(?:according to|based on|as per|per|from|in|see|{_AS_IN})(?: the)?(?: {_UNIT})?"
_SAYS = r" ?(?:states?|says?|mentions?|notes?|reports?|indicates?|explains?|confirms?|shows?) that "
_POINTING_BEFORE = re.compile(_POINTING, re.IGNORECASE)
_POINTING_BEHIND = re.compile(rf",? {_POINTING}$", re.IGNORECASE)
_UNIT_BEFORE = re.compile(rf"(?:(?:the )?{_UNIT})?", re.IGNORECASE)
_SAYS_BEHIND = re.compile(_SAYS)
_POINTING_IN_WORDS = re.compile(
    rf"(?:according to|based on|{_AS_IN}) {_NUMBERS}, |{_NUMBERS}{_SAYS}", re.IGNORECASE
)
_LONGEST = 60


class Listing(Enum):
    """A list of sources below an answer."""

    BEGUN = auto()
    """Its heading, "Sources:". The lines below it belong to it."""
    PLAIN_ENTRIES = auto()
    """An entry. The lines below it belong to it up to a blank one."""
    ENTRIES = auto()
    """An entry that is marked or a list item. Only such lines below it belong to it."""


def listing(sentence: Unmarked) -> Listing | None:
    """Return which list of sources `sentence` begins: "Sources:", "Sources: [1]".

    Unmistakable are the word alone, and the word with a colon and then a mark or mere numbers.
    """
    heading = _SOURCES.match("".join(sentence.characters[:_LONGEST]))
    if heading is None:
        return None
    end = heading.end()
    if end == sentence.end:
        alone = not sentence.marks and not heading["notes"]
        return Listing.BEGUN if alone else Listing.ENTRIES
    if not heading["colon"]:
        return None
    marked = bool(sentence.marks) and sentence.marks[0].at == end
    rest = "".join(sentence.characters[end : end + _LONGEST])
    return Listing.ENTRIES if marked or _BARE_NUMBERS.fullmatch(rest) else None


def answer_label_end(text: str) -> int:
    """Return where the label "Answer:" ends with which `text` begins, or 0."""
    label = _ANSWER.match(text)
    return label.end() if label else 0


def is_statement(text: str) -> bool:
    """Tell what says something from a lead-in ("Here is the answer:") and an amenity ("Sure!")."""
    return text[-1:] not in (":", "：") and not _AMENITY.fullmatch(text)


def without_pointing(text: str, marks: list[Placed]) -> tuple[str, tuple[int, ...]]:
    """Return `text` without what only led to a mark, now that the mark is gone.

    That is "According to [1],", "[1] says that" and ", as stated in [1]". "According to unit 1,"
    and "Unit 1 says that" go too; their numbers are returned.
    """
    in_words = _POINTING_IN_WORDS.match(text)
    if in_words:
        numbers = read_list(in_words[1] or in_words[2])
        return _capital(text[in_words.end() :]), numbers or ()
    for mark in marks:
        begin = max(0, mark.at - _LONGEST)
        before, behind = text[begin : mark.at], text[mark.at : mark.at + _LONGEST]
        if not begin and behind[:1] == "," and _POINTING_BEFORE.fullmatch(before):
            return _capital(text[mark.at + 1 :].lstrip()), ()
        if not begin and _UNIT_BEFORE.fullmatch(before) and (says := _SAYS_BEHIND.match(behind)):
            return _capital(text[mark.at + says.end() :]), ()
        if len(behind) < 2 and (phrase := _POINTING_BEHIND.search(before)):
            return text[: begin + phrase.start()] + behind, ()
    return text, ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

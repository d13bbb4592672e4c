"""Whether quotes bear out a sentence that somebody else wrote, told from its words alone.

Every check looks for one way in which a sentence can say what its quotes do not; the first that
finds one decides. They know English only: a sentence in another language passes if it is a quote,
word for word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from karabakh_qa.answering.facts.directions import turned
from karabakh_qa.answering.facts.instructions import instruction
from karabakh_qa.answering.facts.language import foreign, is_english
from karabakh_qa.answering.facts.modality import supposed_only
from karabakh_qa.answering.facts.names import unstated_name
from karabakh_qa.answering.facts.numbers import unstated_number
from karabakh_qa.answering.facts.overlap import not_whole, unsupported
from karabakh_qa.answering.facts.polarity import turned_round
from karabakh_qa.answering.facts.roles import swapped
from karabakh_qa.answering.facts.statements import statements
from karabakh_qa.answering.facts.stitching import stitched
from karabakh_qa.answering.facts.text import Text, read
from karabakh_qa.answering.facts.timing import unstated_date
from karabakh_qa.support import one_line, states

Check = Callable[[Text, Sequence[Text]], str | None]
"""Looks at a sentence and at its quotes, the one first that has to say what it says."""

_CHECKS: tuple[tuple[str, Check], ...] = (
    ("words", foreign),
    ("date", unstated_date),
    ("number", unstated_number),
    ("name", unstated_name),
    ("negation", turned_round),
    ("modality", supposed_only),
    ("direction", turned),
    ("roles", swapped),
    ("stitched", stitched),
    ("words", unsupported),
)
_OF_ALL = frozenset({foreign, unstated_date, unstated_number, unstated_name, stitched, unsupported})
"""The checks to which the quotes beside the main one can say something as well."""
_LONGEST = 200
"""Words above which nothing is a sentence that a person could check."""
_LONGEST_QUOTE = 2_000
"""Words above which a quote bears out only itself."""
_SHOWN = 80
_A_NAME = Decimal("0.25")
"""What a shared name counts beside another shared word: any quote may have it."""
_NEARLY = Decimal("0.7")
"""The share of what the likeliest quote has that another may have and still be the one meant."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a sentence is not borne out by its quotes.

    Attributes:
        kind: what differs: "date", "number", "name", "negation", "modality", "direction", "roles",
            "stitched", "instruction" or "words".
        words: what of the sentence is not in the quotes, for a person's eyes.
    """

    kind: str
    words: str


def objection(sentence: str, quotes: Sequence[str], *, wholly: bool = False) -> Objection | None:
    """Return what of `sentence` its quotes do not say; None if they bear it out.

    One quote has to say it; the others may tell who or what that quote speaks of. Of a sentence
    that joins two, each half is looked at by itself. A sentence that is one of the quotes, word for
    word, is always borne out.

    Args:
        sentence: what somebody else wrote.
        quotes: sentences of documents.
        wholly: whether every word of content has to stand in one quote.
    """
    if any(states(quote, sentence) for quote in quotes):
        return None
    said = read(sentence)
    told = [words for quote in quotes if (words := instruction(quote))]
    quoted = [text for q in quotes if not instruction(q) and _is_readable(text := read(q))]
    if told and not quoted:
        return Objection("instruction", told[0][:_SHOWN])
    if not quoted or not said.content or len(said.tokens) > _LONGEST:
        return Objection("words", one_line(sentence)[:_SHOWN])
    checks = (*_CHECKS, ("words", not_whole)) if wholly else _CHECKS
    found = _best(said, quoted, checks)
    if found is not None and len(quoted) > 1:
        halves = statements(said)
        if len(halves) > 1 and all(_best(half, quoted, checks) is None for half in halves):
            return None
    return found


def _best(
    said: Text, quoted: Sequence[Text], checks: Sequence[tuple[str, Check]]
) -> Objection | None:
    """Return None if one quote says it, else what the likeliest one does not."""
    shared = [_shared(said, quote) for quote in quoted]
    found = []
    for i in sorted(range(len(quoted)), key=lambda i: -shared[i]):
        if shared[i] < _NEARLY * max(shared):
            break
        others = [quote for j, quote in enumerate(quoted) if j != i]
        objected = _objection(said, [quoted[i], *others], checks)
        if objected is None:
            return None
        found.append(objected)
    return found[0]


def _shared(said: Text, quote: Text) -> Decimal:
    words = {token.root: token for token in said.content if token.root in quote.roots}
    return sum((_A_NAME if t.is_capital else Decimal(1) for t in words.values()), Decimal(0))


def _objection(
    said: Text, quoted: Sequence[Text], checks: Sequence[tuple[str, Check]]
) -> Objection | None:
    for kind, check in checks:
        words = check(said, quoted if check in _OF_ALL else quoted[:1])
        if words is not None:
            return Objection(kind, words)
    return None


def _is_readable(quote: Text) -> bool:
    return 0 < len(quote.tokens) <= _LONGEST_QUOTE and is_english(quote)

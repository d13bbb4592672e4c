"""Whether a sentence states as a fact what its quotes only suppose, plan or report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karabakh_qa.answering.facts.text import Text, Token

_POSSIBLE = frozenset(
    """may might could would should possibly perhaps maybe probably likely potentially
    apparently seemingly supposedly allegedly reportedly purportedly hypothetically ostensibly
    if unless""".split()
)
"""Words that make a supposition of the verb that follows."""
_REPORTED = frozenset(
    """allege alleged alleges allegation allegations claim claimed claims claiming believe believed
    believes think thought thinks suppose supposed suspect suspected suspects assume assumed
    speculate speculated speculation rumour rumoured rumor rumored hypothesize hypothesized
    consider considered seem seems seemed appear appears appeared suggest suggests suggested
    propose proposed proposes plan planned plans intend intended intends hope hoped hopes expect
    expected expects want wanted wants threaten threatened threatens attempt attempted attempts
    try tried tries aim aimed aims promise promised pledge pledged urge urged demand demanded
    demands request requested order ordered accuse accused theory theorized argue argued argues
    predict predicted predicts forecast estimate estimated wish wished vow vowed
    warn warned deny denied fear feared""".split()
)
"""Words that make a supposition, a plan or somebody's word of what follows them."""
_TO_ONLY = frozenset(
    """appear appears appeared consider considered attempt attempts want wanted wants plan plans
    planned order ordered demand demanded demands request requested expect agree
    agreed aim aims try tries tried fear wish promise hope vow vowed pledge urge estimate
    pledged promised urged attempted claim claims""".split()
)
"""Those of them that do so only before "to" or "that": "he tried to", but "a fair trial"."""
_REACH = 8
"""Tokens behind a word of supposition in which its verb stands."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """A word that makes a supposition of what follows, and the first content words of that."""

    cue: Token
    supposed: tuple[Token, ...]


def supposed_only(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of `sentence` the quotes only suppose while it states it, else None."""
    if any(_is_cue(sentence, token) or token.low == "can" for token in sentence.tokens):
        return None
    for quote in quotes:
        for supposition in suppositions(quote):
            if not supposition.supposed:
                continue
            first = supposition.supposed[0]
            spoken = first.root in sentence.roots and supposition.cue.root not in sentence.roots
            if spoken and not _stands_elsewhere(first, quote, quotes):
                return f"{first.text} ({supposition.cue.text} {first.text})"
    return None


def suppositions(text: Text) -> Iterator[Supposition]:
    """Yield the suppositions of a text, in order."""
    for token in text.tokens:
        if _is_cue(text, token):
            yield Supposition(token, tuple(_behind(text, token)))


def _behind(text: Text, cue: Token) -> Iterator[Token]:
    clauses = {cue.clause}
    for token in text.tokens[cue.at + 1 : cue.at + 1 + _REACH]:
        if token.clause not in clauses:
            if token.low != "that":
                return
            clauses.add(token.clause)
        if token.is_content and not _is_cue(text, token) and not token.low.endswith("ly"):
            yield token


def _is_cue(text: Text, token: Token) -> bool:
    if token.low in _POSSIBLE:
        return not (token.low == "may" and token.is_capital and not token.opens)
    if token.low not in _REPORTED:
        return False
    after = [other.low for other in text.tokens[token.at + 1 : token.at + 2]]
    if token.low == "order" and token.at and text.tokens[token.at - 1].low == "in":
        return False
    return token.low not in _TO_ONLY or after in (["to"], ["that"])


def _stands_elsewhere(first: Token, quote: Text, quotes: Sequence[Text]) -> bool:
    """Say whether the word stands in the quotes where nothing makes a supposition of it."""
    return sum(len(other.places.get(first.root, ())) for other in quotes) > 1 and quote in quotes

"""Whether a sentence states as a fact what its quotes only suppose, plan or report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.polarity import is_adverb
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
_NOUNS = frozenset("allegation allegations speculation".split())
"""Those of them that do so only before "of" or "that"; after "the" and the like all do."""
_BEFORE_A_NOUN = frozenset("a an the my your his her its our their no only this that".split())
_LATER = frozenset("later eventually soon subsequently ultimately finally go".split())
"""Words with which "would" tells what came after: "he would later become"."""
_BE = frozenset("is are was were be been".split())
_PLANNED = frozenset("scheduled slated due planned expected intended set to".split())
"""Words behind "was" that make a plan of what the sentence itself says."""
_LIGHT = frozenset(map(root, "use become make take come".split()))
"""Verbs that the words which follow them say more than: who may use a road has one."""
_REACH = 8
"""Tokens behind a word of supposition in which its verb stands."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """A word that makes a supposition of what follows, and the first content words of that.

    Before them the verb may stand that says little by itself: "may use".
    """

    cue: Token
    supposed: tuple[Token, ...]
    verb: Token | None = None


def supposed_only(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of `sentence` the quotes only suppose while it states it, else None."""
    if any(_supposes(sentence, token) for token in sentence.tokens):
        return None
    for quote in quotes:
        for supposition in suppositions(quote):
            if not supposition.supposed:
                continue
            first = supposition.supposed[0]
            spoken = first.root in sentence.roots and supposition.cue.root not in sentence.roots
            if _is_foretold(sentence, supposition) or _is_of_light_verb(sentence, supposition):
                continue
            if spoken and not _stands_elsewhere(first, quote, quotes):
                return f"{first.text} ({supposition.cue.text} {first.text})"
    return None


def _supposes(text: Text, token: Token) -> bool:
    """Say whether the sentence itself makes a supposition or a plan of what it says."""
    before = text.tokens[token.at - 1].low if token.at else ""
    is_plan = before in _BE and token.low in _PLANNED
    return is_plan or token.low == "can" or _is_cue(text, token)


def _is_foretold(sentence: Text, supposition: Supposition) -> bool:
    """Say whether "would" is "will", told from then on."""
    return supposition.cue.low == "would" and not sentence.lows.isdisjoint({"will", "shall"})


def _is_of_light_verb(sentence: Text, supposition: Supposition) -> bool:
    """Say whether what is supposed is the using of a thing, and the sentence has the thing only."""
    return supposition.verb is not None and supposition.verb.root not in sentence.roots


def suppositions(text: Text) -> Iterator[Supposition]:
    """Yield the suppositions of a text, in order."""
    for token in text.tokens:
        if _is_cue(text, token):
            after = text.tokens[token.at + 1 : token.at + 2]
            light = after[0] if after and after[0].root in _LIGHT else None
            yield Supposition(token, tuple(_behind(text, token)), light)


def _behind(text: Text, cue: Token) -> Iterator[Token]:
    clauses = {cue.clause}
    for token in text.tokens[cue.at + 1 : cue.at + 1 + _REACH]:
        if token.clause not in clauses:
            if token.low != "that":
                return
            clauses.add(token.clause)
        if token.is_content and not _is_cue(text, token) and not is_adverb(token.low):
            yield token


def _is_cue(text: Text, token: Token) -> bool:
    behind = text.tokens[token.at + 1 : token.at + 2]
    after = [other.low for other in behind]
    if token.low == "would" and not _LATER.isdisjoint(after):
        return False
    if token.low in _POSSIBLE:
        return not (token.low == "may" and token.is_capital and not token.opens)
    if token.low not in _REPORTED:
        return False
    if token.low == "estimated" and behind and behind[0].is_number:
        return False
    if token.low in _NOUNS:
        return after in (["that"], ["of"])
    before = {other.low for other in text.tokens[max(0, token.at - 1) : token.at]}
    if before & _BEFORE_A_NOUN:
        return after in (["to"], ["that"], ["of"])
    if token.low == "order" and token.at and text.tokens[token.at - 1].low == "in":
        return False
    return token.low not in _TO_ONLY or after in (["to"], ["that"])


def _stands_elsewhere(first: Token, quote: Text, quotes: Sequence[Text]) -> bool:
    """Say whether the word stands in the quotes where nothing makes a supposition of it."""
    return sum(len(other.places.get(first.root, ())) for other in quotes) > 1 and quote in quotes

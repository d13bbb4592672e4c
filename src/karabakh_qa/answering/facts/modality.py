"""Whether a sentence states as a fact what its quotes only suppose, plan or report."""

from collections.abc import Iterator, Sequence

from karabakh_qa.answering.facts.denials import is_adverb
from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.text import Text, Token

_POSSIBLE = frozenset(
    """may might could would should possibly perhaps maybe probably likely potentially
    apparently seemingly supposedly allegedly reportedly purportedly hypothetically ostensibly
    if unless""".split()
)
"""Words that make a supposition of the verb that follows."""
_REPORTED = frozenset(
    """allege alleged alleges claimed claiming believe believed believes think thought thinks
    suppose supposed suspect suspected suspects assume assumed speculate speculated rumour
    rumoured rumor rumored hypothesize hypothesized seem seems seemed suggest suggests
    suggested propose proposed proposes intend intended intends hoped hopes expected expects
    threaten threatened threatens aimed accuse accused theory theorized argue argued argues
    predict predicted predicts forecast estimated wished warn warned deny denied feared""".split()
)
"""Words that make a supposition, a plan or somebody's word of what follows them."""
_AIMED = frozenset(
    """claim claims consider considered appear appears appeared plan planned plans hope expect want
    wanted wants attempt attempted attempts try tried tries aim aims promise promised pledge
    pledged urge urged demand demanded demands request requested order ordered estimate wish
    vow vowed fear""".split()
)
"""Words that do so only before "to" or "that": "he tried to", but "a fair trial"."""
_TALK = frozenset("allegation allegations speculation".split())
"""Words that do so only before "of" or "that"."""
_BEFORE_A_NOUN = frozenset("a an the my your his her its our their no only this that".split())
"""Words behind which "claim" and the like are nouns."""
_AFTERWARDS = frozenset("later eventually soon subsequently ultimately finally go".split())
"""Words with which "would" tells what came after: "he would later become"."""
_BE = frozenset("is are was were be been".split())
_PLANNED = frozenset("scheduled slated due planned expected intended set to".split())
"""Words behind "was" that make a plan of what the sentence itself says."""
_LIGHT = frozenset(map(root, "use become make take come".split()))
"""Verbs that count here, though they are too common to count as content."""
_REACH = 8
"""Tokens behind a word of supposition in which its verb stands."""


def supposed_only(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of `sentence` the quotes only suppose while it states it, else None."""
    if any(_supposes(sentence, token) for token in sentence.tokens):
        return None
    for quote in quotes:
        for cue, verb in _suppositions(quote):
            if verb.root not in sentence.roots or cue.root in sentence.roots:
                continue
            # "would" is "will", told from then on
            if cue.low == "would" and "will" in sentence.lows:
                continue
            if sum(len(other.places.get(verb.root, ())) for other in quotes) == 1:
                return f"{verb.text} ({cue.text} {verb.text})"
    return None


def _supposes(text: Text, token: Token) -> bool:
    """Say whether the sentence itself makes a supposition or a plan of what it says."""
    is_plan = _low(text, token.at - 1) in _BE and token.low in _PLANNED
    return is_plan or token.low == "can" or _is_cue(text, token)


def _suppositions(text: Text) -> Iterator[tuple[Token, Token]]:
    """Yield the words that make a supposition of what follows, each with the verb of that."""
    for token in text.tokens:
        verb = _verb_behind(text, token) if _is_cue(text, token) else None
        if verb is not None:
            yield token, verb


def _verb_behind(text: Text, cue: Token) -> Token | None:
    """Return the first word of content behind a word, in its clause or the one after "that"."""
    clauses = {cue.clause}
    for token in text.tokens[cue.at + 1 : cue.at + 1 + _REACH]:
        if token.low == "that":
            clauses.add(token.clause)
        if token.clause not in clauses:
            return None
        is_light = token.at == cue.at + 1 and token.root in _LIGHT
        if is_light or (token.is_content and not is_adverb(token.low)):
            return token
    return None


def _is_cue(text: Text, token: Token) -> bool:
    """Say whether a word makes a supposition of what follows."""
    before, low, after = _low(text, token.at - 1), token.low, _low(text, token.at + 1)
    if low in _POSSIBLE:
        is_month = low == "may" and token.is_capital
        return not is_month and not (low == "would" and after in _AFTERWARDS)
    if low in _TALK:
        return after in {"that", "of"}
    if low in _REPORTED | _AIMED and before in _BEFORE_A_NOUN:
        return after in {"to", "that", "of"}
    if low in _AIMED:
        return after in {"to", "that"} and (before, low) != ("in", "order")
    return low in _REPORTED


def _low(text: Text, at: int) -> str:
    return text.tokens[at].low if 0 <= at < len(text.tokens) else ""

"""Whether a sentence states as a fact what its quotes only suppose, plan or report."""

from collections.abc import Iterator, Sequence

from karabakh_qa.answering.facts.denials import is_adverb
from karabakh_qa.answering.facts.forms import is_past, root
from karabakh_qa.answering.facts.text import Text, Token

_POSSIBLE = frozenset(
    """may might could would should possibly perhaps maybe probably likely potentially
    apparently seemingly supposedly allegedly reportedly purportedly hypothetically ostensibly
    if unless""".split()
)
"""Words that make a supposition of the verb that follows."""
_REPORTED = frozenset(
    """allege alleged alleges claimed claiming believe believed believes think thought thinks
    suppose supposed suspect suspected suspects speculate speculated rumour
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
    vow vowed fear assume assumes assumed""".split()
)
"""Words that do so only before "to" or "that": "he tried to", but "a fair trial"."""
_TALK = frozenset("allegation allegations speculation".split())
"""Words that do so only before "of" or "that"."""
_BEFORE_A_NOUN = frozenset("a an the my your his her its our their no only this that".split())
"""Words behind which "claim" and the like are nouns."""
_AFTERWARDS = frozenset("later eventually soon subsequently ultimately finally go".split())
"""Words with which "would" tells what came after: "he would later become"."""
_DONE = frozenset("been done gone had".split())
_BE = frozenset("is are was were be been".split())
_PLANNED = frozenset("scheduled slated due planned expected intended set to".split())
"""Words behind "was" that make a plan of what the sentence itself says."""
_LIGHT = frozenset(map(root, "use become make take come".split()))
"""Verbs that count here, though they are too common to count as content."""
_TO_LOOK = frozenset("look looks looked sound sounds sounded".split())
_SEEMING = frozenset(map(root, "appear seem apparently seemingly".split()))
_RELATIVE = frozenset("who whom whose which when whenever where wherever once whether".split())
"""Words that can stand for "if": "one who does it" for "if one does it"."""
_MINDS = frozenset("view opinion eyes mind words account belief judgment judgement".split())
"""Words that with an owner say whose word something is: "in her view"."""
_PROVED = frozenset(map(root, "prove establish demonstrate confirm show".split()))
_CERTAIN = frozenset("certainly definitely undoubtedly indisputably".split())
"""Words that make certain what others only suppose; the verbs do so before "that"."""
_FOUND = _PROVED | frozenset(map(root, "find discover reveal learn evident certain clear".split()))
_MAY = frozenset("may can able choose option optional free".split())
_MUST = frozenset(
    """must should shall need needs needed require requires required requirement have has had
    obliged obligatory obligation compulsory mandatory forced duty only cannot not no
    necessary""".split()
)
"""Words of leave and of duty."""
_REACH = 8
"""Tokens behind a word of supposition in which its verb stands."""


def supposed_only(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of `sentence` the quotes only suppose while it states it, else None."""
    stated = _as_certain(sentence, quotes) or _as_duty(sentence, quotes)
    if stated or any(_supposes(sentence, token) for token in sentence.tokens):
        return stated
    for quote in quotes:
        for cue, verb in _suppositions(quote):
            if verb.root not in sentence.roots or _is_told_too(sentence, cue):
                continue
            if sum(len(other.places.get(verb.root, ())) for other in quotes) == 1:
                return f"{verb.text} ({cue.text} {verb.text})"
    return None


def _is_told_too(sentence: Text, cue: Token) -> bool:
    """Say whether the sentence has the word that supposes, or says the same in another way."""
    if cue.root in sentence.roots:
        return True
    if cue.low == "if":
        return not _RELATIVE.isdisjoint(sentence.lows)
    if cue.root in _SEEMING:
        return not _TO_LOOK.isdisjoint(sentence.lows)
    return cue.low == "would" and "will" in sentence.lows  # as it is told from then on


def _as_certain(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "proved" where the quotes have no more than "argued"."""
    known = frozenset().union(*(quote.roots for quote in quotes))
    is_supposed = any(_is_cue(quote, token) for quote in quotes for token in quote.tokens)
    if not is_supposed or not _FOUND.isdisjoint(known):
        return None
    for token in sentence.tokens:
        is_proved = token.root in _PROVED and sentence.low(token.at + 1) == "that"
        if is_proved or token.low in _CERTAIN:
            return token.text
    return None


def _as_duty(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "must" where the quotes have no more than "may"."""
    known = frozenset().union(*(quote.lows for quote in quotes))
    if _MAY.isdisjoint(known) or not _MUST.isdisjoint(known):
        return None
    return next((token.text for token in sentence.tokens if token.low == "must"), None)


def _supposes(text: Text, token: Token) -> bool:
    """Say whether the sentence itself makes a supposition or a plan of what it says."""
    is_plan = text.low(token.at - 1) in _BE and token.low in _PLANNED
    return is_plan or token.low == "can" or _is_cue(text, token) or _is_whose_word(text, token)


def _is_whose_word(text: Text, token: Token) -> bool:
    """Say whether a word tells on whose word the sentence says it: "in her view", "for Kant"."""
    if token.low == "in":
        return any(t.low in _MINDS for t in text.tokens[token.at + 2 : token.at + 5])
    if token.low == "for" and token.opens:
        behind = text.tokens[token.at + 1 : token.at + 4]
        return bool(behind) and behind[0].is_capital and any("," in t.before for t in behind)
    return token.low == "according"


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
        if token.is_capital and text.low(token.at - 1) == "to":  # "proposed to Cole that"
            continue
        is_light = token.at == cue.at + 1 and token.root in _LIGHT
        if is_light or (token.is_content and not is_adverb(token.low)):
            return token
    return None


def _is_cue(text: Text, token: Token) -> bool:
    """Say whether a word makes a supposition of what follows."""
    before, low, after = text.low(token.at - 1), token.low, text.low(token.at + 1)
    if low in _POSSIBLE:
        is_month = low == "may" and token.is_capital
        is_had = low == "would" and _is_had(text, token)
        is_even = low == "if" and before == "even"
        return not (is_month or is_had or is_even or (low == "would" and after in _AFTERWARDS))
    if low in _TALK:
        return after in {"that", "of"}
    if low in _REPORTED | _AIMED and before in _BEFORE_A_NOUN:
        return after in {"to", "that", "of"}
    if low in _AIMED:
        return after in {"to", "that"} and (before, low) != ("in", "order")
    return low in _REPORTED


def _is_had(text: Text, would: Token) -> bool:
    """Say whether "would" was read for the "had" of "he'd never seen"."""
    behind = text.tokens[would.at + 1 : would.at + 3]
    verb = next((token.low for token in behind if not _is_between(token.low)), "")
    return verb in _DONE or is_past(verb)


def _is_between(low: str) -> bool:
    return low in {"never", "not", "ever", "just", "already", "always"} or is_adverb(low)

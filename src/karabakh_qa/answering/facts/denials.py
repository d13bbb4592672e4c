"""Words of denial in a text, and how far each of them reaches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from karabakh_qa.answering.facts.spelled import spells_number
from karabakh_qa.answering.facts.text import Text, Token

_NOT = frozenset("not never no none nobody nothing neither nor without cannot nowhere".split())
_HARDLY = frozenset("hardly barely scarcely rarely seldom almost nearly unlikely".split())
_OF_DEEDS = frozenset(
    """fail failed fails failing failure refuse refused refuses refusing refusal deny denied denies
    denying denial decline declined declines declining inability avoid avoided avoids avoiding
    prevent prevented prevents preventing forbid forbade forbidden forbids forbidding prohibit
    prohibited prohibits prohibiting ban banned bans banning cease ceased ceases ceasing stop
    stopped stops refrain refrained neglect neglected unable unwilling impossible reluctant
    reject rejected rejects""".split()
)
"""Words that deny a deed behind them: what follows "to" or "that", or a word in "-ing"."""
EXCEPTIONS = frozenset("except exception excluding excluded".split())
_OF_ANYTHING = EXCEPTIONS | frozenset("lack lacked lacks lacking absence false untrue".split())
"""Words that deny whatever follows them."""
VERBS_OF_DENIAL = _OF_DEEDS | _OF_ANYTHING
_RAISING = frozenset(
    """think thinks thought believe believes believed expect expects expected suppose supposes
    supposed imagine imagines imagined intend intends intended seem seems seemed appear appears
    appeared tend tends tended obliged""".split()
)
"""Words before which "not" denies what follows them: "does not think that it works"."""
_EMPTY_VERBS = frozenset(
    """make makes made making take takes took taken taking get gets got give gives gave given come
    comes came go goes went gone use used uses using let become became done""".split()
)
"""Verbs that leave it to the word behind them what is done."""
_LIGHT_VERBS = _EMPTY_VERBS | frozenset(
    "say says said saying want wants wanted know knows knew known like need needs needed".split()
)
"""Verbs that are too common to count as content and can be denied all the same."""
_NOT_ONLY = frozenset(
    "only just merely simply necessarily until later least less more fewer".split()
)
"""Words that "not" or "no" stands before without denying."""
_ONLY = frozenset("only solely exclusively".split())
_PREPOSITIONS = frozenset("with in on at for from by because as".split())
"""Words before which "not" sets one thing against another: "not in May but in June"."""
_BEHIND_VERBS = frozenset("no none nothing nobody neither".split())
"""Words that stand behind a verb and deny it: "it showed no change"."""
_AS_ADVERB = frozenset("longer always".split())
"""Words that "no" and "not" stand before without denying them: "no longer agreed"."""
_ENDING_LIKE_ADVERBS = frozenset(
    """ally apply assembly comply early family fly imply italy july likely monopoly multiply rally
    rely reply supply unlikely""".split()
)
LONGEST_CLAUSE = 40
"""Tokens behind a word of denial among which its clause ends."""
_FARTHEST = 16
"""Tokens behind a word of denial among which those stand that it can reach."""
_NEAR = 8
_REACH = 3
"""Content words behind a word of denial that it can deny."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A word of denial, the content words that it stands before, and those that "no" follows."""

    cue: Token
    denied: tuple[Token, ...]
    preceding: tuple[Token, ...] = ()

    @property
    def raised(self) -> bool:
        """Whether it stands before a word that it does not deny: "does not think that"."""
        return bool(self.denied) and self.denied[0].low in _RAISING

    @property
    def head(self) -> Token | None:
        """The word that it comes down to: "works" in "does not think that it works"."""
        left = [token for token in self.denied if token.low not in _RAISING]
        full = [token for token in left if token.low not in _EMPTY_VERBS]
        return next(iter(full or left), None)

    @property
    def words(self) -> tuple[Token, ...]:
        """All of them."""
        return (*self.denied, self.cue, *self.preceding)


def denials(text: Text) -> Iterator[Denial]:
    """Yield the words of denial of a text, in order."""
    for token in text.tokens:
        if token.low not in _NOT | _HARDLY | VERBS_OF_DENIAL or _is_idle(text.tokens, token):
            continue
        behind = _past_group(token, list(_within_reach(text.tokens, token)))
        denied = tuple(after for after in behind if _can_be_denied(after))
        if not _is_undone(text.tokens, token, denied):
            count = 0 if token.low not in _BEHIND_VERBS else 1 if denied else _NEAR
            yield Denial(token, denied[:_REACH], text.preceding(token.at, count))


def is_adverb(low: str) -> bool:
    """Say whether a plain word looks like an adverb."""
    return low.endswith("ly") and low not in _ENDING_LIKE_ADVERBS


def _is_idle(tokens: Sequence[Token], cue: Token) -> bool:
    """Say whether the word denies nothing: "not only", "no more than", "whether or not"."""
    if cue.low in {"not", "no"}:
        return _is_idle_not(tokens, cue)
    after = [token.low for token in tokens[cue.at + 1 : cue.at + 3]]
    if cue.low in {"almost", "nearly"}:  # "almost a third" is about a third
        limited = after[1:] if after[:1] == ["a"] else after[:1]
        return any(
            low in {"all", "every"} or low[0].isdecimal() or spells_number(low) for low in limited
        )
    if cue.low == "except":
        return after[:1] == ["that"]
    return cue.low in _OF_DEEDS and not _has_deed_behind(tokens, cue)


def _is_idle_not(tokens: Sequence[Token], cue: Token) -> bool:
    before = tokens[cue.at - 1].low if cue.at else ""
    after = tokens[cue.at + 1].low if cue.at + 1 < len(tokens) else ""
    if cue.low == "not" and _only_behind(tokens, cue):
        return True
    if cue.low == "not" and after in _PREPOSITIONS:
        return any(token.low == "but" for token in tokens[cue.at : cue.at + LONGEST_CLAUSE])
    return before == "or" or after == "doubt" or after in _NOT_ONLY


def _only_behind(tokens: Sequence[Token], cue: Token) -> bool:
    """Say whether what is denied is that there is no more: "did not work only there"."""
    return any(
        token.low in _ONLY and token.clause == cue.clause
        for token in tokens[cue.at + 1 : cue.at + 2 + _REACH]
    )


def _has_deed_behind(tokens: Sequence[Token], cue: Token) -> bool:
    """Say whether a deed is denied: "refused to go", "kept him from going"."""
    near = [token.low for token in tokens[cue.at + 1 : cue.at + 2 + _NEAR]]
    if near and (near[0] in {"to", "that", "from"} or near[0].endswith("ing")):
        return True
    return any(one == "from" and other.endswith("ing") for one, other in pairwise(near))


def _within_reach(tokens: Sequence[Token], cue: Token) -> Iterator[Token]:
    """Yield the tokens up to the end of the clause behind a word of denial, or behind "that"."""
    start = _past_aside(tokens, cue)
    clauses = {tokens[start].clause if start > cue.at + 1 else cue.clause}
    for token in tokens[start : cue.at + _FARTHEST]:
        if token.low == "that":
            clauses.add(token.clause)
        if token.clause not in clauses:
            return
        yield token


def _past_aside(tokens: Sequence[Token], cue: Token) -> int:
    """Return where a denial goes on: "did not, however, agree"."""
    aside = tokens[cue.at + 1 : cue.at + _NEAR]
    if cue.low not in {"not", "never"} or not aside or "," not in aside[0].before:
        return cue.at + 1
    return next((token.at for token in aside[1:] if "," in token.before), cue.at + 1)


def _past_group(cue: Token, behind: list[Token]) -> list[Token]:
    """Leave out those of whom something is denied: "none of his men came" denies "came"."""
    if cue.low not in {"none", "neither"} or not behind or behind[0].low != "of":
        return behind
    heads = [i for i, token in enumerate(behind) if token.is_content and not token.possessive]
    plural = [i for i in heads if behind[i].low.endswith(("s", "men", "people", "children"))]
    rest = behind[(plural or heads or [0])[0] + 1 :]
    if rest and rest[0].low.endswith("ing"):  # "of the men leaving Baku"
        rest = list(dropwhile(lambda token: token.is_capital or not token.is_content, rest[1:]))
    return rest


def _can_be_denied(token: Token) -> bool:
    if token.low in _LIGHT_VERBS:
        return True
    return token.is_content and token.low not in _AS_ADVERB and not is_adverb(token.low)


def _is_undone(tokens: Sequence[Token], cue: Token, denied: Sequence[Token]) -> bool:
    """Say whether two words of denial make none here: "did not prevent"."""
    if cue.low in _NOT and denied:
        first = denied[0]
        if first.low == "keep":
            return any(token.low == "from" for token in tokens[first.at : first.at + _NEAR])
        behind = tokens[first.at + 1].low if first.at + 1 < len(tokens) else ""
        is_denial = first.low in VERBS_OF_DENIAL and not _is_idle(tokens, first)
        return is_denial and behind not in _PREPOSITIONS - {"from"}
    before = {token.low for token in tokens[max(0, cue.at - 3) : cue.at]}
    return cue.low in VERBS_OF_DENIAL and not _NOT.isdisjoint(before)

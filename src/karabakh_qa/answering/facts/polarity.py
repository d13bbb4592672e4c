"""Whether a sentence denies what its quotes affirm, or the other way round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from karabakh_qa.answering.facts.antonyms import antonyms, is_converse, negates
from karabakh_qa.answering.facts.numerals import spells_number
from karabakh_qa.answering.facts.text import Text, Token

_NOT = frozenset("not never no none nobody nothing neither nor without cannot nowhere".split())
_HARDLY = frozenset("hardly barely scarcely rarely seldom almost nearly unlikely".split())
_VERBS = frozenset(
    """fail failed fails failing failure refuse refused refuses refusing refusal deny denied denies
    denying denial decline declined declines declining inability avoid avoided avoids avoiding
    prevent prevented prevents preventing forbid forbade forbidden forbids forbidding prohibit
    prohibited prohibits prohibiting ban banned bans banning cease ceased ceases ceasing stop
    stopped stops refrain refrained neglect neglected unable unwilling impossible reluctant
    reject rejected rejects lack lacked lacks lacking absence except exception excluding
    excluded false untrue""".split()
)
"""Words that deny what follows them."""
_WHATEVER_FOLLOWS = frozenset(
    """lack lacked lacks lacking absence except exception excluding excluded false untrue""".split()
)
"""Those of them that do so before any word; the others only before "to", "that" or "-ing"."""
_NOT_ONLY = frozenset(
    "only just merely simply necessarily until later least less more fewer".split()
)
"""Words that "not" or "no" stands before without denying."""
_TOTAL = frozenset("all every everyone everything entire entirely whole always none".split())
_SENTENCE = 40
_FAR = 8
_AS_ADVERB = frozenset("really actually yet even fully quite very ever longer always".split())
_ENDING_LIKE_ADVERBS = frozenset(
    """ally apply assembly comply early family fly imply italy july likely monopoly multiply rally
    rely reply supply unlikely""".split()
)
_NONE = frozenset("no none nothing nobody neither".split())
"""Words that stand behind a verb and deny it: "it showed no change"."""
_LIGHT = frozenset(
    """say says said saying make makes made making take takes took taken taking get gets got give
    gives gave given want wants wanted know knows knew known come comes came go goes went gone
    use used uses using let like have has had become became need needs needed do done""".split()
)
"""Verbs that are too common to count as content and can be denied all the same."""
_EXCEPTIONS = frozenset("except exception excluding excluded".split())
_PREPOSITIONS = frozenset("with in on at for from by because as".split())
"""Words before which "not" sets one thing against another: "not in May but in June"."""
_REACH = 3
"""Content words behind a word of denial that it can deny."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A word of denial, the content words that it stands before, and those that "no" follows."""

    cue: Token
    denied: tuple[Token, ...]
    preceding: tuple[Token, ...] = ()

    @property
    def words(self) -> tuple[Token, ...]:
        """All of them."""
        return (*self.denied, self.cue, *self.preceding)


def turned_round(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what `sentence` denies or affirms against its quotes, else None."""
    quoted = [denial for quote in quotes for denial in denials(quote)]
    own = list(denials(sentence))
    return (
        _denied_only(sentence, own, quoted, quotes)
        or _affirmed_only(sentence, own, quotes)
        or _prefixed(sentence, own, quotes)
        or _unlimited(sentence, quotes)
    )


def denials(text: Text) -> Iterator[Denial]:
    """Yield the words of denial of a text, in order."""
    tokens = text.tokens
    for token in tokens:
        if token.low not in _NOT | _HARDLY | _VERBS or _is_idle(tokens, token.at):
            continue
        behind = _past_group(tokens, token, list(_behind(tokens, token.at)))
        denied = tuple(after for after in behind if _can_be_denied(after))
        if not _is_undone(tokens, token, denied):
            count = 0 if token.low not in _NONE else 1 if denied else _FAR
            yield Denial(token, denied[:_REACH], text.preceding(token.at, count))


def _past_group(tokens: Sequence[Token], cue: Token, behind: list[Token]) -> list[Token]:
    """Leave out those of whom something is denied: "none of his men came" denies "came"."""
    if cue.low not in {"none", "neither"} or behind[:1] == [] or behind[0].low != "of":
        return behind
    heads = [i for i, token in enumerate(behind) if token.is_content and not token.possessive]
    plural = [i for i in heads if behind[i].low.endswith(("s", "men", "people", "children"))]
    rest = behind[(plural or heads or [0])[0] + 1 :]
    if rest and rest[0].low.endswith("ing"):  # "of the men leaving Baku"
        rest = list(dropwhile(lambda token: token.is_capital or not token.is_content, rest[1:]))
    return rest


def _can_be_denied(token: Token) -> bool:
    if token.low in _LIGHT - {"have", "has", "had", "do"}:
        return True
    if token.possessive or not token.is_content:
        return False
    return token.low not in _AS_ADVERB and not is_adverb(token.low)


def is_adverb(low: str) -> bool:
    """Say whether a plain word looks like an adverb."""
    return low.endswith("ly") and low not in _ENDING_LIKE_ADVERBS


def _is_undone(tokens: Sequence[Token], cue: Token, denied: Sequence[Token]) -> bool:
    """Say whether two words of denial make none here: "did not prevent"."""
    if cue.low in _NOT and denied:
        first = denied[0]
        if first.low == "keep":
            return any(token.low == "from" for token in tokens[first.at : first.at + _FAR])
        behind = tokens[first.at + 1].low if first.at + 1 < len(tokens) else "at"
        return first.low in _VERBS and behind not in _PREPOSITIONS - {"from"}
    if cue.low not in _VERBS:
        return False
    before = [token.low for token in tokens[max(0, cue.at - 3) : cue.at]]
    return not _NOT.isdisjoint(before) and not _is_idle(tokens, cue.at)


def _behind(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    """Yield the tokens that a word of denial can reach: up to the end of its clause, or "that"."""
    clauses = {tokens[at].clause}
    start = _past_aside(tokens, at)
    if start > at + 1:
        clauses = {tokens[start].clause}
    for token in tokens[start : at + 16]:
        if token.clause not in clauses:
            if token.low != "that" and not (token.low == "nor" or tokens[at].low == "neither"):
                return
            clauses.add(token.clause)
        yield token


def _past_aside(tokens: Sequence[Token], at: int) -> int:
    """Return where a denial goes on: "did not, however, agree"."""
    aside = tokens[at + 1 : at + _FAR]
    if tokens[at].low not in {"not", "never"} or not aside or "," not in aside[0].before:
        return at + 1
    return next((token.at for token in aside[1:] if "," in token.before), at + 1)


def _is_idle(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the word denies nothing: "not only", "no more than", "whether or not"."""
    after = [token.low for token in tokens[at + 1 : at + 3]]
    before = [token.low for token in tokens[max(0, at - 2) : at]]
    low = tokens[at].low
    if low in {"not", "no"}:
        if low == "not" and after[:1] and after[0] in _PREPOSITIONS:
            return any(token.low == "but" for token in tokens[at : at + _SENTENCE])
        if before[-1:] == ["or"] or after[:1] == ["doubt"]:
            return True
        return after[:1] != [] and after[0] in _NOT_ONLY
    if low in {"almost", "nearly"}:
        limited = after[1:] if after[:1] == ["a"] else after[:1]
        return any(
            low in {"all", "every"} or low[0].isdecimal() or spells_number(low) for low in limited
        )
    if low == "except":
        return after[:1] == ["that"]
    if low in _VERBS - _WHATEVER_FOLLOWS:
        near = [token.low for token in tokens[at + 1 : at + 2 + _FAR]]
        opens = near[:1] and (near[0] in {"to", "that", "from"} or near[0].endswith("ing"))
        return not (opens or any(a == "from" and b.endswith("ing") for a, b in pairwise(near)))
    return False


def _denied_only(
    sentence: Text, own: Sequence[Denial], quoted: Sequence[Denial], quotes: Sequence[Text]
) -> str | None:
    """Return what is denied in the sentence and not in the quotes."""
    for denial in own:
        if not denial.denied:
            if not quoted:
                return denial.cue.text
        elif not _is_denied(sentence, denial, own, quoted, quotes):
            return f"{denial.cue.text} {denial.denied[0].text}"
    return None


def _is_denied(
    sentence: Text,
    denial: Denial,
    own: Sequence[Denial],
    quoted: Sequence[Denial],
    quotes: Sequence[Text],
) -> bool:
    """Say whether the quotes deny it too, or affirm its opposite."""
    first = denial.denied[0]
    if any(_same(first, other) for q in quoted for other in q.words):
        return True
    if first.root in {root for quote in quotes for root in _set_against(quote)}:
        return True
    if any(_begins(sentence, denial, q) or _has_same(q, denial.cue, first) for q in quotes):
        return True
    if not _stands(first, quotes):
        is_spoken = denial.cue.low in _VERBS and _stands(denial.cue, quotes)
        is_spoken = is_spoken or any(
            t.root in sentence.roots for q in quoted for t in (*q.denied, q.cue)
        )
        if is_spoken or _opposed(sentence, first, quotes):
            return True
    return _is_excepted(sentence, own, quoted)


def _has_same(quote: Text, cue: Token, first: Token) -> bool:
    """Say whether the quote denies it with the same verb: "forbade the teaching" of it."""
    return cue.low in _VERBS and any(
        first.root in {token.root for token in quote.following(at, _REACH)}
        for at in quote.places.get(cue.root, ())
    )


def _is_excepted(sentence: Text, own: Sequence[Denial], quoted: Sequence[Denial]) -> bool:
    """Say whether what is denied is an exception in the quotes: "all but X", "not X"."""
    if any(denial.cue.low in _EXCEPTIONS for denial in own):
        return False
    return any(
        token.root in sentence.roots
        for denial in quoted
        if denial.cue.low in _EXCEPTIONS
        for token in denial.denied
    )


def _affirmed_only(sentence: Text, own: Sequence[Denial], quotes: Sequence[Text]) -> str | None:
    """Return what is denied in the quotes and not in the sentence, though it speaks of it."""
    here = {token.root for denial in own for token in denial.words} | set(_set_against(sentence))
    spoken = {token.root: token.text for token in reversed(sentence.content)}
    spoken |= {t.root: t.text for t in reversed(sentence.tokens) if t.low in _LIGHT}
    for quote in quotes:
        found = list(denials(quote))
        denied = {token.at for denial in found for token in denial.denied}
        for denial in found:
            if not denial.denied or (own and denial.cue.low in _EXCEPTIONS):
                continue
            first = denial.denied[0]
            if first.root not in spoken or here & {first.root, denial.cue.root}:
                continue
            if _begins(quote, denial, sentence):
                continue
            if not _is_affirmed(first, quote, denied, quotes):
                return f"{spoken[first.root]} ({denial.cue.text} {first.text})"
    return None


def _begins(text: Text, denial: Denial, other: Text) -> bool:
    """Say whether the denial ends at what `other` speaks of: "did not come until May"."""
    behind = text.tokens[denial.cue.at + 2 : denial.cue.at + _SENTENCE]
    until = next((token.at for token in behind if token.low == "until"), None)
    if until is None or "until" in other.lows:
        return False
    ends = [t for t in text.tokens[until + 1 :] if t.is_content][:_REACH]
    return any(token.root in other.roots for token in ends)


def _set_against(text: Text) -> Iterator[str]:
    """Yield the roots of what another thing is set against: "rather than force"."""
    for one, other in pairwise(text.tokens):
        if (one.low, other.low) in {("rather", "than"), ("instead", "of")}:
            yield from (token.root for token in text.following(other.at, 2))


def _is_affirmed(first: Token, quote: Text, denied: set[int], quotes: Sequence[Text]) -> bool:
    """Say whether a word that is denied in `quote` stands undenied there or in another."""
    if not denied.issuperset(quote.places[first.root]):
        return True
    return any(first.root in other.places for other in quotes if other is not quote)


def _unlimited(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "all" where the quotes have it only as "almost all"."""
    for word in sorted(_TOTAL & sentence.lows):
        limited = [
            _is_limited(quote, token)
            for quote in quotes
            for token in quote.tokens
            if token.low == word
        ]
        here = [_is_limited(sentence, token) for token in sentence.tokens if token.low == word]
        if limited and all(limited) and not all(here):
            return word
    return None


def _is_limited(text: Text, token: Token) -> bool:
    return token.at > 0 and text.tokens[token.at - 1].low in {
        "almost",
        "nearly",
        "not",
        "virtually",
    }


def _prefixed(sentence: Text, own: Sequence[Denial], quotes: Sequence[Text]) -> str | None:
    """Return a word that the quotes have only with "un-" or the like, or only without."""
    known = frozenset().union(*(quote.lows for quote in quotes))
    roots = frozenset().union(*(quote.roots for quote in quotes))
    denied = {token.at for denial in own for token in denial.denied}
    for token in sentence.content:
        before = sentence.tokens[token.at - 1].low if token.at else ""
        if before in {"un", "non"} or token.root in roots or token.at in denied:
            continue
        stem = token.low.removesuffix("ly")
        if is_adverb(token.low) and any(other.startswith(stem) for other in known):
            continue
        if len(token.low) < 4:
            continue
        if any(negates(token.low, other) for other in known if len(other) >= 4):
            return token.text
    return None


def _same(one: Token, other: Token) -> bool:
    return one.root == other.root


def _stands(token: Token, quotes: Sequence[Text]) -> bool:
    return any(token.root in quote.roots for quote in quotes)


def _opposed(sentence: Text, token: Token, quotes: Sequence[Text]) -> bool:
    """Say whether a quote has the opposite of `token`: "not lose" for "win"."""
    opposites = antonyms(token.root)
    converse = is_converse(token.root)
    return any(
        negates(token.low, other.low)
        or (
            other.root in opposites
            and (not converse or sentence.shared(token.at, quote, other.at, 2, crossing=False))
        )
        for quote in quotes
        for other in quote.content
    )

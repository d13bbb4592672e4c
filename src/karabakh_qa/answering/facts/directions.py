"""Whether a sentence turns a direction round: "rose" for "fell", "before" for "after"."""

from collections.abc import Iterator, Sequence

from karabakh_qa.answering.facts.antonyms import antonyms, is_converse, opposed_relations
from karabakh_qa.answering.facts.denials import denials, is_adverb
from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.holders import owner
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import HELPERS, voice

_NOTHING: frozenset[str] = frozenset()
_TOLD_BY = {
    "after": frozenset("later afterwards afterward subsequently then followed".split()),
    "before": frozenset("earlier previously ago already preceded until".split()),
}
"""Words that put one thing after or before another without "after" or "before"."""
_BEFORE_OBJECT = 3
"""Tokens before a content word among which the words stand that relate it to the rest."""
_NEXT = 2
_NEAR = 3
"""Content words on either side that make up the surroundings of a word."""
_ITSELF = 2
"""What it counts, beside the words around, that a word itself stands in a quote."""
_SHARED = 5
"""Letters that two roots with a common opposite have to begin with to be of one word."""
_ROUND = 6
"""Content words on either side of a verb among which those stand whom it joins."""
_DEFEAT = root("defeat")
_WON = frozenset(map(root, "win victory triumph".split()))
_NAME = root("name")


def turned(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the word of `sentence` that points the other way in the quotes, else None."""
    return (
        _related_otherwise(sentence, quotes)
        or _opposite(sentence, quotes)
        or _compared_otherwise(sentence, quotes)
    )


def _related_otherwise(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "after the war" where the quotes have "before the war" only."""
    for token in sentence.content:
        there = [
            _relations(quote, at) for quote in quotes for at in quote.places.get(token.root, ())
        ]
        for relation in _relations(sentence, token.at):
            if any(_TOLD_BY.get(relation, _NOTHING) & quote.lows for quote in quotes):
                continue
            if there and all(words & opposed_relations(relation) for words in there):
                return f"{relation} {token.text}"
    return None


def _relations(text: Text, at: int) -> frozenset[str]:
    """Return the words that relate the content word at `at`: those right before it."""
    found = set()
    for token in reversed(text.tokens[max(0, at - _BEFORE_OBJECT) : at]):
        if (token.is_content and not opposed_relations(token.low)) or token.clause != text.tokens[
            at
        ].clause:
            break
        if opposed_relations(token.low) and text.low(token.at - 1) != "not":
            is_lacking = token.low == "with" and text.low(token.at + 1) == "no"
            found.add("without" if is_lacking else token.low)
    return frozenset(found)


def _opposite(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return a word whose opposite stands in its place in the quotes."""
    denied = {token.at for denial in denials(sentence) for token in denial.denied}
    for token in sentence.tokens:
        opposites = antonyms(token.root)
        if not opposites or token.at in denied or _is_of_a_name(sentence, token.at):
            continue
        if _is_replaced(sentence, token, opposites, quotes):
            return token.text
    return None


def _is_of_a_name(text: Text, at: int) -> bool:
    """Say whether the word belongs to "last name" or "first name"."""
    after = text.tokens[at + 1 : at + 2]
    return bool(after) and after[0].root == _NAME


def _is_replaced(
    sentence: Text, token: Token, opposites: frozenset[str], quotes: Sequence[Text]
) -> bool:
    """Say whether an opposite stands among the words that `token` stands among."""
    found = [fit for quote in quotes for fit in _fits(sentence, token, opposites, quote)]
    same = [common for is_opposite, common in found if not is_opposite]
    opposite = [common for is_opposite, common in found if is_opposite]
    return max(opposite, default=0) > max(same, default=0)


def _fits(
    sentence: Text, token: Token, opposites: frozenset[str], quote: Text
) -> Iterator[tuple[bool, int]]:
    """Yield how well words of a quote fit in the place of `token`, each with whether it opposes.

    They fit by the words that they stand among.
    """
    near = _NEXT if is_converse(token.root) else _NEAR
    denied = {t.at for denial in denials(quote) for t in denial.denied}
    for other in quote.tokens:
        common = sentence.shared(token.at, quote, other.at, near, crossing=near != _NEXT)
        if other.root == token.root:
            yield False, common + _ITSELF
        elif is_adverb(other.low) != is_adverb(token.low):
            continue
        elif other.root not in opposites and _is_alike(token.root, other.root):
            yield False, common
        elif _is_least(quote, other) and not _is_least(sentence, token):
            continue
        elif other.at not in denied and _opposes(sentence, token, opposites, quote, other):
            yield True, common


def _is_alike(one: str, other: str) -> bool:
    """Say whether two roots mean about the same: "north" and "northward" do."""
    is_akin = one[:_SHARED] == other[:_SHARED] and not antonyms(one).isdisjoint(antonyms(other))
    return is_akin or not meanings(one).isdisjoint(meanings(other))


def _is_least(text: Text, token: Token) -> bool:
    """Say whether a word belongs to "at least" or "at most"."""
    return token.low in {"least", "most"} and text.low(token.at - 1) == "at"


def _opposes(
    sentence: Text, token: Token, opposites: frozenset[str], quote: Text, other: Token
) -> bool:
    """Say whether a word is an opposite of `token`, or means what one means in the same place."""
    if other.root in opposites:
        return not _tells_the_same(sentence, token, quote, other)
    if not any(meanings(word) & meanings(other.root) for word in opposites):
        return False
    return (
        sentence.shared(token.at, quote, other.at, _NEAR, crossing=True) > 1
        and sentence.shared(token.at, quote, other.at, 1, crossing=False) > 0
        and not _tells_the_same(sentence, token, quote, other)
    )


def _tells_the_same(sentence: Text, token: Token, quote: Text, other: Token) -> bool:
    """Say whether an opposite tells the same from the other end: "A is before B", "B after A"."""
    if _DEFEAT in {token.root, other.root} and not _WON.isdisjoint({token.root, other.root}):
        return _is_done(sentence, token) if token.root == _DEFEAT else _is_done(quote, other)
    if opposed_relations(token.low) or (_than(sentence, token.at) and _than(quote, other.at)):
        return _is_turned_round(sentence, token.at, quote, other.at)
    if not is_converse(token.root):
        return False
    whose, whose_there = owner(sentence, token.at), owner(quote, other.at)
    if whose and whose_there:
        return not {t.root for t in whose} & {t.root for t in whose_there}
    if whose:
        behind = quote.tokens[other.at + 1 : other.at + 1 + _NEXT]
        return not {t.root for t in whose}.isdisjoint(t.root for t in behind)
    if {voice(sentence, token.at), voice(quote, other.at)} == {"active", "passive"}:
        return True
    before, _ = sentence.sides(token.at, _ROUND)
    _, after_there = quote.sides(other.at, _ROUND)
    return bool(before & after_there)


def _is_done(text: Text, defeat: Token) -> bool:
    """Say whether "defeat" is what the winner does: "to defeat them", but not "their defeat"."""
    if defeat.low == "defeat":
        return defeat.at > 0 and text.tokens[defeat.at - 1].low in HELPERS
    return voice(text, defeat.at) == "active"


def _than(text: Text, at: int) -> int:
    """Return the place of "than" behind a comparative, else 0."""
    near = text.tokens[at + 1 : at + 2 + _BEFORE_OBJECT]
    return next((token.at for token in near if token.low == "than"), 0)


def _is_turned_round(sentence: Text, at: int, quote: Text, there: int) -> bool:
    """Say whether what stands behind the one word stands before the other, and the reverse."""
    behind = _behind(sentence, _than(sentence, at) or at)
    behind_there = _behind(quote, _than(quote, there) or there)
    if behind & behind_there:
        return False
    rest = {t.root for t in sentence.content} - behind
    before_there = {t.root for t in quote.content if t.at < there}
    return bool(behind & before_there) and bool(behind_there & rest)


def _behind(text: Text, at: int) -> set[str]:
    return {token.root for token in text.following(at, _NEAR)}


def _compared_otherwise(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "than paper" for "stone rather than paper", where a quote has the reverse."""
    for than in sentence.tokens:
        if than.low != "than":
            continue
        degree = _degree(sentence, than.at)
        opposites = frozenset().union(*map(antonyms, degree))
        for quote in quotes:
            for at in quote.places.get(than.root, ()):
                there = _degree(quote, at)
                is_same = not degree.isdisjoint(there) and opposites.isdisjoint(there)
                if is_same and _is_turned_round(sentence, than.at, quote, at):
                    return f"than {sentence.following(than.at, 1)[0].text}"
    return None


def _degree(text: Text, than: int) -> set[str]:
    """Return the words before "than" that say how: "more efficient", "rather"."""
    before = text.tokens[max(0, than - _BEFORE_OBJECT) : than]
    return {t.root for t in before if t.is_content or t.low in {"more", "less", "fewer", "rather"}}

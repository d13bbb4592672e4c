"""How much of what a sentence says stands in its quotes."""

from collections.abc import Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.forms import akin, is_past, root
from karabakh_qa.answering.facts.names import NameForms
from karabakh_qa.answering.facts.nations import SEAT_OF, stands_for
from karabakh_qa.answering.facts.numerals import numerals
from karabakh_qa.answering.facts.polarity import denials
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token

LEAST_SHARE = 0.5
"""The share of a sentence's content words that its quotes must have, in some form."""
STRUCK_FROM = ((3, 2), (5, 3), (10**6, 4))
"""Up to how many words of content a sentence says too much from which weight of missing words on.

A missing word weighs one, two if no word that stands in the quotes follows it; a phrase behind a
preposition of which every word is missing weighs two more, in a short sentence the word that tells
what happened one more. Chosen on 795 statements, and true ones set against other sentences of their
document: of 536 such pairs 21 pass, with four for any length 29; true ones struck 40 and 34 of 491.
"""
TOLD = 0.5
"""What a word weighs that only a quote behind the first has."""
_A_DEED = 3
"""Such words from which on, a verb among them, the deed itself is another quote's."""
_SHORT = 6
NEAR = 5
"""How many words apart two words are still near each other."""
_PREPOSITIONS = frozenset(
    """in on at for with by from to into of after before during since because despite through
    under over against among as without within across""".split()
)
_SCAFFOLD = frozenset(
    """name names number numbers amount total percent percentage share word words term title place
    time year years date century centuries decade""".split()
)
"""Words that only say what kind of thing another one is: "the name of", "the year"."""
_LIGHT = frozenset(
    map(
        root,
        """create form found establish pass set come go happen occur begin start look appear become
        exist originate consist contain include call name use make put get pull carry bring
        locate""".split(),
    )
)
"""Verbs that say little more than that something was, or came to be."""
_LIFE = frozenset(map(root, "born birth died death".split()))
_BE = frozenset("is are was were be been being".split())
_HELPERS = frozenset("did does do will would".split())
_PREFIXES = ("re", "co", "over", "out")
_LEAST_BEHIND_A_PREFIX = 4


def unsupported(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the words of `sentence` that no quote has, if they are too many, else None.

    Of the quotes behind the first only what they name counts, not what they tell.
    """
    content = _content(sentence)
    known = [Vocabulary(quote) for quote in quotes]
    absent = [t for t in content if not (known[0].has(t) or _is_in_a_life(t, quotes[0]))]
    absent = [token for token in absent if not _is_compound(sentence, token, known[:1])]
    missing = [t for t in absent if not any(words.has(t) for words in known[1:])]
    told = [t for t in absent if t not in missing and not t.is_capital]
    places = frozenset(token.at for token in missing)
    rest = [token for token in content if token not in absent or token in told or token in missing]
    has_enough = len(rest) - len(missing) - len(told) >= LEAST_SHARE * len(rest)
    weight = _weight(sentence, content, places) + TOLD * len(told)
    if len(content) <= _SHORT:
        denied = {token.at for denial in denials(sentence) for token in denial.denied}
        weight += sum(_is_predicate(sentence, t) for t in missing if t.at not in denied)
    is_borrowed = len(told) >= _A_DEED and any(_is_predicate(sentence, t) for t in told)
    is_known = any(token.is_number or known[0].has(token) for token in sentence.content)
    if has_enough and is_known and not is_borrowed and weight < _struck_from(len(content)):
        return None
    return " ".join(token.text for token in (missing or told or sentence.content))


def _is_in_a_life(token: Token, quote: Text) -> bool:
    """Say whether "born" or "died" stands in the years of a life: "(1815-1864)"."""
    return token.root in _LIFE and any(
        len(one.text) == len(other.text) == 4
        and one.text.isdecimal()
        and other.text.isdecimal()
        and other.before.strip() in {"-", "–", "--", "—"}
        for one, other in pairwise(quote.tokens)
    )


def _is_predicate(sentence: Text, token: Token) -> bool:
    """Say whether a word looks like the one that says what happened."""
    if token.is_capital or token.root in _LIGHT or not token.at:
        return False
    if is_past(token.low):
        return True
    before = sentence.tokens[token.at - 1]
    if before.low in _BE and token.low.endswith("ing"):
        return True
    if before.low in _HELPERS:
        return True
    after = sentence.tokens[token.at + 1 : token.at + 2]
    ends = not after or not after[0].is_content or after[0].is_capital or after[0].is_number
    follows_name = before.is_capital and before.is_content and not before.possessive
    return follows_name and token.low.endswith("s") and ends


def _struck_from(count: int) -> float:
    return next(least for most, least in STRUCK_FROM if count <= most)


def not_whole(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the first word of `sentence` that the first quote has in no form, else None.

    Words next to each other in the sentence have to be near each other in the quote, half of them
    at least: a long quote has a use for "lost" and one for "Armenia".
    """
    known = Vocabulary(quotes[0])
    content = _content(sentence)
    missing = (token for token in content if not known.has(token))
    unknown = next((t for t in missing if not _is_compound(sentence, t, [known])), None)
    if unknown is not None:
        return unknown.text
    pairs = [_is_near(one, other, quotes[0]) for one, other in pairwise(content)]
    return sentence.content[-1].text if 2 * sum(pairs) < len(pairs) else None


def _is_near(one: Token, other: Token, quote: Text) -> bool:
    places = [[q.at for q in quote.tokens if _is_same(token, q)] for token in (one, other)]
    return any(abs(a - b) <= NEAR for a in places[0] for b in places[1])


def _is_same(token: Token, quoted: Token) -> bool:
    if token.root == quoted.root or akin(token.root, quoted.root):
        return True
    return bool(meanings(token.root) & meanings(quoted.root))


def _content(sentence: Text) -> list[Token]:
    """Return the content words, those that spell a number left to the check of numbers."""
    spelled = {at for n in numerals(sentence) for at in range(n.start, n.end)}
    return [t for t in sentence.content if t.at not in spelled and t.low not in _SCAFFOLD]


def _weight(sentence: Text, content: Sequence[Token], missing: frozenset[int]) -> int:
    trailing = 0
    for token in reversed(content):
        if token.at not in missing:
            break
        trailing += 1
    loose = sum(
        missing.issuperset(token.at for token in phrase)
        and _follows_a_preposition(sentence, phrase[0].at)
        for phrase in _phrases(content)
    )
    return len(missing) + trailing + 2 * loose


def _phrases(content: Sequence[Token]) -> list[list[Token]]:
    """Return the runs of content words with nothing between."""
    phrases: list[list[Token]] = []
    for token in content:
        last = phrases[-1][-1] if phrases else None
        if last is not None and last.at + 1 == token.at and last.clause == token.clause:
            phrases[-1].append(token)
        else:
            phrases.append([token])
    return phrases


def _follows_a_preposition(sentence: Text, at: int) -> bool:
    return any(token.low in _PREPOSITIONS for token in sentence.tokens[max(0, at - 2) : at])


def _is_compound(sentence: Text, token: Token, known: Sequence["Vocabulary"]) -> bool:
    """Say whether the quotes write it together with its neighbour: "rain forest"."""
    near = sentence.tokens[max(0, token.at - 1) : token.at + 2]
    joined = [one.low + other.low for one, other in pairwise(near)]
    return any(words.has_whole(word) for words in known for word in joined)


class Vocabulary:
    """The words of one quote, to look words up in."""

    def __init__(self, quote: Text) -> None:
        self._roots = quote.roots
        self._lows = quote.lows
        self._starts: dict[str, list[str]] = {}
        for word in sorted(quote.roots):
            self._starts.setdefault(word[:5], []).append(word)
        self._meanings = frozenset().union(*(meanings(word) for word in quote.roots))
        self._capitals = frozenset(token.low for token in quote.tokens if token.is_capital)
        self._names = NameForms(self._capitals)

    def has(self, token: Token) -> bool:
        """Say whether the quote has this word in some form, or one that means the same."""
        if token.low in self._lows or token.low + "s" in self._lows or self.has_root(token.root):
            return True
        if token.is_capital and (self._names.has(token.low) or self._has_seat(token.low)):
            return True
        without = [token.low.removeprefix(prefix) for prefix in _PREFIXES]
        if any(len(w) >= _LEAST_BEHIND_A_PREFIX and root(w) in self._roots for w in without):
            return True
        return bool(meanings(token.root) & self._meanings)

    def _has_seat(self, low: str) -> bool:
        return any(stands_for(low, name) for name in self._capitals if name in SEAT_OF) or (
            low in SEAT_OF and self._names.has(SEAT_OF[low])
        )

    def has_whole(self, word: str) -> bool:
        """Say whether the quote has a word as it is, number and tense aside."""
        return (
            word in self._lows or word.removesuffix("s") in self._lows or word + "s" in self._lows
        )

    def has_root(self, word: str) -> bool:
        """Say whether the quote has a word with this root, or nearly this."""
        if word in self._roots:
            return True
        return any(akin(word, other) for other in self._starts.get(word[:5], ()))

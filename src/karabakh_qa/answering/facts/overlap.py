"""How much of what a sentence says stands in its quotes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.forms import akin, is_past, root
from karabakh_qa.answering.facts.names import KnownNames, NameForms, name_runs
from karabakh_qa.answering.facts.nations import SEAT_OF, stands_for
from karabakh_qa.answering.facts.numerals import numerals
from karabakh_qa.answering.facts.polarity import denials
from karabakh_qa.answering.facts.synonyms import meanings
from karabakh_qa.answering.facts.text import Text, Token

LEAST_SHARE = 0.5
"""The share of a sentence's content words that its quotes must have, in some form."""
STRUCK_FROM = ((3, 2), (5, 3), (10**6, 4))
"""Up to how many words of content a sentence says too much from which weight of missing words on.

A missing word weighs one, two if no word or number that stands in the quotes follows it; a phrase
of circumstance of which every word is missing weighs two more, in a short sentence the word that
tells what happened one more. Chosen on 4,671 true statements and 3,030 false ones: of 500 put to
another sentence of their text 25 pass; with three for six words 23, and 25 more true ones are
struck.
"""
TOLD = 0.5
"""What a word weighs that only a quote behind the first has."""
_A_DEED = 3
"""Such words from which on, a verb among them, the deed itself is another quote's."""
_SHORT = 6
NEAR = 5
"""How many words apart two words are still near each other."""
_OF_CIRCUMSTANCE = frozenset(
    """in on at with by from into after before during since because despite through
    under over against among as without within across""".split()
)
"""Prepositions with which a phrase adds something; one with "of" or "for" belongs to its noun."""
_SCAFFOLD = frozenset(
    """name names number numbers amount total percent percentage share word words term title place
    time year years date century centuries decade""".split()
)
"""Words that only say what kind of thing another one is: "the name of", "the year"."""
_LINKING = tuple(
    tuple(phrase.split())
    for phrase in ("for example", "for instance", "as a result", "in order", "in fact")
)
"""Phrases that only tie a sentence to the one before."""
_OF_NAMES = frozenset("first last middle full given family".split())
"""Words that say which name, before "name"."""
_LIGHT = frozenset(
    map(
        root,
        """create form found establish pass set come go happen occur look appear become
        exist originate consist contain include involve call name use make put get receive hold need
        pull carry bring locate introduce work""".split(),
    )
)
"""Verbs that say little more than that something was, came to be, or was got."""
_FIRST = frozenset(map(root, "born birth begin start originate".split()))
_LAST = frozenset(map(root, "died death end finish conclude".split()))
"""Words for the first and for the last year of a span."""
_OF_RESULTS = frozenset(map(root, "score point".split()))
_LONGEST_RESULT = 3
"""Digits of a number of a result such as "67-55"."""
_DASHES = frozenset({"-", "–", "--", "—"})
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
    absent = [t for t in content if not (known[0].has(t) or _is_implied(t, sentence, quotes[0]))]
    absent = [token for token in absent if not _is_compound(sentence, token, known[:1])]
    shortened = known[0].in_other_form(sentence)
    absent = [token for token in absent if token.at not in shortened]
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


def _is_implied(token: Token, sentence: Text, quote: Text) -> bool:
    """Say whether figures of the quote say a word: a span of years, or "67-55" for a score."""
    if token.root in _OF_RESULTS:
        return any(
            number.text.isdecimal() and len(number.text) <= _LONGEST_RESULT
            for pair in _dashed(quote)
            for number in pair
        )
    return _is_in_a_span(token, sentence, quote)


def _dashed(quote: Text) -> Iterator[tuple[Token, Token]]:
    """Yield pairs of numbers with a dash between."""
    for one, other in pairwise(quote.tokens):
        if one.is_number and other.is_number and other.before.strip() in _DASHES:
            yield one, other


def _is_in_a_span(token: Token, sentence: Text, quote: Text) -> bool:
    """Say whether a word for an end of a time stands in its years: "died" in "(1815-1864)"."""
    if token.root not in _FIRST | _LAST:
        return False
    years = {other.text for other in sentence.tokens if _is_year(other)}
    return any(
        not years or (one if token.root in _FIRST else other).text in years
        for one, other in _dashed(quote)
        if _is_year(one) and _is_year(other)
    )


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdecimal()


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
    return [
        token
        for token in sentence.content
        if token.at not in spelled
        and token.low not in _SCAFFOLD
        and not _is_of_a_phrase(sentence, token)
    ]


def _is_of_a_phrase(sentence: Text, token: Token) -> bool:
    """Say whether a word only links, "for example", or says which name: "last name"."""
    before = tuple(t.low for t in sentence.tokens[max(0, token.at - 2) : token.at])
    if any((*before, token.low)[-len(phrase) :] == phrase for phrase in _LINKING):
        return True
    after = sentence.tokens[token.at + 1 : token.at + 2]
    return token.low in _OF_NAMES and bool(after) and after[0].low in {"name", "names"}


def _weight(sentence: Text, content: Sequence[Token], missing: frozenset[int]) -> int:
    """Return what the missing words weigh: those of a circumstance, or at the end, weigh more."""
    places = {token.at for token in content}
    trailing = 0
    before_number = False
    for token in reversed(sentence.content):
        if token.at in places:
            if token.at not in missing or (before_number and not _is_predicate(sentence, token)):
                break
            trailing += 1
        elif token.low not in _SCAFFOLD:
            before_number = True
    loose = sum(
        missing.issuperset(token.at for token in phrase)
        and _is_circumstance(sentence, phrase[0].at)
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


def _is_circumstance(sentence: Text, at: int) -> bool:
    return any(token.low in _OF_CIRCUMSTANCE for token in sentence.tokens[max(0, at - 2) : at])


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
        self._forms = NameForms(self._capitals)
        self._names = KnownNames([quote])

    def has(self, token: Token) -> bool:
        """Say whether the quote has this word in some form, or one that means the same."""
        if token.low in self._lows or token.low + "s" in self._lows or self.has_root(token.root):
            return True
        if token.is_capital and (self._names.has(token) or self._has_seat(token.low)):
            return True
        without = [token.low.removeprefix(prefix) for prefix in _PREFIXES]
        if any(len(w) >= _LEAST_BEHIND_A_PREFIX and root(w) in self._roots for w in without):
            return True
        return bool(meanings(token.root) & self._meanings)

    def _has_seat(self, low: str) -> bool:
        return any(stands_for(low, name) for name in self._capitals if name in SEAT_OF) or (
            low in SEAT_OF and self._forms.has(SEAT_OF[low])
        )

    def in_other_form(self, sentence: Text) -> frozenset[int]:
        """Return the places of names that the quote has as initials, or for a people.

        Not where the sentence has the initials as well: what they stand for is what it says then.
        """
        shown = {token.text for token in sentence.tokens}
        found = (
            run
            for run in name_runs(sentence)
            if "".join(token.text[0] for token in run) not in shown
            and (self._names.has_initials(run) or self._names.has_country(run))
        )
        return frozenset(token.at for run in found for token in run)

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

"""Words that deny by their own sense, without "not": "unclear", "ignore", "few", "instead"."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from karabakh_qa.answering.facts.denials import Denial, denials
from karabakh_qa.answering.facts.forms import inflection
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.vocabulary import Vocabulary

_LIMITS = frozenset(
    """few little fewer fewest rare rarely rarer rarest seldom hardly barely scarcely scarce except
    excepting excluding unless instead minimal negligible""".split()
)
"""Words of little or nothing, and those that make a condition or an exception."""
_SOME = frozenset("a the last next past first every these those".split())
"""Words before which "few" and "little" count something: "a few", "the last few"."""
_DEEDS = frozenset(
    map(
        inflection,
        """fail refuse deny decline avoid prevent forbid prohibit ban reject ignore neglect overlook
        disregard omit hinder hamper impede obstruct thwart exclude abstain refrain withhold doubt
        dispute oppose resist suspend cancel abandon abolish repeal cease stop halt discontinue
        stall stagnate contradict refute rebut waive lack differ vary""".split(),
    )
)
"""Verbs of not doing, not letting, not granting, not going on and not being alike."""
_STATES = frozenset(
    """failure refusal denial avoidance prevention prohibition rejection omission opposition
    suspension cancellation abolition absence absent shortage void devoid deficient empty vacant
    bare naked blind deaf mute false wrong wrongly erroneous erroneously error mistake mistaken
    mistakenly faulty flawed fake contrary opposite different difference missing forbidden exception
    exempt""".split()
)
"""What is wanting, wrong or otherwise, and nouns of those deeds."""
_IN = tuple(
    """inability inaccura inactive inadequate inappropriate inattent inaudible incapable incoheren
    incomplete incompatible inconclusive inconsisten inconvenien incorrect
    incurable indecisive indefinite indirect ineffective inefficien ineligible inequal inequit
    inescapable inexplicable infinite inflexible informal infrequent injustice inoperable insecur
    insensitiv inseparable insignifican insincere insoluble instabil insufficien intangible
    intolera invalid invariab invisib invulnerab imbalance illegal illegible illegit illiterate
    illicit illogic immaterial immature immobil immoral immortal impassable impatien impenetrable
    imperfect impermeable imperson implausib impolite impossib impoten impractica imprecise
    improbable improper impure irrational irregular irrelevan irreplaceable irresistib irresponsib
    irreversible""".split()
)
_DIS = tuple(
    """disadvantage disagree disallow disappear disapprov disbelie discontinu disengage dishonest
    dishonor disinterest dislike disloyal disobe disown disprov disqualif disregard disrespect
    dissatisf dissimilar distrust disuse""".split()
)
_NO_UN = tuple("under until unto unanim unit univers unio uniq unif unicorn unilat unison".split())
_UNCLE = inflection("uncle")
_NO_LESS = frozenset("unless bless less nonetheless nevertheless regardless".split())
_SHORTEST = 6
"""Letters from which on a word is looked at for how it is formed."""
_NEAR = 3
"""Words of content between a word of negative sense and what both texts speak of."""
_BESIDE = 1
"""Words of content at most between such a word and what it is said of."""
_WINDOW = 12
"""Tokens on either side of a word among which those stand that it can be near to."""
_APART = frozenset("despite without with after before because during since while".split())
"""Words behind which a word of negative sense is said of something else."""
_BOTH = 2
"""Words of content on either side of a word that make up its surroundings."""


def has_negative_sense(text: Text, token: Token) -> bool:
    """Say whether a word denies by itself what it is said of."""
    low, before = token.low, text.tokens[token.at - 1].low if token.at else ""
    after = text.tokens[token.at + 1 : token.at + 2]
    if low == "anything":
        return bool(after) and after[0].low == "but"
    if low in {"few", "little"}:
        return before not in _SOME
    if inflection(low) in _DEEDS:
        return not (after and after[0].before == "-")  # "stop-motion"
    return low in _LIMITS or low in _STATES or _is_formed_to_deny(low)


def _is_formed_to_deny(low: str) -> bool:
    if len(low) < _SHORTEST:
        return low == "non"
    if low.startswith("un"):
        return not low.startswith(_NO_UN) and inflection(low) != _UNCLE
    if low.startswith("non"):
        return low != "nonetheless"
    return low.startswith(_IN + _DIS) or (low.endswith("less") and low not in _NO_LESS)


class NegativeSenses:
    """The words of negative sense that only a quote has, to look for what answers a denial."""

    def __init__(self, sentence: Text, quote: Text) -> None:
        self._sentence = sentence
        self._quote = quote
        self._said = Vocabulary(sentence)
        self._known = Vocabulary(quote)
        own = [
            token
            for token in quote.tokens
            if token.root not in sentence.roots and has_negative_sense(quote, token)
        ]
        self._own = [token for token in own if self._is_near_shared(token)]
        cues = [denial.cue for denial in denials(quote)]
        self._cues = [token for token in cues if self._is_near_shared(token)]

    def answer(self, denial: Denial) -> bool:
        """Say whether one of them says what a denial of the sentence does.

        It has to stand near what both speak of; and what is denied may not stand there without it.
        """
        head, found = denial.head, self._own
        if denial.denied and (head is None or not self._known.has(head)):
            found = self._own + self._cues
        if not found or head is None:
            return bool(found)
        places = sorted(token.at for token in found)
        clauses = {token.clause for token in found}
        return all(
            self._is_reached(at, places)
            or (self._quote.tokens[at].clause in clauses and self._is_elsewhere(head, at))
            for at in self._quote.places.get(head.root, ())
        )

    def _is_reached(self, at: int, places: Sequence[int]) -> bool:
        """Say whether one of them, given by their places, denies the word at `at`."""
        first, last = bisect_left(places, at - _WINDOW), bisect_right(places, at + _WINDOW)
        return any(self._reaches(self._quote.tokens[place], at) for place in places[first:last])

    def _reaches(self, word: Token, at: int) -> bool:
        """Say whether a word denies another: it stands beside it, and not before a third."""
        tokens = self._quote.tokens
        after = tokens[word.at + 1 : word.at + 2]
        if at < word.at:
            if after and after[0].is_content and inflection(word.low) not in _DEEDS:
                return False
            if not _APART.isdisjoint(token.low for token in tokens[at + 1 : word.at]):
                return False  # "was captured despite the failure"
        is_near = self._quote.content_between(at, word.at) <= _BESIDE
        return is_near and word.clause == tokens[at].clause

    def _is_elsewhere(self, head: Token, at: int) -> bool:
        """Say whether a word of the quote stands among others than `head` does."""
        around = sum(map(len, self._sentence.sides(head.at, _BOTH)))
        same = self._sentence.shared(head.at, self._quote, at, _BOTH, crossing=False)
        return same < min(_BOTH, around)

    def _is_near_shared(self, word: Token) -> bool:
        near = self._quote.tokens[max(0, word.at - _WINDOW) : word.at + _WINDOW + 1]
        return any(
            token.is_content
            and token.at != word.at
            and self._quote.content_between(token.at, word.at) < _NEAR
            and self._said.has(token)
            for token in near
        )

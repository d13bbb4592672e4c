"""Words that deny by their own sense, without "not": "unclear", "ignore", "few", "instead"."""

from karabakh_qa.answering.facts.denials import Denial, denials
from karabakh_qa.answering.facts.forms import inflection
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.vocabulary import Vocabulary

_LIMITS = frozenset(
    """few little fewer fewest rare rarely rarer rarest seldom hardly barely scarcely scarce except
    excepting excluding unless instead minimal negligible unlike""".split()
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


def answers(sentence: Text, denial: Denial, quote: Text) -> bool:
    """Say whether a word of negative sense that only the quote has says what a denial does.

    It has to stand near what both speak of; and what is denied may not stand there without it.
    """
    said, head = Vocabulary(sentence), denial.head
    words = list(_unanswered(quote, sentence))
    if denial.denied and (head is None or not Vocabulary(quote).has(head)):
        words += [other.cue for other in denials(quote)]
    found = [word for word in words if _is_near_shared(quote, word, said)]
    if not found or head is None:
        return bool(found)
    return all(
        any(
            _reaches(quote, word, at) or _is_elsewhere(sentence, head, quote, at, word)
            for word in found
        )
        for at in quote.places.get(head.root, ())
    )


def _reaches(quote: Text, word: Token, at: int) -> bool:
    """Say whether a word denies another: it stands beside it, and not before a third."""
    after = quote.tokens[word.at + 1 : word.at + 2]
    if at < word.at and after and after[0].is_content and inflection(word.low) not in _DEEDS:
        return False
    apart = _apart(quote, at, word.at)
    return apart == 0 or (apart <= _BESIDE and word.clause == quote.tokens[at].clause)


def _is_elsewhere(sentence: Text, head: Token, quote: Text, at: int, word: Token) -> bool:
    """Say whether a word of the clause that `word` denies stands among others than `head` does."""
    around = sum(map(len, sentence.sides(head.at, _BOTH)))
    same = sentence.shared(head.at, quote, at, _BOTH, crossing=False)
    return word.clause == quote.tokens[at].clause and same < min(_BOTH, around)


def _is_near_shared(quote: Text, word: Token, said: Vocabulary) -> bool:
    return any(
        token.at != word.at and _apart(quote, token.at, word.at) < _NEAR and said.has(token)
        for token in quote.content
    )


def _apart(text: Text, one: int, other: int) -> int:
    """Return how many words of content stand between two places."""
    first, last = sorted((one, other))
    return sum(first < token.at < last for token in text.content)


def _unanswered(text: Text, other: Text) -> tuple[Token, ...]:
    """Return the words of negative sense in a text that the other has not."""
    return tuple(
        token
        for token in text.tokens
        if has_negative_sense(text, token) and token.root not in other.roots
    )

"""How much of what a sentence says stands in its quotes."""

from collections.abc import Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.forms import akin, root
from karabakh_qa.answering.facts.implied import is_implied
from karabakh_qa.answering.facts.numerals import numerals
from karabakh_qa.answering.facts.synonyms import senses
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.vocabulary import Vocabulary
from karabakh_qa.answering.facts.weights import tells_what_happened, weight

_LEAST_SHARE = 0.4
"""The share of a sentence's content words that its quotes must have, in some form."""
_STRUCK_FROM = ((3, 2), (5, 3), (9, 4), (10**6, 5))
"""Up to how many words of content a sentence says too much from which weight of missing words on.

Chosen with the share on 5,220 true statements and 3,293 false ones: with four for all sentences of
six words and more, and half of the words, 10 more true ones are struck and no more false ones.
"""
_A_DEED = 3
"""Words of another quote from which on, a verb among them, the deed itself is that quote's."""
_NEAR = 5
"""How many words apart two words are still near each other."""
_SCAFFOLD = frozenset(
    """name names number numbers amount total percent percentage share word words term title place
    time year years date century centuries decade""".split()
)
"""Words that only say what kind of thing another one is: "the name of", "the year"."""
_SAYS_LITTLE = frozenset(
    map(
        root,
        """people persons thing member matter case fact group way let get give put set bring keep
        hold have include involve""".split(),
    )
)
"""Nouns for anybody or anything, and verbs whose object says what is done."""
_LINKING = tuple(
    tuple(phrase.split())
    for phrase in ("for example", "for instance", "as a result", "in order", "in fact")
)
"""Phrases that only tie a sentence to the one before."""
_OF_NAMES = frozenset("first last middle full given family".split())
"""Words that say which name, before "name"."""


def unsupported(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the words of `sentence` that no quote has, if they are too many, else None.

    Of the quotes behind the first only what they name counts, not what they tell.
    """
    main, *others = [Vocabulary(quote) for quote in quotes]
    content = _content(sentence)
    absent = _absent(sentence, content, quotes[0], main)
    missing = [token for token in absent if not any(words.has(token) for words in others)]
    told = [token for token in absent if token not in missing and not token.is_capital]
    present = len(content) - len(absent)
    has_enough = present >= _LEAST_SHARE * (present + len(missing) + len(told))
    is_known = any(token.is_number or main.has(token) for token in sentence.content)
    is_borrowed = len(told) >= _A_DEED and any(tells_what_happened(sentence, t) for t in told)
    is_light = weight(sentence, content, missing) < _struck_from(len(content))
    if has_enough and is_known and not is_borrowed and is_light:
        return None
    return " ".join(token.text for token in (missing or told or sentence.content))


def not_whole(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the first word of `sentence` that the first quote has in no form, else None.

    Words next to each other in the sentence have to be near each other in the quote, half of them
    at least: a long quote has a use for "lost" and one for "Armenia".
    """
    known = Vocabulary(quotes[0])
    content = _content(sentence)
    for token in content:
        if not (known.has(token) or _is_compound(sentence, token, known)):
            return token.text
    pairs = [_is_near(one, other, quotes[0]) for one, other in pairwise(content)]
    return sentence.content[-1].text if 2 * sum(pairs) < len(pairs) else None


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


def _absent(
    sentence: Text, content: Sequence[Token], quote: Text, known: Vocabulary
) -> list[Token]:
    """Return the content words that the quote has in no form and does not imply."""
    elsewise = known.in_other_form(sentence) | known.in_a_phrase(sentence)
    return [
        token
        for token in content
        if not (_says_little(token) or token.at in elsewise or known.has(token))
        and not is_implied(token, sentence, quote)
        and not _is_compound(sentence, token, known)
    ]


def _says_little(token: Token) -> bool:
    """Say whether a word may stand in a sentence with nothing for it in the quotes."""
    return token.root in _SAYS_LITTLE and not token.is_capital


def _is_compound(sentence: Text, token: Token, known: Vocabulary) -> bool:
    """Say whether the quote writes it together with its neighbour: "rain forest"."""
    near = sentence.tokens[max(0, token.at - 1) : token.at + 2]
    return any(known.has_whole(one.low + other.low) for one, other in pairwise(near))


def _struck_from(count: int) -> int:
    return next(least for most, least in _STRUCK_FROM if count <= most)


def _is_near(one: Token, other: Token, quote: Text) -> bool:
    places = [[q.at for q in quote.tokens if _is_same(token, q)] for token in (one, other)]
    return any(abs(a - b) <= _NEAR for a in places[0] for b in places[1])


def _is_same(token: Token, quoted: Token) -> bool:
    if token.root == quoted.root or akin(token.root, quoted.root):
        return True
    return bool(senses(token.low) & senses(quoted.low))

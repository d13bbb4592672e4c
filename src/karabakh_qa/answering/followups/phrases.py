"""Where the noun phrases of a text stand, told from closed classes of words and capitals."""

import re
from collections.abc import Iterator, Sequence

from karabakh_qa.answering.followups.english import (
    AUXILIARY,
    BE_FORMS,
    DETERMINERS,
    FUNCTION,
    ONLY_VERBS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION,
    TIME_NOUNS,
    VERBS,
    Token,
    is_plural,
    said_after,
    said_before,
)

JOINING = frozenset("of de la du von van der den al bin ibn & del di".split())
"""Words in small letters inside of names."""
YEAR = re.compile(r"(?:1\d|20)\d\d")
_DEMONYM = re.compile(
    r"\w+(?:[ae]an|ian|ish|ese|ani)|french|dutch|greek|german|swiss|czech|arab|soviet|iraqi|israeli"
)
"""A capital that is an adjective as often as a name: "Russian guards"."""
_SENTENCE_ENDS = frozenset(".!?")
_LY_NOUNS = frozenset("ally family assembly anomaly monopoly italy july lily sicily emily".split())
_INTERJECTIONS = frozenset("yes no nothing oh ok okay wow hi hello thanks mr mrs".split())


def phrases(said: Sequence[Token], *, asked: bool) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each noun phrase, its article included."""
    index = 0
    while index < len(said):
        first = index
        if said[index].lower in DETERMINERS:
            index += 1
        start = index
        subject = asked and said_before(said, first) in AUXILIARY
        while index < len(said) and _goes_on(said, start, index):
            if subject and index > start and _begins_a_predicate(said, start, index):
                break
            index += 1
        last = _trimmed(said, start, index)
        if subject and first == 1 and last - start > 1 and said[0].lower in BE_FORMS:
            last -= said[last - 1].text.islower()
        if last > start and _worth(said, first, start, last, asked=asked):
            yield first if said[first].lower in {"the", "a", "an"} else start, last - 1
        index = max(index, first + 1)


def _begins_a_predicate(said: Sequence[Token], start: int, index: int) -> bool:
    """Say whether the subject of a question has ended: "did Hamm | score", "the band | play"."""
    word = said[index]
    name = said[index - 1].is_capital and not _DEMONYM.fullmatch(said[index - 1].lower)
    after_name = name and said_before(said, start) not in DETERMINERS
    return word.text.islower() and (after_name or word.lower in VERBS)


def _goes_on(said: Sequence[Token], start: int, index: int) -> bool:
    token = said[index]
    if index > start and token.lower in JOINING:
        after = index + 1 < len(said) and said[index + 1].is_capital
        return said[index - 1].is_capital and after
    if index > start and YEAR.fullmatch(said[index - 1].text):
        return False
    if not token.is_word or (token.lower in FUNCTION and not _in_name(said, start, index)):
        return False
    if token.is_capital and index > 0:
        return index == start or _same_case(said, start, index)
    if index > start and token.lower in VERBS:
        return token.lower not in ONLY_VERBS and said_before(said, start) in DETERMINERS
    if index > start and len(token.text) > 4 and token.text.islower() and token.text.endswith("ed"):
        return said_before(said, start) in DETERMINERS and index == start + 1
    if index > start and said[index - 1].is_capital and not _joins_a_name(said, index):
        return False
    return token.lower not in ONLY_VERBS


def _in_name(said: Sequence[Token], start: int, index: int) -> bool:
    """Say whether a function word is part of a name: capital between capitals."""
    return index > start and index > 0 and said[index].is_capital and said[index - 1].is_capital


def _same_case(said: Sequence[Token], start: int, index: int) -> bool:
    """Say whether a capital goes on with what was begun: a name, or what follows an article."""
    if said[start].is_capital and (start > 0 or said[index - 1].is_capital):
        return True
    return said_before(said, start) in DETERMINERS or start == index


def _joins_a_name(said: Sequence[Token], index: int) -> bool:
    """Say whether a word in small letters belongs to the name before it ("Lachin corridor")."""
    return not said[index].lower.endswith(("ed", "ing", "ly")) and said[index].lower not in VERBS


def _trimmed(said: Sequence[Token], start: int, end: int) -> int:
    """Return where a phrase ends without adverbs and participles after its noun."""
    while end > start and (
        said[end - 1].lower in JOINING
        or (said[end - 1].lower.endswith("ly") and said[end - 1].lower not in _LY_NOUNS)
        or (end - 1 > start and said[end - 1].lower.endswith(("ed", "ing")))
    ):
        end -= 1
    return end


def _worth(said: Sequence[Token], first: int, start: int, end: int, *, asked: bool) -> bool:
    words = [token.lower for token in said[start:end]]
    if words[0] in _INTERJECTIONS:
        return False
    opens = first == start and (start == 0 or said[start - 1].text in _SENTENCE_ENDS)
    if opens and said[start].is_capital and end - start == 1:
        return _is_subject(said, end)
    if all(word.isdigit() or word in TIME_NOUNS for word in words):
        return False
    has_article = first < start
    named = any(token.is_capital for token in said[start:end])
    if named or has_article:
        return end - start <= 6
    before = said_before(said, start)
    if not asked:
        return len(words) > 1 and is_plural(words[-1]) and before not in AUXILIARY
    if len(words[-1]) < 3 or words[-1] in VERBS or words[-1].endswith(("ed", "est", "ing")):
        return False
    if before in QUESTION and said_after(said, end - 1) in AUXILIARY:
        return False
    placed = before in PREPOSITIONS | POSSESSIVES or (before in AUXILIARY and first < 3)
    return placed or len(words) > 1 or is_plural(words[-1])


def _is_subject(said: Sequence[Token], after: int) -> bool:
    """Say whether the one word that opens a sentence is a name: "Azerbaijan took", "Lewis'"."""
    if after >= len(said):
        return True
    follows = said[after]
    is_verb = follows.lower in AUXILIARY | VERBS or follows.lower.endswith("ed")
    return is_verb or follows.text in {"'", "’", ":", "(", "and"} or follows.lower == "'s"

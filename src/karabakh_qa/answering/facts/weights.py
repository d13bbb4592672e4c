"""How much the words weigh that a sentence has and its quotes have not."""

from collections.abc import Collection, Sequence

from karabakh_qa.answering.facts.forms import is_past, root
from karabakh_qa.answering.facts.text import Text, Token

_SHORT = 6
"""Content words up to which a sentence is short: what happened is much of what it says."""
_OF_CIRCUMSTANCE = frozenset(
    """in on at with by from into after before during since because despite through
    under over against among as without within across""".split()
)
"""Prepositions with which a phrase adds something; one with "of" or "for" belongs to its noun."""
_LIGHT = frozenset(
    map(
        root,
        """create form found establish pass set come go happen occur look appear become
        exist originate consist contain include involve call name use make put get receive hold need
        pull carry bring locate introduce work""".split(),
    )
)
"""Verbs that say little more than that something was, came to be, or was got."""


def weight(sentence: Text, content: Sequence[Token], missing: Sequence[Token]) -> int:
    """Return what those words of the content weigh that are missing in the quotes.

    Each weighs one, two if no word or number that stands in the quotes follows it; a phrase of
    circumstance of which every word is missing weighs two more, in a short sentence the word that
    tells what happened one more.
    """
    places = frozenset(token.at for token in missing)
    trailing = _trailing(sentence, content, places)
    circumstances = sum(
        places.issuperset(token.at for token in phrase) and _is_circumstance(sentence, phrase[0].at)
        for phrase in _phrases(content)
    )
    deeds = sum(tells_what_happened(sentence, token) for token in missing)
    is_short = len(content) <= _SHORT
    return len(missing) + trailing + 2 * circumstances + (deeds if is_short else 0)


def _trailing(sentence: Text, content: Sequence[Token], missing: Collection[int]) -> int:
    """Return how many missing words stand at the end, with nothing that the quotes have behind.

    A number, which is no content here, is looked at only as what may follow a word.
    """
    places = {token.at for token in content}
    count = 0
    before_number = False
    for token in reversed(sentence.content):
        if token.at not in places:
            before_number = True
        elif token.at in missing and (not before_number or tells_what_happened(sentence, token)):
            count += 1
        else:
            break
    return count


def tells_what_happened(sentence: Text, token: Token) -> bool:
    """Say whether a word looks like the verb of the sentence."""
    if token.is_capital or token.root in _LIGHT or not token.at:
        return False
    return is_past(token.low) or _follows_subject(sentence, token)


def _follows_subject(sentence: Text, token: Token) -> bool:
    """Say whether this is "sells" in "Armland sells the fleet"."""
    before = sentence.tokens[token.at - 1]
    after = sentence.tokens[token.at + 1 : token.at + 2]
    ends = not after or not after[0].is_content or after[0].is_capital or after[0].is_number
    follows_name = before.is_capital and before.is_content and not before.possessive
    return follows_name and token.low.endswith("s") and ends


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

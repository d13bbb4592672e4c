"""Turns of speech that say with a denial what others say without: "no town is bigger"."""

from collections.abc import Sequence
from itertools import pairwise

from karabakh_qa.answering.facts.denials import LONGEST_CLAUSE, Denial
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.vocabulary import Vocabulary
from karabakh_qa.answering.facts.wholes import NEARLY, TOTAL

_PARTLY = frozenset(
    """some certain most mostly many several sometimes occasionally often usually typically partly
    majority minority half""".split()
)
"""Words of a part, for "not all"."""
_UNLESS = frozenset("unless without except".split())
_CONDITIONS = frozenset("not never no none nobody nothing cannot".split())
_NEEDED = frozenset("need needs needed require requires required must necessary only".split())
"""Words of a condition, for "not unless"."""


def is_rephrased(sentence: Text, denial: Denial, quote: Text) -> bool:
    """Say whether a quote says in the affirmative what a turn of speech with a denial says."""
    behind = sentence.tokens[denial.cue.at + 1 : denial.cue.at + LONGEST_CLAUSE]
    lows = {token.low for token in behind}
    if denial.cue.low in NEARLY:
        return not NEARLY.isdisjoint(quote.lows)
    if behind and behind[0].low in TOTAL:  # "not every town" is some towns
        return not _PARTLY.isdisjoint(quote.lows - sentence.lows)
    if "until" in lows and ("not", "until") in _pairs(quote):
        return True  # "not seen until May" is "not until May was it seen"
    others = _CONDITIONS if denial.cue.low in _UNLESS else _UNLESS
    if (others & sentence.lows) - quote.lows and not _NEEDED.isdisjoint(quote.lows):
        # "cannot come unless invited" is "needs to be invited to come"
        return denial.head is not None and Vocabulary(quote).has(denial.head)
    return "than" in lows and "than" not in quote.lows and _is_topped(behind, quote)


def _is_topped(behind: Sequence[Token], quote: Text) -> bool:
    """Say whether a quote has "the smallest" for "none is smaller than"."""
    if any(token.low.endswith("er") and f"{token.low[:-1]}st" in quote.lows for token in behind):
        return True
    compared = {other.low for one, other in pairwise(behind) if one.low == "more"}
    return any(("most", low) in _pairs(quote) for low in compared)


def _pairs(text: Text) -> set[tuple[str, str]]:
    return {(one.low, other.low) for one, other in pairwise(text.tokens)}

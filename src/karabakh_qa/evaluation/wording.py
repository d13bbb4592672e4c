"""How close one wording is to another: the text-only part of the metrics.

Training and calibration use these as well, so that a number means the same everywhere.
"""

from collections import Counter

from karabakh_qa.evaluation.normalise import normalise, words


def same_wording(text: str, gold: str) -> bool:
    """Whether both are the same after normalising (SQuAD's exact match)."""
    return normalise(text) == normalise(gold)


def word_f1(text: str, gold: str) -> float:
    """Return the harmonic mean of precision and recall over words, from 0 to 1 (SQuAD's F1).

    Words are counted as often as they occur. Without words on one side or both, it is 1 when both
    are empty and 0 otherwise.
    """
    ours, theirs = normalise(text).split(), normalise(gold).split()
    if not ours or not theirs:
        return float(ours == theirs)
    return 2 * (Counter(ours) & Counter(theirs)).total() / (len(ours) + len(theirs))


def contains_wording(text: str, gold: str) -> bool:
    """Whether the words of `gold` stand in `text`, all and in order, one after the other.

    Whole words, so that "12" does not stand in "2012"; a hyphen ends a word.
    """
    ours, theirs = words(text), words(gold)
    width = len(theirs)
    return width > 0 and any(
        ours[start : start + width] == theirs for start in range(len(ours) - width + 1)
    )

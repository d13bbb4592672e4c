"""Lexical support: how much of a sentence stands, word for word, in what is cited for it."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from karabakh_qa.wording import content_words, stem

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_ITEM = re.compile(r"\A\s*\d{1,2}[.)]\s")
_ALIKE = str.maketrans({"\u0131": "i", "\u0451": "\u0435"})


def support(sentence: str, quotes: Sequence[str]) -> float:
    """Return the share of the sentence's content words that stand in the quotes, up to endings.

    0 where a number of the sentence stands in no quote, or there is no quote; 1 for a sentence
    without content words. "1,960" and "1960" are one number, and the number of a list's item is
    none. Content-word precision tells supported answers from others with an AUROC of 0.85 on
    MTRAG's human ratings; of paraphrase and inference it knows nothing.
    """
    if not quotes:
        return 0.0
    said, known = _alike(_ITEM.sub("", sentence, count=1)), _alike("\n".join(quotes))
    if not set(_NUMBER.findall(said)) <= set(_NUMBER.findall(known)):
        return 0.0
    wanted = [stem(word) for word in content_words(said)]
    there = {stem(word) for word in content_words(known)}
    return sum(word in there for word in wanted) / len(wanted) if wanted else 1.0


def _alike(text: str) -> str:
    """Return `text` in small letters, however they are encoded, i and io as when normalising."""
    letters = normalize("NFC", text.lower().replace("i\u0307", "i")).translate(_ALIKE)
    return _THOUSANDS.sub("", letters)

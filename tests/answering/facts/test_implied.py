"""What the figures of a quote say without a word."""

import pytest

from karabakh_qa.answering.facts.implied import is_implied
from karabakh_qa.answering.facts.text import read

SIEGE = "The siege of the town (1702-1704) ruined its trade."


@pytest.mark.parametrize(
    ("sentence", "word", "quote", "implied"),
    [
        ("The siege began in 1702.", "began", SIEGE, True),
        ("The siege ended in 1704.", "ended", SIEGE, True),
        ("The siege began in 1704.", "began", SIEGE, False),
        ("The siege ended in 1702.", "ended", SIEGE, False),
        ("The Hawks won with a score of 31-28.", "score", "The Hawks won the set 31-28.", True),
        ("The Hawks won with a score of 31-28.", "score", "The Hawks won in 1931-1932.", False),
        ("The town fell in 1704.", "fell", SIEGE, False),
    ],
)
def test_figures_say_words(sentence: str, word: str, quote: str, implied: bool) -> None:
    said = read(sentence)
    (token,) = (token for token in said.tokens if token.low == word)
    assert is_implied(token, said, read(quote)) is implied

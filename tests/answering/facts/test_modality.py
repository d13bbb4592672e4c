"""What the quotes only suppose is not stated as a fact, and not the other way round."""

import pytest

from karabakh_qa.answering.facts.modality import supposed_only
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Plays that nobody had approved were staged.", "Plays ran even if nobody approved them."),
        ("A rider who has fallen is tired.", "It lasts longer if the rider has fallen."),
        ("The bones looked old.", "The bones appeared to be old."),
        ("For Adler, light is a wave.", "Adler argued light is a wave."),
        ("In her view, light is a wave.", "Ada Adler believed light is a wave."),
        ("He had never seen the sea.", "I wept, because I'd never seen the sea."),
        ("Cole became the mayor.", "Cole assumed the office of mayor."),
        ("Nobody knows whether Cole came.", "It is unclear if Cole came."),
        ("Adler proved that light bends.", "Adler showed that light bends, as others supposed."),
    ],
)
def test_told_as_supposed(sentence: str, quote: str) -> None:
    assert supposed_only(read(sentence), [read(quote)]) is None


@pytest.mark.parametrize(
    ("sentence", "quote", "words"),
    [
        ("Guests must wear a hat.", "Guests may wear a hat.", "must"),
        ("Adler proved that light bends.", "Adler argued that light bends.", "proved"),
        ("The mill will certainly close.", "The mill may close.", "certainly"),
        ("Cole sold the mill.", "Cole may have sold the mill.", "sold (may sold)"),
    ],
)
def test_stated_as_a_fact(sentence: str, quote: str, words: str) -> None:
    assert supposed_only(read(sentence), [read(quote)]) == words

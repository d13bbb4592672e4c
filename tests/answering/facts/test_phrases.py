"""Phrases that mean what one word means."""

import pytest

from karabakh_qa.answering.facts.phrases import phrases_of
from karabakh_qa.answering.facts.synonyms import senses
from karabakh_qa.answering.facts.text import read


def _means(sentence: str, word: str) -> bool:
    return any(meanings & senses(word) for _, meanings in phrases_of(read(sentence)))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The guild turned down the offer.", "rejected"),
        ("The meeting was put off until May.", "postponed"),
        ("The council put the next meeting off.", "postponed"),
        ("The guard took the miller into custody.", "arrested"),
        ("The miller changed his mind.", "reconsidered"),
        ("The road was closed for good.", "permanently"),
    ],
)
def test_a_phrase_means_what_its_word_means(sentence: str, word: str) -> None:
    assert _means(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("He turned to the left, down the hill.", "rejected"),
        ("She took the road that leads into the hills.", "arrested"),
        ("The road was good for carts.", "permanently"),
    ],
)
def test_words_apart_are_no_phrase(sentence: str, word: str) -> None:
    assert not _means(sentence, word)


def test_the_places_are_those_of_its_words() -> None:
    assert frozenset({1, 4}) in {at for at, _ in phrases_of(read("They put the meeting off."))}

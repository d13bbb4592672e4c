"""Numbers that a quote gives without a numeral."""

import pytest

from karabakh_qa.answering.facts.amounts import amounts
from karabakh_qa.answering.facts.number_words import lists_as_many, stands_in_words
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Two sides signed.", "Both sides signed."),
        ("The three rivals signed.", "Armland, Borduria and Cordia signed."),
        ("The two rivals signed.", "Armland and Borduria signed."),
        ("More than one team played.", "Several teams played."),
        ("It was the second war.", "It was War II."),
        ("It was built in the 19th century.", "It was built in 1850."),
    ],
)
def test_words_say_a_number(sentence: str, quote: str) -> None:
    (amount,) = amounts(read(sentence))
    assert stands_in_words(amount, read(quote))


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Three sides signed.", "Both sides signed."),
        ("Two rivals signed.", "Armland and Borduria came."),
        ("It was built in the 19th century.", "It was built in 1901."),
    ],
)
def test_other_words_do_not(sentence: str, quote: str) -> None:
    (amount,) = amounts(read(sentence))
    assert not stands_in_words(amount, read(quote))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two of the towns are Baku and Ganja.", True),
        ("Three towns were lost: Baku, Ganja and Shusha.", True),
        ("Two wars were fought by Armland and Borduria.", False),
        ("Four towns were lost: Baku, Ganja and Shusha.", False),
    ],
)
def test_a_sentence_may_name_what_it_counts(text: str, *, expected: bool) -> None:
    sentence = read(text)
    (amount,) = amounts(sentence)
    assert lists_as_many(sentence, amount) is expected

"""Which words a quote has, in whatever form."""

import pytest

from karabakh_qa.answering.facts.text import read
from karabakh_qa.answering.facts.vocabulary import Vocabulary

QUOTE = Vocabulary(read("The UK agreed to buy three rainforests from Russia."))


@pytest.mark.parametrize("word", ["agreement", "purchase", "rainforest", "Russian", "Moscow"])
def test_other_forms_are_had(word: str) -> None:
    assert QUOTE.has(read(f"the {word}").tokens[1])


@pytest.mark.parametrize("word", ["sell", "desert", "Berlin"])
def test_other_words_are_not(word: str) -> None:
    assert not QUOTE.has(read(f"the {word}").tokens[1])


def test_a_name_may_stand_as_initials() -> None:
    assert QUOTE.in_other_form(read("It is the United Kingdom.")) == {3, 4}
    assert not QUOTE.in_other_form(read("UK stands for United Kingdom."))

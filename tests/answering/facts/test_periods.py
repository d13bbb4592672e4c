"""Numbers of years between the dates of a quote."""

import pytest

from karabakh_qa.answering.facts.amounts import amounts
from karabakh_qa.answering.facts.periods import lies_between
from karabakh_qa.answering.facts.text import read


def is_between(sentence: str, quote: str) -> bool:
    said = read(sentence)
    (amount,) = amounts(said)
    return lies_between(said, amount, read(quote))


@pytest.mark.parametrize(
    "quote", ["It ran from 1918 to 1920.", "It ran (1918–1920).", "It ran from 1918 until 1920."]
)
def test_years_of_a_span(quote: str) -> None:
    assert is_between("It ran for two years.", quote)
    assert not is_between("It ran for three years.", quote)
    assert not is_between("It ran for more than two years.", quote)


def test_years_apart() -> None:
    quote = "The league began in 1910, the club in 1912."
    assert is_between("The club began two years later.", quote)
    assert not is_between("The club ran for two years.", quote)

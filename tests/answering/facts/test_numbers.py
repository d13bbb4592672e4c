"""Numbers of a sentence beside those of its quotes."""

import pytest

from karabakh_qa.answering.facts.numbers import unstated_number
from karabakh_qa.answering.facts.text import read

SAME = [
    ("The war lasted three centuries.", "The war lasted 300 years."),
    ("It stood for nearly five decades.", "It stood for 48 years."),
    ("A call costs 64 cents.", "A call costs $0.64."),
    ("The wall weighs half a tonne.", "The wall weighs 500 kg."),
    ("She won by 0.1 seconds.", "She won by a tenth of a second."),
    ("Guests of 13 to 15 years came.", "Guests between thirteen and fifteen years of age came."),
    ("They pay more than $3,000 a month.", "They pay a rent of over US$ 3,000 a month."),
    ("Two out of three trains were late.", "Two thirds of the trains were late."),
    ("Nine in ten trains were late.", "90 % of the trains were late."),
    ("A third of the trains were late.", "33 % of the trains were late."),
    ("Nearly three quarters were late.", "Of the trains 74 % were late."),
    ("The poorest fifth paid nothing.", "The poorest 20 percent paid nothing."),
    ("It took two and a half hours.", "It took 2.5 hours."),
    ("It cost half a million euros.", "It cost 500,000 euros."),
    ("The bridge fell in the 1800s.", "The bridge fell in the 19th century."),
    ("The bridge fell in the 19th century.", "The bridge fell in the 1800s."),
    ("He led the club for eight years.", "He led the club from 1980 to 1988."),
    ("Twenty years after the flood they met.", "They met on the 20th anniversary of the flood."),
    ("Ganja, one of two such towns, lay near.", "Two such towns lay near, Baku and Ganja."),
    ("The car went at 60 miles per hour.", "The car went at 60 mph."),
    ("Every one of the trains was late.", "All of the trains were late."),
    ("Channel 5 paid £26m.", "Channel 5 paid the owner £26m."),
    ("She scored 99 points.", "She scored 99 out of 100 points."),
    (
        "Three countries signed.",
        "The treaty was signed by Armland, Borduria and the Cordian Union.",
    ),
]
OTHER = [
    ("The war lasted three decades.", "The war lasted 300 years."),
    ("It stood for nearly five decades.", "It stood for 58 years."),
    ("A call costs 64 cents.", "A call costs $64."),
    ("A call costs 64 cents.", "A call costs €0.64."),
    ("The wall weighs half a tonne.", "The wall weighs 50 kg."),
    ("Two out of three trains were late.", "One third of the trains were late."),
    ("Nine in ten trains were late.", "80 % of the trains were late."),
    ("Nearly three quarters were late.", "Of the trains 77 % were late."),
    ("The poorest fifth paid nothing.", "The poorest 10 percent paid nothing."),
    ("It took two and a half hours.", "It took two hours."),
    ("The road is 60 kilometres long.", "The cars drove the long road at 60 km/h."),
    ("The war ended within six years.", "The war ended after six years."),
    (f"The star weighs 1{'0' * 28}1 kg.", "The star weighs 30 kg."),
    ("The star weighs 99999999999999999999 million billion kg.", "The star weighs 30 kg."),
    ("The bridge fell in the 1800s.", "The bridge fell in the 18th century."),
    ("He led the club for eight years.", "He led the club from 1980 to 1989."),
    ("Twenty years after the flood they met.", "They met at the 20th bridge behind the flood."),
]


@pytest.mark.parametrize(("sentence", "quote"), SAME)
def test_the_same_in_other_words(sentence: str, quote: str) -> None:
    assert unstated_number(read(sentence), [read(quote)]) is None


@pytest.mark.parametrize(("sentence", "quote"), OTHER)
def test_something_else_is_found(sentence: str, quote: str) -> None:
    assert unstated_number(read(sentence), [read(quote)]) is not None

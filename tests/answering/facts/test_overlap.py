"""How much of a sentence has to stand in its quotes."""

import pytest

from karabakh_qa.answering.facts.overlap import unsupported
from karabakh_qa.answering.facts.text import read

BORNE_OUT = [
    # a verb that says little, before the year or number
    ("The uprising occurred in 1848.", "He painted it after the 1848 uprising."),
    ("The fair received 300 visitors.", "There were 300 visitors at the fair."),
    # words that only link, or say which name
    ("For example, the mill burned.", "The mill burned."),
    ("The painter's last name is Kovacs.", "The painter Ada Kovacs moved to Zurich."),
    ("The painter moved somewhere.", "The painter moved to Zurich."),
    # a name in another form
    ("The talks took place in the United Kingdom.", "The talks took place in the UK."),
    # a phrase for a word, and the reverse
    ("The mayor was taken into custody on the spot.", "The mayor was immediately arrested."),
    ("The guild rejected the plan.", "The guild turned down the plan."),
    # words for anybody, and verbs that leave it to their object to say what is done
    ("The mill gave shelter to people who sold flour.", "The mill sheltered flour sellers."),
    # a phrase that belongs to its noun
    ("The name of the currency is the krone.", "They paid in krone, the money of the islands."),
]
STRUCK = [
    ("The bridge act was repealed in 1913.", "The bridge act was a law of 1913."),
    ("In a fierce thunderstorm the mill on the river burned.", "The mill on the river burned."),
    ("BTO stands for Bridge Traffic Office.", "The BTO closed the road."),
]


@pytest.mark.parametrize(("sentence", "quote"), BORNE_OUT)
def test_what_adds_nothing_is_not_missed(sentence: str, quote: str) -> None:
    assert unsupported(read(sentence), [read(quote)]) is None


@pytest.mark.parametrize(("sentence", "quote"), STRUCK)
def test_what_the_quote_does_not_say_is_missed(sentence: str, quote: str) -> None:
    assert unsupported(read(sentence), [read(quote)]) is not None

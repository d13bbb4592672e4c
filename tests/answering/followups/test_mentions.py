import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.followups.mentions import Mention, Sort, mentions


def sorts(text: str, *, asked: bool = True) -> dict[str, Sort]:
    return {mention.text: mention.sort for mention in mentions(text, asked=asked)}


def test_names_phrases_and_dates_of_a_question() -> None:
    assert sorts("Who is Dmitry Peskov?") == {"Dmitry Peskov": Sort.PERSON}
    assert sorts("Who won the war of 2020?") == {
        "the war of 2020": Sort.THING,
        "2020": Sort.TIME,
    }
    assert sorts("When did the peacekeepers arrive in Karabakh?") == {
        "the peacekeepers": Sort.SEVERAL,
        "Karabakh": Sort.PLACE,
    }
    assert "cow milk" in sorts("What are the benefits of cow milk?")


def test_a_title_shows_that_a_name_is_a_persons() -> None:
    found = sorts("Kremlin spokesman Dmitry Peskov answered on 12 May 2024.", asked=False)
    assert found["Dmitry Peskov"] is Sort.PERSON
    assert found["12 May 2024"] is Sort.TIME


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("a military base", "the military base"),
        ("President of Azerbaijan", "the President of Azerbaijan"),
        ("President Aliyev", "President Aliyev"),
        ("Gyumri", "Gyumri"),
    ],
)
def test_what_is_said_again_is_known(said: str, again: str) -> None:
    assert Mention(said, Sort.NAME, "", 0, len(said)).definite == again


def test_a_verb_is_no_part_of_the_name_before_it() -> None:
    assert "Mia Hamm" in sorts("When did Mia Hamm score?")
    assert "Azerbaijan" in sorts("Azerbaijan took back the town.", asked=False)
    assert "the band" in sorts("What did the band release in 1990?")


def test_the_first_word_of_a_sentence_is_a_name_only_before_a_verb() -> None:
    found = sorts("Formally, nothing changed. Tension grew. Kiev was quiet.", asked=False)
    assert "Kiev" in found
    assert not {"Formally", "Nothing"} & found.keys()


@pytest.mark.parametrize("text", ["", "?", "What?", "Why not?"])
def test_nothing_is_mentioned(text: str) -> None:
    assert mentions(text, asked=True) == ()


@given(st.text(max_size=80), st.booleans())
def test_a_mention_is_a_slice_of_the_text(text: str, asked: bool) -> None:
    for mention in mentions(text, asked=asked):
        assert text[mention.start : mention.end] == mention.text

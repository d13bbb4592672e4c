"""A question is put to the reader without what leads up to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.asking import asking_part, opens_a_question, wording


@pytest.mark.parametrize(
    "question",
    [
        "Who won the war?",
        "In 1936, who won the war?",
        "When the war ended, who ruled the country?",
        "The war was won by whom?",
        "What job did Rev. Roger Williams have in the U.S. in 1990?",
        "Did Russia leave the base?",
        "Name three rivers",
        "If I never had problems, why did I order the spares?",
        "hello",
        "???",
    ],
)
def test_a_plain_question_is_left_as_it_is(question: str) -> None:
    assert wording(question) == question


@pytest.mark.parametrize("question", ["Кто победил в войне?", "победа в войне", "Kim kazandı?"])
def test_other_languages_are_left_alone(question: str) -> None:
    assert wording(question) == question


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("So who won the war?", "who won the war?"),
        ("Hi there! Could you please tell me who won the war?", "who won the war?"),
        ("I'd like to know why Armenia wanted a base", "why Armenia wanted a base"),
        ("Anyway, I was wondering if Russia left the base", "if Russia left the base"),
        ("My question is, in 1936, who won the cup?", "in 1936, who won the cup?"),
        ("What I want to know is who paid the bill, does the text say?", "who paid the bill?"),
        ("Who won the war? Can you help me?", "Who won the war?"),
        ("We have a quiz at school: who won the war?", "who won the war?"),
        ("I need it for my notes - in Asia, who won the war?", "in Asia, who won the war?"),
        (
            "For my class I compare two treaties. I have read both. So which town does it say "
            "France took? Thanks!",
            "which town does it say France took?",
        ),
        (
            "I'm in class and we have to say why the army of France is leaving Syria.",
            "why the army of France is leaving Syria.",
        ),
        ("Tell me the names of the signatories.", "What are the names of the signatories?"),
        ("Please tell me the date of the truce", "What is the date of the truce?"),
        ("I would like to know more about the canal.", "What is said about the canal?"),
        ("Can the tank hold a litre? How long does it last?", "Can the tank hold a litre?"),
    ],
)
def test_what_asks_is_found(question: str, asked: str) -> None:
    assert wording(question) == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("The text says that Elchibey fell. Why did he have to go?", "Why did he have to go?"),
        ("I know the war ended in 2020, but when did it start?", "when did it start?"),
    ],
)
def test_what_cannot_be_understood_alone_is_read_as_a_whole(question: str, asked: str) -> None:
    assert asking_part(question) == asked
    assert wording(question) == question


@pytest.mark.parametrize(
    ("keywords", "wish"),
    [
        ("104th division", "What is 104th division?"),
        ("peskov position", "What is the peskov position?"),
        ("number of men who fled", "What is the number of men who fled?"),
        ("the origin of the song", "What is the origin of the song?"),
    ],
)
def test_keywords_are_read_as_a_wish_to_know(keywords: str, wish: str) -> None:
    assert wording(keywords) == wish


def test_what_was_taken_back_is_left_out() -> None:
    question = "Hello. Where did no wait when was the base opened?"
    assert wording(question) == "when was the base opened?"


def test_a_wording_is_on_one_line() -> None:
    assert wording(" Who\n won \t the war? ") == "Who won the war?"


@pytest.mark.parametrize("nothing", ["", " \n", "\u200b\t"])
def test_nothing_is_read_as_something(nothing: str) -> None:
    assert wording(nothing).strip()


@pytest.mark.parametrize("text", ["wich town", "in which town", "is it", "list them"])
def test_it_opens_a_question(text: str) -> None:
    assert opens_a_question(text)


@pytest.mark.parametrize("text", ["", "...", "After the war", "Russia left", "on where it was"])
def test_it_opens_no_question(text: str) -> None:
    assert not opens_a_question(text)


WORDS = st.sampled_from(
    "so who i mean no wait sorry tell me , . ? : - the war of 3 Baku if when he said or rather "
    "could you please what Кто".split(" ")
)


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_every_text_has_a_wording_on_one_line(text: str) -> None:
    found = wording(text)
    assert found.strip()
    assert found == " ".join(found.split())


def test_a_very_long_text_is_read_in_no_time() -> None:
    assert wording("so I mean, what 3 no wait " * 2000)

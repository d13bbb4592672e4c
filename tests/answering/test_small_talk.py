"""Greetings get a reply; questions are left alone."""

import pytest

from karabakh_qa.answering.declines import HELP
from karabakh_qa.answering.small_talk import small_talk


@pytest.mark.parametrize(
    "said",
    ["hi", "Hello!", "Good morning", "hey there", "HI THERE :)", "Привет", "Salam", "how are you?"],
)
def test_greetings_are_greeted(said: str) -> None:
    reply = small_talk(said)
    assert reply
    assert reply.startswith("Hello.")


@pytest.mark.parametrize("said", ["help", "What can you do?", "who are you?", "What can I ask?"])
def test_help_is_given(said: str) -> None:
    assert small_talk(said) == HELP


@pytest.mark.parametrize("said", ["thanks", "Thank you very much!", "ok thanks", "great, thanks"])
def test_thanks_are_answered(said: str) -> None:
    assert "welcome" in (small_talk(said) or "")


def test_a_goodbye_is_answered() -> None:
    assert (small_talk("bye!") or "").startswith("Goodbye")


@pytest.mark.parametrize("said", ["", "   \n", "🎉🎉", "?!", "...", "_"])
def test_what_holds_no_word_gets_help(said: str) -> None:
    assert HELP in (small_talk(said) or "")


@pytest.mark.parametrize(
    "question",
    [
        "Who is Peskov?",
        "good morning, who won the war?",
        "Did anyone help Armenia?",
        "Who thanked whom?",
        "what day is good for all",
        "Hi Aliyev?",
        "2020",
        "Почему?",
    ],
)
def test_questions_are_left_alone(question: str) -> None:
    assert small_talk(question) is None

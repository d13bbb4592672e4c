import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.records import Answer, Delta, Status, Turn
from karabakh_qa.web.conversation import (
    asked,
    failed,
    history,
    read_turns,
    stopped,
    taken_back,
    told,
)


def declined(question: str) -> Answer:
    return Answer(question, question, "The documents don't say.", False, "not_stated", None, 0.1)


def test_an_exchange_is_pending_until_its_answer_comes() -> None:
    now = asked((), "Who?")
    assert now[-1].pending
    now = told(now, Status("Searching"))
    now = told(told(now, Delta("One. ")), Delta("Two."))
    assert (now[-1].status, now[-1].text, now[-1].pending) == ("Searching", "One. Two.", True)
    now = told(now, declined("Who?"))
    assert not now[-1].pending
    assert now[-1].text == "The documents don't say."


def test_numbers_are_not_used_again_while_earlier_ones_stand() -> None:
    now = asked(told(asked((), "a"), declined("a")), "b")
    assert [exchange.number for exchange in now] == [1, 2]
    earlier, question = taken_back(now)
    assert question == "b"
    assert [exchange.number for exchange in asked(earlier, "c")] == [1, 2]


def test_taking_back_from_nothing_is_nothing() -> None:
    assert taken_back(()) == ((), "")


def test_stopping_keeps_the_text_and_only_touches_a_pending_question() -> None:
    now = told(asked((), "a"), Delta("Half"))
    assert stopped(now)[-1].text == "Half"
    assert not stopped(now)[-1].pending
    answered = told(now, declined("a"))
    assert stopped(answered) == answered
    assert stopped(()) == ()


def test_history_holds_answered_questions_only() -> None:
    now = told(asked((), "a"), declined("a"))
    now = failed(asked(now, "b"), "broken")
    now = stopped(asked(now, "c"))
    assert history(now) == (Turn("user", "a"), Turn("assistant", "The documents don't say."))


def test_a_conversation_is_read_from_json() -> None:
    messages = [{"role": "user", "text": "Who\ud800?"}, {"role": "assistant", "text": "He."}]
    assert read_turns(messages) == (Turn("user", "Who??"), Turn("assistant", "He."))


@pytest.mark.parametrize(
    "message",
    [
        "Who?",
        None,
        {},
        {"role": "user"},
        {"role": "system", "text": "a"},
        {"role": "user", "text": 1},
        {"role": "user", "text": "a", "content": "b"},
    ],
)
def test_what_is_no_message_is_refused(message: object) -> None:
    with pytest.raises(InputError, match=r"message 2 of the history is .*it must be"):
        read_turns([{"role": "user", "text": "a"}, message])

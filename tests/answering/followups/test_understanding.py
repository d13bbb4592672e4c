import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from karabakh_qa.answering.declines import TEXTS
from karabakh_qa.answering.followups import FollowUps, depends
from karabakh_qa.records import Turn
from karabakh_qa.wording import content_words

WAR = (
    Turn("user", "Who won the war of 2020?"),
    Turn("assistant", "The war of 2020 was won by Azerbaijan. [1]"),
)
PESKOV = (
    Turn("user", "Who is Dmitry Peskov?"),
    Turn("assistant", "Kremlin spokesman Dmitry Peskov responded on Monday.[1][2]"),
)


def evenly(_: str) -> float:
    return 0.5


def understood(question: str, *history: Turn) -> str:
    return FollowUps(evenly).understood(question, history)


def test_a_pronoun_gets_what_it_stands_for() -> None:
    assert understood("How old is he?", *PESKOV) == "How old is Dmitry Peskov?"
    assert understood("What are his duties?", *PESKOV) == "What are Dmitry Peskov's duties?"
    assert understood("How long did it last?", *WAR) == "How long did the war of 2020 last?"


def test_what_was_said_long_ago_is_known_and_the_newest_comes_first() -> None:
    history = (*PESKOV, Turn("user", "How old is he?"), Turn("assistant", "He is 57."))
    assert understood("Is he married?", *history) == "Is Dmitry Peskov married?"
    assert (
        understood("How long did it last?", *PESKOV, *WAR) == "How long did the war of 2020 last?"
    )


def test_who_was_asked_for_stays_a_person() -> None:
    history = (
        Turn("user", "Who was Elchibey?"),
        Turn("assistant", "The leader of the Popular Front Abulfaz Elchibey left his post."),
    )
    assert understood("What did he demand?", *history) == "What did Elchibey demand?"


def test_a_change_of_subject_is_not_dragged_along() -> None:
    question = "What is the capital of Australia?"
    assert not depends(question)
    assert understood(question, *PESKOV) == question


def test_without_a_question_before_it_nothing_can_be_understood() -> None:
    assert understood("How old is he?") == "How old is he?"
    assert understood("How old is he?", Turn("assistant", "Hello.")) == "How old is he?"


def test_a_decline_leaves_only_the_question_before_it() -> None:
    history = (
        Turn("user", "What is the population of Ganja?"),
        Turn("assistant", TEXTS["nothing_close"]),
    )
    assert understood("Who lives there?", *history) == "Who lives in Ganja?"


def test_two_questions_in_a_row_and_an_answer_first() -> None:
    history = (Turn("assistant", "Ask me."), *WAR[:1], Turn("user", "Who is Ilham Aliyev?"))
    assert understood("Who is his father?", *history) == "Who is Ilham Aliyev's father?"


def test_the_documents_choose_among_what_fits() -> None:
    history = (Turn("user", "Did Abulfaz Elchibey meet Heydar Aliyev?"),)

    def knows_aliyev(question: str) -> float:
        return 0.9 if "Aliyev" in question else 0.01

    found = FollowUps(knows_aliyev).understood("When was he born?", history)
    assert found == "When was Heydar Aliyev born?"


def test_the_documents_are_asked_little_and_not_at_all_for_a_question_that_stands_alone() -> None:
    asked: list[str] = []

    def counting(question: str) -> float:
        asked.append(question)
        return 0.5

    FollowUps(counting).understood("Who is the president of France?", WAR)
    assert asked == []
    FollowUps(counting).understood("How long did it last?", (*PESKOV, *WAR))
    assert 0 < len(asked) <= 5


def test_a_long_question_is_changed_only_if_that_brings_it_closer_to_the_documents() -> None:
    question = "When did they raise the price of crude oil to five dollars?"
    history = (Turn("user", "Who are the Spice Girls?"),)

    def knows_oil(text: str) -> float:
        return 0.4 if "Spice" in text else 0.7

    assert depends(question)
    assert FollowUps(knows_oil).understood(question, history) == question
    assert "the Spice Girls" in FollowUps(evenly).understood(question, history)
    short = "When did they part?"
    assert FollowUps(knows_oil).understood(short, history) == "When did the Spice Girls part?"


def test_who_wrote_this_is_asked_of_the_document() -> None:
    assert not depends("Who wrote this?")
    assert not depends("When was this published?")
    assert depends("Who was this?")


def test_what_joins_it_to_the_conversation_goes() -> None:
    assert understood("And how old is he?", *PESKOV) == "How old is Dmitry Peskov?"


def test_a_pasted_text_is_no_follow_up() -> None:
    question = f"{'The corps left the town. ' * 20}What did they do there?"
    assert not depends(question)
    assert understood(question, *PESKOV) == question
    assert understood("How old is he?", Turn("user", question), *PESKOV) == (
        "How old is Dmitry Peskov?"
    )


@pytest.mark.parametrize("question", ["Почему?", "O neçə yaşındadır?", "¿Y por qué?", "", "  "])
def test_other_languages_stay_as_they_are(question: str) -> None:
    assert understood(question, *WAR) == question


TURNS = st.builds(Turn, st.sampled_from(["user", "assistant"]), st.text(max_size=60))
ENGLISH = st.lists(
    st.sampled_from("who did he it that there war the of Peskov 2020 why ? . , and's".split())
).map(" ".join)


@example("_", [])
@given(st.text(max_size=60) | ENGLISH, st.lists(TURNS | st.sampled_from([*WAR, *PESKOV])))
def test_anything_may_be_asked_after_anything(question: str, history: list[Turn]) -> None:
    found = FollowUps(evenly).understood(question, history)
    assert found == FollowUps(evenly).understood(question, history)
    if not depends(question):
        assert found == question


@given(ENGLISH)
def test_nothing_is_made_up(question: str) -> None:
    said = {word for turn in WAR for word in content_words(turn.text)} | {"said"}
    found = content_words(understood(question, *WAR))
    assert set(found) <= said | set(content_words(question))

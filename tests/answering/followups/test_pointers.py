from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.followups.antecedents import Kind
from karabakh_qa.answering.followups.pointers import pointers

DEPENDENT = {
    "What happened to him?": ["him"],
    "When did he arrive?": ["he"],
    "How long were they supposed to stay?": ["they"],
    "What did they do there?": ["they", "there"],
    "Was it a success?": ["it"],
    "What was it for?": ["it"],
    "What is their mandate?": ["their"],
    "When was that?": ["that"],
    "What happened in that year?": ["that year"],
    "Did this album sell well?": ["this album"],
    "Why did these two countries fight?": ["these two countries"],
    "Who lives there now?": ["there"],
    "What has happened since then?": ["then"],
    "What did the critics say about it?": ["it"],
    "That's interesting. How old was she?": ["she"],
    "What did this change?": ["this"],
    "What did he do and how was it received?": ["he", "it"],
}
STANDALONE = (
    "What is the capital of Australia?",
    "Is it true that the war ended in 2020?",
    "Is it possible to cross the border?",
    "How long does it take to reach Ganja?",
    "What time is it?",
    "What is it that the minister wanted?",
    "What does it mean to be neutral?",
    "Why is it believed that the tower fell?",
    "Who was the man that sold the factory?",
    "Did the minister say that prices would fall?",
    "Is there a base in Gyumri?",
    "How many peacekeepers were there?",
    "When did Aliyev say that he would go?",
    "What did Tesla do in his laboratory?",
    "Which company sold its factory?",
    "Who gave his name to the city?",
    "When he was a boy, where did Tesla live?",
    "What did the army do with its tanks?",
    "Why did the settlers think they had to leave?",
    "What are the rights of those who stayed?",
    "What would a person say about his or her past?",
    "When was this article published?",
    "Who won the cup this year?",
    "What is lava and how is it made?",
    "That sounds right. Who is Dmitry Peskov?",
)


@pytest.mark.parametrize("question", DEPENDENT)
def test_words_that_point_outside_are_found(question: str) -> None:
    found = [question[p.start : p.end] for p in pointers(question)]
    assert found == DEPENDENT[question]


@pytest.mark.parametrize("question", STANDALONE)
def test_words_that_point_nowhere_or_inside_are_not(question: str) -> None:
    assert pointers(question) == ()


def test_a_pointer_knows_what_it_can_stand_for() -> None:
    (his,) = pointers("What was his first job?")
    assert (his.kind, his.possessive) == (Kind.HE, True)
    (her,) = pointers("Who met her?")
    assert (her.kind, her.possessive) == (Kind.SHE, False)
    (noun,) = pointers("Who paid for these stately homes?")
    assert noun.noun == "homes"


@pytest.mark.parametrize(
    "question", ["Кто победил в войне?", "O nə dedi?", "Hvem er hun?", "", "...", "?!", "\n"]
)
def test_other_languages_and_nothing_point_nowhere(question: str) -> None:
    assert pointers(question) == ()


@given(st.text(max_size=60) | st.lists(st.sampled_from("it he that there . , ? did".split())))
def test_places_are_in_the_question(text: str | list[str]) -> None:
    question = text if isinstance(text, str) else " ".join(text)
    found = pointers(question)
    assert all(0 <= p.start < p.end <= len(question) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))

import pytest

from karabakh_qa.answering.followups.completing import completions
from karabakh_qa.answering.followups.fragments import Gap, fragment
from karabakh_qa.answering.followups.memory import Memory

FRAGMENTS = {
    "Why?": Gap.CLAUSE,
    "And how long?": Gap.CLAUSE,
    "Since when?": Gap.CLAUSE,
    "In what year?": Gap.CLAUSE,
    "Which towns?": Gap.CLAUSE,
    "Why not?": Gap.CLAUSE,
    "How so?": Gap.CLAUSE,
    "What about Turkey?": Gap.REST,
    "And in 2023?": Gap.REST,
    "And the Armenian forces?": Gap.REST,
    "Tell me more.": Gap.MORE,
    "Could you give me some examples?": Gap.MORE,
    "Such as what?": Gap.MORE,
    "What else?": Gap.ELSE,
    "Anyone else?": Gap.ELSE,
    "Who won?": Gap.TOPIC,
    "How many died?": Gap.TOPIC,
}
WHOLE = (
    "Who won the war of 2020?",
    "What is inflation?",
    "What surrounds cells?",
    "Who is Peskov?",
    "When did Rome fall?",
    "How do airplanes fly?",
    "What about when the war ended?",
    "And who won the war of 2020?",
    "Почему?",
    "Turkey",
    "",
)


@pytest.mark.parametrize("question", FRAGMENTS)
def test_a_fragment_is_recognised(question: str) -> None:
    part = fragment(question)
    assert part is not None
    assert part.gap is FRAGMENTS[question]


@pytest.mark.parametrize("question", WHOLE)
def test_a_whole_question_is_no_fragment(question: str) -> None:
    assert fragment(question) is None


def completed(question: str, last: str, answer: str = "") -> list[str]:
    part = fragment(question)
    assert part is not None
    return completions(part, Memory().asked(last, {}).answered(answer))


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        ("Where did Russia open a base?", "When?", "When did Russia open a base?"),
        ("Was Russia busy in 2022?", "Why?", "Why was Russia busy in 2022?"),
        ("Was Russia busy in 2022?", "Why not?", "Why wasn't Russia busy in 2022?"),
        ("What did Russia do in 2022?", "And in 2023?", "What did Russia do in 2023?"),
        ("When did Russia leave Ganja?", "What about Turkey?", "When did Turkey leave Ganja?"),
        (
            "What did the Russian guards do there?",
            "And the Armenian forces?",
            "What did the Armenian forces do there?",
        ),
        ("Who signed the treaty?", "Who else?", "Who else signed the treaty?"),
        ("When did the war of 2020 end?", "Who won?", "Who won in the war of 2020?"),
        ("What caused the flood?", "Tell me more.", "What else is said about the flood?"),
        ("What are fire-followers?", "Any examples?", "What are examples of fire-followers?"),
    ],
)
def test_the_last_question_completes_it(last: str, question: str, expected: str) -> None:
    assert completed(question, last)[0] == expected


def test_the_answer_completes_it_where_the_question_cannot() -> None:
    texts = completed("Why?", "What did Russia do?", "In 2022, Russia left Ganja.")
    assert texts == ["Why is it that in 2022, Russia left Ganja?"]
    texts = completed("When?", "Who won the war?", "Azerbaijan won it.")
    assert texts[0] == "When was it that Azerbaijan won the war?"

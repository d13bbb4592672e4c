"""Which sentences are against a question, and which only speak of the same thing."""

import pytest

from karabakh_qa.answering.premise import contradicts


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did prices rise in May?", "In May prices fell, as the harvest was good."),
        ("What was sold before the war?", "Only the mill was sold after the war."),
        ("Who did not resign in 2019?", "In 2019 both ministers resigned."),
        ("What does the treaty not require?", "The treaty requires two years of notice."),
    ],
)
def test_the_opposite_of_what_is_asked_is_no_answer(question: str, sentence: str) -> None:
    assert contradicts(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Who lost the war of 1994?", "The north won the war of 1994.", "The north"),
        ("Which side lost the war?", "In the end the north won the war.", "the north"),
    ],
)
def test_a_subject_of_which_the_opposite_is_said_is_no_answer(
    question: str, sentence: str, words: str
) -> None:
    assert contradicts(question, sentence, words)


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Why did prices fall in May?", "In May prices fell, as the harvest was good.", "harvest"),
        ("Who won the war of 1994?", "The north won the war of 1994.", "The north"),
        ("Did prices rise in May?", "In May prices fell.", "fell"),
        ("Did prices rise or fall in May?", "In May prices fell.", "fell"),
        ("Were prices high or low in May?", "In May prices were low.", "low"),
        ("Who did not resign in 2019?", "In 2019 the minister did not resign.", "the minister"),
        ("Where is it told?", "It is not told in the first book but in the third.", "the third"),
        ("Warum stiegen die Preise im Mai?", "Im Mai fielen die Preise.", "fielen"),
        ("Why?", "It fell.", None),
        ("", "", None),
    ],
)
def test_what_answers_or_only_touches_on_it_is_not_against_it(
    question: str, sentence: str, words: str | None
) -> None:
    assert not contradicts(question, sentence, words)

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.formats.contents import Contents
from karabakh_qa.evaluation.formats.rows import Row, Rows
from karabakh_qa.evaluation.formats.squad import read_squad
from karabakh_qa.evaluation.questions import Evidence, Question, Text
from karabakh_qa.evaluation.testset import check_evidence, read_testset
from karabakh_qa.records import Document

DATA = Path(__file__).parents[4] / "shared" / "data"
PARAGRAPH = "The war began in 2020. It lasted 44 days. Azerbaijan won."


def answer(text: str, start: int) -> dict[str, Any]:
    return {"text": text, "answer_start": start}


def asked(identity: object, *answers: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"id": identity, "question": f"Question {identity}?", "answers": [*answers], **more}


def read(*paragraphs: tuple[object, list[Any]], title: str = "War") -> tuple[Contents, list[str]]:
    rows = [{"context": context, "qas": questions} for context, questions in paragraphs]
    problems: list[str] = []
    values = {"version": "v2.0", "data": [{"title": title, "paragraphs": rows}]}
    return read_squad(Rows("json", (Row(1, values),)), problems), problems


def one(context: str, *answers: dict[str, Any]) -> tuple[Contents, list[str]]:
    return read((context, [asked("q", *answers)]))


def test_paragraphs_become_texts_and_offsets_sentences() -> None:
    days, place = PARAGRAPH.index("44"), PARAGRAPH.index("2020")
    contents, problems = read(
        (
            PARAGRAPH,
            [
                asked("a", answer("44", days), answer("44 days", days), answer("2020", place)),
                asked("b", is_impossible=True, plausible_answers=[answer("2020", place)]),
            ],
        ),
        ("Nobody asks about this one.", []),
    )
    assert problems == []
    assert contents.texts == (
        Text("War.txt", f"War\n\n{PARAGRAPH}\n\nNobody asks about this one."),
    )
    assert contents.questions == (
        Question(
            "a",
            "Question a?",
            ("44", "44 days", "2020"),
            True,
            (
                (Evidence("War.txt", "It lasted 44 days."),),
                (Evidence("War.txt", "The war began in 2020."),),
            ),
        ),
        Question("b", "Question b?", (), False, about="War.txt"),
    )
    assert contents.notes == ()


def test_an_answer_over_two_sentences_has_both() -> None:
    contents, _ = one(PARAGRAPH, answer("44 days. Azerbaijan", PARAGRAPH.index("44")))
    assert contents.questions[0].quotations[0].quote == "It lasted 44 days. Azerbaijan won."


def test_sentences_end_at_blank_lines() -> None:
    text = "A heading without an end\n \r\nThe war lasted 44 days\n\nanother line"
    contents, _ = one(text, answer("44", text.index("44")))
    assert contents.questions[0].quotations[0].quote == "The war lasted 44 days"


def test_the_same_paragraph_is_one_text() -> None:
    contents, problems = read((PARAGRAPH, []), (PARAGRAPH, [asked("q", answer("2020", 17))]))
    assert problems == []
    assert [text.id for text in contents.texts] == ["War.txt"]
    assert contents.questions[0].document_id == "War.txt"


@pytest.mark.parametrize(
    ("text", "words", "start", "quote"),
    [
        ("\U0001f54a\U0001f54a It won. It won 44.", "44", 20, "It won 44."),
        ("\U0001f54a" * 3 + " A 4 is. Not. A 4 was.", "4", 20, "A 4 was."),
        ("One 4. Then comes the 4 again.", "4", 19, "Then comes the 4 again."),
        ("A war of 44 days.", "44", 3, "A war of 44 days."),
        ("A war of 44 days.", " 44 ", 8, "A war of 44 days."),
    ],
)
def test_answers_beside_their_offsets_are_found(
    text: str, words: str, start: int, quote: str
) -> None:
    contents, problems = one(text, answer(words, start))
    assert problems == []
    assert contents.questions[0].quotations == (Evidence("War.txt", quote),)
    assert contents.questions[0].answers == (words.strip(),)
    moved = ("answers found by their words, not at their offsets: 1",)
    assert contents.notes == (() if words == " 44 " else moved)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    contents, problems = one(f"\ufeff{PARAGRAPH} Then 44.", answer("44", PARAGRAPH.index("44") + 1))
    assert (contents.texts[0].text[:8], contents.notes, problems) == ("War\n\nThe", (), [])
    assert contents.questions[0].quotations[0].quote == "It lasted 44 days."


def test_answers_without_a_word_are_left_out() -> None:
    contents, problems = read(
        ("It cost $ 5.", [asked("a", answer("$", 8), answer("5", 10)), asked("b", answer("$", 8))])
    )
    assert problems == []
    assert [(q.id, q.answers) for q in contents.questions] == [("a", ("5",))]
    assert contents.notes == (
        "questions left out because no answer has a word that could be compared: 1",
    )


def test_numbers_may_be_ids() -> None:
    contents, _ = read((PARAGRAPH, [asked(7, answer("2020", 17))]))
    assert contents.questions[0].id == "7"


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (asked("q"), 'no answer, and "is_impossible" is not true'),
        (asked("q", answer("44", 33), is_impossible=True), '"is_impossible" is true, yet there a'),
        (asked("q", answer("45", 3)), 'answer 1: "45" does not stand at character 3 of its p'),
        (asked("q", answer("e", 50)), 'answer 1: "e" does not stand at character 50 of its p'),
        (asked("q", answer("44", -1), answer("we", 0)), 'answer 2: "we" does not stand at char'),
        (asked("q", {"answer_start": 3}), 'answer 1: "text" is missing'),
        (asked("q", {"text": "44", "answer_start": "3"}), 'answer 1: "answer_start" must be a who'),
        (asked("q", "44"), 'answer 1 must be an object with "text", "answer_start", not text'),  # type: ignore[arg-type]
        (asked("q", answer("44", 33), question=None), '"question" is missing'),
        (asked("q", answer("44", 33), is_impossible="no"), '"is_impossible" must be true or fa'),
    ],
)
def test_problems_name_the_question(question: dict[str, Any], problem: str) -> None:
    contents, problems = read((PARAGRAPH, [question]))
    assert len(problems) == 1
    assert problems[0].startswith(f'article 1 ("War"): paragraph 1: question "q": {problem}')
    assert contents.questions == ()


def test_all_problems_are_noted() -> None:
    _, problems = read(
        (PARAGRAPH, [asked("q", answer("2020", 17)), asked("q", answer("2020", 17)), 7]),
        (None, []),
        ("half \ud800", []),
        ("zero \0", []),
    )
    place = 'article 1 ("War"): paragraph'
    assert problems == [
        f'{place} 1: question "q": the id "q" is already that of {place} 1: question "q"',
        f'{place} 1: question 3 must be an object with "id", "question", "answers", not a number',
        f'{place} 2: "context" must be text, and not empty',
        f'{place} 3: "context" holds a zero byte or half of a surrogate pair; remove it',
        f'{place} 4: "context" holds a zero byte or half of a surrogate pair; remove it',
    ]


@settings(deadline=None)
@given(st.text(alphabet="ab. \n\U0001f54aİé", min_size=1, max_size=60), st.data())
def test_evidence_always_holds_its_answer(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    contents, problems = one(text, answer(words, start))
    if problems:
        assert not (text.strip() and words.strip())
    for question in contents.questions:
        assert question.quotations[0].quote in text
        assert words.strip() in question.quotations[0].quote


@pytest.mark.parametrize(
    ("name", "questions", "unanswerable", "texts"),
    [
        ("squad2/squad2-8-articles.json", 3055, 1631, 8),
        ("xquad/xquad.en.json", 1021, 0, 40),
        ("xquad/xquad.ru.json", 1021, 0, 40),
        ("xquad/xquad.tr.json", 1021, 0, 40),
        ("squadshifts/new_wiki_v1.0.json", 7938, 0, 48),
        ("squadshifts/reddit_v1.0.json", 9802, 0, 1),
    ],
)
def test_public_files(name: str, questions: int, unanswerable: int, texts: int) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip("needs the shared public data")
    loaded = read_testset(path)
    testset = loaded.testset
    assert len(testset.questions) == questions
    assert sum(not question.answerable for question in testset.questions) == unanswerable
    assert len(testset.texts) == texts
    assert not any("offsets" in note for note in loaded.notes)
    assert check_evidence(testset, [Document(text.id, text.text) for text in testset.texts]) == []
    for question in testset.questions:
        quotes = [quoted.quote for quoted in question.quotations]
        assert all(any(text in quote for quote in quotes) for text in question.answers)

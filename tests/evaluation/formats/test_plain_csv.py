import pytest

from karabakh_qa.evaluation.formats.contents import Contents
from karabakh_qa.evaluation.formats.plain_csv import read_plain_csv
from karabakh_qa.evaluation.formats.rows import read_rows
from karabakh_qa.evaluation.questions import Evidence, Question


def read(text: str) -> tuple[Contents, list[str]]:
    problems: list[str] = []
    return read_plain_csv(read_rows(text.encode(), ".csv", "csv", problems), problems), problems


def test_every_column_is_read() -> None:
    contents, problems = read(
        "ID,Question,Answers,answerable,doc,quote,tags,rewrite,lang,notes,split\r\n"
        'q1,"Who, then?",Azerbaijan | Baku|,YES,a.txt,"Azerbaijan ""won"".",fact|who,'
        "Who won?,en,a note,dev\r\n"
        "q2,Why?,,no,,,,,,,\r\n"
    )
    assert problems == []
    assert contents.questions == (
        Question(
            "q1",
            "Who, then?",
            ("Azerbaijan", "Baku"),
            True,
            ((Evidence("a.txt", 'Azerbaijan "won".'),),),
            (),
            ("fact", "who"),
            "Who won?",
            "en",
        ),
        Question("q2", "Why?", (), False),
    )
    assert [question.line for question in contents.questions] == [2, 3]
    assert contents.notes == ()


def test_what_is_not_obvious_is_noted() -> None:
    contents, problems = read("question,answer,page,\nWho?,x,1\nWhy?,,2\nHow?,,3")
    assert problems == []
    assert [question.answerable for question in contents.questions] == [True, False, False]
    assert contents.notes == (
        "columns that are not used: page",
        "2 questions without an answer: the right behaviour is to decline",
    )
    assert read("question,answerable\nWho?,\n")[0].notes == (
        "1 question without an answer: the right behaviour is to decline",
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",x,,,", '"question" is missing'),
        ("Who?,x,maybe,,", '"answerable" must be true or false, not text'),
        ("Who?,,true,,", 'answerable, but there is no answer; add one to "answers"'),
        ("Who?,x,false,,", '"answerable" is false, yet there are answers; drop one of the two'),
        ("Who?,x | the,,,", 'the answer "the" has no word that could be compared'),
        ("Who?,x,,a.txt,", '"evidence" item 1: "quote" is missing'),
        ("Who?,x,,,words", '"evidence" item 1: "doc" is missing'),
        ("Why?,x,,,", 'the same question as in line 2; drop one, or give it an "id"'),
    ],
)
def test_each_problem_is_named_with_its_line(row: str, problem: str) -> None:
    _, problems = read(f"question,answer,answerable,doc,quote\nWhy?,x\n{row}")
    assert problems == [f"line 3: {problem}"]


def test_columns_that_are_missing() -> None:
    assert read("frage,antwort\nWer?,x")[1] == [
        'line 1: there is no column "question"',
        'line 1: there is no column "answer", "answers" or "answerable"',
    ]
    assert read("question,answer,answers\nWho?,x,x")[1] == [
        'line 1: there are both "answer" and "answers"; keep one'
    ]

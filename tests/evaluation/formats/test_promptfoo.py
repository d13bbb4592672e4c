import csv
from io import StringIO

import pytest

from karabakh_qa.evaluation.formats.contents import Contents
from karabakh_qa.evaluation.formats.promptfoo import read_promptfoo
from karabakh_qa.evaluation.formats.rows import read_rows


def read(*rows: tuple[str, ...]) -> tuple[Contents, list[str]]:
    written = StringIO(newline="")
    csv.writer(written).writerows(rows)
    problems: list[str] = []
    table = read_rows(written.getvalue().encode(), ".csv", "csv", problems)
    return read_promptfoo(table, problems), problems


@pytest.mark.parametrize(
    ("expected", "answers"),
    [
        ("Paris", ("Paris",)),
        ("equals: Paris", ("Paris",)),
        ("equals:Paris, France", ("Paris, France",)),
        ("contains:Paris", ("Paris",)),
        ("icontains: paris", ("paris",)),
        ("contains-any: Paris,the capital", ("Paris", "the capital")),
        ("icontains-any(0.5): a1 , b1", ("a1", "b1")),
        ("contains-all: Paris, France", ("Paris, France",)),
        ("icontains-all: Paris", ("Paris",)),
        ("Note: Paris", ("Note: Paris",)),
        ("nothing: Paris", ("nothing: Paris",)),
        ("equals: first\nsecond", ("first\nsecond",)),
    ],
)
def test_expectations_in_words_become_answers(expected: str, answers: tuple[str, ...]) -> None:
    contents, problems = read(("question", "__expected"), ("Where?", expected))
    assert problems == []
    (question,) = contents.questions
    assert (question.answers, question.answerable, question.line) == (answers, True, 2)
    assert contents.notes == ()


def test_is_refusal_means_to_decline() -> None:
    contents, _ = read(("question", "__expected"), ("Where?", "is-refusal"))
    assert (contents.questions[0].answers, contents.questions[0].answerable) == ((), False)


def test_several_expectations_belong_together() -> None:
    contents, problems = read(
        ("q", "__expected1", "__expected2", "__expected3"),
        ("Where?", "contains-any: Paris, Lutetia", "contains: France", "equals:France"),
    )
    assert problems == []
    assert contents.questions[0].answers == ("Paris, France", "Lutetia, France")


def test_other_expectations_are_left_out_and_counted() -> None:
    contents, problems = read(
        ("question", "__expected", "__expected2", "__description", "__metadata:k"),
        ("One?", "llm-rubric: is polite", "contains: x", "", ""),
        ("Two?", "llm-rubric: is polite", "", "d", "v"),
        ("Three?", "not-contains: x", "latency(500)", "", ""),
        ("Four?", "file://check.py", "", "", ""),
        ("Five?", "", "", "d", ""),
        ("Six?", "similar(0.8): x", "javascript: output.length", "", ""),
        ("Seven?", "contains:", "contains-any: ,", "", ""),
    )
    assert problems == []
    assert [question.question for question in contents.questions] == ["One?"]
    assert contents.notes == (
        "expectations that are not compared here, and are left out: contains (1), "
        "contains-any (1), file (1), javascript (1), latency (1), llm-rubric (2), "
        "not-contains (1), similar (1)",
        "questions left out because nothing is expected of them in words: 6",
    )


def test_the_number_of_wordings_is_bounded() -> None:
    many = "contains-any: " + ",".join(f"w{n}" for n in range(100))
    contents, _ = read(("q", "__expected1", "__expected2"), ("Where?", many, many[:-1] + "x"))
    assert len(contents.questions[0].answers) == 20


@pytest.mark.parametrize(
    ("columns", "chosen"),
    [(("topic",), "topic"), (("topic", "query"), "query"), (("prompt", "question"), "question")],
)
def test_the_question_is_found_among_the_variables(columns: tuple[str, ...], chosen: str) -> None:
    contents, problems = read((*columns, "__expected"), (*columns, "x"))
    assert problems == []
    assert contents.questions[0].question == chosen


def test_problems() -> None:
    assert read(("topic", "tone", "__expected"), ("a", "b", "x"))[1] == [
        'line 1: which column holds the question? Name it "question"; found: "topic", "tone"'
    ]
    assert read(("__expected", "__description"), ("x", "y"))[1] == [
        'line 1: which column holds the question? Name it "question"; found: none'
    ]
    _, problems = read(
        ("question", "__expected", "__expected2"),
        ("", "x", ""),
        ("Where?", "contains: x", "is-refusal"),
        ("Why?", "the", ""),
        ("How?", "x", ""),
        ("How?", "y", ""),
    )
    assert problems == [
        'line 2: "question" is missing',
        "line 3: is-refusal, and words that the answer must have; drop one of the two",
        'line 4: the answer "the" has no word that could be compared',
        'line 6: the same question as in line 5; drop one, or give it an "id"',
    ]

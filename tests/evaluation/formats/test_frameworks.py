import csv
import json
from collections.abc import Callable
from io import StringIO

import pytest

from karabakh_qa.evaluation.formats.contents import Contents
from karabakh_qa.evaluation.formats.frameworks import read_deepeval, read_ragas
from karabakh_qa.evaluation.formats.rows import Row, Rows, read_rows
from karabakh_qa.evaluation.questions import Evidence, Question, Text
from karabakh_qa.evaluation.testset import check_evidence
from karabakh_qa.records import Document

Reader = Callable[[Rows, list[str]], Contents]


def ragas(*rows: dict[str, object]) -> tuple[Contents, list[str]]:
    problems: list[str] = []
    table = Rows("json", tuple(Row(line, row) for line, row in enumerate(rows, 1)))
    return read_ragas(table, problems), problems


def from_csv(read: Reader, *rows: dict[str, object]) -> tuple[Contents, list[str]]:
    written = StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    problems: list[str] = []
    return read(read_rows(written.getvalue().encode(), ".csv", None, problems), problems), problems


FIRST, SECOND = "The war lasted 44 days.", 'It\'s "over": Azerbaijan won,\nthey said.'
TEXTS = (Text("contexts/001.txt", FIRST), Text("contexts/002.txt", SECOND))
ONE, TWO = (Evidence(text.id, text.text) for text in TEXTS)


def test_contexts_become_texts_that_are_quoted_whole() -> None:
    contents, problems = ragas(
        {
            "user_input": "How long?",
            "reference": "44 days",
            "reference_contexts": [FIRST, SECOND, FIRST],
            "retrieved_contexts": ["something else"],
            "response": "Long.",
            "synthesizer_name": "single_hop",
        },
        {"user_input": "Who won?", "reference": "Azerbaijan", "reference_contexts": [SECOND]},
        {"user_input": "Why?", "reference": "Oil", "id": 7},
    )
    assert problems == []
    assert contents.texts == TEXTS
    assert [(q.question, q.answers, q.evidence, q.line) for q in contents.questions] == [
        ("How long?", ("44 days",), ((ONE, TWO),), 1),
        ("Who won?", ("Azerbaijan",), ((TWO,),), 2),
        ("Why?", ("Oil",), (), 3),
    ]
    assert contents.questions[2].id == "7"


def test_deepeval_goldens_are_read() -> None:
    rows = [
        {"input": "How long?", "expected_output": "44 days", "context": [FIRST], "name": None},
        {"input": "Why?", "expected_output": None, "additional_metadata": {"answerable": False}},
    ]
    problems: list[str] = []
    table = read_rows(json.dumps(rows).encode(), ".json", None, problems)
    contents = read_deepeval(table, problems)
    assert problems == []
    assert [(q.answers, q.answerable, q.evidence) for q in contents.questions] == [
        (("44 days",), True, ((ONE,),)),
        ((), False, ()),
    ]


def test_ragas_writes_lists_into_cells_as_python_does() -> None:
    contents, problems = from_csv(
        read_ragas,
        {"user_input": "How?", "reference": "so", "reference_contexts": str([FIRST, SECOND])},
        {"user_input": "Why?", "reference": "so", "reference_contexts": json.dumps([SECOND])},
        {"user_input": "Who?", "reference": "so", "reference_contexts": ""},
    )
    assert problems == []
    assert contents.texts == TEXTS
    assert [q.evidence for q in contents.questions] == [((ONE, TWO),), ((TWO,),), ()]


def test_deepeval_writes_lists_into_cells_with_bars() -> None:
    contents, problems = from_csv(
        read_deepeval,
        {"input": "How?", "expected_output": "so", "context": f"{FIRST}|{SECOND}"},
        {"input": "Why?", "expected_output": "so", "context": SECOND},
    )
    assert problems == []
    assert [q.evidence for q in contents.questions] == [((ONE, TWO),), ((TWO,),)]
    documents = [Document(text.id, text.text) for text in contents.texts]
    assert check_evidence_of(contents, documents) == []


def check_evidence_of(contents: Contents, documents: list[Document]) -> list[str]:
    from karabakh_qa.evaluation.questions import Testset

    return check_evidence(Testset("t", "0", contents.questions), documents)


@pytest.mark.parametrize("stated", [False, "false", "No"])
def test_unanswerable_only_where_the_row_says_so(stated: object) -> None:
    contents, problems = ragas(
        {
            "user_input": "Why?",
            "reference": "The documents do not say.",
            "reference_contexts": [FIRST],
            "answerable": stated,
        }
    )
    assert problems == []
    assert (contents.questions[0].answers, contents.questions[0].answerable) == ((), False)
    assert contents.questions[0].evidence == ()
    assert contents.texts == TEXTS[:1]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"reference": None}, '"reference" is empty; give one, or "answerable": false'),
        ({"reference": ""}, '"reference" is empty; give one, or "answerable": false'),
        ({"reference": "  "}, '"reference" is empty'),
        ({"reference": ["x"]}, '"reference" must be text, not a list'),
        ({"reference": "the"}, 'the answer "the" has no word that could be compared'),
        ({"user_input": None}, '"user_input" is missing'),
        ({"reference_contexts": 7}, '"reference_contexts" must be a list, such as [...], not a n'),
        ({"reference_contexts": ["x", 7]}, '"reference_contexts" item 2 must be text, and not em'),
        ({"reference_contexts": [" "]}, '"reference_contexts" item 1 must be text, and not empty'),
        ({"reference_contexts": "['x"}, '"reference_contexts" begins like a list, but cannot be'),
        ({"answerable": "maybe"}, '"answerable" must be true or false'),
        ({"answerable": 1}, '"answerable" must be true or false, not a number'),
        ({"id": ["x"]}, '"id" must be text, not a list'),
    ],
)
def test_each_problem_is_named_with_its_line(row: dict[str, object], problem: str) -> None:
    contents, problems = ragas({"user_input": "Why?", "reference": "Oil", **row})
    assert len(problems) == 1
    assert problems[0].startswith(f"line 1: {problem}")
    assert contents.questions == ()


def test_the_same_question_twice() -> None:
    row: dict[str, object] = {"user_input": "Why?", "reference": "Oil"}
    assert ragas(row, row)[1] == [
        'line 2: the same question as in line 1; drop one, or give it an "id"'
    ]


def test_conversations_are_left_out_and_counted() -> None:
    messages = [{"content": "Hi", "type": "human"}]
    contents, problems = ragas(
        {"user_input": messages, "reference": "x"}, {"user_input": "Why?", "reference": "Oil"}
    )
    assert (len(contents.questions), problems) == (1, [])
    assert contents.notes == ("conversations of several turns, left out: 1",)
    rows = Rows("json", (Row(1, {"scenario": "A chat", "turns": [], "expected_outcome": "x"}),))
    assert read_deepeval(rows, problems) == Contents(
        (), (), ("conversations of several turns, left out: 1",)
    )
    assert problems == []


def test_a_question_is_the_same_wherever_it_comes_from() -> None:
    contents, _ = ragas({"user_input": "Why?", "reference": "Oil"})
    expected, _ = from_csv(read_deepeval, {"input": "Why?", "expected_output": "Oil"})
    assert contents.questions == expected.questions
    assert isinstance(contents.questions[0], Question)

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.predictions import read_predictions
from karabakh_qa.evaluation.questions import Evidence, Question, Testset
from karabakh_qa.evaluation.replies import Found, Quoted, Reply
from karabakh_qa.evaluation.runner import evaluate, score
from karabakh_qa.records import Answer, Document, Span, Turn

WON = "Azerbaijan won the war."
QUESTIONS = (
    Question("q1", "Who won?", ("Azerbaijan",), True, ((Evidence("news/a.txt", WON),),)),
    Question("q2", "How many fled?", (), False),
    Question("q3", "Why?", ("oil",), True, history=(Turn("user", "Hi"),)),
    Question("q4", "Why?", ("gas",), True),
)
TESTSET = Testset("t.jsonl", "0", QUESTIONS)
AT = {"start": 105, "end": 128}


@pytest.fixture
def read(tmp_path: Path, document: Document) -> Callable[..., list[Outcome]]:
    """Reads predictions: rows as JSON Lines, anything else as it is."""

    def read(*rows: Any, name: str = "p.jsonl", testset: Testset = TESTSET) -> list[Outcome]:
        path = tmp_path / name
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("\n".join(lines), "utf-8")
        return read_predictions(path, testset, {document.id: document})

    return read


Read = Callable[..., list[Outcome]]


def reply_of(outcomes: list[Outcome], number: int = 0) -> Reply:
    reply = outcomes[number].reply
    assert reply is not None
    return reply


def problems_of(read: Read, *rows: Any, **more: Any) -> list[str]:
    with pytest.raises(TestsetError) as caught:
        read(*rows, **more)
    return str(caught.value).split("\n  ")[1:]


def test_every_key_is_read(read: Read, document: Document) -> None:
    assert document.text[AT["start"] : AT["end"]] == WON
    row = {
        "id": "q1",
        "answer": "Azerbaijan. It won.",
        "answered": True,
        "reason": "because",
        "short_answer": "Azerbaijan",
        "confidence": 0.75,
        "understood": "Who won the war?",
        "citations": [
            {"doc": "news/a.txt", "quote": "Thousands fled.", "part_start": 12, "part_end": 19},
            {"document_id": "news/a.txt", "quote": WON, **AT},
        ],
        "retrieved_contexts": [
            "Some words.",
            {"doc": "news/a.txt", "text": WON, **AT},
            {"text": "Other words."},
        ],
        "model": "another",
    }
    outcome = read(row)[0]
    assert (outcome.question, outcome.error, outcome.seconds) == (QUESTIONS[0], None, None)
    assert (outcome.scores, outcome.stages) == ((), ())
    assert outcome.reply == Reply(
        "Azerbaijan. It won.",
        answered=True,
        reason="because",
        short_answer="Azerbaijan",
        confidence=0.75,
        citations=(
            Quoted("news/a.txt", WON, Span(0, 19), Span(105, 128)),
            Quoted("news/a.txt", "Thousands fled.", Span(12, 19)),
        ),
        flaw=None,
        understood="Who won the war?",
        found=(
            Found("", "Some words."),
            Found("news/a.txt", WON, Span(105, 128)),
            Found("", "Other words."),
        ),
    )


@pytest.mark.parametrize("key", ["answer", "text", "response", "prediction", "actual_output"])
@pytest.mark.parametrize("asked", ["question", "user_input", "input"])
@pytest.mark.parametrize("contexts", ["retrieved_contexts", "retrieval_context", "contexts"])
def test_other_names_of_the_same(read: Read, key: str, asked: str, contexts: str) -> None:
    reply = reply_of(read({asked: " Who won? ", key: "Azerbaijan", contexts: ["x"]}))
    assert reply == Reply("Azerbaijan", answered=True, found=(Found("", "x"),))


def test_questions_without_a_prediction_are_failures(read: Read) -> None:
    outcomes = read({"id": "q2", "answer": "Many"})
    assert [outcome.question for outcome in outcomes] == list(QUESTIONS)
    assert [outcome.error for outcome in outcomes] == [
        "no prediction",
        None,
        "no prediction",
        "no prediction",
    ]
    report = score(TESTSET, outcomes, DEFAULT_METRICS, {}, {})
    assert report.measure("f1").value == 0
    assert len(report.failures()) == 4


@pytest.mark.parametrize(
    ("row", "text", "answered"),
    [
        ({"answer": ""}, "", False),
        ({"answer": None}, "", False),
        ({"answered": False}, "", False),
        ({"answer": "It is not said.", "answered": False}, "It is not said.", False),
        ({"answer": "It is."}, "It is.", True),
    ],
)
def test_an_empty_answer_is_a_decline(
    read: Read, row: dict[str, object], text: str, answered: bool
) -> None:
    reply = reply_of(read({"id": "q1", **row}))
    assert (reply.text, reply.answered) == (text, answered)


@pytest.mark.parametrize("indent", [None, 1])
def test_squads_own_predictions_are_read(read: Read, indent: int | None) -> None:
    outcomes = read(json.dumps({"q1": "Azerbaijan", "q2": ""}, indent=indent), name="p.json")
    assert reply_of(outcomes) == Reply("Azerbaijan", answered=True)
    assert reply_of(outcomes, 1) == Reply("", answered=False)
    assert [outcome.error for outcome in outcomes[2:]] == ["no prediction"] * 2
    assert problems_of(read, {"q1": "x", "q9": "y"}) == [
        'line 1: no question of the test set has the id "q9"'
    ]


def test_an_id_may_be_a_name_of_a_field(read: Read) -> None:
    testset = Testset("t", "0", (Question("id", "Who?", ("x",), True),))
    assert reply_of(read({"id": "x"}, testset=testset)).text == "x"


def test_a_json_list_is_read(read: Read) -> None:
    rows = [{"id": "q1", "answer": "Azerbaijan"}, {"id": "q2", "answer": None}]
    outcomes = read(json.dumps(rows, indent=1), name="p.json")
    assert [reply_of(outcomes, n).answered for n in (0, 1)] == [True, False]


def test_a_table_is_read(read: Read) -> None:
    outcomes = read(
        "user_input,response,retrieved_contexts,confidence,answered,reference",
        "Who won?,Azerbaijan,\"['x', 'y|z']\",0.5,yes,Azerbaijan",
        "How many fled?,,,,,",
        name="p.csv",
    )
    found = (Found("", "x"), Found("", "y|z"))
    assert reply_of(outcomes) == Reply("Azerbaijan", True, confidence=0.5, found=found)
    assert reply_of(outcomes, 1) == Reply("", answered=False)
    assert problems_of(read, "id,answer,confidence,answered", "q1,x,high,maybe", name="p.csv") == [
        'line 2: "answered" must be true or false, not text',
        "line 2: \"confidence\" must be a number from 0 to 1, not 'high'",
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": "q9", "answer": "x"}, 'no question of the test set has the id "q9"'),
        ({"question": "Who?", "answer": "x"}, 'the test set does not ask "Who?"'),
        (
            {"question": "Why?", "answer": "x"},
            'several questions of the test set are "Why?"; give the "id"',
        ),
        ({"question": 7, "answer": "x"}, '"question" must be text, not a number'),
        ({"answer": "x"}, 'neither "id" nor "question" says which question this answers'),
        ({"id": "q1"}, '"answer" is missing'),
        ({"id": "q1", "answered": True}, '"answer" is missing'),
        (
            {"id": "q1", "answer": "x", "prediction": "y"},
            '"answer" and "prediction" both hold an answer; keep one',
        ),
        ({"id": "q1", "answer": 42}, '"answer" must be text, not a number'),
        ({"id": "q1", "answer": "", "answered": True}, '"answered" is true, but the answer is e'),
        ({"id": "q1", "answer": "x", "answered": "no"}, '"answered" must be true or false, not t'),
        ({"id": "q1", "answer": "x", "confidence": 1.5}, '"confidence" must be a number from 0 to'),
        ({"id": "q1", "answer": "x", "confidence": True}, '"confidence" must be a number from 0 t'),
        ({"id": "q1", "answer": "x", "contexts": "x"}, '"contexts" must be a list, such as [...'),
        ({"id": "q1", "answer": "x", "contexts": [7]}, '"contexts" item 1 must be an object with'),
        ({"id": "q1", "answer": "x", "citations": ["x"]}, "citation 1 must be an object with"),
        ({"id": "q1", "answer": "x", "citations": [{"quote": "x"}]}, 'citation 1: "doc" is missi'),
        ({"id": "q1", "answer": "x", "citations": [{"doc": "x"}]}, 'citation 1: "quote" is missi'),
        (
            {"id": "q1", "answer": "x", "citations": [{"doc": "x", "quote": "x", "start": 1}]},
            'citation 1: "start" and "end" come together',
        ),
        (
            {
                "id": "q1",
                "answer": "x",
                "citations": [{"doc": "x", "quote": "x", "part_start": 0, "part_end": 2}],
            },
            "citation 1: the part must lie within the answer, characters 0 to 1",
        ),
        ({"id": "q1", "answer": "\ud800"}, '"answer" holds half of a surrogate pair'),
    ],
)
def test_each_problem_is_named_with_its_line(
    read: Read, row: dict[str, object], problem: str
) -> None:
    found = problems_of(read, {"id": "q2", "answer": "fine"}, row)
    assert len(found) == 1
    assert found[0].startswith(f"line 2: {problem}")


def test_all_problems_are_reported_at_once(read: Read) -> None:
    fine = {"id": "q1", "answer": "x"}
    assert problems_of(read, fine, fine, "oops", {"id": "q8", "answer": 7}) == [
        "line 3: not JSON: Expecting value (column 1)",
        'line 2: a second answer to the question "q1"; keep one',
        'line 4: no question of the test set has the id "q8"',
        'line 4: "answer" must be text, not a number',
    ]


def test_a_row_alone_is_no_squad_file(read: Read) -> None:
    assert problems_of(read, {"answer": "x", "model": "y"}) == [
        'line 1: neither "id" nor "question" says which question this answers'
    ]


def test_an_empty_file_is_a_problem(read: Read, tmp_path: Path) -> None:
    assert problems_of(read, "") == ["it holds no prediction; write one JSON object a line"]
    with pytest.raises(TestsetError, match="cannot be read"):
        read_predictions(tmp_path / "gone.json", TESTSET, {})


@pytest.mark.parametrize(
    ("cited", "flaw"),
    [
        ({"doc": "news/a.txt", "quote": WON}, None),
        ({"doc": "news/a.txt", "quote": WON, **AT}, None),
        (
            {"doc": "news/a.txt", "quote": WON, "start": 3, "end": 26},
            f'not in "news/a.txt" at characters 3 to 26: "{WON}"',
        ),
        ({"doc": "b.txt", "quote": WON}, 'there is no document "b.txt"'),
        ({"doc": "news/a.txt", "quote": "Armenia won"}, 'not in "news/a.txt": "Armenia won"'),
        (
            {"doc": "news/a.txt", "quote": "the war", "start": -8, "end": -1},
            'not in "news/a.txt" at characters -8 to -1: "the war"',
        ),
    ],
)
def test_a_quotation_that_is_not_there_is_a_flaw(
    read: Read, document: Document, cited: dict[str, object], flaw: str | None
) -> None:
    outcomes = read({"id": "q1", "answer": "Azerbaijan", "citations": [cited]})
    assert reply_of(outcomes).flaw == flaw
    report = score(TESTSET, outcomes, DEFAULT_METRICS, {document.id: document}, {})
    assert report.outcomes[0].score("exact_citations") == (1 if flaw is None else 0)


def test_without_documents_nothing_is_a_flaw(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "p.jsonl"
    cited = [{"doc": "b.txt", "quote": "x"}]
    path.write_text(json.dumps({"id": "q1", "answer": "x", "citations": cited}), "utf-8")
    assert reply_of(read_predictions(path, TESTSET, {})).flaw is None


def own(answer: Answer, question: str = "Who won?") -> dict[str, Any]:
    return replace(answer, question=question, effective_question=question).to_dict()


def test_own_answers_are_scored_as_if_they_were_asked(
    read: Read, document: Document, cited: Callable[..., Answer], refused: Callable[..., Answer]
) -> None:
    answers = {
        "Who won?": cited(document, WON, "Thousands fled.", short="Azerbaijan"),
        "How many fled?": refused(),
    }
    testset = Testset("t", "0", QUESTIONS[:2])
    answers = {
        asked: replace(answer, question=asked, effective_question=asked)
        for asked, answer in answers.items()
    }
    asked = evaluate(lambda words, _: answers[words], testset, documents=[document])
    outcomes = read(*[answer.to_dict() for answer in answers.values()], testset=testset)
    later = score(testset, outcomes, DEFAULT_METRICS, {document.id: document}, {})
    assert [outcome.reply for outcome in later.outcomes] == [o.reply for o in asked.outcomes]
    assert [outcome.scores for outcome in later.outcomes] == [o.scores for o in asked.outcomes]
    assert reply_of(outcomes).text == f"{WON} Thousands fled."
    again = {"id": "q1", **own(answers["Who won?"])}
    assert reply_of(read(again, testset=testset)) == reply_of(outcomes)


@pytest.mark.parametrize("change", ["document", "offset", "mark", "number"])
def test_an_own_answer_with_a_wrong_citation_is_flawed(
    read: Read, document: Document, cited: Callable[..., Answer], change: str
) -> None:
    old = Document(document.id, document.text + " ") if change == "document" else document
    row = own(cited(old, WON, short="Azerbaijan"))
    if change == "offset":
        row["citations"][0]["start"] -= 1
    elif change == "mark":
        row["text"] = row["text"].replace("[1]", "[2]")
    elif change == "number":
        row["citations"] = []
    reply = reply_of(read(row))
    marked = {"mark": f"{WON}[2]", "number": f"{WON}[1]"}
    assert reply.text == marked.get(change, WON)
    assert {
        "document": "has changed since",
        "offset": "are not",
        "mark": "the mark [1] does not stand",
        "number": "an answer has citations",
    }[change] in (reply.flaw or "")
    assert (reply.answered, reply.short_answer, reply.confidence) == (True, "Azerbaijan", 0.9)
    assert len(reply.citations) == (0 if change == "number" else 1)


def test_an_own_answer_of_wrong_types_is_a_problem(
    read: Read, document: Document, cited: Callable[..., Answer]
) -> None:
    row = own(cited(document, WON))
    row["citations"][0]["start"] = "105"
    (problem,) = problems_of(read, row)
    assert problem.startswith(
        "line 1: this is not an answer as to_dict() writes it: start is '105'"
    )


KEYS = ("id", "question", "answer", "text", "answered", "confidence", "citations", "contexts")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["q1", WON]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["doc", "quote", "start", "end", "part_start", "text"]), inner
        )
    ),
    max_leaves=6,
)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5), max_size=3))
def test_any_rows_give_outcomes_or_problems(read: Read, rows: list[dict[str, object]]) -> None:
    try:
        outcomes = read(*rows)
    except TestsetError as error:
        assert str(error).count("\n") >= 1
    else:
        assert len(outcomes) == len(QUESTIONS)
        assert len([o for o in outcomes if o.reply]) == len(rows)

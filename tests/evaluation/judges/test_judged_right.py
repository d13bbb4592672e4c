from collections.abc import Sequence

import pytest

from karabakh_qa.evaluation.judges.judge import Judged
from karabakh_qa.evaluation.judges.judged_right import items_of, judged_right
from karabakh_qa.evaluation.judges.prompt import Item, Ruling
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.replies import Reply
from karabakh_qa.evaluation.runner import evaluate, score
from karabakh_qa.records import Turn
from tests.evaluation.judges.conftest import MakeJudge

HISTORY = (Turn("user", "The war?"),)
ASKED = Question("asked", "Who won?", ("Azerbaijan", "Baku"), True, history=HISTORY)
UNANSWERABLE = Question("none", "How tall?", (), False)
ANSWER = Reply("Baku", answered=True)
DECLINE = Reply("The documents don't say.", answered=False)

SETTLED = [
    (ASKED, DECLINE, 0.0),
    (ASKED, None, 0.0),
    (ASKED, Reply(" ", answered=True), 0.0),
    (UNANSWERABLE, DECLINE, 1.0),
    (UNANSWERABLE, ANSWER, 0.0),
]


def outcome(question: Question, reply: Reply | None) -> Outcome:
    return Outcome(question, reply, None if reply else "ValueError: no", None, ())


def judged(*votes: bool) -> Judged:
    rulings = tuple(Ruling(vote, f"because {vote}") for vote in votes)
    return Judged({"asked": rulings}, (), None)


@pytest.mark.parametrize(("question", "reply", "expected"), SETTLED)
def test_what_is_settled_is_not_asked(
    question: Question, reply: Reply | None, expected: float
) -> None:
    found = judged_right(Judged({}, (), None))(question, reply, {})

    assert items_of([outcome(question, reply)]) == []
    assert found is not None
    assert found.value == expected


def test_all_else_is_asked() -> None:
    rows = [outcome(question, reply) for question, reply, _ in SETTLED]

    assert items_of([*rows, outcome(ASKED, ANSWER)]) == [
        Item("asked", "Who won?", ("Azerbaijan", "Baku"), "Baku", HISTORY)
    ]


@pytest.mark.parametrize(
    ("votes", "value", "why"),
    [
        ((True,), 1.0, "judged right: because True"),
        ((False,), 0.0, "judged wrong: because False"),
        ((False, True, True), 2 / 3, "judged right (2 of 3 times right): because True"),
        ((True, False), 0.5, "judged wrong (1 of 2 times right): because False"),
    ],
)
def test_the_score_is_how_often_it_is_right(votes: Sequence[bool], value: float, why: str) -> None:
    found = judged_right(judged(*votes))(ASKED, ANSWER, {})

    assert found is not None
    assert (found.value, found.why) == (value, why)


def test_without_a_verdict_there_is_no_score() -> None:
    assert judged_right(Judged({}, ("asked",), None))(ASKED, ANSWER, {}) is None


def test_a_whole_run(make_judge: MakeJudge) -> None:
    replies = {"Who won?": "Baku", "Who fled?": "nobody", "How tall?": None}
    questions = (ASKED, Question("fled", "Who fled?", ("Thousands",), True), UNANSWERABLE)
    testset = Testset("t", "", questions)
    run = evaluate(lambda question, _: replies[question], testset, ())
    judge, chat = make_judge()

    metric = judged_right(judge.judge(items_of(run.outcomes)))
    report = score(testset, run.outcomes, [metric], {}, {}, retrieved=False)

    assert [o.score("judged_right") for o in report.outcomes] == [1.0, 0.0, 1.0]
    assert report.measure("judged_right").value == pytest.approx(2 / 3)
    assert report.measure("judged_right").n == 3
    assert len(chat.asked) == 2

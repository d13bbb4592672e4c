"""Conversations about the article, written before anybody had seen how they are understood."""

from pathlib import Path

import pytest

from karabakh_qa.answering.followups import FollowUps, depends
from karabakh_qa.assistant import Assistant
from karabakh_qa.evaluation import check_evidence, load_testset
from karabakh_qa.evaluation.wording import word_f1
from tests.conftest import ROOT

TESTSET = load_testset(Path(ROOT / "tests" / "testsets" / "conversations.jsonl"))
FLOOR = 0.77
"""Copying the questions gives 0.56."""


@pytest.fixture(scope="module")
def understood(assistant: Assistant) -> dict[str, str]:
    def close(question: str) -> float:
        return max(found.similarity or 0.0 for found in assistant.retrieve(question, 5))

    follow_ups = FollowUps(close)
    return {q.id: follow_ups.understood(q.question, q.history) for q in TESTSET.questions}


def test_the_set_is_whole(assistant: Assistant) -> None:
    assert check_evidence(TESTSET, assistant.documents()) == []
    tags = [tag for question in TESTSET.questions for tag in question.tags]
    assert tags.count("change of subject") == 8
    assert tags.count("standalone") == 6
    assert all(question.history and question.rewrite for question in TESTSET.questions)


def test_follow_ups_are_understood_much_as_a_person_would_put_them(
    understood: dict[str, str],
) -> None:
    scores = [
        word_f1(understood[q.id], q.rewrite or "")
        for q in TESTSET.questions
        if "follow-up" in q.tags
    ]
    assert len(scores) == 24
    assert sum(scores) / len(scores) >= FLOOR


def test_what_stands_alone_is_left_alone(understood: dict[str, str]) -> None:
    for question in TESTSET.questions:
        if "follow-up" not in question.tags:
            assert not depends(question.question)
            assert understood[question.id] == question.question

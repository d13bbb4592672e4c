from collections.abc import Callable
from pathlib import Path

import pytest

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.judges.labelled import (
    LabelledAnswer,
    LabelledClaim,
    read_labelled,
)

Write = Callable[..., Path]
CLAIM = {"claim": "It ended.", "evidence": "The war ended.", "supported": True}
ANSWER = {"question": "Who?", "answers": ["Baku", "Azerbaijan"], "answer": "Baku", "right": False}


def test_reads_claims_and_answers(write_lines: Write) -> None:
    several = CLAIM | {"evidence": ["One.", "Two."], "supported": False}
    path = write_lines(CLAIM, several, CLAIM | {"evidence": []}, ANSWER)
    found = read_labelled(path)

    assert found.name == "labelled.jsonl"
    assert found.claims == (
        LabelledClaim("It ended.", ("The war ended.",), True),
        LabelledClaim("It ended.", ("One.", "Two."), False),
        LabelledClaim("It ended.", (), True),
    )
    assert found.answers == (LabelledAnswer("Who?", ("Baku", "Azerbaijan"), "Baku", False),)


def test_tells_every_problem_with_its_line(write_lines: Write) -> None:
    path = write_lines(
        {"claim": "x", "evidence": 3, "supported": "yes"},
        {"claim": "x", "evidance": "y", "supported": True},
        {"claim": " ", "evidence": ["y", 1]},
        {"question": "q", "answers": [], "answer": "", "right": 1},
        {"label": True},
    )
    with pytest.raises(TestsetError) as raised:
        read_labelled(path)

    assert str(raised.value).splitlines()[1:] == [
        '  line 1: "evidence" must be text, not a number',
        '  line 1: "supported" must be true or false, not text',
        '  line 2: unknown key "evidance"; did you mean "evidence"?',
        '  line 2: "evidence" is missing',
        '  line 3: "claim" is empty',
        '  line 3: "evidence" item 2 must be text, not a number',
        '  line 3: "supported" is missing; it is what a person said, true or false',
        '  line 4: "answer" is empty',
        '  line 4: "answers" is missing; list the accepted ones',
        '  line 4: "right" must be true or false, not a number',
        '  line 5: unknown key "label"; known keys: question, answers, answer, right',
        '  line 5: "question" is missing',
        '  line 5: "answer" is missing',
        '  line 5: "answers" is missing; list the accepted ones',
        '  line 5: "right" is missing; it is what a person said, true or false',
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "it holds no row"),
        (b"no JSON\n", "not JSON"),
        (b"\xff\n", "not UTF-8"),
    ],
)
def test_refuses_what_it_cannot_read(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_bytes(data)

    with pytest.raises(TestsetError, match=problem):
        read_labelled(path)
    with pytest.raises(TestsetError, match="cannot be read"):
        read_labelled(tmp_path / "nowhere.jsonl")

import json
from collections.abc import Callable
from dataclasses import dataclass
from time import sleep
from typing import Any

import pytest

from karabakh_qa.errors import TestsetError
from karabakh_qa.web.evaluation_tab import LONGEST_VISITOR, EvaluationCalls
from karabakh_qa.web.runs import Runs
from karabakh_qa.web.warmup import WarmUp
from tests.web.silent import Silent


@dataclass(frozen=True)
class Finished:
    headline: str = "All \N{RIGHT-TO-LEFT OVERRIDE}well."
    notes: tuple[str, ...] = ("one left out",)
    html: str = "<p>report"
    json: str = '{"a": 1}'


class OneSet:
    folder = "sets"

    def testsets(self) -> list[str]:
        return ["a.b.jsonl", "bad.jsonl"]

    def run(
        self, name: str, progress: Callable[[int, int], object], stopped: Callable[[], bool]
    ) -> Finished | None:
        if name == "bad.jsonl":
            raise TestsetError("bad.jsonl: 1 problem\n  line 1: <b>")
        progress(0, 2)
        progress(2, 2)
        return Finished()


@pytest.fixture
def calls() -> EvaluationCalls:
    return EvaluationCalls(Runs(OneSet(), WarmUp(Silent())))


def ended(calls: EvaluationCalls, name: str) -> dict[str, Any]:
    calls.ui_run({"visitor": "me", "name": name})
    for _ in range(500):
        state = calls.ui_evaluation({"visitor": "me"})
        if state["run"]["stage"] not in ("waiting", "asking"):
            return state
        sleep(0.01)
    raise AssertionError(state)


def test_before_the_first_run_there_are_the_sets(calls: EvaluationCalls) -> None:
    state = calls.ui_evaluation({"visitor": "me"})
    assert state == {
        "sets": ["a.b.jsonl", "bad.jsonl"],
        "folder": "sets",
        "run": None,
        "report": None,
    }


def test_a_report_is_announced_and_fetched_as_a_file(calls: EvaluationCalls) -> None:
    state = ended(calls, "a.b.jsonl")
    assert json.loads(json.dumps(state)) == state
    assert (state["run"]["stage"], state["run"]["done"]) == ("finished", 2)
    assert state["report"]["headline"] == "All well."
    assert state["report"]["notes"] == ["one left out"]
    number = state["report"]["number"]
    html = calls.ui_report({"number": number, "kind": "html"})
    assert html == {"name": "a.b-evaluation.html", "type": "text/html", "text": "<p>report"}
    data = calls.ui_report({"number": number, "kind": "json"})
    assert (data["name"], json.loads(data["text"])) == ("a.b-evaluation.json", {"a": 1})
    assert "newer" in calls.ui_report({"number": number - 1, "kind": "json"})["refused"]


def test_a_bad_set_is_told_in_the_state(calls: EvaluationCalls) -> None:
    state = ended(calls, "bad.jsonl")
    assert state["run"]["stage"] == "failed"
    assert state["run"]["problem"] == "bad.jsonl: 1 problem\n  line 1: <b>"
    assert state["report"] is None


@pytest.mark.parametrize(
    "request_",
    [
        None,
        [],
        {},
        {"visitor": 1, "name": "a.b.jsonl"},
        {"visitor": "me", "name": ["a"]},
        {"visitor": "x" * (LONGEST_VISITOR + 1), "name": "a.b.jsonl"},
    ],
)
def test_what_no_page_sends_is_refused(calls: EvaluationCalls, request_: object) -> None:
    assert "reload" in calls.ui_run(request_)["refused"]
    assert "refused" in calls.ui_report(request_)
    assert calls.ui_stop(request_)["run"] is None


def test_a_name_that_is_no_set_is_refused(calls: EvaluationCalls) -> None:
    refused = calls.ui_run({"visitor": "me", "name": "../a.b.jsonl"})
    assert "no test set" in refused["refused"]

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.measures import Measure
from karabakh_qa.evaluation.metrics import Score
from karabakh_qa.evaluation.outcomes import Outcome, Stage
from karabakh_qa.evaluation.outputs import (
    load_report,
    report_from_dict,
    report_to_dict,
    without_times,
)
from karabakh_qa.evaluation.outputs.as_json import format_json
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Found, Quoted, Reply
from karabakh_qa.evaluation.report import Report
from karabakh_qa.records import Span, Turn

texts = st.text(max_size=8)
shares = st.floats(0, 1)
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))


def tuples(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=2).map(tuple)


questions = st.builds(
    Question,
    texts,
    texts,
    st.lists(texts, min_size=1, max_size=2).map(tuple),
    st.booleans(),
    evidence=tuples(tuples(st.builds(Evidence, texts, texts))),
    history=tuples(st.builds(Turn, st.sampled_from(["user", "assistant"]), texts)),
    tags=tuples(texts),
    rewrite=st.none() | texts,
    language=st.none() | texts,
    line=st.none() | st.integers(1, 9),
)
replies = st.builds(
    Reply,
    texts,
    st.booleans(),
    reason=st.none() | texts,
    short_answer=st.none() | texts,
    confidence=st.none() | shares,
    citations=tuples(st.builds(Quoted, texts, texts, spans, st.none() | spans)),
    flaw=st.none() | texts,
    understood=st.none() | texts,
    found=tuples(st.builds(Found, texts, texts, st.none() | spans)),
)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    question = draw(questions)
    reply = draw(st.none() | replies)
    return Outcome(
        question,
        reply,
        None if reply else draw(texts),
        draw(st.none() | st.floats(0, 1e6)),
        draw(tuples(st.builds(Score, st.just(question.id), texts, shares, texts))),
        draw(tuples(st.builds(Stage, texts, st.floats(0, 1e6)))),
    )


measures = st.builds(
    Measure,
    texts,
    texts,
    st.none() | shares,
    st.integers(0, 99),
    st.none() | shares,
    st.none() | shares,
    st.sampled_from(["higher", "lower"]),
)
reports = st.builds(
    Report,
    texts,
    texts,
    texts,
    st.dictionaries(texts, texts, max_size=2).map(lambda items: tuple(items.items())),
    tuples(texts),
    tuples(outcomes()),
    tuples(measures),
    st.sampled_from(["documents", "questions"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports)
def test_there_and_back_again(report: Report) -> None:
    text = format_json(report)
    assert json.loads(text) == report_to_dict(report)
    again = report_from_dict(json.loads(text))
    assert again == report
    assert [o.question.line for o in again.outcomes] == [o.question.line for o in report.outcomes]
    assert format_json(again) == text


def test_two_runs_are_the_same_but_for_times(run_all_kinds: Callable[[], Report]) -> None:
    one, two = report_to_dict(run_all_kinds()), report_to_dict(run_all_kinds())
    slower = json.loads(json.dumps(two))
    for outcome in slower["outcomes"]:
        outcome.update(seconds=9.0, stages=[{"name": "whole", "seconds": 9.0}])
    slower["latency"] = []
    assert json.dumps(without_times(one)) == json.dumps(without_times(slower))
    slower["outcomes"][0]["reply"]["text"] = "another"
    assert without_times(one) != without_times(slower)


def test_what_is_written(all_kinds: Report) -> None:
    data = report_to_dict(all_kinds)
    assert (data["format"], data["version"]) == ("karabakh-qa evaluation report", 1)
    assert data["testset"] == {"name": "all <kinds>.jsonl", "sha256": "ab" * 32, "questions": 9}
    assert data["documents_sha256"] == all_kinds.documents_sha256 != ""
    assert data["configuration"] == {"reader": "a < b"}
    assert data["bootstrap"] == {"seed": 0, "draws": 1000, "unit": "questions"}
    assert data["metrics"][:2] == ["em", "f1"]
    assert data["measures"][0].keys() == {"name", "group", "value", "n", "low", "high", "better"}
    assert data["decisions"]["unanswerable"] == {"answered": 1, "declined": 1, "failed": 0}
    assert data["causes"]["a citation is not exact"] == 1
    assert [(row["kind"], row["name"]) for row in data["slices"]][:2] == [
        ("tag", "fact"),
        ("tag", "a|b"),
    ]
    assert data["latency"][0]["stage"] == "whole"
    outcome = data["outcomes"][1]
    assert outcome["question"]["evidence"][1] == [{"document_id": "b <i>.txt", "quote": "none"}]
    assert outcome["cause"] is not None
    assert outcome["scores"][0].keys() == {"metric", "value", "why"}
    assert data["outcomes"][0]["cause"] is None
    assert data["outcomes"][8]["error"] == "ValueError: no \x00 good"


def test_a_passage_is_written_once(all_kinds: Report) -> None:
    data = report_to_dict(all_kinds)
    assert [passage["document_id"] for passage in data["passages"]] == ["news/a.txt", "b <i>.txt"]
    assert data["outcomes"][0]["reply"]["found"] == [0, 1]


def test_each_question_has_a_line(all_kinds: Report) -> None:
    lines = format_json(all_kinds).splitlines()
    assert sum(line.startswith('  {"question":') for line in lines) == len(all_kinds.outcomes)


def test_a_report_without_times_can_be_read(all_kinds: Report) -> None:
    report = report_from_dict(without_times(report_to_dict(all_kinds)))
    timeless = tuple(replace(o, seconds=None, stages=()) for o in all_kinds.outcomes)
    assert report == replace(all_kinds, outcomes=timeless)


def test_half_a_surrogate_pair_survives(tmp_path: Path, all_kinds: Report) -> None:
    path = tmp_path / "r.json"
    odd = replace(all_kinds, testset="a\ud800b")
    path.write_text(format_json(odd), "utf-8")
    assert load_report(path) == odd


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff\xfe\xfd", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "not a report of karabakh-qa evaluate"),
        (b'{"a": 1}', "not a report of karabakh-qa evaluate"),
        (
            b'{"format": "karabakh-qa evaluation report", "version": 2}',
            "of version 2, and only version 1 can be read",
        ),
        (b'{"format": "karabakh-qa evaluation report", "version": 1}', "is damaged"),
    ],
)
def test_a_file_that_is_no_report(tmp_path: Path, text: bytes | None, message: str) -> None:
    path = tmp_path / "r.json"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(InputError, match=message) as raised:
        load_report(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert "\n" not in str(raised.value)


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_report(tmp_path)


def _set(data: dict[str, Any], path: str, value: object) -> None:
    *keys, last = path.split(".")
    place: Any = data
    for key in keys:
        place = place[int(key) if key.isdigit() else key]
    place[int(last) if last.isdigit() else last] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("testset", []),
        ("testset.name", 1),
        ("configuration", []),
        ("configuration.reader", 1),
        ("bootstrap.unit", "weeks"),
        ("measures", {}),
        ("outcomes", {}),
        ("outcomes", None),
        ("outcomes.0", 3),
        ("outcomes.0.seconds", "1"),
        ("outcomes.0.error", "and a reply"),
        ("outcomes.0.reply", None),
        ("outcomes.0.reply.found", [2]),
        ("outcomes.0.reply.found", [-1]),
        ("outcomes.0.reply.confidence", float("nan")),
        ("outcomes.0.question.answers", []),
        ("passages", "none"),
    ],
)
def test_a_damaged_report(all_kinds: Report, path: str, value: object) -> None:
    data = json.loads(json.dumps(report_to_dict(all_kinds)))
    assert report_from_dict(data) == all_kinds
    _set(data, path, value)
    with pytest.raises(InputError):
        report_from_dict(data)

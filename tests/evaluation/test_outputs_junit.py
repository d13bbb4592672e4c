from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.as_junit import format_junit
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.report import Report


def cases(report: Report) -> dict[str, ET.Element]:
    suite = ET.fromstring(format_junit(report).encode())[0]
    return {case.attrib["name"].split(":")[0]: case for case in suite.iter("testcase")}


def test_a_case_for_each_question(all_kinds: Report) -> None:
    suites = ET.fromstring(format_junit(all_kinds).encode())
    for found in (suites, suites[0]):
        counts = {key: found.attrib[key] for key in ("tests", "failures", "errors")}
        assert counts == {"tests": "9", "failures": "6", "errors": "1"}
    assert suites[0].attrib["name"] == "all <kinds>.jsonl"
    assert len(list(suites.iter("testcase"))) == 9
    assert {case.attrib["classname"] for case in suites.iter("testcase")} == {"all <kinds>.jsonl"}
    assert len(list(suites.iter("failure"))) == 6
    assert len(list(suites.iter("error"))) == 1


def test_a_failure_shows_gold_and_got(all_kinds: Report) -> None:
    found = cases(all_kinds)
    assert len(found["right"]) == 0
    assert len(found["quiet"]) == 0
    failure = found["place"].find("failure")
    assert failure is not None
    assert failure.attrib["type"] == "WRONG_PLACE"
    lines = (failure.text or "").splitlines()
    assert lines[1] == "expected: Azerbaijan"
    assert lines[2] == "got: =1+1 -- No."
    assert any(line.startswith("right_sentence 0.000: ") for line in lines)
    answered = found["answered"].find("failure")
    assert answered is not None
    assert "expected: (to decline)" in (answered.text or "")


def test_an_error_is_an_error(all_kinds: Report) -> None:
    error = cases(all_kinds)["crash"].find("error")
    assert error is not None
    assert error.attrib == {"type": "ERROR", "message": "ValueError: no \ufffd good"}


def test_the_measures_are_properties(all_kinds: Report) -> None:
    suite = ET.fromstring(format_junit(all_kinds).encode())[0]
    found = {item.attrib["name"]: item.attrib["value"] for item in suite.iter("property")}
    assert found["f1"].endswith("(n 9)")
    assert found["verdict"].endswith(".")


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_makes_well_formed_xml(name: str, error: str) -> None:
    row = Outcome(Question(name, error, (), False), None, error, None, ())
    report = Report(name, "0", "", (), (), (row,), (), "questions")
    ET.fromstring(format_junit(report).encode())


def test_no_questions(all_kinds: Report) -> None:
    empty = replace(all_kinds, outcomes=(), measures=())
    assert cases(empty) == {}

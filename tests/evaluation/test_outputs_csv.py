import csv
from dataclasses import replace
from io import StringIO

import pytest

from karabakh_qa.evaluation.outputs.as_csv import format_csv
from karabakh_qa.evaluation.report import Report


def rows(report: Report) -> dict[str, dict[str, str]]:
    text = format_csv(report)
    assert text.startswith("\ufeff")
    return {row["id"]: row for row in csv.DictReader(StringIO(text[1:], newline=""))}


def test_a_row_for_each_question_with_everything(all_kinds: Report) -> None:
    found = rows(all_kinds)
    assert list(found) == [outcome.question.id for outcome in all_kinds.outcomes]
    row = found["right"]
    assert row["answerable"] == row["answered"] == "true"
    assert row["gold_answers"] == row["short_answer"] == "withdraw"
    assert row["cited_documents"] == "news/a.txt"
    assert row["cited_places"] == "20-59"
    assert row["cited_quotes"] == row["text"] == "Russia began to withdraw its troops.[1]"
    assert (row["confidence"], row["f1"], row["cause"], row["error"]) == ("0.9", "1.0", "", "")
    assert float(row["seconds"]) >= 0
    assert set(all_kinds.metrics) <= row.keys()


def test_declines_and_errors(all_kinds: Report) -> None:
    found = rows(all_kinds)
    assert found["quiet"]["answered"] == "false"
    assert found["quiet"]["reason"] == "not_stated"
    assert found["quiet"]["right_sentence"] == ""
    crash = found["crash"]
    assert crash["answered"] == crash["text"] == crash["confidence"] == ""
    assert crash["error"] == "ValueError: no \ufffd good"
    assert crash["question"] == "Who \ufffd crashed \ufffd[2J?"
    assert crash["cause"] == "asking failed"
    assert crash["gold_answers"] == "Nobody"


def test_several_values_stand_on_a_line_each(all_kinds: Report) -> None:
    assert rows(all_kinds)["words"]["gold_answers"] == "Azerbaijan\nאזרבייג'ן"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1", "\r1", "\n1", "\uff1d1+1"]
)
def test_nothing_is_a_formula(all_kinds: Report, text: str) -> None:
    first = all_kinds.outcomes[0]
    question = replace(first.question, id=text, question=text, answers=(text,))
    report = replace(all_kinds, outcomes=(replace(first, question=question, error=text),))
    written = next(csv.reader(StringIO(format_csv(report).split("\r\n", 1)[1], newline="")))
    assert [written[0], written[1]] == [f"'{text}"] * 2
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) for cell in written)


def test_texts_that_are_no_formula_stay_as_they_are(all_kinds: Report) -> None:
    assert rows(all_kinds)["words"]["question"] == "מי ניצח? 🕊️"


def test_no_questions(all_kinds: Report) -> None:
    assert rows(replace(all_kinds, outcomes=())) == {}

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.formats.native import read_native
from karabakh_qa.evaluation.formats.rows import read_rows
from karabakh_qa.evaluation.questions import Evidence, Question, default_id
from karabakh_qa.evaluation.testset import load_testset
from karabakh_qa.records import Turn

ROW = {"question": "Who won?", "answers": ["Azerbaijan"]}


def read_jsonl(data: bytes) -> tuple[list[Question], list[str]]:
    problems: list[str] = []
    contents = read_native(read_rows(data, ".jsonl", None, problems), problems)
    return list(contents.questions), problems


def problems_of(*rows: object) -> list[str]:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return read_jsonl("\n".join(lines).encode())[1]


def test_every_key_is_read(tmp_path: Path) -> None:
    row = {
        "id": "q1",
        "question": "And who won?",
        "answers": ["Azerbaijan", "Baku"],
        "answerable": True,
        "evidence": [{"doc": "a.txt", "quote": "Azerbaijan won"}, {"doc": "b.txt", "quote": "x"}],
        "history": [{"role": "user", "text": "Hi"}, {"role": "assistant", "text": "Hello"}],
        "tags": ["fact", "follow-up", "fact"],
        "rewrite": "Who won the war?",
        "lang": "en",
        "notes": "a note",
        "split": "dev",
    }
    path = tmp_path / "set.jsonl"
    path.write_text("\n" + json.dumps(row) + "\r\n\n", "utf-8", newline="")
    testset = load_testset(path)
    assert testset.name == "set.jsonl"
    assert testset.sha256 == sha256(path.read_bytes()).hexdigest()
    assert testset.questions == (
        Question(
            "q1",
            "And who won?",
            ("Azerbaijan", "Baku"),
            True,
            ((Evidence("a.txt", "Azerbaijan won"), Evidence("b.txt", "x")),),
            (Turn("user", "Hi"), Turn("assistant", "Hello")),
            ("fact", "follow-up"),
            "Who won the war?",
            "en",
        ),
    )
    assert testset.questions[0].line == 2


def test_defaults(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    rows = [ROW, {"question": "Why?"}, {"question": "How?", "answers": None, "tags": None}]
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(map(json.dumps, rows)).encode())
    first, second, third = load_testset(path).questions
    assert first.id == default_id("Who won?", ())
    assert (first.answerable, second.answerable, third.answerable) == (True, False, False)
    assert (first.evidence, first.history, first.tags) == ((), (), ())


def test_nested_evidence_is_alternatives() -> None:
    one, other = {"doc": "a.txt", "quote": "x"}, {"doc": "a.txt", "quote": "y"}
    questions, _ = read_jsonl(json.dumps({**ROW, "evidence": [[one], [one, other]]}).encode())
    x, y = Evidence("a.txt", "x"), Evidence("a.txt", "y")
    assert questions[0].evidence == ((x,), (x, y))


def test_a_line_separator_inside_a_text_ends_no_line() -> None:
    row = json.dumps({**ROW, "question": "Who\u2028won?\u0085"}, ensure_ascii=False)
    questions, problems = read_jsonl(row.encode())
    assert problems == []
    assert questions[0].question == "Who\u2028won?\u0085"


def test_document_ids_are_composed() -> None:
    row = {**ROW, "evidence": [{"doc": "re\u0301sume\u0301.txt", "quote": "e\u0301"}]}
    questions, _ = read_jsonl(json.dumps(row).encode())
    assert questions[0].quotations == (Evidence("résumé.txt", "e\u0301"),)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", "line 1: not JSON: Expecting property name enclosed in double quotes (column 2)"),
        ("7", "line 1: not a JSON object, such as {...}"),
        ("[1]", "item 1 (line 1): not a JSON object, such as {...}"),
        ('{"question": "a", "question": "b"}', 'line 1: not usable: the key "question" stands t'),
        ('{"question": "a", "notes": NaN}', "line 1: not usable: NaN is not JSON"),
        ("[" * 100_000, "line 1: not usable: nested too deeply"),
        ({"answers": ["x"]}, 'line 1: "question" is missing'),
        ({**ROW, "question": " "}, 'line 1: "question" is empty'),
        ({**ROW, "question": 7}, 'line 1: "question" must be text, not a number'),
        ({**ROW, "question": "a\ud800"}, 'line 1: "question" holds half of a surrogate pair'),
        ({**ROW, "id": 7}, 'line 1: "id" must be text, not a number'),
        ({**ROW, "rewrite": 7}, 'line 1: "rewrite" must be text, not a number'),
        ({**ROW, "lang": ["en"]}, 'line 1: "lang" must be text, not a list'),
        ({**ROW, "answers": "x"}, 'line 1: "answers" must be a list, such as [...], not text'),
        ({**ROW, "answers": ["x", None]}, 'line 1: "answers" item 2 must be text, not null'),
        ({**ROW, "answers": ["x", ""]}, 'line 1: "answers" item 2 is empty'),
        ({**ROW, "answers": ["The"]}, 'line 1: the answer "The" has no word that could be compa'),
        ({**ROW, "answerable": "yes"}, 'line 1: "answerable" must be true or false, not text'),
        ({**ROW, "answerable": False}, 'line 1: "answerable" is false, yet there are answers'),
        ({"question": "a", "answerable": True}, "line 1: answerable, but there is no answer"),
        (
            {"question": "a", "answers": [], "evidence": [{"doc": "a", "quote": "b"}]},
            'line 1: evidence, but no answer; add one to "answers", or "answerable": false',
        ),
        ({**ROW, "tags": {"a": 1}}, 'line 1: "tags" must be a list, such as [...], not an object'),
        ({**ROW, "tags": [True]}, 'line 1: "tags" item 1 must be text, not true or false'),
        ({**ROW, "anwser": "x"}, 'line 1: unknown key "anwser"; did you mean "answers"?'),
        ({**ROW, "QUESTION": "x"}, 'line 1: unknown key "QUESTION"; did you mean "question"?'),
        ({**ROW, "xyz": 1}, 'line 1: unknown key "xyz"; known keys: question, answers, '),
        (
            {**ROW, "evidence": ["Azerbaijan won"]},
            'line 1: "evidence" item 1 must be an object with "doc", "quote", not text',
        ),
        (
            {**ROW, "evidence": [{"doc": "a", "quote": "b", "quotes": "b"}]},
            'line 1: "evidence" item 1: unknown key "quotes"; did you mean "quote"?',
        ),
        ({**ROW, "evidence": [{"doc": "a"}]}, 'line 1: "evidence" item 1: "quote" is missing'),
        (
            {**ROW, "evidence": [[{"doc": "a", "quote": "b"}], {"doc": "a", "quote": "b"}]},
            'line 1: "evidence" mixes quotations and lists',
        ),
        ({**ROW, "evidence": [[]]}, 'line 1: "evidence" has an alternative without a quotation'),
        (
            {**ROW, "history": [{"role": "bot", "text": "Hi"}]},
            'line 1: "history" item 1: "role" is "bot"; it must be "user" or "assistant"',
        ),
        (
            {**ROW, "history": [{"role": "user", "content": "Hi", "text": "Hi"}]},
            'line 1: "history" item 1: unknown key "content"; known keys: role, text',
        ),
    ],
)
def test_each_problem_is_named_with_its_line(row: object, problem: str) -> None:
    found = problems_of(row)
    assert len(found) == 1
    assert found[0].startswith(problem)


def test_duplicates_name_both_lines() -> None:
    given_id = {**ROW, "id": "q"}
    assert problems_of(ROW, "", ROW) == [
        'line 3: the same question as in line 1; drop one, or give it an "id"'
    ]
    assert problems_of(given_id, {**given_id, "question": "Why?"}) == [
        'line 2: the id "q" is already that of line 1'
    ]
    assert problems_of(ROW, given_id, {**ROW, "history": [{"role": "user", "text": "Hi"}]}) == []


def test_other_encodings_are_a_problem() -> None:
    row = json.dumps({**ROW, "question": "Кто?"}, ensure_ascii=False)
    good = json.dumps({**ROW, "question": "Why?"}).encode()
    found = read_jsonl(good + b"\n" + row.encode("cp1251"))[1]
    assert found == ["line 2: not UTF-8 at byte 15; save the file as UTF-8"]
    for codec in ("utf-16", "utf-16-le"):
        assert read_jsonl(row.encode(codec))[1] == [
            "this is not UTF-8 text; save the file as UTF-8"
        ]


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    rows = [json.dumps(ROW), "oops", json.dumps({"anwsers": ["x"], "tags": 1, "answerable": 1})]
    path.write_text("\n".join(rows), "utf-8")
    with pytest.raises(TestsetError) as caught:
        load_testset(path)
    assert str(caught.value).split("\n") == [
        f"{path}: 5 problems",
        "  line 2: not JSON: Expecting value (column 1)",
        '  line 3: unknown key "anwsers"; did you mean "answers"?',
        '  line 3: "question" is missing',
        '  line 3: "answerable" must be true or false, not a number',
        '  line 3: "tags" must be a list, such as [...], not a number',
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = ("question", "answers", "answerable", "evidence", "history", "rewrite", "lang", "id", "tags")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3), max_size=3))
def test_any_json_gives_a_question_or_a_problem(rows: list[object]) -> None:
    questions, problems = read_jsonl("\n".join(map(json.dumps, rows)).encode())
    assert problems or len(questions) == len(rows)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_give_a_question_or_a_problem(data: bytes) -> None:
    problems: list[str] = []
    table = read_rows(data, ".jsonl", None, problems)
    questions = read_native(table, problems).questions
    assert problems or len(questions) == len(table.rows)

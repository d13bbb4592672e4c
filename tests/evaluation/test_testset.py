import json
from hashlib import sha256
from pathlib import Path

import pytest

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.questions import Text
from karabakh_qa.evaluation.testset import (
    FORMAT_NAMES,
    Evidence,
    Question,
    Testset,
    check_evidence,
    load_testset,
    read_testset,
)
from karabakh_qa.records import Document

ROW = {"question": "Who won?", "answers": ["Azerbaijan"]}
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "War",
            "paragraphs": [
                {
                    "context": "Azerbaijan won.",
                    "qas": [
                        {
                            "id": "q",
                            "question": "Who won?",
                            "answers": [{"text": "Azerbaijan", "answer_start": 0}],
                        }
                    ],
                }
            ],
        }
    ],
}
IN_EACH_FORMAT = {
    "native": (".jsonl", json.dumps(ROW)),
    "csv": (".csv", "question,answer\nWho won?,Azerbaijan"),
    "squad": (".json", json.dumps(SQUAD)),
    "promptfoo": (".csv", "question,__expected\nWho won?,contains: Azerbaijan"),
    "ragas": (".jsonl", json.dumps({"user_input": "Who won?", "reference": "Azerbaijan"})),
    "deepeval": (".json", json.dumps([{"input": "Who won?", "expected_output": "Azerbaijan"}])),
}


def write(folder: Path, text: str, name: str = "set.jsonl") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def problems(path: Path, kind: str | None = None) -> list[str]:
    with pytest.raises(TestsetError) as caught:
        load_testset(path, kind)
    first, *rest = str(caught.value).split("\n  ")
    assert first == f"{path}: {len(rest)} problem{'s' * (len(rest) != 1)}"
    return rest


@pytest.mark.parametrize("kind", FORMAT_NAMES)
def test_every_format_is_recognised_or_forced(tmp_path: Path, kind: str) -> None:
    suffix, text = IN_EACH_FORMAT[kind]
    path = write(tmp_path, text, f"set{suffix}")
    testset = load_testset(path)
    assert (testset.name, testset.sha256) == (path.name, sha256(path.read_bytes()).hexdigest())
    assert [(q.question, q.answers) for q in testset.questions] == [("Who won?", ("Azerbaijan",))]
    assert load_testset(path, kind) == testset


@pytest.mark.parametrize("kind", FORMAT_NAMES)
def test_the_content_decides_where_the_name_says_nothing(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path, "\ufeff" + IN_EACH_FORMAT[kind][1], "set.txt")
    assert load_testset(path).questions[0].answers == ("Azerbaijan",)


def test_texts_and_notes_come_along(tmp_path: Path) -> None:
    loaded = read_testset(write(tmp_path, json.dumps(SQUAD)))
    assert loaded.testset.texts == (Text("War.txt", "War\n\nAzerbaijan won."),)
    assert loaded.testset.questions[0].quotations == (Evidence("War.txt", "Azerbaijan won."),)
    assert loaded.notes == ()
    table = "question,answer,page\nWho won?,Azerbaijan,7"
    assert read_testset(write(tmp_path, table, "set.csv")).notes == (
        "columns that are not used: page",
    )


def test_a_format_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TestsetError, match='no format "beir"; there are: csv, deepeval, native'):
        load_testset(write(tmp_path, json.dumps(ROW)), "beir")


def test_a_format_that_is_not_recognised(tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path, '{"query": "Who?", "id": "1"}'))
    assert problem.startswith('of no format that is known; keys found: "query", "id". Known form')
    (problem,) = problems(write(tmp_path, "frage;antwort\nWer?;Niemand", "set.csv"))
    assert problem.startswith('of no format that is known; columns found: "frage", "antwort". Kn')
    assert all(name in problem.lower() for name in FORMAT_NAMES if name != "native")


def test_a_forced_format_that_does_not_fit(tmp_path: Path) -> None:
    assert problems(write(tmp_path, json.dumps(ROW)), "ragas") == [
        'line 1: "user_input" is missing',
        'line 1: "reference" is empty; give one, or "answerable": false',
    ]
    assert 'line 1: there is no column "question"' in problems(
        write(tmp_path, "frage,answer\nWer?,x", "set.csv"), "csv"
    )


def test_mixed_formats_are_a_problem(tmp_path: Path) -> None:
    other = {"user_input": "Who lost?", "reference": "Nobody"}
    found = problems(write(tmp_path, "\n".join(map(json.dumps, [ROW, other]))))
    assert found[0] == (
        'line 2: this is ragas ("user_input"), in a file of JSON Lines ("question", "answers"); '
        "keep one format a file"
    )


@pytest.mark.parametrize("text", ["", "\n \r\n", "\ufeff", "[]", " [ \n] "])
@pytest.mark.parametrize("kind", [None, "native"])
def test_an_empty_set_is_a_problem(tmp_path: Path, text: str, kind: str | None) -> None:
    assert problems(write(tmp_path, text), kind) == ["it holds no question"]


def test_an_empty_set_says_what_was_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, "question,__expected\nWho?,llm-rubric: is polite", "set.csv")
    assert problems(path) == [
        "it holds no question; expectations that are not compared here, and are left out: "
        "llm-rubric (1); questions left out because nothing is expected of them in words: 1"
    ]


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    rows = [json.dumps(ROW), "oops", json.dumps({"anwsers": ["x"], "tags": 1, "answerable": 1})]
    assert problems(write(tmp_path, "\n".join(rows))) == [
        "line 2: not JSON: Expecting value (column 1)",
        'line 3: unknown key "anwsers"; did you mean "answers"?',
        'line 3: "question" is missing',
        'line 3: "answerable" must be true or false, not a number',
        'line 3: "tags" must be a list, such as [...], not a number',
    ]


def test_other_encodings_are_reported_once_for_what_is_one_piece(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    path.write_bytes("question,answer\nКто?,Никто".encode("cp1251"))
    assert problems(path) == ["line 2: not UTF-8 at byte 1; save the file as UTF-8"]
    path.write_bytes("question,answer".encode("utf-16"))
    assert problems(path) == ["this is not UTF-8 text; save the file as UTF-8"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(TestsetError, match=r"gone\.jsonl: cannot be read: No such file"):
        load_testset(tmp_path / "gone.jsonl")
    with pytest.raises(TestsetError, match="cannot be read"):
        load_testset(tmp_path)


def quoting(*pairs: tuple[str, str]) -> Testset:
    return Testset(
        "t",
        "0",
        tuple(
            Question(f"q{number}", "Who?", ("x",), True, ((Evidence(*pair),),), line=number)
            for number, pair in enumerate(pairs, 1)
        ),
    )


def test_evidence_that_is_not_in_the_documents() -> None:
    documents = [Document("a.txt", "Then İt won."), Document("docs/b.txt", "Thousands fled.")]
    found = check_evidence(
        quoting(
            ("a.txt", "İt won"),
            ("a.txt", "it  won"),
            ("a.txt", "Thousands"),
            ("b.txt", "Thousands"),
            ("b.txt", "thousands"),
            ("zzz.md", "thousands"),
            ("a.txt", "Something else entirely"),
        ),
        documents,
    )
    assert found == [
        'line 2, question "q2": not in "a.txt": "it  won"; nearest, from character 5: "İt won", '
        'with "İ" (U+0130) for "i" at character 5',
        'line 3, question "q3": not in "a.txt", but in "docs/b.txt": "Thousands"',
        'line 4, question "q4": there is no document "b.txt", but in "docs/b.txt": "Thousands"',
        'line 5, question "q5": there is no document "b.txt"; did you mean "docs/b.txt"?',
        'line 6, question "q6": there is no document "zzz.md"',
        'line 7, question "q7": not in "a.txt": "Something else entirely"; nothing like it '
        "stands there",
    ]


def test_evidence_that_is_there_is_no_problem() -> None:
    testset = quoting(("a.txt", "İt won"), ("b.txt", "x"))
    documents = (Document(n, t) for n, t in [("a.txt", "İt won, it  won"), ("b.txt", "x")])
    assert check_evidence(testset, documents) == []


def test_only_so_many_quotations_are_compared() -> None:
    testset = quoting(*[("a.txt", f"Azerbaijan won {n}") for n in range(102)])
    found = check_evidence(testset, [Document("a.txt", "Azerbaijan won it.")])
    assert len(found) == 102
    assert sum("nearest" in line for line in found) == 100

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.formats.rows import Row, Rows, read_rows


def read(text: str | bytes, suffix: str = "") -> tuple[Rows, list[str]]:
    problems: list[str] = []
    data = text.encode() if isinstance(text, str) else text
    return read_rows(data, suffix, None, problems), problems


def problems_of(text: str, suffix: str = "") -> list[str]:
    return read(text, suffix)[1]


@pytest.mark.parametrize("suffix", ["", ".json", ".jsonl", ".txt"])
@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('{"a": 1}', (Row(1, {"a": 1}),)),
        ('\n{"a": 1}\r\n\n {"a": 2}\n', (Row(2, {"a": 1}), Row(4, {"a": 2}))),
        (
            '\n [{"a": 1}, {"a": 2},\n\n {"a": 3}]\n',
            (Row(2, {"a": 1}, 1), Row(2, {"a": 2}, 2), Row(4, {"a": 3}, 3)),
        ),
        ("[ ]", ()),
    ],
)
def test_json_is_read_however_it_is_written(suffix: str, text: str, rows: tuple[Row, ...]) -> None:
    assert read(text, suffix) == (Rows("json", rows), [])


def test_one_object_over_several_lines_is_one_row() -> None:
    values = {"data": [{"title": "x"}], "version": "1"}
    for indent in (0, 1, 4):
        assert read(json.dumps(values, indent=indent), ".json") == (
            Rows("json", (Row(1, values),)),
            [],
        )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[{"a": 1},\n {"a" 2}]', "line 2: not JSON: Expecting ':' delimiter (column 7)"),
        ('[{"a": 1},]', "line 1: not JSON: Expecting value (column 11)"),
        ('[{"a": 1}\n{"a": 2}]', "line 2: not JSON: expected a comma, or ] at the end of the file"),
        ('[{"a": 1}', "line 1: not JSON: expected a comma, or ] at the end of the file"),
        ('[{"a": 1}]\n[]', "line 1: not JSON: expected a comma, or ] at the end of the file"),
        ("[", "line 1: not JSON: Expecting value (column 2)"),
        ('[\n\n{"a": 1, "a": 2}]', 'line 3: not usable: the key "a" stands twice'),
        ('[\n{"a": NaN}]', "line 2: not usable: NaN is not JSON"),
        ('[{"a": 1},\n7]', "item 2 (line 2): not a JSON object, such as {...}"),
        ('{"a": 1,\n "b": oops\n}', "line 2: not JSON: Expecting value (column 7)"),
        ('{"a": 1}\noops', "line 2: not JSON: Expecting value (column 1)"),
    ],
)
def test_what_is_no_json_is_named_with_its_line(text: str, problem: str) -> None:
    assert problems_of(text) == [problem]


def test_a_table_knows_its_lines() -> None:
    text = '\ufeffQuestion, Answer\r\n"Who\nwon?",x\r\n\r\n ,\r\nWhy?\r\n'
    assert read(text) == (
        Rows(
            "csv",
            (
                Row(2, {"question": "Who\nwon?", "answer": "x"}),
                Row(6, {"question": "Why?", "answer": ""}),
            ),
            ("question", "answer"),
        ),
        [],
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_separated_otherwise(separator: str) -> None:
    table, problems = read(f'question{separator}answer\n"a{separator},;b"{separator}x')
    assert table.rows == (Row(2, {"question": f"a{separator},;b", "answer": "x"}),)
    assert problems == []


def test_what_is_no_table_is_named_with_its_line() -> None:
    assert problems_of("a,b,a,,\n1,2,3,4,5,6") == [
        'line 1: two columns are named "a"',
        "line 2: 6 cells, but 5 columns; put a cell that holds a separator or a line break "
        'between " and "',
    ]
    assert problems_of('a,b\n1,2\n"3,4\n') == ["line 3: not CSV: unexpected end of data"]
    assert problems_of(f"a\n{'x' * 200_000}")[0].startswith("line 2: not CSV: field larger")


ROWS = st.lists(
    st.dictionaries(
        st.text(max_size=5),
        st.recursive(st.none() | st.integers() | st.text(max_size=9), st.lists, max_leaves=3),
        max_size=3,
    ),
    max_size=5,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.sampled_from([None, 0, 2]), st.booleans())
def test_what_json_writes_is_read_back(
    rows: list[dict[str, object]], indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(rows, indent=indent, ensure_ascii=ascii_only)
    table, problems = read(text.encode("utf-8", "surrogatepass"))
    assert problems == []
    assert [row.values for row in table.rows] == rows
    assert [row.item for row in table.rows] == list(range(1, len(rows) + 1))
    lines = text.split("\n")
    assert all("{" in lines[row.line - 1] for row in table.rows)

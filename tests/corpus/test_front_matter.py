import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.corpus.front_matter import front_matter


def stated(text: str) -> dict[str, tuple[str, str]]:
    return {d.name: (d.value, text[d.start : d.end]) for d in front_matter(text)[1]}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_is_read_with_exact_spans(newline: str) -> None:
    lines = ["---", 'Title: "Sülh 😀: at last"', "author: {name: Ali Əliyev}", "tags: [a, b]"]
    text = newline.join([*lines, "date: 17 April 2024", "url: https://x.org/a", "---", "Body."])
    assert stated(text) == {
        "title": ("Sülh 😀: at last", "Sülh 😀: at last"),
        "author": ("Ali Əliyev", "Ali Əliyev"),
        "date": ("2024-04-17", "17 April 2024"),
        "source": ("https://x.org/a", "https://x.org/a"),
    }
    assert text[front_matter(text)[0] :] == "Body."


def test_several_authors_are_one_detail() -> None:
    assert stated("---\nauthors: [Jane Doe, Ali Əliyev]\n---\n") == {
        "author": ("Jane Doe, Ali Əliyev", "Jane Doe, Ali Əliyev")
    }
    assert stated("---\nauthors:\n  - Jane\n  - name: Ali\n---\n")["author"][0] == "Jane, Ali"


def test_folded_title_becomes_one_line() -> None:
    text = "---\ntitle: >\n  Peace\n  at last\n---\nBody."
    assert stated(text)["title"][0] == "Peace at last"
    assert "Peace\n  at last" in stated(text)["title"][1]


def test_source_comes_before_address_and_publisher() -> None:
    assert stated("---\npublisher: C\nurl: B\nsource: A\n---\n")["source"] == ("A", "A")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Body.",
        "---\nnever closed",
        "---\ntitle: [broken\n---\nBody.",
        "---\n- a list\n---\nBody.",
        "---\njust words\n---\nBody.",
        "---\na: &x [*x]\n" + "b: " + "[" * 2000 + "\n---\n",
        " ---\ntitle: x\n---\n",
        "---\ntitle: \x01\n---\n",
        "---\n" + "a: b\n" * 20_000 + "---\n",
    ],
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert front_matter(text) == (0, ())


@pytest.mark.parametrize("value", ["", "~", "null", "[]", "{}", "{a: b}"])
def test_values_that_say_nothing_are_left_out(value: str) -> None:
    assert stated(f"---\ntitle: {value}\ndate: {value}\n---\nBody.") == {}


def test_date_that_is_none_is_left_out() -> None:
    assert stated("---\ntitle: A\ndate: 2024-13-45\n---\n") == {"title": ("A", "A")}


@given(st.text(alphabet="---\n: []{}&*!|>'\"abc#?,\r\t") | st.text())
def test_nothing_upsets_it(source: str) -> None:
    text = f"---\ntitle: {source}\n---\nBody."
    start, details = front_matter(text)
    assert 0 <= start <= len(text)
    assert all(0 < d.start < d.end <= start for d in details)

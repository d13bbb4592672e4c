from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.formats import FORMATS, format_for
from karabakh_qa.errors import DocumentError

ARTICLE = "russia-withdraws-peacekeepers-from-nagorno-karabakh.txt"


def test_article_says_its_title_and_date() -> None:
    path = Path(__file__).parents[2] / "documents" / ARTICLE
    document = read_document(ARTICLE, path.read_bytes())
    assert document.title == "Russia withdraws peacekeepers from Nagorno-Karabakh"
    assert document.date == "2024-04-17"
    date = document.detail("date")
    assert date
    assert document.text[date.start : date.end] == "April 17, 2024"
    assert document.author is None
    assert document.source == ARTICLE


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_is_what_the_bytes_say(text: str) -> None:
    words = f"{text}\r\nx\ry\n"
    assert read_document("a.txt", words.encode()).text == words.removeprefix("\ufeff")
    assert read_document("a.txt", b"\xef\xbb\xbf" + words.encode()).text == words


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"ab\xff", "a.txt: not UTF-8 at byte 2"),
        ("a.txt", "Bakı".encode("utf-16"), "looks binary"),
        ("a.txt", b"\xed\xa0\x80", "not UTF-8 at byte 0"),
        ("a.md", b"", "a.md: holds no text"),
        ("a.md", b"\xef\xbb\xbf \r\n", "holds no text"),
        ("b/a.docx", b"x", r"b/a.docx: .docx files are not supported; supported are .txt, .md"),
        ("README", b"x", "README: files without a suffix are not supported"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(name: str, data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        read_document(name, data)
    assert "\n" not in str(caught.value)


def test_formats_go_by_suffix_in_any_case() -> None:
    assert format_for("a/b.c/D.TXT").name == "plain text"
    assert format_for("x.markdown") is format_for("y.Md")


def test_each_suffix_has_one_format() -> None:
    suffixes = [suffix for row in FORMATS for suffix in row.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.corpus.markdown import markdown_blocks, markdown_details
from karabakh_qa.records import Document


def document(text: str) -> Document:
    return Document("a.md", text, markdown_details(text))


def blocks(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[b.start : b.end], b.heading) for b in markdown_blocks(document(text))]


def stated(text: str) -> dict[str, tuple[str, str]]:
    return {d.name: (d.value, text[d.start : d.end]) for d in markdown_details(text)}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_headings_are_the_context_of_what_stands_below(newline: str) -> None:
    lines = ["# Title", "", "Intro.", "", "## A *b* [c](d)", "", "One.", "", "### E", "", "Two."]
    text = newline.join([*lines, "", "F", "---", "", "Three", "lines.", ""])
    assert blocks(text) == [
        ("Title", ()),
        ("Intro.", ()),
        ("One.", ("A b c",)),
        ("Two.", ("A b c", "E")),
        (f"Three{newline}lines.", ("F",)),
    ]


def test_items_quotations_tables_and_code() -> None:
    text = (
        "- one\n  wraps\n  - two İ\n1. 1\n\n> said\n> more\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        "```py\nx = 1\n\ny\n```\n\n    z\n\n<p>html</p>\n\n<!-- no -->\n"
    )
    assert [words for words, _ in blocks(text)] == [
        "one\n  wraps",
        "two İ",
        "1",
        "said\n> more",
        "A | B",
        "1 | 2",
        "x = 1",
        "y",
        "z",
        "<p>html</p>",
    ]


def test_heading_with_nothing_below_is_text_itself() -> None:
    assert blocks("Intro.\n\n## A\n\n### B\n\n## C\n\nEnd.\n\n## D") == [
        ("Intro.", ()),
        ("B", ("A",)),
        ("End.", ("C",)),
        ("D", ()),
    ]


def test_first_heading_is_the_title_and_details_may_follow() -> None:
    text = "# Peace *at last* #\n\n*By Jane Doe*\n\nApril 17, 2024\n\nBody."
    assert stated(text) == {
        "title": ("Peace at last", "Peace *at last*"),
        "author": ("Jane Doe", "Jane Doe"),
        "date": ("2024-04-17", "April 17, 2024"),
    }
    title, author, date, body = markdown_blocks(document(text))
    assert title.section == author.section == date.section < body.section


def test_front_matter_comes_first_and_is_no_block() -> None:
    text = "---\ntitle: From above\n---\n# Heading\n\nApril 17, 2024\n\nBody."
    assert stated(text) == {
        "title": ("From above", "From above"),
        "date": ("2024-04-17", "April 17, 2024"),
    }
    assert blocks(text) == [("April 17, 2024", ("Heading",)), ("Body.", ("Heading",))]


def test_heading_further_down_is_no_title() -> None:
    assert stated("Body.\n\n# Heading\n\nMore.") == {}


def test_broken_front_matter_is_text() -> None:
    assert "title: [x" in " ".join(words for words, _ in blocks("---\ntitle: [x\n---\nBody."))


def test_furniture_ends_a_section() -> None:
    one, two = markdown_blocks(document("One.\n\nShare this article\n\nTwo."))
    assert one.section != two.section


def test_nested_far_is_still_read() -> None:
    assert blocks("> " * 25 + "deep") == [("deep", ())]


@given(st.text(alphabet="ab1 \n\r#-*>|`=[](): .<!\t\\😀İ") | st.text())
def test_blocks_are_in_order_and_hold_something(text: str) -> None:
    end = 0
    for block in markdown_blocks(document(text)):
        assert end <= block.start < block.end <= len(text)
        words = text[block.start : block.end]
        assert words == words.strip()
        end = block.end

import pytest

from karabakh_qa.corpus.blocks import Block, plain_text_blocks
from karabakh_qa.corpus.details import text_details
from karabakh_qa.records import Document

PROSE = "The talks went on for days, and nobody who took part spoke of them."


def document(text: str) -> Document:
    return Document("a.txt", text, text_details(text))


def blocks(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[b.start : b.end], b.heading) for b in plain_text_blocks(document(text))]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_paragraphs_stand_between_blank_lines(newline: str) -> None:
    text = newline.join([PROSE, "And wrapped", "lines.", " \t", "", "  Third. "])
    assert [words for words, _ in blocks(text)] == [
        newline.join([PROSE, "And wrapped", "lines."]),
        "Third.",
    ]


def test_heading_is_a_short_line_above_a_paragraph() -> None:
    text = f"{PROSE}\n\nThe day after\n\n{PROSE}\n\nMore of it.\n\nThe end\n\n{PROSE}"
    assert blocks(text) == [
        (PROSE, ()),
        (PROSE, ("The day after",)),
        ("More of it.", ("The day after",)),
        (PROSE, ("The end",)),
    ]


@pytest.mark.parametrize(
    "line",
    ["What came next?", "and so it went", "They said:", "- one", "1. one", "10,000", "Dear Sir,"],
)
def test_other_short_lines_stay_text(line: str) -> None:
    assert blocks(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == (line, ())


def test_short_lines_in_a_row_stay_text_but_for_the_last() -> None:
    assert blocks(f"{PROSE}\n\nApples\n\nPears\n\nPrices\n\n{PROSE}")[1:] == [
        ("Apples", ()),
        ("Pears", ()),
        (PROSE, ("Prices",)),
    ]


def test_last_line_is_no_heading() -> None:
    assert blocks(f"{PROSE}\n\nThe end") == [(PROSE, ()), ("The end", ())]


def test_byline_under_a_heading_is_one_unit_of_the_section() -> None:
    byline = "Famil Ismailov, editor of the BBC Russian Service"
    text = f"{PROSE}\n\nA day for Aliyev\n\n{byline}\n\n{PROSE}"
    found = plain_text_blocks(document(text))
    assert [(text[b.start : b.end], b.prose) for b in found] == [
        (PROSE, True),
        (byline, False),
        (PROSE, True),
    ]
    assert found[1].heading == found[2].heading == ("A day for Aliyev",)
    assert found[0].section != found[1].section == found[2].section


def test_sentence_that_begins_like_a_byline_is_prose() -> None:
    text = "As a result, the role of Turkey grew. It could not lose an ally."
    assert [b.prose for b in plain_text_blocks(document(text))] == [True]


def test_title_and_date_are_a_section_of_their_own() -> None:
    text = f"Peace at last\nApril 17, 2024\n\n{PROSE}\n\nLater\n\n{PROSE}"
    found = plain_text_blocks(document(text))
    assert [(text[b.start : b.end], b.prose) for b in found] == [
        ("Peace at last", False),
        ("April 17, 2024", False),
        (PROSE, True),
        (PROSE, True),
    ]
    assert found[0].section == found[1].section < found[2].section < found[3].section


def test_furniture_is_no_block_and_ends_a_section() -> None:
    text = f"{PROSE}\n\nAdvertisement\n\n{PROSE}\n\nLeave a Comment"
    first, second = plain_text_blocks(document(text))
    assert first.section != second.section
    assert [words for words, _ in blocks(text)] == [PROSE, PROSE]


def test_furniture_among_lines_without_blanks_between() -> None:
    text = f"{PROSE}\nShare this article\n{PROSE}"
    assert [words for words, _ in blocks(text)] == [PROSE, PROSE]


def test_wrapped_words_that_look_like_furniture_are_kept() -> None:
    text = "The minister left the hall after an hour, and to the press he made\nno comments"
    assert [words for words, _ in blocks(text)] == [text]


def test_list_items_and_lines_ended_early_are_paragraphs() -> None:
    text = f"{PROSE}\n- one\n- two\nShort.\n{PROSE}"
    assert [words for words, _ in blocks(text)] == [PROSE, "- one", "- two", "Short.", PROSE]


def test_empty_text_has_no_blocks() -> None:
    assert plain_text_blocks(Document("a.txt", " \n\n ")) == []


def test_block_defaults() -> None:
    assert Block(0, 1, 0) == Block(0, 1, 0, (), prose=True)

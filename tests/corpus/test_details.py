from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.corpus.details import parse_date, text_details

BODY = "\n\nThe minister said on Monday that the talks would go on. Nobody else spoke.\n"


def stated(text: str) -> dict[str, tuple[str, str]]:
    """Return each detail's value and the characters that state it."""
    return {d.name: (d.value, text[d.start : d.end]) for d in text_details(text)}


@pytest.mark.parametrize(
    "words",
    [
        "April 17, 2024",
        "Apr. 17 2024",
        "17 April 2024",
        "17th of April 2024",
        "2024-04-17",
        "17.04.2024",
        "2024-04-17T10:30:00Z",
        "Wednesday, April 17, 2024 at 10:30 AM",
        "17 April 2024, 10:30 GMT",
    ],
)
def test_common_dates_are_read(words: str) -> None:
    assert parse_date(words) == "2024-04-17"


@pytest.mark.parametrize("words", ["", "April 2024", "31 April 2024", "04/05/2024", "in 2024", "x"])
def test_what_is_no_whole_date_is_none(words: str) -> None:
    assert parse_date(words) is None


@given(st.dates())
def test_dates_survive_being_written_out(day: date) -> None:
    assert parse_date(f"{day:%B} {day.day}, {day.year:04}") == day.isoformat()
    assert parse_date(f"{day.day} {day:%b} {day.year:04}") == day.isoformat()


def test_title_and_date_of_an_article() -> None:
    text = "Home » World » Peace at last\n\nPeace at last\n\nApril 17, 2024" + BODY
    assert stated(text) == {
        "title": ("Peace at last", "Peace at last"),
        "date": ("2024-04-17", "April 17, 2024"),
    }
    assert text_details(text)[0].start == text.rindex("Peace")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_header_without_blank_lines(newline: str) -> None:
    lines = ["Peace at last", "By Jane Doe and Ali Əliyev", "Updated: 18 April 2024"]
    lines += ["Published: 17 April 2024", "Source: Reuters"]
    text = newline.join(lines) + BODY
    assert stated(text) == {
        "title": ("Peace at last", "Peace at last"),
        "author": ("Jane Doe and Ali Əliyev", "Jane Doe and Ali Əliyev"),
        "date": ("2024-04-17", "17 April 2024"),
        "source": ("Reuters", "Reuters"),
    }


def test_one_line_may_state_several_things() -> None:
    assert stated("Peace\n\nBy Jane Doe | World news | May 4th, 2021" + BODY) == {
        "title": ("Peace", "Peace"),
        "author": ("Jane Doe", "Jane Doe"),
        "date": ("2021-05-04", "May 4th, 2021"),
    }
    assert stated("Peace\n\nBy Jane Doe, 4 May 2021" + BODY)["date"] == ("2021-05-04", "4 May 2021")


def test_revision_counts_where_there_is_no_other_date() -> None:
    assert stated("Peace\n\nLast updated on 4 May 2021" + BODY)["date"][0] == "2021-05-04"


def test_source_may_be_the_last_line() -> None:
    assert stated("Peace" + BODY * 30 + "\nSource: Reuters")["source"] == ("Reuters", "Reuters")
    assert "source" not in stated("Peace" + BODY + "The Source: Reuters")


@pytest.mark.parametrize(
    "first",
    [
        "The talks went on.",
        "Dear Mr Smith,",
        "and so it went",
        "- one",
        "1. one",
        "1994",
        "A line that was wrapped\nby hand",
        "A line that was wrapped\r\nby hand",
        "By Jane Doe",
        "Word " * 60,
    ],
)
def test_what_does_not_look_like_a_title_is_none(first: str) -> None:
    assert "title" not in stated(first + BODY)


def test_title_needs_a_text_below() -> None:
    assert stated("Peace at last") == {}


def test_sentences_with_dates_and_names_state_nothing() -> None:
    text = "Peace\n\nIt was signed on April 17, 2024.\n\nBy then Jane Doe had left." + BODY
    assert set(stated(text)) == {"title"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_details_stand_where_they_say(text: str) -> None:
    for detail in text_details(text):
        assert 0 <= detail.start < detail.end <= len(text)
        assert detail.value

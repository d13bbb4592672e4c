"""A sentence is supported only by its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.support import is_supported, one_line

TRUE = "Azerbaijan regained control in September 2023, despite 15 posts."


@given(st.text())
def test_a_text_supports_itself_if_it_says_anything(text: str) -> None:
    assert is_supported(text, text) == any(c.isalnum() for c in text)


@pytest.mark.parametrize(
    "sentence",
    [TRUE, "Azerbaijan  regained\ncontrol", "September 2023", "15 posts", "despite"],
)
def test_the_same_words_are_supported(sentence: str) -> None:
    assert is_supported(sentence, TRUE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Azerbaijan regained control in September 2022, despite 15 posts.",
        "Armenia regained control in September 2023, despite 15 posts.",
        "Azerbaijan never regained control",
        "5 posts",
        "September 20",
        "eptember 2023",
        "control regained",
        "...",
        "",
    ],
)
def test_altered_words_are_not(sentence: str) -> None:
    assert not is_supported(sentence, TRUE)


def test_a_later_occurrence_counts() -> None:
    assert is_supported("5 posts", "15 posts and 5 posts")


@given(st.text())
def test_one_line_changes_nothing_but_space(text: str) -> None:
    assert one_line(text).split() == text.split()

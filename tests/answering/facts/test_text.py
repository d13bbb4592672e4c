"""A sentence becomes words, each of which knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.facts.text import read


@given(st.text())
def test_tokens_stand_in_order_and_know_their_place(text: str) -> None:
    tokens = read(text).tokens
    assert [token.at for token in tokens] == list(range(len(tokens)))
    assert [t.clause for t in tokens] == sorted(t.clause for t in tokens)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't go.", ["they", "did", "not", "go"]),
        ("We can't, won't.", ["we", "can", "not", "will", "not"]),
        ("Russia’s U.S. ally", ["russia", "us", "ally"]),
        ("the 44-day war", ["the", "44", "day", "war"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.low for token in read(text).tokens] == words

"""Passages by their words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.errors import StoreError
from karabakh_qa.index.keywords import KeywordIndex
from karabakh_qa.records import Passage


def passage(passage_id: str, text: str, heading: str = "") -> Passage:
    return Passage(passage_id, "a.txt", "h", "A", "a.txt", heading, 0, len(text), text, ())


@pytest.fixture
def keywords(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path / "keywords.sqlite3")
    index.rebuild(
        [
            passage("gyumri", "Russia opened a military base in the Armenian town of Gyumri."),
            passage("ganja", "The division was stationed in Ganja."),
            passage("lachin", "The corridor leads to Armenia.", heading="The Lachin corridor"),
        ],
        2,
    )
    return index


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Where is the military base?", "gyumri"),
        ("GYUMRI", "gyumri"),
        ("stationing divisions", "ganja"),
        ("lachin?", "lachin"),
    ],
)
def test_words_find_passages_whatever_their_form(
    keywords: KeywordIndex, question: str, best: str
) -> None:
    assert keywords.search(question, 5)[0] == best


def test_no_words_no_passages(keywords: KeywordIndex) -> None:
    assert keywords.search("?! 🎉", 5) == []
    assert keywords.search("Zanzibar", 5) == []
    assert len(keywords.search("the", 1)) == 1


@given(st.text())
def test_no_question_is_mistaken_for_a_query(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    index = KeywordIndex(tmp_path_factory.mktemp("k") / "k.sqlite3")
    index.rebuild([passage("a", question)], 2)
    index.search(question, 5)
    index.search(f'{question}" OR (NEAR * ^', 5)


def test_ties_do_not_depend_on_how_the_index_grew(tmp_path: Path) -> None:
    forward, backward = KeywordIndex(tmp_path / "f"), KeywordIndex(tmp_path / "b")
    twins = [passage(name, "The very same words.") for name in "abcdef"]
    forward.rebuild(twins, 2)
    backward.rebuild(reversed(twins), 2)
    assert forward.search("same words", 4) == backward.search("same words", 4) == list("abcd")


def test_an_update_is_seen_and_counted(keywords: KeywordIndex) -> None:
    keywords.update(
        ["ganja", "unknown"], [passage("gyumri", "A new text."), passage("n", "Shusha")], 4
    )
    assert keywords.generation() == 4
    assert keywords.search("Ganja", 5) == []
    assert keywords.search("Gyumri", 5) == []
    assert keywords.search("new text", 5) == ["gyumri"]
    assert keywords.search("Shusha", 5) == ["n"]


def test_a_broken_file_knows_no_generation_and_can_be_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "keywords.sqlite3"
    index = KeywordIndex(path)
    assert index.generation() is None
    path.write_bytes(b"not a database at all" * 100)
    assert index.generation() is None
    with pytest.raises(StoreError, match="index --rebuild"):
        index.search("war", 5)
    index.rebuild([passage("a", "war")], 6)
    assert (index.generation(), index.search("war", 5)) == (6, ["a"])

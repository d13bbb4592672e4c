"""Two lists become one, and only what a document says now is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.corpus.passages import split_passages
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import sync
from karabakh_qa.records import Document
from karabakh_qa.retrieval import (
    DENSE_WEIGHT,
    KEYWORD_WEIGHT,
    RANK_OFFSET,
    Retriever,
    fuse,
)
from tests.conftest import HashingEncoder

WriteDocument = Callable[[str, str], Path]
IDS = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(IDS, IDS)
def test_every_id_is_there_once_best_first(dense: list[str], keyword: list[str]) -> None:
    fused = fuse(dense, keyword)
    assert sorted(row[0] for row in fused) == sorted({*dense, *keyword})
    assert [row[1] for row in fused] == sorted((row[1] for row in fused), reverse=True)
    for passage_id, score, dense_rank, keyword_rank in fused:
        assert (dense_rank is None) == (passage_id not in dense)
        assert dense_rank is None or dense[dense_rank - 1] == passage_id
        assert keyword_rank is None or keyword[keyword_rank - 1] == passage_id
        expected = (DENSE_WEIGHT / (RANK_OFFSET + dense_rank) if dense_rank else 0) + (
            KEYWORD_WEIGHT / (RANK_OFFSET + keyword_rank) if keyword_rank else 0
        )
        assert score == pytest.approx(expected)


@given(IDS)
def test_lists_that_agree_keep_their_order(ids: list[str]) -> None:
    assert [row[0] for row in fuse(ids, ids)] == ids


def test_first_in_both_beats_first_in_one() -> None:
    assert next(row[0] for row in fuse(["b", "a"], ["b", "c"])) == "b"


@pytest.fixture
def index(tmp_path: Path, write: WriteDocument) -> Index:
    for n in range(60):
        write(f"{n}.txt", f"The corps a{n} met b{n} in c{n}.")
    index = Index(tmp_path / "vectorstore")
    sync(index, tmp_path / "documents", HashingEncoder())
    return index


def test_as_many_as_asked_for_are_found_with_their_documents(index: Index) -> None:
    retriever = Retriever(index, HashingEncoder())
    for k in (1, 5, 60, 1000):
        found = retriever.retrieve("Whom did the corps a7 meet?", k)
        assert len(found.passages) == min(k, 60)
        assert found.passages[0].passage.document_id == "7.txt"
        for scored in found.passages:
            scored.passage.check(found.documents[scored.passage.document_id])


def test_passages_of_a_text_that_is_not_there_yet_are_passed_over(index: Index) -> None:
    encoder = HashingEncoder()
    coming = Document("7.txt", "The corps a7 met nobody at all.")
    (passage,) = split_passages(coming, encoder.count_tokens, 100)
    index.store.put_passages([passage], encoder.encode([passage.text]))
    found = Retriever(index, encoder).retrieve("The corps a7 met nobody at all.", 5)
    assert len(found.passages) == 5
    assert passage.id not in {scored.passage.id for scored in found.passages}


def test_leads_are_the_first_passages_of_the_first_documents(index: Index) -> None:
    retriever = Retriever(index, HashingEncoder())
    leads = retriever.leads(3)
    assert [document.id for document, _ in leads] == ["0.txt", "1.txt", "10.txt"]
    ((document, (passage,)),) = retriever.leads(1, "42.txt")
    assert document.id == "42.txt"
    passage.check(document)
    assert retriever.leads(1, "none.txt") == []

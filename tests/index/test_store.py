"""Records go into Chroma and come back the same, to the character."""

import gc
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karabakh_qa.corpus.passages import split_passages
from karabakh_qa.errors import StoreError
from karabakh_qa.index.chroma import DOCUMENTS, PASSAGES, connect
from karabakh_qa.index.manifest import Manifest
from karabakh_qa.index.store import PIECE, Store
from karabakh_qa.records import Detail, Document

MANIFEST = Manifest("test", "1", 3, 100)


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "chroma")
    assert store.manifest() is None
    store.clear(MANIFEST)
    return store


def test_the_store_remembers_how_it_was_built(store: Store) -> None:
    assert store.manifest() == MANIFEST
    store.connection.close()
    assert store.manifest() == MANIFEST
    assert MANIFEST.difference(MANIFEST) is None
    other = Manifest("other", "1", 3, 90)
    assert (
        MANIFEST.difference(other)
        == "encoder was test, is now other, max_tokens was 100, is now 90"
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.sampled_from("aıİ\u0301👩‍🚀 .\n\r\ufeff[1]ə") | st.characters(exclude_categories=["Cs"]),
        min_size=1,
    )
)
def test_a_document_comes_back_exactly(store: Store, text: str) -> None:
    document = Document("a b/ı.txt", text * 50, (Detail("title", "İ", 0, 1),))
    store.put_documents([(document, "fingerprint")])
    again = Store(store.connection.folder).document(document.id)
    assert again == document
    store.delete_texts([document.id])


def test_a_long_text_is_stored_in_pieces(store: Store) -> None:
    document = Document("long.txt", "é👩‍🚀" * PIECE)
    store.put_documents([(document, "f")])
    rows = list(store.connection.find(DOCUMENTS, "kind", ["piece"]))
    assert max(len(text) for _, text, _ in rows) == PIECE
    assert Store(store.connection.folder).document("long.txt") == document


def test_a_passage_comes_back_exactly(store: Store) -> None:
    text = "# Top\n\n## Sub\n\nFirst İ sentence 👩‍🚀. Second one.\r\n\r\nThird [1] one."
    document = Document("a.md", text)
    passages = split_passages(document, count_words, 12)
    vectors = np.eye(3, dtype=np.float32)[np.arange(len(passages)) % 3]
    store.put_passages(passages, vectors)
    assert sorted(store.passages_of(["a.md"]).values(), key=lambda p: p.start) == passages
    assert store.passages([passages[0].id, "unknown"]) == {passages[0].id: passages[0]}
    assert set(store.all_passages()) == set(passages)
    (best, similarity) = store.nearest(vectors[0], 1)[0]
    assert similarity == pytest.approx(1)
    assert best in {p.id for p in passages}


def test_a_document_without_its_own_row_does_not_exist(store: Store) -> None:
    document = Document("a.txt", "Text.")
    store.put_documents([(document, "f")])
    store.withdraw_documents(["a.txt"])
    assert store.document("a.txt") is None
    assert store.documents() == []
    assert store.text_owners() == {"a.txt"}
    store.delete_texts(["a.txt"])
    assert store.text_owners() == set()


def test_ids_that_look_like_rows_of_others_stay_apart(store: Store) -> None:
    names = ["a", "piece:0:a", "document:a", "a/0"]
    for name in names:
        store.put_documents([(Document(name, f"text of {name}"), "f")])
    assert {d.id: d.text for d in store.documents()} == {n: f"text of {n}" for n in names}


def test_a_damaged_text_is_noticed(store: Store) -> None:
    store.put_documents([(Document("a.txt", "Right text."), "f")])
    store.connection.upsert(
        DOCUMENTS,
        ["piece:0:a.txt"],
        np.ones((1, 1), np.float32),
        ["Wrong text."],
        [{"kind": "piece", "document_id": "a.txt"}],
    )
    with pytest.raises(StoreError, match=r"stored text of 'a\.txt' is damaged"):
        Store(store.connection.folder).document("a.txt")


def test_more_rows_than_one_page(store: Store) -> None:
    for n in range(3):
        store.put_documents([(Document(f"{n}.txt", "x" * (PIECE * 100)), "f")])
    assert [len(d.text) for d in Store(store.connection.folder).documents()] == [PIECE * 100] * 3


def test_a_broken_store_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreError, match="index --rebuild"):
        Store(tmp_path).manifest()


def test_a_process_has_one_connection_a_folder(tmp_path: Path) -> None:
    assert connect(tmp_path / "x" / "..") is connect(tmp_path)


def test_a_forgotten_connection_leaves_nothing_open(tmp_path: Path) -> None:
    first = Store(tmp_path / "c")
    first.clear(MANIFEST)
    del first
    gc.collect()
    shutil.rmtree(tmp_path / "c")
    assert Store(tmp_path / "c").manifest() is None


def test_a_damaged_row_is_named(store: Store) -> None:
    document = Document("a.txt", "One sentence. Another one.")
    passages = split_passages(document, count_words, 12)
    store.put_passages(passages, np.eye(3, dtype=np.float32)[: len(passages)])
    store.connection.update_metadata(PASSAGES, [passages[0].id], [{"sentences": "0 x"}])
    with pytest.raises(StoreError, match=f"{passages[0].id} is damaged.*--rebuild"):
        store.passages([passages[0].id])


def test_the_order_survives_reopening_and_nothing_is_lost(tmp_path: Path) -> None:
    # More than the 1,000 rows after which Chroma writes its graph to the disk.
    vectors = np.random.default_rng(1).normal(size=(1300, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store = Store(tmp_path / "chroma")
    store.clear(Manifest("test", "1", 64, 100))
    for start in range(0, len(vectors), 64):
        batch = vectors[start : start + 64]
        ids = [str(number) for number in range(start, start + len(batch))]
        store.connection.upsert(PASSAGES, ids, batch, ids, [{"n": 1}] * len(ids))
    questions = vectors[::13] + vectors[1::13]

    def lists() -> list[list[tuple[str, float]]]:
        return [store.nearest(question, 50) for question in questions]

    before = lists()
    store.connection.close()
    assert lists() == before
    assert all(store.nearest(vector, 1)[0][0] == str(n) for n, vector in enumerate(vectors))

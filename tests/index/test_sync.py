"""The index is in step with the folder, whatever happened before."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

from karabakh_qa.corpus.passages import embedded_text
from karabakh_qa.errors import DocumentError, StoreError
from karabakh_qa.index import index as index_module
from karabakh_qa.index.chroma import PASSAGES, Connection
from karabakh_qa.index.generation import Generation
from karabakh_qa.index.index import Index
from karabakh_qa.index.keywords import KeywordIndex
from karabakh_qa.index.sync import SyncReport, sync
from karabakh_qa.records import Passage
from karabakh_qa.retrieval import Retriever
from tests.conftest import HashingEncoder

WriteDocument = Callable[[str, str], Path]

TEXT = "The corps\n\n" + "\n\n".join(
    f"Section {n}\n\nThe corps number {n} stayed in town {n}. Later it left town {n} in winter. "
    f"Nobody in village {n} saw it again."
    for n in range(8)
)


class Bench:
    """A folder, an index and an encoder, with what tests look at."""

    _fresh: ClassVar[dict[Any, dict[str, Any]]] = {}

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents_dir = folder / "documents"
        self.encoder = HashingEncoder()
        self.index = Index(folder / "vectorstore")

    def sync(self) -> SyncReport:
        return sync(self.index, self.documents_dir, self.encoder)

    def check(self) -> None:
        """Assert that the store holds what a fresh one would, each thing once."""
        files = sorted(path for path in self.documents_dir.rglob("*") if path.is_file())
        state = tuple((path, path.read_bytes()) for path in files)
        if state not in self._fresh:
            fresh = Index(self.folder / f"fresh-{len(self._fresh)}-{len(files)}")
            sync(fresh, self.documents_dir, HashingEncoder())
            self._fresh[state] = contents(fresh)
        assert contents(self.index) == self._fresh[state]


def contents(index: Index) -> dict[str, Any]:
    """Return all that can be read of an index, by every way that leads to it."""
    store = index.store
    return index.read(
        lambda: {
            "documents": store.documents(),
            "passages": sorted(store.all_passages(), key=lambda p: p.id),
            "texts": sorted(store.text_owners()),
            "not found": [p.text for p in store.all_passages() if not is_found(index, p)],
            "words": sorted(index.keywords.search("corps town village notes", 500)),
            "best": [found(index, q)[:1] for q in ("Who left town 3?", "village 5", "notes")],
        }
    )


def is_found(index: Index, passage: Passage) -> bool:
    """Look for a passage by its vector: that it is counted proves nothing."""
    vector = HashingEncoder().encode([embedded_text(passage)])[0]
    return passage.id in [row for row, _ in index.store.nearest(vector, 30)]


def found(index: Index, question: str) -> list[str]:
    retrieved = Retriever(index, HashingEncoder()).retrieve(question, 5)
    return [scored.passage.text for scored in retrieved.passages]


@pytest.fixture
def bench(tmp_path: Path, write: WriteDocument) -> Bench:
    write("war.txt", TEXT)
    write("sub/notes.md", "# Notes\n\nThe notes are short. They say little.")
    return Bench(tmp_path)


def test_a_first_sync_indexes_everything(bench: Bench) -> None:
    report = bench.sync()
    assert report.added == ("sub/notes.md", "war.txt")
    assert report.embedded == len(list(bench.index.store.all_passages()))
    assert "2 new" in str(report)
    bench.check()


def test_a_second_sync_does_nothing_and_says_so(bench: Bench) -> None:
    bench.sync()
    bench.encoder.encoded.clear()
    report = bench.sync()
    assert (report.unchanged, report.embedded) == (("sub/notes.md", "war.txt"), 0)
    assert str(report) == "2 unchanged; 0 passages embedded"
    assert bench.encoder.encoded == []


def test_an_edit_embeds_only_what_changed(bench: Bench, write: WriteDocument) -> None:
    bench.sync()
    bench.encoder.encoded.clear()
    write("war.txt", TEXT.replace("Nobody in village 7 saw", "Somebody in village 7 saw"))
    report = bench.sync()
    assert (report.changed, report.embedded) == (("war.txt",), 1)
    assert ["Somebody" in text for text in bench.encoder.encoded] == [True]
    bench.check()


def test_a_letter_at_the_top_moves_passages_without_embedding_them(
    bench: Bench, write: WriteDocument
) -> None:
    bench.sync()
    bench.encoder.encoded.clear()
    write("war.txt", TEXT.replace("The corps number 0", "xThe corps number 0"))
    bench.sync()
    assert len(bench.encoder.encoded) == 1
    bench.check()


def test_a_file_that_leaves_leaves_the_index(bench: Bench) -> None:
    bench.sync()
    (bench.documents_dir / "war.txt").unlink()
    assert bench.sync().removed == ("war.txt",)
    assert [d.id for d in bench.index.store.documents()] == ["sub/notes.md"]
    assert found(bench.index, "corps in town") != []
    bench.check()


def test_a_renamed_file_is_another_document(bench: Bench) -> None:
    bench.sync()
    (bench.documents_dir / "war.txt").rename(bench.documents_dir / "peace.txt")
    report = bench.sync()
    assert (report.added, report.removed) == (("peace.txt",), ("war.txt",))
    bench.check()


def test_what_cannot_be_read_is_named_and_the_rest_is_indexed(
    bench: Bench, write: WriteDocument
) -> None:
    (bench.documents_dir / "broken.txt").write_bytes(b"caf\xe9")
    (bench.documents_dir / "photo.jpg").write_bytes(b"\xff\xd8")
    write("empty.txt", " \n")
    report = bench.sync()
    assert len(report.added) == 2
    assert len(report.problems) == 3
    assert all(
        any(name in problem for problem in report.problems)
        for name in ("broken.txt", "photo.jpg", "empty.txt")
    )


def test_a_document_that_breaks_is_withdrawn(bench: Bench) -> None:
    bench.sync()
    (bench.documents_dir / "war.txt").write_bytes(b"\xff\xfe\x00")
    report = bench.sync()
    assert report.removed == ("war.txt",)
    assert len(report.problems) == 1
    bench.check()


def test_an_empty_folder_is_fine_and_a_missing_one_is_named(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with pytest.raises(DocumentError, match="documents"):
        bench.sync()
    bench.documents_dir.mkdir()
    assert str(bench.sync()) == "no documents; 0 passages embedded"
    assert found(bench.index, "anything") == []


def test_another_encoder_rebuilds_and_says_why(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.sync()
    bench.encoder = HashingEncoder(fingerprint="2")
    report = bench.sync()
    assert report.rebuilt == "weights was 1, is now 2"
    assert report.embedded > 0
    assert [r.getMessage() for r in caplog.records if "built anew" in r.getMessage()]
    assert bench.sync().rebuilt is None
    bench.check()


def test_a_store_of_another_version_is_built_anew_with_a_line(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.sync()
    with bench.index.replacing():
        bench.index.store.connection.drop(PASSAGES)
        bench.index.store.connection.create(PASSAGES, {"format": 99})
    assert bench.sync().rebuilt == "it was made by another version"
    assert any("another version" in record.getMessage() for record in caplog.records)
    bench.check()


def test_damaged_words_are_mended(bench: Bench) -> None:
    bench.sync()
    for change in (list, (bench.documents_dir / "war.txt").unlink):
        with sqlite3.connect(bench.folder / "vectorstore" / "keywords.sqlite3") as database:
            database.execute("DROP TABLE words")
        database.close()
        change()
        bench.sync()
        assert found(bench.index, "notes") != []
        bench.check()


def test_what_the_file_system_refuses_is_told(tmp_path: Path, write: WriteDocument) -> None:
    write("a.txt", "The corps stayed.")
    (tmp_path / "vectorstore").write_text("a file, not a folder")
    with pytest.raises(StoreError, match="vectorstore cannot be written: File exists"):
        Bench(tmp_path).sync()


def test_many_small_documents_are_written_in_groups(
    bench: Bench, write: WriteDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(150):
        write(f"{n}.txt", f"The corps a{n} met b{n} and c{n}, then d{n} and e{n}.")
    ends: list[int] = []
    end = Generation.end

    def counted_end(self: Generation) -> None:
        ends.append(1)
        end(self)

    monkeypatch.setattr(Generation, "end", counted_end)
    bench.sync()
    assert len(ends) < 8
    monkeypatch.undo()
    bench.check()


# --- killed at any point ---


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the package catches it."""


STEPS = [
    (Connection, "create"),
    (Connection, "upsert"),
    (Connection, "update_metadata"),
    (Connection, "delete"),
    (Generation, "begin"),
    (Generation, "end"),
    (KeywordIndex, "update"),
    (KeywordIndex, "rebuild"),
    (index_module.Index, "delete_files"),
    (index_module.Index, "begin_changes"),
    (index_module.Index, "end_changes"),
]


def kill_at(
    step: int, monkeypatch: pytest.MonkeyPatch, steps: Sequence[tuple[type, str]] = STEPS
) -> Callable[[], int]:
    """Let the process die right after its `step`-th change to the disk."""
    count = 0

    def dying(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            result = original(*args, **kwargs)
            count += 1
            if count == step:
                raise Killed
            return result

        return call

    for owner, name in steps:
        monkeypatch.setattr(owner, name, dying(getattr(owner, name)))
    return lambda: count


def until_it_survives() -> Iterator[int]:
    yield from range(1, 200)


@pytest.mark.parametrize("change", ["first", "edit", "encoder"])
def test_killed_anywhere_the_next_sync_repairs_it(
    change: str, tmp_path: Path, write: WriteDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    kills = 0
    for step in until_it_survives():
        write("war.txt", TEXT)
        write("gone.txt", "This file will be gone. The corps too.")
        bench = Bench(tmp_path)
        bench.index = Index(tmp_path / f"{change}-{step}")
        if change != "first":
            bench.sync()
            write("war.txt", TEXT.replace("village 7", "hamlet 7").replace("Section 2", "Part 2"))
            (bench.documents_dir / "gone.txt").unlink()
        if change == "encoder":
            bench.encoder = HashingEncoder(fingerprint="2")
        with monkeypatch.context() as patch:
            done = kill_at(step, patch)
            try:
                bench.sync()
            except Killed:
                kills += 1
            survived = done() < step
        bench.index.store.connection.close()
        if change == "first" and step % 2:
            (bench.documents_dir / "gone.txt").unlink()  # the folder changes before the repair
        bench.sync()
        bench.check() if change != "encoder" else check_encoder(bench)
        if survived:
            break
    assert kills >= 8


def check_encoder(bench: Bench) -> None:
    manifest = bench.index.store.manifest()
    assert manifest
    assert manifest.weights == "2"
    assert [d.id for d in bench.index.store.documents()] == ["war.txt"]


def test_work_that_was_done_is_not_done_again(
    tmp_path: Path, write: WriteDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    sections = (f"Part {n}\n\nThe corps a{n} met b{n} and c{n}, not d{n}." for n in range(200))
    write("long.txt", "\n\n".join(sections))
    whole = Bench(tmp_path)
    whole.index = Index(tmp_path / "whole")
    total = whole.sync().embedded
    bench = Bench(tmp_path)
    with monkeypatch.context() as patch:
        kill_at(2, patch, [(Connection, "upsert")])
        with pytest.raises(Killed):
            bench.sync()
    done = len(bench.encoder.encoded)
    assert done == 128
    bench.index.store.connection.close()
    bench.encoder.encoded.clear()
    bench.sync()
    assert len(bench.encoder.encoded) == total - done
    bench.check()

"""The folder and its index stay in step without anybody asking for it."""

import errno
import os
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from karabakh_qa.errors import DocumentError
from karabakh_qa.index.index import Index
from karabakh_qa.index.library import Library
from tests.conftest import HashingEncoder

WriteDocument = Callable[[str, str], Path]


@pytest.fixture
def library(tmp_path: Path, write: WriteDocument, hashing_encoder: HashingEncoder) -> Library:
    write("a.txt", "The corps stayed in Gyumri.")
    return Library(tmp_path / "documents", Index(tmp_path / "vectorstore"), hashing_encoder)


def ids(library: Library) -> list[str]:
    library.keep_in_step()
    return [document.id for document in library.documents()]


def test_it_syncs_when_a_file_changes_and_only_then(
    library: Library, write: WriteDocument, hashing_encoder: HashingEncoder
) -> None:
    assert not library.is_in_step()
    assert ids(library) == ["a.txt"]
    assert library.is_in_step()
    hashing_encoder.encoded.clear()
    assert ids(library) == ["a.txt"]
    assert hashing_encoder.encoded == []
    path = write("b.txt", "A division came to Ganja.")
    assert not library.is_in_step()
    assert ids(library) == ["a.txt", "b.txt"]
    path.unlink()
    assert ids(library) == ["a.txt"]


def test_adding_copies_the_file_and_indexes_it(library: Library, tmp_path: Path) -> None:
    (tmp_path / "news.md").write_text("# News\n\nSomething happened.")
    assert library.add(tmp_path / "news.md") == "news.md"
    assert (tmp_path / "documents" / "news.md").read_text() == "# News\n\nSomething happened."
    document = library.document("news.md")
    assert document
    assert document.title == "News"
    assert library.add(tmp_path / "news.md") == "news.md"  # the same again changes nothing


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"Another text.", "another document 'a.txt'"),
        ("photo.jpg", b"\xff\xd8\xff", r"photo\.jpg"),
        ("latin.txt", b"caf\xe9", r"latin\.txt"),
        ("empty.txt", b"", r"empty\.txt"),
        (".hid.txt", b"Hidden.", r"\.hid\.txt: hidden files are passed over"),
        pytest.param(
            os.fsdecode(b"\xff.txt"),
            b"Text.",
            "not UTF-8",
            id="not UTF-8",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no such names elsewhere"),
        ),
        pytest.param(
            "\u0958" * 80 + ".txt", b"484 bytes in NFC.", "cannot be written", id="long name"
        ),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    library: Library, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError, match=message):
        library.add(tmp_path / name)
    assert ids(library) == ["a.txt"]
    assert [p.name for p in (tmp_path / "documents").iterdir()] == ["a.txt"]


@pytest.mark.parametrize("kind", ["folder", "lost link"])
def test_what_is_no_document_is_not_written_over(
    library: Library, tmp_path: Path, kind: str
) -> None:
    there = tmp_path / "documents" / "b.txt"
    there.mkdir() if kind == "folder" else there.symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "b.txt").write_text("A division came to Ganja.")
    with pytest.raises(DocumentError, match=r"b\.txt is there but is no document; remove it"):
        library.add(tmp_path / "b.txt")
    assert ids(library) == ["a.txt"]
    assert not (tmp_path / "nothing.txt").exists()
    assert sorted(p.name for p in (tmp_path / "documents").iterdir()) == ["a.txt", "b.txt"]


def test_a_name_that_is_not_in_nfc_is_the_same_document(
    library: Library, write: WriteDocument, tmp_path: Path
) -> None:
    there = write(unicodedata.normalize("NFD", "café.txt"), "The café closed.")
    (tmp_path / "café.txt").write_text("The café closed.")
    assert library.add(tmp_path / "café.txt") == "café.txt"
    (tmp_path / "café.txt").write_text("Another text.")
    with pytest.raises(DocumentError, match=r"another document 'café\.txt'"):
        library.add(tmp_path / "café.txt")
    assert there.read_text() == "The café closed."
    assert len(list((tmp_path / "documents").iterdir())) == 2


@pytest.mark.parametrize("links", [True, False])
def test_of_many_adding_one_name_at_a_time_one_wins(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    for n in range(8):
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / "b.txt").write_text(f"Text {n}. " * 2000)

    def add(n: int) -> str | None:
        try:
            library.add(tmp_path / str(n) / "b.txt")
        except DocumentError as error:
            assert "another document 'b.txt'" in str(error)
            return None
        return f"Text {n}. " * 2000

    with ThreadPoolExecutor(8) as pool:
        added = [text for text in pool.map(add, range(8)) if text]
    assert added == [(tmp_path / "documents" / "b.txt").read_text()]
    assert ids(library) == ["a.txt", "b.txt"]
    assert len(list((tmp_path / "documents").iterdir())) == 2


def test_adding_a_missing_file_says_so(library: Library, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"none\.txt cannot be read"):
        library.add(tmp_path / "none.txt")


def test_removing_deletes_the_file(library: Library, write: WriteDocument, tmp_path: Path) -> None:
    write("sub/b.txt", "A division came to Ganja.")
    library.remove("sub/b.txt")
    assert not (tmp_path / "documents" / "sub" / "b.txt").exists()
    assert ids(library) == ["a.txt"]


@pytest.mark.parametrize("document_id", ["b.txt", "", "../documents/a.txt", "/etc/passwd", "."])
def test_only_documents_can_be_removed(library: Library, tmp_path: Path, document_id: str) -> None:
    (tmp_path / "documents" / "photo.jpg").write_bytes(b"\xff")
    with pytest.raises(DocumentError, match="there is no document"):
        library.remove(document_id)
    assert ids(library) == ["a.txt"]


def test_a_file_that_cannot_be_deleted_is_named(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch, pytest.raises(DocumentError, match=r"cannot be deleted"):
        patch.setattr(Path, "unlink", denied)
        library.remove("a.txt")
    assert ids(library) == ["a.txt"]


def test_an_edit_that_keeps_size_and_time_is_seen(library: Library, write: WriteDocument) -> None:
    path = write("a.txt", "The corps stayed in Gyumri.")
    assert ids(library) == ["a.txt"]
    times = path.stat()
    path.write_text("The corps stayed in Ganja!!")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    assert not library.is_in_step()
    assert ids(library) == ["a.txt"]
    document = library.document("a.txt")
    assert document
    assert document.text == "The corps stayed in Ganja!!"


def test_the_vectorstore_may_lie_among_the_documents(
    write: WriteDocument, tmp_path: Path, hashing_encoder: HashingEncoder
) -> None:
    write("a.txt", "The corps stayed in Gyumri.")
    write("vectorstore/note.txt", "No document.")
    folder = tmp_path / "documents"
    library = Library(folder, Index(folder / "vectorstore"), hashing_encoder)
    report = library.sync()
    assert (report.added, report.problems) == (("a.txt",), ())
    assert library.is_in_step()


def test_a_rebuild_mends_what_cannot_be_opened(library: Library, tmp_path: Path) -> None:
    assert ids(library) == ["a.txt"]
    again = Library(tmp_path / "documents", Index(tmp_path / "vectorstore"), HashingEncoder())
    database = tmp_path / "vectorstore" / "chroma" / "chroma.sqlite3"
    database.write_bytes(b"broken" * 500)
    report = again.rebuild()
    assert report.added == ("a.txt",)
    assert ids(again) == ["a.txt"]


def test_a_rebuild_without_a_folder_throws_nothing_away(library: Library, tmp_path: Path) -> None:
    assert ids(library) == ["a.txt"]
    (tmp_path / "documents").rename(tmp_path / "elsewhere")
    with pytest.raises(DocumentError):
        library.rebuild()
    assert [d.id for d in library.documents()] == ["a.txt"]


def test_problems_are_told(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "documents" / "photo.jpg").write_bytes(b"\xff\xd8")
    library.keep_in_step()
    assert any("photo.jpg" in record.getMessage() for record in caplog.records)


def test_a_deleted_vectorstore_costs_one_sync(library: Library, tmp_path: Path) -> None:
    import shutil

    assert ids(library) == ["a.txt"]
    shutil.rmtree(tmp_path / "vectorstore")
    assert ids(library) == ["a.txt"]

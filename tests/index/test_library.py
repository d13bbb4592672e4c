"""The folder and its index stay in step without anybody asking for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import HashingEncoder

from karabakh_qa.errors import DocumentError
from karabakh_qa.index.index import Index
from karabakh_qa.index.library import Library

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

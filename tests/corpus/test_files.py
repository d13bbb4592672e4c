import os
import unicodedata
from pathlib import Path

import pytest

from karabakh_qa.corpus.files import file_fingerprint, find_files, id_of_name
from karabakh_qa.errors import DocumentError


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_files_are_found_in_order_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.md", "a/photo.jpg", ".gitkeep", ".git/x.txt", "a/.h.txt", "a.txt")
    found = find_files(tmp_path)
    assert [file.id for file in found.files] == ["a.txt", "a/photo.jpg", "a/z.md", "b.txt"]
    assert all(file.path == tmp_path / file.id for file in found.files)
    assert found.problems == ()


def test_ids_are_in_nfc(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "məqalə é.txt")
    put(tmp_path, name)
    (file,) = find_files(tmp_path).files
    assert file.id == "məqalə é.txt"
    assert file.path.read_text(encoding="utf-8") == name


def test_two_files_with_one_id_are_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "e\u0301.txt", "\u00e9.txt")
    found = find_files(tmp_path)
    assert [file.path.name for file in found.files] == ["\u00e9.txt"]
    assert found.problems == ("\u00e9.txt: two files have this name in Unicode NFC; rename one",)


def test_links_may_not_lead_outside(tmp_path: Path) -> None:
    root = tmp_path / "documents"
    put(tmp_path, "secret.txt", "elsewhere/x.txt", "documents/a.txt", "documents/sub/b.txt")
    (root / "inside.txt").symlink_to("a.txt")
    (root / "loop").symlink_to(root)
    (root / "self.txt").symlink_to("self.txt")
    (root / "gone.txt").symlink_to("nothing.txt")
    (root / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (root / "outside").symlink_to(tmp_path / "elsewhere")
    found = find_files(root)
    assert [file.id for file in found.files] == ["a.txt", "inside.txt", "sub/b.txt"]
    problems = dict(line.split(": ", 1) for line in found.problems)
    assert set(problems) == {"gone.txt", "outside", "outside.txt", "self.txt"}
    assert "outside the documents folder" in problems["outside.txt"]
    assert "outside the documents folder" in problems["outside"]


def test_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    put(tmp_path, "real/a.txt")
    (tmp_path / "documents").symlink_to(tmp_path / "real")
    assert [file.id for file in find_files(tmp_path / "documents").files] == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert find_files(tmp_path).problems == ("a.txt: is not a regular file",)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_name_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).touch()
    except OSError:
        pytest.skip("this file system takes no such names")
    (problem,) = find_files(tmp_path).problems
    assert "not UTF-8" in problem
    assert problem.encode("utf-8")


def test_folders_can_be_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "store/b.txt", "store/deep/c.txt", "sub/store/d.txt", "store.txt")
    (tmp_path / "link").symlink_to(tmp_path / "store")
    elsewhere = tmp_path.parent / "sub"
    for store in (tmp_path / "store", tmp_path / "sub" / ".." / "store", tmp_path / "link"):
        found = find_files(tmp_path, leave_out=(store, elsewhere))
        assert [file.id for file in found.files] == ["a.txt", "store.txt", "sub/store/d.txt"]
        assert found.problems == ()


def test_every_edit_is_another_version(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    (tmp_path / "link.txt").symlink_to("a.txt")
    before = find_files(tmp_path)
    assert find_files(tmp_path) == before
    times = path.stat()
    path.write_text("two")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = find_files(tmp_path)
    assert all(a.version != b.version for a, b in zip(before.files, after.files, strict=True))
    (tmp_path / "b").write_text("two")
    os.utime(tmp_path / "b", ns=(times.st_atime_ns, times.st_mtime_ns))
    (tmp_path / "b").replace(path)
    assert find_files(tmp_path).files[0].version != after.files[0].version


def test_only_links_are_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, *(f"sub/{n}.txt" for n in range(20)))
    (tmp_path / "link.txt").symlink_to("sub/1.txt")
    resolved: list[Path] = []
    resolve = Path.resolve

    def noted(self: Path, strict: bool = False) -> Path:
        resolved.append(self)
        return resolve(self, strict)

    monkeypatch.setattr(Path, "resolve", noted)
    assert len(find_files(tmp_path).files) == 21
    assert resolved == [tmp_path, tmp_path / "link.txt"]


def test_a_name_is_an_id_unless_it_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "e\u0301.txt")
    assert [id_of_name("e\u0301.txt")] == [file.id for file in find_files(tmp_path).files]
    with pytest.raises(DocumentError, match=r"\.a\.txt: hidden files are passed over; rename"):
        id_of_name(".a.txt")
    with pytest.raises(DocumentError, match="not UTF-8; rename") as error:
        id_of_name(os.fsdecode(b"\xff.txt"))
    assert str(error.value).encode("utf-8")


def test_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"does not exist; create it .* KARABAKH_QA_DOCUMENTS"):
        find_files(tmp_path / "none")
    put(tmp_path, "file")
    with pytest.raises(DocumentError, match="is not a folder"):
        find_files(tmp_path / "file")


def test_fingerprint_is_of_bytes_and_format() -> None:
    assert file_fingerprint("a.txt", b"x") == file_fingerprint("b.TXT", b"x")
    assert file_fingerprint("a.txt", b"x") != file_fingerprint("a.txt", b"x\n")
    assert file_fingerprint("a.txt", b"x") != file_fingerprint("a.md", b"x")
    with pytest.raises(DocumentError):
        file_fingerprint("a.jpg", b"x")

"""The documents folder -> its files."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from karabakh_qa.corpus.formats import format_for
from karabakh_qa.errors import DocumentError

_NOT_UTF8 = "its name is not UTF-8; rename it"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, and the id of the document that it holds.

    `version` is its size, its times of writing and of change in nanoseconds, and its inode: an
    edit alters at least one of them, even one that keeps the size and sets the time back.
    """

    id: str
    path: Path
    version: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What the documents folder holds: its files by id, and a line for each that is left out."""

    files: tuple[SourceFile, ...]
    problems: tuple[str, ...]


def find_files(documents_dir: Path, leave_out: tuple[Path, ...] = ()) -> FoundFiles:
    """Return the files under `documents_dir`, of any format.

    Hidden ones are passed over, and so is what lies in the folders of `leave_out`. An id is the
    path below the folder, `/`-separated, in Unicode NFC.

    Raises:
        DocumentError: the folder is missing or cannot be listed.
    """
    if not documents_dir.is_dir():
        what = "is not a folder" if documents_dir.exists() else "does not exist"
        raise DocumentError(
            f"the documents folder {documents_dir} {what}; create it and put files into it, "
            "or set KARABAKH_QA_DOCUMENTS_DIR to another"
        )
    root = documents_dir.resolve()
    walk = _Walk(root, frozenset(_names_below(root, leave_out)), [])
    files: dict[str, SourceFile] = {}
    # A path that is in NFC already comes first, so that it is the one to keep its id.
    found = sorted(walk.files(documents_dir), key=lambda f: (_id(f[0]) != f[0], f[0]))
    for name, path, version in found:
        document_id = _id(name)
        if document_id in files:
            walk.problems.append(
                f"{document_id}: two files have this name in Unicode NFC; rename one"
            )
        else:
            files[document_id] = SourceFile(document_id, path, version)
    return FoundFiles(tuple(files[name] for name in sorted(files)), tuple(sorted(walk.problems)))


def id_of_name(name: str) -> str:
    """Return the id of a document whose file has this name and lies in the documents folder.

    Raises:
        DocumentError: `find_files` passes over files of this name.
    """
    if name.startswith("."):
        raise DocumentError(f"{_shown(name)}: hidden files are passed over; rename it")
    if not _is_utf8(name):
        raise DocumentError(f"{_shown(name)}: {_NOT_UTF8}")
    return _id(name)


def file_fingerprint(document_id: str, data: bytes) -> str:
    """Return the SHA-256, in hexadecimal, that decides whether a file changed.

    It covers the bytes and the name and version of the format that reads them.

    Raises:
        DocumentError: the format is not supported.
    """
    file_format = format_for(document_id)
    digest = sha256(f"{file_format.name}\0{file_format.version}\0".encode())
    digest.update(data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk through the documents folder, of which `root` is the place without links."""

    root: Path
    leave_out: frozenset[str]
    problems: list[str]

    def files(self, folder: Path, prefix: str = "") -> Iterator[tuple[str, Path, tuple[int, ...]]]:
        """Yield the name below the root, the path and the version of each file."""
        for entry in self._entries(folder, prefix):
            name = prefix + entry.name
            if problem := self._problem(entry):
                self.problems.append(f"{_shown(name)}: {problem}")
            elif entry.is_dir(follow_symlinks=False):
                if name not in self.leave_out:
                    yield from self.files(Path(entry.path), f"{name}/")
            elif not entry.is_dir():
                yield name, Path(entry.path), _version(entry.stat())

    def _entries(self, folder: Path, prefix: str) -> list[os.DirEntry[str]]:
        """List a folder without what is hidden."""
        try:
            with os.scandir(folder) as entries:
                return [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            if not prefix:
                raise DocumentError(
                    f"the documents folder {folder} cannot be listed: {error.strerror}"
                ) from error
            self.problems.append(f"{_shown(prefix[:-1])}: cannot be listed ({error.strerror})")
            return []

    def _problem(self, entry: os.DirEntry[str]) -> str | None:
        """Say why a file or folder is left out, or return None."""
        if not _is_utf8(entry.name):
            return _NOT_UTF8
        try:
            # Resolving costs more than all else here, and only a link can lead outside.
            if entry.is_symlink() and not self._holds(Path(entry.path)):
                return "links to a place outside the documents folder; copy the file instead"
            mode = entry.stat().st_mode
        except (OSError, RuntimeError) as error:
            # RuntimeError: a link that leads to itself, before Python 3.13.
            return f"cannot be reached ({error})"
        return None if S_ISREG(mode) or S_ISDIR(mode) else "is not a regular file"

    def _holds(self, link: Path) -> bool:
        return link.resolve(strict=True).is_relative_to(self.root)


def _names_below(root: Path, folders: Iterable[Path]) -> Iterator[str]:
    """Yield the names below `root` of those folders that lie there."""
    for folder in folders:
        place = Path(os.path.realpath(folder))
        if place.is_relative_to(root):
            yield place.relative_to(root).as_posix()


def _version(stat: os.stat_result) -> tuple[int, ...]:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _id(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _is_utf8(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= c <= "\udfff" for c in name)


def _shown(name: str) -> str:
    """Return a name in a form that can be shown."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")

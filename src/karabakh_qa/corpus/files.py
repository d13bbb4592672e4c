"""The documents folder -> its files."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from karabakh_qa.corpus.formats import format_for
from karabakh_qa.errors import DocumentError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, and the id of the document that it holds."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What the documents folder holds: its files by id, and a line for each that is left out."""

    files: tuple[SourceFile, ...]
    problems: tuple[str, ...]


def find_files(documents_dir: Path) -> FoundFiles:
    """Return the files under `documents_dir`, of any format; hidden ones are passed over.

    An id is the path below the folder, `/`-separated, in Unicode NFC.

    Raises:
        DocumentError: the folder is missing or cannot be listed.
    """
    if not documents_dir.is_dir():
        what = "is not a folder" if documents_dir.exists() else "does not exist"
        raise DocumentError(
            f"the documents folder {documents_dir} {what}; create it and put files into it, "
            "or set KARABAKH_QA_DOCUMENTS_DIR to another"
        )
    problems: list[str] = []
    files: dict[str, SourceFile] = {}
    # A path that is in NFC already comes first, so that it is the one to keep its id.
    paths = list(_walk(documents_dir, documents_dir, problems))
    for name, path in sorted(paths, key=lambda p: (unicodedata.normalize("NFC", p[0]) != p[0], p)):
        document_id = unicodedata.normalize("NFC", name)
        if document_id in files:
            problems.append(f"{document_id}: two files have this name in Unicode NFC; rename one")
        else:
            files[document_id] = SourceFile(document_id, path)
    return FoundFiles(tuple(files[name] for name in sorted(files)), tuple(sorted(problems)))


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


def _walk(root: Path, folder: Path, problems: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield the files below `folder` with their names relative to `root`."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        if folder == root:
            raise DocumentError(f"the documents folder {root} cannot be listed: {error}") from error
        problems.append(f"{_name(root, folder)}: cannot be listed ({error.strerror})")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if problem := _problem(root, path):
            problems.append(f"{_name(root, path)}: {problem}")
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, problems)
        elif not entry.is_dir():
            yield _name(root, path), path


def _problem(root: Path, path: Path) -> str | None:
    """Say why a file or folder is left out, or return None."""
    if any("\ud800" <= c <= "\udfff" for c in path.name):
        return "its name is not UTF-8; rename it"
    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            return "links to a place outside the documents folder; copy the file instead"
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        # RuntimeError: a link that leads to itself, before Python 3.13.
        return f"cannot be reached ({error})"
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "is not a regular file"


def _name(root: Path, path: Path) -> str:
    """Return the name below `root` in a form that can be shown."""
    name = path.relative_to(root).as_posix()
    return name.encode("utf-8", "backslashreplace").decode("utf-8")

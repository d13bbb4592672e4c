"""The documents folder and its index as one thing that is always in step."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from uuid import uuid4

from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.files import SourceFile, find_files, id_of_name
from karabakh_qa.errors import DocumentError
from karabakh_qa.index.encoder import Encoder
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import Progress, SyncReport, sync
from karabakh_qa.records import Document

log = logging.getLogger(__name__)

_FolderState = tuple[SourceFile, ...]


class Library:
    """Documents in a folder, and the index made of them."""

    def __init__(
        self,
        documents_dir: Path,
        index: Index,
        encoder: Encoder,
        progress: Progress | None = None,
    ) -> None:
        self._documents_dir = documents_dir
        self._index = index
        self._encoder = encoder
        self._progress = progress
        self._synced: _FolderState | None = None
        self._lock = Lock()

    def is_in_step(self) -> bool:
        """Say whether nothing has changed since this process last looked at the files' bytes.

        Raises:
            DocumentError: the folder is missing.
        """
        return self._synced == self._folder_state() and self._index.is_whole()

    def keep_in_step(self) -> None:
        """Sync if a file has changed; whoever asks meanwhile waits.

        Raises:
            DocumentError: the folder is missing.
            StoreError: the store cannot be written.
        """
        with self._lock:
            if not self.is_in_step():
                self._sync()

    def sync(self) -> SyncReport:
        """Bring the index in step with the folder, and say what was done.

        Raises:
            DocumentError: the folder is missing.
            StoreError: the store cannot be written.
        """
        with self._lock:
            return self._sync()

    def rebuild(self) -> SyncReport:
        """Throw the index away and make it anew.

        Raises:
            DocumentError: the folder is missing.
            StoreError: the store cannot be written.
        """
        with self._lock:
            return self._sync(anew=True)

    def documents(self) -> list[Document]:
        """Return all documents, in order of id."""
        return self._index.read(self._index.store.documents)

    def document(self, document_id: str) -> Document | None:
        """Return one document, or None."""
        return self._index.read(lambda: self._index.store.document(document_id))

    def add(self, path: Path) -> str:
        """Copy a file into the documents folder and return its document's id.

        Raises:
            DocumentError: it cannot become a document, or another of that name is there.
        """
        with _translated(f"{path} cannot be read"):
            data = path.read_bytes()
        document_id = id_of_name(path.name)
        read_document(document_id, data)  # raises before anything is written
        target = self._documents_dir / document_id
        is_there = self._holds(document_id, data) or _create(target, data)
        if not is_there and not self._holds(document_id, data):  # which somebody else may have put
            raise DocumentError(
                f"{target} is there but is no document; remove it or rename the file"
            )
        self.sync()
        return document_id

    def remove(self, document_id: str) -> None:
        """Delete a document's file from the documents folder.

        Raises:
            DocumentError: there is no such document, or its file cannot be deleted.
        """
        path = self._path(document_id)
        if path is None:
            raise DocumentError(f"there is no document {document_id!r} in {self._documents_dir}")
        with _translated(f"{path} cannot be deleted"), suppress(FileNotFoundError):
            path.unlink()
        self.sync()

    def _holds(self, document_id: str, data: bytes) -> bool:
        """Say whether there is this document; one with other bytes is an error."""
        path = self._path(document_id)
        if path is None:
            return False
        with _translated(f"{path} cannot be read"):
            same = path.read_bytes() == data
        if not same:
            raise DocumentError(
                f"there is another document {document_id!r}; remove it or rename the file"
            )
        return True

    def _path(self, document_id: str) -> Path | None:
        """Return the file that holds a document: its name need not be in NFC."""
        files = self._folder_state()
        return next((file.path for file in files if file.id == document_id), None)

    def _sync(self, *, anew: bool = False) -> SyncReport:
        state = self._folder_state()  # before, so that a change while syncing is seen next time
        report = sync(self._index, self._documents_dir, self._encoder, self._progress, anew=anew)
        for problem in report.problems:
            log.warning("%s", problem)
        self._synced = state
        return report

    def _folder_state(self) -> _FolderState:
        """Return every file with its version: cheap to compare before each question."""
        return find_files(self._documents_dir, leave_out=(self._index.folder,)).files


def _create(target: Path, data: bytes) -> bool:
    """Write a new file so that nobody ever sees half of it; False if its name is taken.

    Raises:
        DocumentError: it cannot be written.
    """
    part = target.with_name(f".{uuid4().hex}.part")
    with _translated(f"{target} cannot be written"):
        try:
            part.write_bytes(data)
            _name_unless_taken(part, target)
        except FileExistsError:
            return False
        finally:
            part.unlink(missing_ok=True)
    return True


def _name_unless_taken(part: Path, target: Path) -> None:
    """Move a file to where nothing is yet, in one step that only one of many can win."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # not every file system has hard links
        target.touch(exist_ok=False)
        part.replace(target)


@contextmanager
def _translated(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DocumentError(f"{what}: {error.strerror or error}") from error

"""The documents folder and its index as one thing that is always in step."""

import logging
from contextlib import suppress
from pathlib import Path
from threading import Lock
from unicodedata import normalize

from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.files import find_files
from karabakh_qa.errors import DocumentError
from karabakh_qa.index.encoder import Encoder
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import Progress, SyncReport, sync
from karabakh_qa.records import Document

log = logging.getLogger(__name__)

_FolderState = tuple[tuple[str, int, int], ...]


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
            find_files(self._documents_dir)  # raises before anything is thrown away
            self._index.delete()
            return self._sync()

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
        try:
            data = path.read_bytes()
        except OSError as error:
            raise DocumentError(f"{path} cannot be read: {error.strerror}") from error
        document_id = normalize("NFC", path.name)
        read_document(document_id, data)  # raises before anything is written
        target = self._documents_dir / document_id
        if target.exists() and target.read_bytes() != data:
            raise DocumentError(
                f"there is another document {document_id!r}; remove it or rename the file"
            )
        _write_whole(target, data)
        self.sync()
        return document_id

    def remove(self, document_id: str) -> None:
        """Delete a document's file from the documents folder.

        Raises:
            DocumentError: there is no such document.
        """
        files = {file.id: file.path for file in find_files(self._documents_dir).files}
        if document_id not in files:
            raise DocumentError(f"there is no document {document_id!r} in {self._documents_dir}")
        with suppress(FileNotFoundError):  # somebody else was faster
            files[document_id].unlink()
        self.sync()

    def _sync(self) -> SyncReport:
        state = self._folder_state()  # before, so that a change while syncing is seen next time
        report = sync(self._index, self._documents_dir, self._encoder, self._progress)
        for problem in report.problems:
            log.warning("%s", problem)
        self._synced = state
        return report

    def _folder_state(self) -> _FolderState:
        """Return name, size and time of every file: cheap to compare before each question."""
        state = []
        for file in find_files(self._documents_dir).files:
            with suppress(FileNotFoundError):  # deleted since it was listed
                stat = file.path.stat()
                state.append((file.id, stat.st_size, stat.st_mtime_ns))
        return tuple(state)


def _write_whole(target: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        raise DocumentError(f"{target} cannot be written: {error.strerror}") from error

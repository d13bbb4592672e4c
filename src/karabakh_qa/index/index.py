"""The index as a whole: Chroma, the keyword index, the generation and the lock over them."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from karabakh_qa.errors import StoreError
from karabakh_qa.index.generation import Generation
from karabakh_qa.index.keywords import KeywordIndex
from karabakh_qa.index.manifest import Manifest
from karabakh_qa.index.store import Store
from karabakh_qa.records import Passage

log = logging.getLogger(__name__)

T = TypeVar("T")
Note = Callable[[Sequence[str], Sequence[Passage]], None]
"""Takes the ids of passages that were removed, and passages that are now there."""

_POLL_SECONDS = 0.02
_SILENT_SECONDS = 1.0
"""How long a writer waits for another before it says so."""
_MOST_READINGS = 50
"""Each repeat of a reading needs another write in between, so this many mean a fault."""


class Index:
    """What is stored under one `vectorstore/` folder, for any number of readers and one writer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "chroma")
        self.keywords = KeywordIndex(folder / "keywords.sqlite3")
        self._generation = Generation(folder)
        self._lock_path = folder / "sync.lock"
        self._unfinished = folder / "unfinished"
        self._changes: list[tuple[Sequence[str], Sequence[Passage]]] | None = None
        self._expected: Manifest | None = None
        self._checked_generation = 0

    # --- reading ---

    def read(self, reading: Callable[[], T]) -> T:
        """Return what `reading` returns, run while the store stood still.

        A writer that comes in between makes the reading run again, so that its result never mixes
        two states of the store.

        Raises:
            StoreError: the store cannot be read, its last writer died, or another process has
                built it anew with another encoder.
        """
        for _ in range(_MOST_READINGS):
            before = self._settled_generation()
            self.store.connection.reopen_unless_at(before)
            try:
                self._check_manifest(before)
                self._mend_keywords(before)
                result = reading()
            except StoreError:
                if self._generation.read() == before:
                    raise
                continue
            if self._generation.read() == before:
                return result
        raise StoreError(f"the store in {self.folder} never stood still; is it written in a loop?")

    def is_whole(self) -> bool:
        """Say whether the store has been built and nobody is replacing rows in it."""
        number = self._generation.read()
        return number > 0 and number % 2 == 0

    def expect(self, manifest: Manifest) -> None:
        """From now on refuse to read a store that was built in another way."""
        self._expected = manifest
        self._checked_generation = 0

    def search_keywords(self, question: str, k: int) -> list[str]:
        """Return the ids of up to `k` passages by their words; a damaged index is made anew."""
        try:
            return self.keywords.search(question, k)
        except StoreError as error:
            log.warning("%s; it is being made anew", error)
            with self._locked():
                self.keywords.rebuild(self._served_passages(), self._generation.read())
            return self.keywords.search(question, k)

    # --- writing ---

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer of all processes, with the store as the last writer left it."""
        with self._locked():
            self.store.connection.close()  # an open client that writes loses the others' rows
            yield

    def was_interrupted(self) -> bool:
        """Say, while writing, whether the last writer did not come to its end."""
        return self._unfinished.exists() or self._generation.read() % 2 == 1

    def begin_changes(self) -> None:
        """Note, while writing, that rows may be left over if this process dies from here on."""
        with self._on_disk():
            self._unfinished.touch()

    def end_changes(self) -> None:
        """Note that nothing is left over."""
        with self._on_disk():
            self._unfinished.unlink(missing_ok=True)

    @contextmanager
    def replacing(self) -> Iterator[Note]:
        """Replace rows in Chroma, while writing; readers wait, or read again.

        Call what this yields with what was changed. Inside another `replacing`, the outer one
        covers all.
        """
        if self._changes is not None:
            yield self._note
            return
        self._changes = []
        try:
            before = self._generation.read()
            with self._on_disk():
                self._generation.begin()
            yield self._note
            after = self._generation.next_even()
            self._update_keywords(before, after)
            self.store.connection.mark_current(after)
            with self._on_disk():
                self._generation.end()
        finally:
            self._changes = None

    def delete_files(self) -> None:
        """Remove everything stored, however broken, while replacing."""
        with self.store.connection.lock, self._on_disk():
            self.store.connection.close()
            if self.store.connection.folder.exists():
                shutil.rmtree(self.store.connection.folder)
            self.keywords.delete()

    def _note(self, removed: Sequence[str], present: Sequence[Passage]) -> None:
        if self._changes is not None:
            self._changes.append((removed, present))

    def _update_keywords(self, before: int, after: int) -> None:
        changes = self._changes or []
        if self.keywords.generation() == before:
            removed = [passage_id for ids, _ in changes for passage_id in ids]
            present = [passage for _, passages in changes for passage in passages]
            try:
                self.keywords.update(removed, present, after)
            except StoreError as error:
                log.warning("%s; it is being made anew", error)
            else:
                return
        self.keywords.rebuild(self._served_passages(), after)

    def _served_passages(self) -> Iterator[Passage]:
        """Yield the passages of documents that exist: not what a dead writer left over."""
        hashes = {row.id: row.hash for row in self.store.stored_documents().values()}
        for passage in self.store.all_passages():
            if hashes.get(passage.document_id) == passage.document_hash:
                yield passage

    # --- keeping watch ---

    def _check_manifest(self, generation: int) -> None:
        if self._expected is None or self._checked_generation == generation:
            return
        found = self.store.manifest()
        difference = found.difference(self._expected) if found else None
        if difference:
            raise StoreError(
                f"another process has built {self.folder} in another way ({difference}); "
                "let all processes use one embedding model, or give them folders of their own"
            )
        self._checked_generation = generation

    def _mend_keywords(self, generation: int) -> None:
        if self.keywords.generation() == generation or generation == 0:
            return
        with self._locked():
            if self._generation.read() == generation != self.keywords.generation():
                self.keywords.rebuild(self._served_passages(), generation)

    def _settled_generation(self) -> int:
        """Return the generation once no writer is replacing rows."""
        while (number := self._generation.read()) % 2:
            if self._has_dead_writer(number):
                raise StoreError(
                    f"the last update of {self.folder} was cut off; run: karabakh-qa index"
                )
            time.sleep(_POLL_SECONDS)
        return number

    def _has_dead_writer(self, number: int) -> bool:
        """Say whether nobody is there to end what the odd generation `number` began."""
        try:
            with self._on_disk(), FileLock(self._lock_path, timeout=0):
                return self._generation.read() == number
        except Timeout:
            return False

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock that all writers of all processes take."""
        lock = FileLock(self._lock_path)
        with self._on_disk():
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire(timeout=_SILENT_SECONDS)
            except Timeout:
                log.warning("another process is updating %s; waiting for it", self.folder)
                lock.acquire()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _on_disk(self) -> Iterator[None]:
        """Translate what the file system refuses."""
        try:
            yield
        except Timeout:
            raise
        except OSError as error:
            raise StoreError(
                f"the index in {self.folder} cannot be written: {error.strerror or error}"
            ) from error

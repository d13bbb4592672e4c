"""The index as a whole: Chroma, the keyword index, the generation and the lock over them."""

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
from karabakh_qa.index.store import Store
from karabakh_qa.records import Passage

T = TypeVar("T")

_POLL_SECONDS = 0.02
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

    def read(self, reading: Callable[[], T]) -> T:
        """Return what `reading` returns, run while the store stood still.

        A writer that comes in between makes the reading run again, so that its result never mixes
        two states of the store.

        Raises:
            StoreError: the store cannot be read, or its last writer died.
        """
        for _ in range(_MOST_READINGS):
            before = self._settled_generation()
            self.store.connection.at(before)
            self._mend_keywords(before)
            try:
                result = reading()
            except StoreError:
                if self._generation.read() == before:
                    raise
                continue
            if self._generation.read() == before:
                return result
        raise StoreError(f"the store in {self.folder} never stood still; is it written in a loop?")

    def is_whole(self) -> bool:
        """Say whether a sync has come to its end here, and no writer has died since."""
        return self._generation.read() > 0 and not self._has_dead_writer()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer of all processes, with the store as the last writer left it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._lock_path):
            self.store.connection.close()  # an open client that writes loses the others' rows
            yield

    def delete(self) -> None:
        """Remove everything stored, however broken. The store is unfinished until a sync."""
        with self.writing():
            self._generation.begin()
            shutil.rmtree(self.store.connection.folder, ignore_errors=True)
            self.keywords.delete()

    def was_interrupted(self) -> bool:
        """Say, while writing, whether the last writer did not come to its end."""
        return self._unfinished.exists() or self._generation.read() % 2 == 1

    def begin_changes(self) -> None:
        """Note, while writing, that rows may be left over if this process dies from here on."""
        self._unfinished.touch()

    def end_changes(self) -> None:
        """Note that nothing is left over."""
        self._unfinished.unlink(missing_ok=True)

    @contextmanager
    def replacing(self) -> Iterator[Callable[[Sequence[str], Sequence[Passage]], None]]:
        """Replace rows in Chroma, while writing; readers wait or read again.

        Call what this yields with the ids of the passages removed and the passages now there.
        """
        changes: list[tuple[Sequence[str], Sequence[Passage]]] = []
        before = self._generation.read()
        self._generation.begin()
        yield lambda removed, present: changes.append((removed, present))
        after = self._generation.next()
        if self.keywords.generation() == before:
            removed = [passage_id for ids, _ in changes for passage_id in ids]
            present = [passage for _, passages in changes for passage in passages]
            self.keywords.update(removed, present, after)
        else:
            self.keywords.rebuild(self._served_passages(), after)
        self.store.connection.written(after)
        self._generation.end()

    def _served_passages(self) -> Iterator[Passage]:
        """Yield the passages of documents that exist: not what a dead writer left over."""
        hashes = {row.id: row.hash for row in self.store.stored_documents().values()}
        for passage in self.store.all_passages():
            if hashes.get(passage.document_id) == passage.document_hash:
                yield passage

    def _mend_keywords(self, generation: int) -> None:
        if self.keywords.generation() == generation or generation == 0:
            return
        with FileLock(self._lock_path):
            if self._generation.read() == generation != self.keywords.generation():
                self.keywords.rebuild(self._served_passages(), generation)

    def _settled_generation(self) -> int:
        """Return the generation once no writer is replacing rows."""
        while (number := self._generation.read()) % 2:
            if self._has_dead_writer():
                raise StoreError(
                    f"the last update of {self.folder} was cut off; run: karabakh-qa index"
                )
            time.sleep(_POLL_SECONDS)
        return number

    def _has_dead_writer(self) -> bool:
        """Say whether rows are marked as being replaced, and nobody is there to do it."""
        number = self._generation.read()
        if number % 2 == 0:
            return False
        try:
            with FileLock(self._lock_path, timeout=0):
                return self._generation.read() == number
        except Timeout:
            return False

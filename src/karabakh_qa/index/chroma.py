"""The open Chroma of this process. The only module that uses chromadb.

Chroma keeps one system for each path in a process and hands it to every client of that path, so
closing one client does not reopen anything while another lives. Therefore one `Connection` a
folder is shared here by everything in the process, and it alone closes and reopens.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock, RLock
from typing import Any
from weakref import WeakValueDictionary, finalize

from karabakh_qa.errors import StoreError
from karabakh_qa.index.encoder import Vectors

PASSAGES = "passages"
DOCUMENTS = "documents"
PAGE = 250
"""Rows asked for or written at a time: under every limit of Chroma Cloud and of SQLite."""

Metadata = dict[str, str | int]

# With Chroma's own 100, 16 and 100 the graph lost one or two vectors of 600, and with less than
# 1,000 for ef_search two openings of one store disagreed; docs/decisions.md.
_HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 1000}


class Connection:
    """Chroma in one folder, shared by the whole process. Calls are taken one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = RLock()
        self._client: Any = None
        self._collections: dict[str, Any] = {}
        self._generation = -1
        self._close_client: Callable[[], object]

    def reopen_unless_at(self, generation: int) -> None:
        """See the store as it is at `generation`: reopen if this client was opened before it."""
        with self.lock:
            if generation != self._generation:
                self.close()
                self._generation = generation

    def mark_current(self, generation: int) -> None:
        """Take note that this client itself wrote what `generation` holds."""
        with self.lock:
            self._generation = generation

    def close(self) -> None:
        """Let go of the files; the next use opens them again."""
        with self.lock:
            if self._client is not None:
                self._close_client()
            self._client = None
            self._generation = -1
            self._collections.clear()

    def metadata(self, name: str) -> Metadata | None:
        """Return what a collection was created with, or None if there is no such collection."""
        with self._using():
            existing = {found.name: found for found in self._opened().list_collections()}
            return existing[name].metadata if name in existing else None

    def create(self, name: str, metadata: Metadata) -> None:
        """Make a collection for vectors compared by their cosine."""
        with self._using():
            self._opened().create_collection(
                name,
                metadata=metadata,
                configuration={"hnsw": _HNSW},
                embedding_function=None,
            )

    def drop(self, name: str) -> None:
        """Remove a collection, if it is there."""
        with self._using():
            self._collections.pop(name, None)
            if any(found.name == name for found in self._opened().list_collections()):
                self._opened().delete_collection(name)

    def upsert(
        self,
        name: str,
        ids: Sequence[str],
        vectors: Vectors,
        texts: Sequence[str],
        metadatas: Sequence[Metadata],
    ) -> None:
        """Write rows, replacing those of the same id."""
        for page in _pages(len(ids)):
            with self._using():
                self._collection(name).upsert(
                    ids=list(ids[page]),
                    embeddings=vectors[page],
                    documents=list(texts[page]),
                    metadatas=list(metadatas[page]),
                )

    def update_metadata(self, name: str, ids: Sequence[str], metadatas: Sequence[Metadata]) -> None:
        """Replace the metadata of rows; their texts and vectors stay."""
        for page in _pages(len(ids)):
            with self._using():
                self._collection(name).update(ids=list(ids[page]), metadatas=list(metadatas[page]))

    def delete(self, name: str, ids: Sequence[str]) -> None:
        """Remove rows by their ids."""
        for page in _pages(len(ids)):
            with self._using():
                self._collection(name).delete(ids=list(ids[page]))

    def get(self, name: str, ids: Sequence[str]) -> Iterator[tuple[str, str, Metadata]]:
        """Yield (id, text, metadata) of the rows with these ids; unknown ids are left out."""
        for page in _pages(len(ids)):
            with self._using():
                rows = self._collection(name).get(ids=list(ids[page]))
            yield from zip(rows["ids"], rows["documents"], rows["metadatas"], strict=True)

    def find(
        self, name: str, key: str, values: Sequence[str], *, texts: bool = True
    ) -> Iterator[tuple[str, str, Metadata]]:
        """Yield (id, text, metadata) of the rows whose metadata `key` is one of `values`."""
        for page in _pages(len(values)):
            yield from self._scan(name, {key: {"$in": list(values[page])}}, texts=texts)

    def all(self, name: str, *, texts: bool = True) -> Iterator[tuple[str, str, Metadata]]:
        """Yield (id, text, metadata) of all rows."""
        return self._scan(name, None, texts=texts)

    def _scan(
        self, name: str, where: dict[str, Any] | None, *, texts: bool
    ) -> Iterator[tuple[str, str, Metadata]]:
        include = ["metadatas", "documents"] if texts else ["metadatas"]
        for offset in count(step=PAGE):
            with self._using():
                rows = self._collection(name).get(
                    where=where, limit=PAGE, offset=offset, include=include
                )
            found = rows["documents"] or [""] * len(rows["ids"])
            yield from zip(rows["ids"], found, rows["metadatas"], strict=True)
            if len(rows["ids"]) < PAGE:
                return

    def nearest(self, name: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to `k` (id, cosine) pairs, the most similar first; ties go by id."""
        with self._using():
            found = self._collection(name).query(
                query_embeddings=[vector], n_results=k, include=["distances"]
            )
        pairs = [
            (row, round(1.0 - float(distance), 6))
            for row, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def _opened(self) -> Any:
        if self._client is None:
            self._client = _open(self.folder)
            # A connection that is forgotten must not leave its client behind, or the next one
            # would be handed the same system, with whatever it had read long ago.
            self._close_client = finalize(self, self._client.close)
        return self._client

    def _collection(self, name: str) -> Any:
        if name not in self._collections:
            self._collections[name] = self._opened().get_collection(name, embedding_function=None)
        return self._collections[name]

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Hold the client and translate Chroma's errors."""
        from chromadb.errors import ChromaError

        with self.lock:
            try:
                yield
            except (ChromaError, OSError) as error:
                raise StoreError(
                    f"the store in {self.folder} cannot be used: {error}. It is only a cache of "
                    "the documents; make it anew with: karabakh-qa index --rebuild"
                ) from error


_connections: WeakValueDictionary[Path, Connection] = WeakValueDictionary()
_connections_lock = Lock()


def connect(folder: Path) -> Connection:
    """Return this process's connection to the Chroma in `folder`."""
    folder = folder.resolve()
    with _connections_lock:
        connection = _connections.get(folder)
        if connection is None:
            connection = _connections[folder] = Connection(folder)
        return connection


def _open(folder: Path) -> Any:
    # Here, because it is slow to import and starts threads.
    import chromadb
    from chromadb.config import Settings

    # Even with telemetry off its client logs complaints about itself.
    logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _pages(count: int) -> Iterator[slice]:
    return (slice(start, start + PAGE) for start in range(0, count, PAGE))

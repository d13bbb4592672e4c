"""The keyword index: SQLite's FTS5 beside Chroma, derived from it and mended by itself."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from karabakh_qa.corpus.passages import embedded_text
from karabakh_qa.errors import StoreError
from karabakh_qa.records import Passage
from karabakh_qa.wording import content_words, words

_SCHEMA = (
    "CREATE TABLE state (generation INTEGER NOT NULL)",
    "CREATE TABLE passages (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'porter unicode61')",
)
_MOST_WORDS = 64
"""Words of a question that are searched: every one costs time, and no question needs more."""


class KeywordIndex:
    """Finds passages by their words, ranked by bm25. One SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def generation(self) -> int | None:
        """Return the store's generation that this index holds; None if it holds none whole."""
        if not self._path.exists():
            return None
        try:
            with self._opened() as database:
                row = database.execute("SELECT generation FROM state").fetchone()
        except StoreError:
            return None  # a broken file is mended by a rebuild, as a missing one is
        return int(row[0]) if row else None

    def delete(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)

    def rebuild(self, passages: Iterable[Passage], generation: int) -> None:
        """Make the index anew from all passages of the store."""
        new = self._path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with self._opened(new) as database, database:
            for statement in _SCHEMA:
                database.execute(statement)
            _insert(database, passages)
            _set_generation(database, generation)
        # A dead writer's journal belongs to the old file and would be played back into the new.
        self._path.with_name(self._path.name + "-journal").unlink(missing_ok=True)
        new.replace(self._path)

    def update(self, removed: Sequence[str], added: Iterable[Passage], generation: int) -> None:
        """Remove and add passages, all at once for whoever reads."""
        with self._opened() as database, database:
            for passage_id in removed:
                _delete(database, passage_id)
            _insert(database, added)
            _set_generation(database, generation)

    def search(self, question: str, k: int) -> list[str]:
        """Return the ids of up to `k` passages that share words with the question, best first.

        Function words are searched for only where there are no others: nearly every passage holds
        them, so they cost time and tell nothing. Ties are broken by id, so that the order does
        not depend on how the index grew.
        """
        asked = list(dict.fromkeys(content_words(question) or words(question)))[:_MOST_WORDS]
        if not asked:
            return []
        query = " OR ".join(f'"{word}"' for word in asked)
        with self._opened() as database:
            rows = database.execute(
                "SELECT passages.id FROM words JOIN passages ON passages.number = words.rowid "
                "WHERE words MATCH ? ORDER BY round(bm25(words), 9), passages.id LIMIT ?",
                (query, k),
            ).fetchall()
        return [row[0] for row in rows]

    @contextmanager
    def _opened(self, path: Path | None = None) -> Iterator[sqlite3.Connection]:
        """Open the file for one use: SQLite connections are bound to their thread."""
        try:
            with closing(sqlite3.connect(path or self._path, timeout=30)) as database:
                yield database
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"the keyword index {self._path} cannot be used: {error}; "
                "make it anew with: karabakh-qa index --rebuild"
            ) from error


def _insert(database: sqlite3.Connection, passages: Iterable[Passage]) -> None:
    for passage in passages:
        _delete(database, passage.id)
        cursor = database.execute("INSERT INTO passages (id) VALUES (?)", (passage.id,))
        database.execute(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            (cursor.lastrowid, embedded_text(passage)),
        )


def _delete(database: sqlite3.Connection, passage_id: str) -> None:
    row = database.execute("SELECT number FROM passages WHERE id = ?", (passage_id,)).fetchone()
    if row:
        database.execute("DELETE FROM words WHERE rowid = ?", row)
        database.execute("DELETE FROM passages WHERE number = ?", row)


def _set_generation(database: sqlite3.Connection, generation: int) -> None:
    database.execute("DELETE FROM state")
    database.execute("INSERT INTO state VALUES (?)", (generation,))

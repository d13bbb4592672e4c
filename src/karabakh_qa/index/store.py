"""Passages and documents as rows of Chroma, and back. The rows' meaning is known only here.

Two collections. A passage's row: its id, the vector and text of what was embedded, and where it
stands. A document's rows: its text in pieces, then its own row, written last: a document without
that row does not exist, whatever else an interrupted sync left behind.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from karabakh_qa.corpus.passages import embedded_text
from karabakh_qa.errors import StoreError
from karabakh_qa.index.chroma import DOCUMENTS, PASSAGES, Metadata, connect
from karabakh_qa.index.encoder import Vectors
from karabakh_qa.index.manifest import Manifest
from karabakh_qa.records import Detail, Document, Passage, Span

PIECE = 4000
"""Characters of document text in one row: under the limit of Chroma Cloud."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What the store knows of a document without reading its text."""

    id: str
    hash: str
    fingerprint: str
    pieces: int
    details: tuple[Detail, ...]


class Store:
    """The rows under one folder."""

    def __init__(self, folder: Path) -> None:
        self.connection = connect(folder)
        self._texts: dict[str, Document] = {}

    def manifest(self) -> Manifest | None:
        """Return how the store was built; None if it is empty or not of this format."""
        if self.connection.metadata(DOCUMENTS) is None:
            return None
        return Manifest.from_metadata(self.connection.metadata(PASSAGES))

    def is_empty(self) -> bool:
        """Say whether nothing was ever stored here."""
        return self.connection.metadata(PASSAGES) is None

    def clear(self, manifest: Manifest) -> None:
        """Remove everything and begin again with `manifest`."""
        for name in (DOCUMENTS, PASSAGES):
            self.connection.drop(name)
        self.connection.create(PASSAGES, manifest.to_metadata())
        self.connection.create(DOCUMENTS, {"format": manifest.format})

    # --- passages ---

    def put_passages(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Write passages with their vectors, replacing rows of the same id."""
        self.connection.upsert(
            PASSAGES,
            [p.id for p in passages],
            vectors,
            [embedded_text(p) for p in passages],
            [_passage_metadata(p) for p in passages],
        )

    def move_passages(self, passages: Sequence[Passage]) -> None:
        """Write anew where passages stand; what was embedded has not changed."""
        self.connection.update_metadata(
            PASSAGES, [p.id for p in passages], [_passage_metadata(p) for p in passages]
        )

    def delete_passages(self, ids: Sequence[str]) -> None:
        """Remove passages."""
        self.connection.delete(PASSAGES, ids)

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine) pairs, the most similar first."""
        return self.connection.nearest(PASSAGES, vector, k)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return the passages with these ids; unknown ids are left out."""
        return {row[0]: _passage(*row) for row in self.connection.get(PASSAGES, ids)}

    def passages_of(self, document_ids: Sequence[str]) -> dict[str, Passage]:
        """Return every passage stored for these documents, by id."""
        rows = self.connection.find(PASSAGES, "document_id", document_ids)
        return {row[0]: _passage(*row) for row in rows}

    def all_passages(self) -> Iterator[Passage]:
        """Yield every passage in the store."""
        return (_passage(*row) for row in self.connection.all(PASSAGES))

    def passage_owners(self) -> set[str]:
        """Return the ids of all documents that any passage names."""
        rows = self.connection.all(PASSAGES, texts=False)
        return {str(metadata["document_id"]) for _, _, metadata in rows}

    # --- documents ---

    def stored_documents(self) -> dict[str, StoredDocument]:
        """Return what is known of every document, by id, in order of id."""
        rows = self.connection.find(DOCUMENTS, "kind", ["document"], texts=False)
        found = (_stored_document(metadata) for _, _, metadata in rows)
        return {row.id: row for row in sorted(found, key=lambda row: row.id)}

    def document(self, document_id: str) -> Document | None:
        """Return a document with its text, or None."""
        row = next(self.connection.get(DOCUMENTS, [_row_id(document_id)]), None)
        return self._read(_stored_document(row[2])) if row else None

    def documents(self) -> list[Document]:
        """Return all documents with their texts, in order of id."""
        return [self._read(row) for row in self.stored_documents().values()]

    def put_documents(self, documents: Sequence[tuple[Document, str]]) -> None:
        """Write documents, each with its file's fingerprint: texts, then their own rows.

        From then on they exist.
        """
        pieces = [piece for document, _ in documents for piece in _pieces(document)]
        self._put(pieces)
        self._put([_document_row(*pair) for pair in documents])

    def withdraw_documents(self, document_ids: Sequence[str]) -> None:
        """Remove the own rows of documents: from then on they do not exist."""
        for document_id in document_ids:
            self._texts.pop(document_id, None)
        self.connection.delete(DOCUMENTS, [_row_id(document_id) for document_id in document_ids])

    def delete_texts(self, document_ids: Sequence[str]) -> None:
        """Remove all pieces of the texts of documents."""
        rows = list(self.connection.find(DOCUMENTS, "document_id", document_ids, texts=False))
        pieces = [row for row, _, metadata in rows if metadata["kind"] == "piece"]
        self.connection.delete(DOCUMENTS, pieces)

    def text_owners(self) -> set[str]:
        """Return the ids of all documents of which the store holds any text."""
        rows = self.connection.find(DOCUMENTS, "kind", ["piece"], texts=False)
        return {str(metadata["document_id"]) for _, _, metadata in rows}

    def _put(self, rows: Sequence[tuple[str, str, Metadata]]) -> None:
        vectors = np.ones((len(rows), 1), np.float32)  # Chroma wants one; nobody searches these
        ids, texts, metadatas = zip(*rows, strict=True)
        self.connection.upsert(DOCUMENTS, ids, vectors, texts, metadatas)

    def _read(self, row: StoredDocument) -> Document:
        known = self._texts.get(row.id)
        if known and known.hash == row.hash and known.details == row.details:
            return known
        ids = [_piece_id(row.id, n) for n in range(row.pieces)]
        pieces = {found: text for found, text, _ in self.connection.get(DOCUMENTS, ids)}
        document = Document(row.id, "".join(pieces.get(i, "") for i in ids), row.details)
        if document.hash != row.hash:
            raise StoreError(
                f"the stored text of {row.id!r} is damaged; "
                "make the index anew with: karabakh-qa index --rebuild"
            )
        self._texts[row.id] = document
        return document


def _row_id(document_id: str) -> str:
    return f"document:{document_id}"


def _piece_id(document_id: str, number: int) -> str:
    return f"piece:{number}:{document_id}"


def _pieces(document: Document) -> Iterator[tuple[str, str, Metadata]]:
    metadata: Metadata = {"kind": "piece", "document_id": document.id}
    for number, start in enumerate(range(0, len(document.text), PIECE)):
        yield _piece_id(document.id, number), document.text[start : start + PIECE], metadata


def _document_row(document: Document, fingerprint: str) -> tuple[str, str, Metadata]:
    details = [[d.name, d.value, d.start, d.end] for d in document.details]
    metadata: Metadata = {
        "kind": "document",
        "document_id": document.id,
        "hash": document.hash,
        "fingerprint": fingerprint,
        "pieces": -(-len(document.text) // PIECE),
        "details": json.dumps(details, ensure_ascii=False),
    }
    return _row_id(document.id), document.title, metadata


def _passage_metadata(passage: Passage) -> Metadata:
    return {
        "document_id": passage.document_id,
        "document_hash": passage.document_hash,
        "title": passage.title,
        "source": passage.source,
        "heading": passage.heading,
        "start": passage.start,
        "end": passage.end,
        "sentences": _offsets(passage.sentences),
    }


def _passage(row_id: str, embedded: str, metadata: Metadata) -> Passage:
    with _readable(f"passage {row_id}"):
        start, end = int(metadata["start"]), int(metadata["end"])
        offsets = [int(number) for number in str(metadata["sentences"]).split()]
        return Passage(
            id=row_id,
            document_id=str(metadata["document_id"]),
            document_hash=str(metadata["document_hash"]),
            title=str(metadata["title"]),
            source=str(metadata["source"]),
            heading=str(metadata["heading"]),
            start=start,
            end=end,
            text=embedded[len(embedded) - (end - start) :],  # the heading stands before it
            sentences=tuple(Span(*pair) for pair in zip(offsets[::2], offsets[1::2], strict=True)),
        )


def _offsets(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start} {span.end}" for span in spans)


def _stored_document(metadata: Metadata) -> StoredDocument:
    with _readable(f"document {metadata.get('document_id')!r}"):
        return StoredDocument(
            id=str(metadata["document_id"]),
            hash=str(metadata["hash"]),
            fingerprint=str(metadata["fingerprint"]),
            pieces=int(metadata["pieces"]),
            details=tuple(Detail(*row) for row in json.loads(str(metadata["details"]))),
        )


@contextmanager
def _readable(what: str) -> Iterator[None]:
    """Translate what goes wrong when a row does not hold what it should."""
    try:
        yield
    except (KeyError, ValueError, TypeError) as error:
        raise StoreError(
            f"what is stored of {what} is damaged; "
            "make the index anew with: karabakh-qa index --rebuild"
        ) from error

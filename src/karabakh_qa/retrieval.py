"""A question to ranked passages: nearest vectors and shared words, fused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karabakh_qa.index.encoder import Encoder, Vectors
from karabakh_qa.index.index import Index
from karabakh_qa.records import Document, Passage, ScoredPassage

CANDIDATES = 50
"""How many passages each list offers for fusion."""
DENSE_WEIGHT = 1.5
KEYWORD_WEIGHT = 1.0
RANK_OFFSET = 10
"""The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009: 60)."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages found for a question, best first, and the documents that they stand in."""

    passages: tuple[ScoredPassage, ...]
    documents: Mapping[str, Document]


class Retriever:
    """Finds passages in an index. Knows nothing of answering."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder

    def retrieve(self, question: str, k: int) -> Retrieved:
        """Return the best `k` passages with their documents, all of one state of the store.

        Raises:
            StoreError: the store cannot be read.
        """
        vector = self._encoder.encode([question])[0]
        return self._index.read(lambda: self._search(question, vector, k))

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages with these ids, in this order; those that are gone are left out.

        Raises:
            StoreError: the store cannot be read.
        """
        found = self._index.read(lambda: self._index.store.passages(ids))
        return [found[each] for each in ids if each in found]

    def leads(
        self, most: int, document_id: str | None = None
    ) -> Sequence[tuple[Document, Sequence[Passage]]]:
        """Return the first `most` documents in order of id, each with its passages in order.

        Passages and documents without a word, such as "...", are passed over. With `document_id`
        only that one is returned.

        Raises:
            StoreError: the store cannot be read.
        """
        return self._index.read(lambda: self._leads(most, document_id))

    def has_documents(self) -> bool:
        """Say whether there is any document, though there may be nothing in it to find.

        Raises:
            StoreError: the store cannot be read.
        """
        return self._index.read(lambda: bool(self._index.store.stored_documents()))

    def _leads(
        self, most: int, document_id: str | None
    ) -> Sequence[tuple[Document, Sequence[Passage]]]:
        store = self._index.store
        leads: list[tuple[Document, Sequence[Passage]]] = []
        for each in [document_id] if document_id else store.stored_documents():
            if len(leads) == most:
                break
            document = store.document(each)
            passages = store.passages_of([each]).values()
            current = [
                passage
                for passage in passages
                if document and passage.document_hash == document.hash and _has_words(passage)
            ]
            if document and current:
                leads.append((document, sorted(current, key=lambda p: p.start)))
        return leads

    def _search(self, question: str, vector: Vectors, k: int) -> Retrieved:
        store = self._index.store
        count = max(CANDIDATES, k)
        dense = store.nearest(vector, count)
        keyword = self._index.search_keywords(question, count)
        similarity = dict(dense)
        ranked = fuse([passage_id for passage_id, _ in dense], keyword)
        passages = store.passages([passage_id for passage_id, *_ in ranked])
        documents: dict[str, Document | None] = {}
        found: list[ScoredPassage] = []
        for passage_id, score, dense_rank, keyword_rank in ranked:
            passage = passages.get(passage_id)
            if passage is None or not self._is_current(passage, documents):
                continue
            found.append(
                ScoredPassage(passage, score, similarity.get(passage_id), dense_rank, keyword_rank)
            )
            if len(found) == k:
                break
        return Retrieved(
            tuple(found), {key: value for key, value in documents.items() if value is not None}
        )

    def _is_current(self, passage: Passage, documents: dict[str, Document | None]) -> bool:
        """Say whether the passage is of the text that its document has now.

        While a document is being replaced, passages of its next text are already in the store.
        """
        if passage.document_id not in documents:
            documents[passage.document_id] = self._index.store.document(passage.document_id)
        document = documents[passage.document_id]
        return document is not None and document.hash == passage.document_hash


def fuse(
    dense: Sequence[str], keyword: Sequence[str]
) -> list[tuple[str, float, int | None, int | None]]:
    """Fuse two ranked lists of ids into (id, score, dense rank, keyword rank), best first.

    Weighted reciprocal rank fusion: an id scores weight / (10 + rank) in each list that holds it.
    Ties are broken by id.
    """
    dense_ranks = {passage_id: rank for rank, passage_id in enumerate(dense, start=1)}
    keyword_ranks = {passage_id: rank for rank, passage_id in enumerate(keyword, start=1)}
    fused = [
        (
            passage_id,
            _share(DENSE_WEIGHT, dense_ranks.get(passage_id))
            + _share(KEYWORD_WEIGHT, keyword_ranks.get(passage_id)),
            dense_ranks.get(passage_id),
            keyword_ranks.get(passage_id),
        )
        for passage_id in dense_ranks | keyword_ranks
    ]
    return sorted(fused, key=lambda row: (-row[1], row[0]))


def _has_words(passage: Passage) -> bool:
    return any(character.isalnum() for character in passage.text)


def _share(weight: float, rank: int | None) -> float:
    return weight / (RANK_OFFSET + rank) if rank else 0.0

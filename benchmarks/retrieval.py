"""How well passages are found, and what the defaults of retrieval are worth.

    python benchmarks/retrieval.py ../shared/data > retrieval.md

Tables on stdout, progress on stderr. About half an hour on two cores, nearly all of it encoding.
A question counts as found at k if one of the first k passages overlaps a marked answer. "Score" is
MRR@10 with the real users' questions (qed) counted twice and xquad once; +- is half of a 95 %
bootstrap interval over the questions, of the difference where a column says so.
"""

import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from karabakh_qa import retrieval
from karabakh_qa.answering.candidates import find_candidates
from karabakh_qa.answering.searching import PASSAGES
from karabakh_qa.index import sync
from karabakh_qa.index.encoder import LazyEncoder, Vectors
from karabakh_qa.index.index import Index
from karabakh_qa.models.lazy_reader import LazyReader
from karabakh_qa.records import Excerpt, Passage, ScoredPassage, Span
from public_data import Collection, Question, is_there, read_collection, write_documents

SETS = ("qed", "xquad")
LENGTHS = (64, 96, 128, 192, 254)
WEIGHTS = ((1, 0), (0, 1), (3, 1), (2, 1), (1.5, 1), (1, 1), (1, 1.5), (1, 2), (1, 3), (1, 5))
CANDIDATES = (10, 20, 50, 100)
OFFSETS = (2, 5, 10, 20, 60)
DEPTHS = (1, 2, 3, 4, 5, 6, 8, 10, 15)
BUDGETS = (320, 640, 1280)
DEEPEST = max(CANDIDATES)
TIMED = 20

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """What both lists hold for one question, and which passages answer it."""

    question: Question
    dense: list[str]
    keyword: list[str]
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Run:
    """All questions put to the collection cut into passages of one length."""

    found: list[Found]
    tokens: dict[str, int]
    passages: dict[str, Passage]
    seconds: float


class RememberingEncoder(LazyEncoder):
    """The packaged encoder, which encodes a text once."""

    def __init__(self) -> None:
        super().__init__()
        self._vectors: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._vectors.update(zip(new, super().encode(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if not is_there(data):
        print(f"skipped: the public data is not in {data}", file=sys.stderr)
        return
    collection = read_collection(data)
    questions = [q for q in collection.questions if q.source in SETS]
    encoder = RememberingEncoder()
    encoder.encode([question.text for question in questions])
    runs = {length: measure(collection, questions, encoder, length) for length in LENGTHS}
    run = runs[sync.PASSAGE_TOKENS]
    counts = ", ".join(f"{sum(q.source == s for q in questions)} {s}" for s in SETS)
    print(
        f"{len(collection.documents)} documents, {len(run.passages)} passages; {counts} questions"
    )
    print_fusion(run)
    print_lengths(runs)
    print_depths(run)


def measure(
    collection: Collection, questions: Sequence[Question], encoder: LazyEncoder, length: int
) -> Run:
    """Index the collection with passages of `length` tokens and search for every question."""
    log(f"passages of {length} tokens")
    with TemporaryDirectory() as folder, patch.object(sync, "PASSAGE_TOKENS", length):
        documents = Path(folder) / "documents"
        write_documents(collection.documents, documents)
        index = Index(Path(folder) / "vectorstore")
        start = time.perf_counter()
        sync.sync(index, documents, encoder)
        seconds = time.perf_counter() - start
        passages = {passage.id: passage for passage in index.store.all_passages()}
        of_document: dict[str, list[Passage]] = {}
        for passage in passages.values():
            of_document.setdefault(passage.document_id, []).append(passage)
        found = [search(index, encoder, q, of_document[q.document_id]) for q in questions]
        index.store.connection.close()
    counts = encoder.count_tokens([passage.text for passage in passages.values()])
    return Run(found, dict(zip(passages, counts, strict=True)), passages, seconds)


def search(
    index: Index, encoder: LazyEncoder, question: Question, passages: Sequence[Passage]
) -> Found:
    dense = index.store.nearest(encoder.encode([question.text])[0], DEEPEST)
    return Found(
        question=question,
        dense=[passage_id for passage_id, _ in dense],
        keyword=index.keywords.search(question.text, DEEPEST),
        relevant=frozenset(
            p.id for p in passages for s in question.answers if s.start < p.end and p.start < s.end
        ),
    )


# --- ranks ---


def ranked(found: Found) -> list[str]:
    """Return the fused list, with the constants that `retrieval` has now."""
    count = retrieval.CANDIDATES
    return [row[0] for row in retrieval.fuse(found.dense[:count], found.keyword[:count])]


def ranks(run: Run, source: str, lists: Sequence[list[str]]) -> Floats:
    """Return the rank of the first passage that answers, infinite where there is none."""
    return np.array(
        [
            next((n for n, p in enumerate(ids, start=1) if p in found.relevant), np.inf)
            for found, ids in zip(run.found, lists, strict=True)
            if found.question.source == source
        ]
    )


def weights(dense: float, keyword: float) -> AbstractContextManager[None]:
    """Fuse with other weights for a while."""
    return patch.multiple(retrieval, DENSE_WEIGHT=dense, KEYWORD_WEIGHT=keyword)


@dataclass(frozen=True, slots=True)
class Result:
    """The ranks of one way to search, by set."""

    ranks: dict[str, Floats]

    @classmethod
    def of(cls, run: Run) -> "Result":
        """Rank with the constants that `retrieval` has now."""
        lists = [ranked(found) for found in run.found]
        return cls({source: ranks(run, source, lists) for source in SETS})

    def hits(self, source: str, k: int) -> float:
        """Return how often one of the first `k` passages answers."""
        return float(np.mean(self.ranks[source] <= k))

    def reciprocal(self, source: str) -> Floats:
        """Return one over each rank, 0 beyond the tenth."""
        r = self.ranks[source]
        return np.where(r <= 10, 1 / r, 0.0)

    @property
    def score(self) -> float:
        """MRR@10, real users' questions counted twice."""
        qed, xquad = (float(self.reciprocal(source).mean()) for source in SETS)
        return (2 * qed + xquad) / 3

    def cells(self) -> list[str]:
        """Return the numbers under `HEAD`."""
        row = []
        for source in SETS:
            row += [f"{self.hits(source, k):.3f}" for k in (1, 3, 5, 10)]
            row.append(f"{self.reciprocal(source).mean():.3f}")
        return [*row, f"**{self.score:.4f}**"]

    def difference(self, other: "Result") -> str:
        """Return how much better than `other` this is, with the half of its interval."""
        random = np.random.default_rng(0)
        total: Floats = np.zeros(1000)
        for source, weight in zip(SETS, (2 / 3, 1 / 3), strict=True):
            gained = self.reciprocal(source) - other.reciprocal(source)
            chosen = random.integers(0, len(gained), (1000, len(gained)))
            total += weight * gained[chosen].mean(axis=1)
        low, high = np.percentile(total, (2.5, 97.5))
        return f"{self.score - other.score:+.4f} ± {(high - low) / 2:.4f}"


# --- tables ---

HEAD = [f"{source} {what}" for source in SETS for what in ("@1", "@3", "@5", "@10", "MRR")]
HEAD.append("score")


def print_fusion(run: Run) -> None:
    """Print a table for each constant of the fusion, the others as they are."""
    settings: dict[str, list[tuple[str, AbstractContextManager[object]]]] = {
        "Weights, dense to keyword": [(f"{d}:{k}", weights(d, k)) for d, k in WEIGHTS],
        "Candidates of each list": constants("CANDIDATES", CANDIDATES),
        "Offset of the ranks": constants("RANK_OFFSET", OFFSETS),
    }
    chosen = Result.of(run)
    for title, variants in settings.items():
        rows = []
        for name, changed in variants:
            with changed:
                result = Result.of(run)
            rows.append([name, *result.cells(), result.difference(chosen)])
        print_table(title, ["", *HEAD, "to the default"], rows)


def constants(name: str, values: Sequence[int]) -> list[tuple[str, AbstractContextManager[object]]]:
    return [(str(value), patch.object(retrieval, name, value)) for value in values]


def print_lengths(runs: dict[int, Run]) -> None:
    rows = []
    for length, run in runs.items():
        lists = [ranked(found) for found in run.found]
        within = [found_within(run, s, lists, budget) for s in SETS for budget in BUDGETS]
        head = [str(length), str(len(run.passages)), f"{run.seconds:.0f}"]
        rows.append([*head, *Result.of(run).cells(), *(f"{share:.3f}" for share in within)])
    budgets = [f"{source} in {budget} tokens" for source in SETS for budget in BUDGETS]
    print_table("Passage length", ["tokens", "passages", "s", *HEAD, *budgets], rows)


def found_within(run: Run, source: str, lists: Sequence[list[str]], budget: int) -> float:
    """Return how often the first passages that have `budget` tokens together hold an answer."""
    shares = []
    for found, ids in zip(run.found, lists, strict=True):
        if found.question.source == source:
            totals = accumulate(run.tokens[passage_id] for passage_id in ids)
            read = [p for p, total in zip(ids, totals, strict=True) if total <= budget]
            shares.append(not found.relevant.isdisjoint(read))
    return float(np.mean(shares))


def print_depths(run: Run) -> None:
    result = Result.of(run)
    reader = LazyReader()
    reader.read("Is it loaded?", [Excerpt("It is loaded.", "", (Span(0, 13),))])
    rows = []
    for depth in DEPTHS:
        cells = []
        for source in SETS:
            share = result.hits(source, depth)
            half = 1.96 * (share * (1 - share) / len(result.ranks[source])) ** 0.5
            cells.append(f"{share:.3f} ± {half:.3f}")
        name = f"{depth} (default)" if depth == PASSAGES else str(depth)
        rows.append([name, *cells, *reading_cost(run, reader, depth)])
    print_table("Passages read", ["", *(f"{s} found" for s in SETS), "sentences", "ms"], rows)


def reading_cost(run: Run, reader: LazyReader, depth: int) -> list[str]:
    """Return the median number of sentences read, and of milliseconds, for one question."""
    times, sentences = [], []
    for found in run.found[:: len(run.found) // TIMED]:
        passages = [
            ScoredPassage(run.passages[passage_id], 0.0, None, None, None)
            for passage_id in ranked(found)[:depth]
        ]
        start = time.perf_counter()
        read = find_candidates(reader.read, found.question.text, passages)
        times.append(1000 * (time.perf_counter() - start))
        sentences.append(len(read))
    return [f"{np.median(sentences):.0f}", f"{np.median(times):.0f}"]


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    print(f"\n### {title}\n")
    for row in (head, ["---"] * len(head), *rows):
        print(f"| {' | '.join(row)} |")


def log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

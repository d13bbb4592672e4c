"""Fit the offline reader's weights on the public question sets, and say how well it then does.

    python benchmarks/fit_reader.py ../shared/data

Constants and Markdown tables on stdout, progress on stderr; about ten minutes on two cores.

Two fits. The first ranks: over the candidate sentences of questions that have an answer among
them, a logistic regression gives similarity and overlap their proportion. The second gives the
best sentence its confidence: a logistic regression on what it scored, of whether it answers. In
it every set has the weight that `MIX` says. The constants are fitted on everything; the tables
are cross-validated: each question is judged by a fit that has not seen its document.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from karabakh_qa.answering.reader import SentenceReader
from karabakh_qa.answering.responder import PASSAGES
from karabakh_qa.index.encoder import LazyEncoder
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import sync
from karabakh_qa.retrieval import Retriever
from public_data import Collection, Question, is_there, read_collection, write_documents

MIX = {
    "qed, answerable": 1 / 6,
    "xquad, answerable": 1 / 6,
    "squad2, answerable": 1 / 6,
    "squad2, near miss": 1 / 4,
    "absent, nothing on it": 1 / 4,
}
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
ABSENT = 600
FOLDS = 4

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Read:
    """A question with the features of its candidates, and which of them answer it."""

    question: Question
    features: Floats
    answers: Bools

    @property
    def kind(self) -> str:
        """The key of `MIX`."""
        if self.question.answers:
            return f"{self.question.source}, answerable"
        return "squad2, near miss" if self.question.document_id else "absent, nothing on it"


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of similarity and overlap, and the bias."""

    weights: Floats
    bias: float

    def best(self, reads: Sequence[Read]) -> list[int]:
        return [int(np.argmax(read.features @ self.weights)) for read in reads]

    def confidence(self, features: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-(features @ self.weights + self.bias))))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the best sentence of each question is worth."""

    kinds: NDArray[np.str_]
    features: Floats
    confidence: Floats
    right: Bools

    @classmethod
    def of(cls, fit: Fit, reads: Sequence[Read]) -> "Outcome":
        best = fit.best(reads)
        features = np.array([read.features[i] for read, i in zip(reads, best, strict=True)])
        return cls(
            kinds=np.array([read.kind for read in reads]),
            features=features,
            confidence=fit.confidence(features),
            right=np.array([read.answers[i] for read, i in zip(reads, best, strict=True)]),
        )

    def mean(self, values: Bools, kinds: Sequence[str]) -> float:
        """Return the mean over sets of the mean over each set's questions."""
        return float(np.mean([values[self.kinds == kind].mean() for kind in kinds]))


ANSWERABLE = [kind for kind in MIX if kind.endswith("answerable")]
UNANSWERABLE = [kind for kind in MIX if not kind.endswith("answerable")]


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if not is_there(data):
        print(f"skipped: the public data is not in {data}", file=sys.stderr)
        return
    reads = read_all(read_collection(data))
    fit = fitted(reads)
    print(f"SIMILARITY_WEIGHT = {fit.weights[0]:.2f}")
    print(f"OVERLAP_WEIGHT = {fit.weights[1]:.2f}")
    print(f"BIAS = {fit.bias:.2f}")
    print(f"CLOSE_FROM = {close_from(Outcome.of(fit, reads)):.2f}")
    unseen = cross_validated(reads)
    print_right(unseen, reads)
    print_thresholds(unseen)
    print_calibration(unseen)


def read_all(collection: Collection) -> list[Read]:
    """Retrieve and list the candidates for every question, as the assistant does."""
    encoder = LazyEncoder()
    reader = SentenceReader(encoder.encode)
    absent = [q for q in collection.questions if q.source == "absent"][:ABSENT]
    questions = [q for q in collection.questions if q.source != "absent"] + absent
    # Neighbours share passages, so that few sentences are encoded twice.
    questions.sort(key=lambda q: q.document_id)
    reads = []
    with TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        write_documents(collection.documents, documents)
        index = Index(Path(folder) / "vectorstore")
        sync(index, documents, encoder, log_progress)
        retriever = Retriever(index, encoder)
        for number, question in enumerate(questions, start=1):
            reads.append(read_one(question, retriever, reader))
            log_progress(number, len(questions))
        index.store.connection.close()
    return reads


def read_one(question: Question, retriever: Retriever, reader: SentenceReader) -> Read:
    passages = [scored.passage for scored in retriever.retrieve(question.text, PASSAGES).passages]
    candidates = reader.candidates(question.text, passages)
    answers = [
        c.passage.document_id == question.document_id
        and any(a.start < c.sentence.end and c.sentence.start < a.end for a in question.answers)
        for c in candidates
    ]
    features = np.array([[c.similarity, c.overlap] for c in candidates])
    return Read(question, features, np.array(answers))


# --- fitting ---


def fitted(reads: Sequence[Read]) -> Fit:
    return calibrated(ranking(reads), reads)


def cross_validated(reads: Sequence[Read]) -> Outcome:
    """Return what the reader makes of each question, fitted on other documents."""
    groups = [read.question.document_id or read.question.text for read in reads]
    outcomes = [
        Outcome.of(fitted([reads[i] for i in known]), [reads[i] for i in unseen])
        for known, unseen in GroupKFold(FOLDS).split(groups, groups=groups)
    ]
    return Outcome(
        kinds=np.concatenate([outcome.kinds for outcome in outcomes]),
        features=np.concatenate([outcome.features for outcome in outcomes]),
        confidence=np.concatenate([outcome.confidence for outcome in outcomes]),
        right=np.concatenate([outcome.right for outcome in outcomes]),
    )


def ranking(reads: Sequence[Read]) -> Floats:
    """Return the weights that put the sentences that answer first."""
    told = [read for read in reads if read.answers.any()]
    features = np.concatenate([read.features for read in told])
    answers = np.concatenate([read.answers for read in told])
    # Real users' questions count twice, as in the benchmark of retrieval.
    weight = np.concatenate(
        [np.full(len(r.answers), 2.0 if r.question.source == "qed" else 1.0) for r in told]
    )
    return np.asarray(LogisticRegression(C=10).fit(features, answers, weight).coef_[0])


def calibrated(weights: Floats, reads: Sequence[Read]) -> Fit:
    """Keep the proportion of `weights` and fit scale and bias to whether the best is right."""
    best = Outcome.of(Fit(weights, 0.0), reads)
    share = {kind: MIX[kind] / (best.kinds == kind).mean() for kind in MIX}
    weight = np.array([share[str(kind)] for kind in best.kinds])
    model = LogisticRegression(C=10).fit(best.features @ weights[:, None], best.right, weight)
    return Fit(weights * model.coef_[0, 0], float(model.intercept_[0]))


def close_from(best: Outcome) -> float:
    """Return the similarity that tells near misses from questions on something else best."""
    near, absent = (best.features[best.kinds == kind, 0] for kind in UNANSWERABLE)
    levels = np.arange(0.0, 1.0, 0.01)
    balance = [(near >= level).mean() + (absent < level).mean() for level in levels]
    return float(levels[int(np.argmax(balance))])


# --- tables ---


def print_right(unseen: Outcome, reads: Sequence[Read]) -> None:
    outcomes = {
        "similarity alone": Outcome.of(Fit(np.array([1.0, 0.0]), 0.0), reads),
        "overlap alone": Outcome.of(Fit(np.array([0.0, 1.0]), 0.0), reads),
        "fitted": unseen,
    }
    rows = [
        [name, *(f"{best.right[best.kinds == kind].mean():.3f}" for kind in ANSWERABLE)]
        for name, best in outcomes.items()
    ]
    told = [[r.answers.any() for r in reads if r.kind == kind] for kind in ANSWERABLE]
    rows.append(["among the candidates", *(f"{np.mean(each):.3f}" for each in told)])
    head = [f"{kind} (n = {len(each)})" for kind, each in zip(ANSWERABLE, told, strict=True)]
    print_table("The right sentence first", ["", *head], rows)


def print_thresholds(best: Outcome) -> None:
    rows = []
    for level in THRESHOLDS:
        answers = best.confidence >= level
        right = best.mean(answers & best.right, ANSWERABLE)
        declined = best.mean(~answers, UNANSWERABLE)
        cells = [best.mean(answers, ANSWERABLE), right]
        cells += [best.mean(~answers, [kind]) for kind in UNANSWERABLE]
        rows.append([f"{level:.2f}", *(f"{c:.3f}" for c in [*cells, (right + declined) / 2])])
    head = ["answer from", "answered", "answered right"]
    head += [f"declined: {kind}" for kind in UNANSWERABLE]
    print_table("Answering and declining", [*head, "balance"], rows)
    print()
    for kind in UNANSWERABLE:
        chosen = np.isin(best.kinds, [*ANSWERABLE, kind])
        truth = np.isin(best.kinds[chosen], ANSWERABLE)
        score = roc_auc_score(truth, best.confidence[chosen])
        print(f"AUROC of the confidence, answerable against {kind}: {score:.3f}")


def print_calibration(best: Outcome) -> None:
    rows = []
    for low in np.arange(0.0, 1.0, 0.1):
        chosen = (best.confidence >= low) & (best.confidence < low + 0.1)
        share = np.array([MIX[str(k)] / (best.kinds == k).mean() for k in best.kinds[chosen]])
        if len(share):
            right = np.average(best.right[chosen], weights=share)
            mean = np.average(best.confidence[chosen], weights=share)
            rows.append([f"{low:.1f}", str(len(share)), f"{mean:.2f}", f"{right:.2f}"])
    print_table("Calibration", ["from", "questions", "mean confidence", "right"], rows)


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    print(f"\n### {title}\n")
    for row in (head, ["---"] * len(head), *rows):
        print(f"| {' | '.join(row)} |")


def log_progress(done: int, total: int) -> None:
    if done % 500 == 0 or done == total:
        print(f"{done} of {total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

"""Fit the packaged calibration on public questions that the reader was not trained on.

    python benchmarks/fit_reader.py ../shared/data [OUT.json]

A Markdown table on stdout, the calibration in OUT, progress on stderr; under half an hour on two
cores, most of it for the index.

The questions: QED's, whose documents nothing was trained on; those on SQuAD 2.0's two articles that
the reader's training left out, near misses among them; and both again with their own document
taken away, so that nothing in the collection answers. They are asked of all public documents in one
index. XQuAD is not used: what the assistant makes of it is measured in reading.py.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from karabakh_qa.answering.calibration import Calibration
from karabakh_qa.answering.candidates import Candidate, find_candidates
from karabakh_qa.answering.fit import Judged, Outcome, cross_validated, fit
from karabakh_qa.answering.searching import PASSAGES
from karabakh_qa.index.encoder import LazyEncoder
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import sync
from karabakh_qa.models.lazy_reader import LazyReader
from karabakh_qa.retrieval import Retriever
from public_data import Collection, Question, is_there, read_collection, write_documents

LEFT_OUT = {"articles/Packet-switching.txt", "articles/European-Union-law.txt"}
"""The two articles of the fold that the packaged reader was not trained on."""
MIX = {
    "qed": 1 / 3,
    "squad2": 1 / 6,
    "near miss": 1 / 4,
    "nothing on it": 1 / 4,
}
"""How much each kind of question counts: as many answerable ones as others."""
MORE = 12
"""Passages looked at beyond the usual, to have enough when a document is taken away."""


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if not is_there(data):
        sys.exit(f"{data} does not hold the public question sets; see public_data.py")
    collection = read_collection(data)
    asked = list(questions(collection))
    judged = read_all(collection.documents, asked)
    counted = Counter(kind for kind, _ in asked)
    provenance = "fitted on " + ", ".join(f"{n} questions: {kind}" for kind, n in counted.items())
    unseen = cross_validated(judged)
    calibration = fit(judged, unseen, provenance)
    print_tables(calibration, unseen, [kind for kind, _ in asked])
    calibration.save(Path(sys.argv[2] if len(sys.argv) > 2 else "calibration.json"))


def read_all(texts: dict[str, str], asked: Sequence[tuple[str, Question]]) -> list[Judged]:
    """Return every question, read and judged, in its order."""
    share = Counter(kind for kind, _ in asked)
    judged: list[Judged] = []
    with TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        write_documents(texts, documents)
        encoder, reader = LazyEncoder(""), LazyReader()
        index = Index(Path(folder) / "vectorstore")
        sync(index, documents, encoder)
        retriever = Retriever(index, encoder)
        for kind, question in asked:
            found = read_one(retriever, reader, kind, question)
            weight = MIX[kind] * len(asked) / share[kind]
            judged.append(judge_one(kind, question, found, weight))
            if len(judged) % 200 == 0:
                print(f"{len(judged)} of {len(asked)}", file=sys.stderr, flush=True)
        index.store.connection.close()
    return judged


def questions(collection: Collection) -> Iterator[tuple[str, Question]]:
    """Yield each question with the key of `MIX` that it counts for."""
    for question in collection.questions:
        if question.source == "qed":
            yield "qed", question
            yield "nothing on it", question
        elif question.source == "squad2" and question.document_id in LEFT_OUT:
            yield ("squad2" if question.answers else "near miss"), question


def read_one(
    retriever: Retriever, reader: LazyReader, kind: str, question: Question
) -> list[Candidate]:
    """Return the sentences found; where nothing shall be there, none of its own document."""
    passages = retriever.retrieve(question.text, PASSAGES + MORE).passages
    if kind == "nothing on it":
        own = question.document_id
        passages = tuple(p for p in passages if p.passage.document_id != own)
    return find_candidates(reader.read, question.text, passages[:PASSAGES])


def judge_one(kind: str, question: Question, found: Sequence[Candidate], weight: float) -> Judged:
    """Return the question with the sentences that share a letter with a gold answer as right."""
    answers = () if kind == "nothing on it" else question.answers
    right = tuple(
        c.passage.document_id == question.document_id
        and any(a.start < c.sentence.end and c.sentence.start < a.end for a in answers)
        for c in found
    )
    return Judged(
        question.document_id, bool(answers), tuple(c.features for c in found), right, weight
    )


def print_tables(calibration: Calibration, unseen: Outcome, kinds: Sequence[str]) -> None:
    """Print what the cross-validated fits make of each kind."""
    level = calibration.answer_from
    print(f"{calibration}\n\n| questions | n | right sentence first | answered | of these right |")
    print("|---|---|---|---|---|")
    for kind in MIX:
        rows = [i for i, one in enumerate(kinds) if one == kind]
        answered = [i for i in rows if unseen.confidence[i] >= level]
        right = sum(bool(unseen.right[i]) for i in answered) / max(1, len(answered))
        first = sum(bool(unseen.right[i]) for i in rows) / len(rows)
        share = len(answered) / len(rows)
        print(f"| {kind} | {len(rows)} | {first:.3f} | {share:.3f} | {right:.3f} |")


if __name__ == "__main__":
    main()

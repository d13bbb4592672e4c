"""What understanding follow-up questions without a language model is worth.

    python benchmarks/followups.py ../shared/data [CONVERSATIONS]

Markdown on stdout, progress on stderr; about half an hour on two cores with all of
CANARD's second half, a third of that with 60 of its conversations. Nothing was chosen on that half.

Every question is searched for as it was asked, as it is understood, and as a person rewrote it, by
the retrieval of the program over passages of which one is right; "gap" is the share of what lies
between the first and the last that is closed.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from followup_data import (
    Asked,
    Conversations,
    is_there,
    read_canard,
    read_cast,
    standing_alone,
)
from karabakh_qa.answering.followups import FollowUps, depends
from karabakh_qa.answering.searching import PASSAGES
from karabakh_qa.assistant import Assistant
from karabakh_qa.evaluation import Question, evaluate, load_testset
from karabakh_qa.evaluation.folders import temporary_store
from karabakh_qa.evaluation.wording import word_f1
from karabakh_qa.index import sync
from karabakh_qa.index.encoder import LazyEncoder
from karabakh_qa.index.index import Index
from karabakh_qa.records import ScoredPassage
from karabakh_qa.retrieval import Retriever
from karabakh_qa.settings import Settings
from public_data import is_there as questions_are_there
from public_data import read_collection, write_documents

ROOT = Path(__file__).parent.parent
CONVERSATIONS = ROOT / "tests" / "testsets" / "conversations.jsonl"
DEPTHS = (1, 5, 10)
SEED = 5
SHOWN = ("right_sentence", "contains_gold", "declined", "recall@1", "recall@5")


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where the right document came for each question, 0 where it did not come at all."""

    asked: list[int]
    understood: list[int]
    rewritten: list[int]


class Searcher:
    """Searches documents as the program does; remembers what it was asked."""

    def __init__(self, index: Index, encoder: LazyEncoder) -> None:
        self._retriever = Retriever(index, encoder)
        self._found: dict[str, tuple[ScoredPassage, ...]] = {}

    def rank(self, question: str, document_id: str) -> int:
        """Return at which place the document comes, counted from 1, or 0."""
        passages = self._search(question)
        ids = list(dict.fromkeys(found.passage.document_id for found in passages))
        return ids.index(document_id) + 1 if document_id in ids else 0

    def close(self, question: str) -> float:
        """Return the cosine of the question with the closest passage."""
        return max((found.similarity or 0.0 for found in self._search(question)), default=0.0)

    def _search(self, question: str) -> tuple[ScoredPassage, ...]:
        if question not in self._found:
            self._found[question] = self._retriever.retrieve(question, max(DEPTHS)).passages
        return self._found[question]


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if not (is_there(data) and questions_are_there(data)):
        print(f"skipped: the public data is not in {data}", file=sys.stderr)
        return
    most = int(sys.argv[2]) if len(sys.argv) > 2 else None
    print_article()
    cast = read_cast(data)
    print_conversations("CAsT 2021", cast, cast.asked)
    print_standalone(data, read_canard(data, titled=False))
    for name, titled in (("CANARD, answers alone", False), ("CANARD, under their titles", True)):
        canard = read_canard(data, titled=titled)
        print_conversations(name, canard, drawn(canard.half(1), most))


def drawn(asked: Sequence[Asked], most: int | None) -> list[Asked]:
    """Return the questions of `most` conversations."""
    names = sorted({each.conversation for each in asked})
    chosen = set(names if most is None else random.Random(SEED).sample(names, most))
    return [each for each in asked if each.conversation in chosen]


@contextmanager
def searcher(documents: Mapping[str, str]) -> Iterator[Searcher]:
    """Yield a searcher over documents in an index that goes away afterwards."""
    encoder = LazyEncoder()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(dict(documents), folder / "documents")
        index = Index(folder / "vectorstore")
        sync.sync(index, folder / "documents", encoder)
        yield Searcher(index, encoder)
        index.store.connection.close()


# --- conversations ---


def print_conversations(name: str, whole: Conversations, asked: Sequence[Asked]) -> None:
    """Print how well the right passage is found, and how near to people's wordings we come."""
    log(f"{name}: {len(whole.documents)} documents, {len(asked)} questions")
    with searcher(whole.documents) as search:
        follow_ups, start = FollowUps(search.close), perf_counter()
        understood = [follow_ups.understood(a.question, a.history) for a in asked]
        seconds = perf_counter() - start
        ranks = found(search, asked, understood)
    print(f"\n{name}: n = {len(asked)}, {len(ranks.asked)} with a passage\n")
    print("| | as asked | understood | by a person | gap closed |\n|---|---|---|---|---|")
    for k in DEPTHS:
        print_row(
            f"recall@{k}", *(hits(r, k) for r in (ranks.asked, ranks.understood, ranks.rewritten))
        )
    print_row("MRR@10", *map(reciprocal, (ranks.asked, ranks.understood, ranks.rewritten)))
    copied = [word_f1(a.question, a.rewrite) for a in asked]
    ours = [word_f1(text, a.rewrite) for text, a in zip(understood, asked, strict=True)]
    changed = [text != a.question for text, a in zip(understood, asked, strict=True)]
    same = [a.question.strip() == a.rewrite.strip() for a in asked]
    wrongly = sum(c and s for c, s in zip(changed, same, strict=True))
    print_row("F1 with the person's wording", mean(copied), mean(ours), 1.0)
    print(
        f"\nChanged: {sum(changed)}; recognised as depending: "
        f"{sum(depends(a.question) for a in asked)}; left alone by the person: {sum(same)}, of "
        f"these changed: {wrongly}. {seconds / max(1, sum(changed)):.2f} s for each changed."
    )


def found(search: Searcher, asked: Sequence[Asked], understood: Sequence[str]) -> Ranks:
    ranks = Ranks([], [], [])
    for each, text in zip(asked, understood, strict=True):
        if each.document_id is not None:
            ranks.asked.append(search.rank(each.question, each.document_id))
            ranks.understood.append(search.rank(text, each.document_id))
            ranks.rewritten.append(search.rank(each.rewrite, each.document_id))
    return ranks


def hits(ranks: Sequence[int], k: int) -> float:
    return mean([0 < rank <= k for rank in ranks])


def reciprocal(ranks: Sequence[int]) -> float:
    return mean([1 / rank if rank else 0.0 for rank in ranks])


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def print_row(name: str, asked: float, understood: float, rewritten: float) -> None:
    gap = rewritten - asked
    share = f"{(understood - asked) / gap:.0%}" if gap > 0 else "n/a"
    print(f"| {name} | {asked:.3f} | {understood:.3f} | {rewritten:.3f} | {share} |", flush=True)


# --- questions that stand alone ---


def print_standalone(data: Path, canard: Conversations) -> None:
    """Print how many questions that stand alone are changed behind an unrelated conversation."""
    histories = [asked.history for asked in canard.half(1) if len(asked.history) > 2]
    draw = random.Random(SEED)
    print("\n| questions | n | recognised as depending | changed |\n|---|---|---|---|")
    with searcher(read_collection(data).documents) as search:
        follow_ups = FollowUps(search.close)
        for source, texts in standing_alone(data).items():
            log(f"standing alone: {len(texts)} of {source}")
            pairs = [(text, draw.choice(histories)) for text in texts]
            changed = [(t, u) for t, h in pairs if (u := follow_ups.understood(t, h)) != t]
            gated = sum(depends(text) for text in texts)
            share = len(changed) / len(texts)
            print(f"| {source} | {len(texts)} | {gated} | {len(changed)} ({share:.1%}) |")
            for text, understood in changed:
                log(f"  {json.dumps([text, understood], ensure_ascii=False)}")


# --- the article ---


def print_article() -> None:
    """Print how the whole assistant does on conversations about the article."""
    testset = load_testset(CONVERSATIONS)
    with temporary_store(ROOT / "documents", ()) as folders:
        settings = Settings(folders.documents, folders.vectorstore)
        assistant = Assistant.from_settings(settings)
        assistant.sync()

        def close(question: str) -> float:
            found = assistant.retrieve(question, PASSAGES)
            return max((each.similarity or 0.0 for each in found), default=0.0)

        follow_ups = FollowUps(close)
        ways: dict[str, Callable[[Question], str]] = {
            "as asked": lambda q: q.question,
            "understood": lambda q: follow_ups.understood(q.question, q.history),
            "by a person": lambda q: q.rewrite or q.question,
        }
        print(f"\nThe article\n\n| wording | questions | n | {' | '.join(SHOWN)} |")
        print("|---" * (len(SHOWN) + 3) + "|")
        for way, wording in ways.items():
            log(f"the article: {way}")
            asked = [replace(q, question=wording(q), history=()) for q in testset.questions]
            for tag in ("follow-up", "change of subject", "standalone"):
                kept = tuple(q for q in asked if tag in q.tags)
                report = evaluate(
                    assistant.ask,
                    replace(testset, questions=kept),
                    documents=assistant.documents(),
                    retrieve=assistant.retrieve,
                )
                failed = [o for o in report.outcomes if o.reply is None]
                if failed:
                    sys.exit(f"{len(failed)} questions failed: {failed[0].error}")
                values = [report.measure(metric) for metric in SHOWN]
                cells = " | ".join("n/a" if m.value is None else f"{m.value:.2f}" for m in values)
                print(f"| {way} | {tag} | {len(kept)} | {cells} |")


def log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

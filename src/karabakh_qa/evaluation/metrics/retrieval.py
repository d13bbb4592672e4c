"""Are the passages found that hold the evidence? Ranked-list metrics by ir-measures.

Gold evidence is a quotation, never a passage's id, so that cutting the documents otherwise
changes no gold. A quotation is found at the passage with which at least half of it has been seen;
one whose place is not known must hold all of it. Of several alternatives the one that comes off
best counts.
"""

from collections.abc import Callable, Sequence

from karabakh_qa.evaluation.metrics.metric import Judgement, Metric, alternatives, has_evidence
from karabakh_qa.evaluation.places import occurrences
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Documents, Found, Reply
from karabakh_qa.records import Document, Span

DEPTH = 10
"""How many passages are looked at."""
ALL = f"R@{10 * DEPTH}"
"""Recall over a whole list, which is cut by passages before, not by quotations."""


def judge_ranking(
    measure: str, depth: int, ranking: Callable[[Reply], Sequence[Found]] = lambda r: r.found
) -> Callable[[Question, Reply, Documents], Judgement]:
    """Return what scores the first `depth` passages of a ranking by a measure of ir-measures."""

    def judge(question: Question, reply: Reply, documents: Documents) -> Judgement:
        passages = ranking(reply)[:depth]
        ranks = [_ranks(golds, passages, documents) for golds in alternatives(question)]
        values = [_ranked(measure, found, len(passages)) for found in ranks]
        best = max(range(len(values)), key=values.__getitem__)
        return Judgement(values[best], _why(ranks[best], depth))

    return judge


def _ranks(
    golds: Sequence[Evidence], passages: Sequence[Found], documents: Documents
) -> list[int | None]:
    """Return for each gold quotation the rank at which it is found, from 1."""
    return [_rank(gold, passages, documents.get(gold.document_id)) for gold in golds]


def _rank(gold: Evidence, passages: Sequence[Found], document: Document | None) -> int | None:
    places = occurrences(gold.quote, document.text) if document else ()
    missing = [set(range(place.start, place.end)) for place in places]
    for rank, passage in enumerate(passages, 1):
        if passage.document_id and passage.document_id != gold.document_id:
            continue
        place = _known_place(passage, document)
        if place is None:
            if gold.quote and gold.quote in passage.text:
                return rank
            continue
        missing = [{c for c in left if not place.start <= c < place.end} for left in missing]
        if any(2 * len(left) <= len(gold.quote) for left in missing):
            return rank
    return None


def _known_place(passage: Found, document: Document | None) -> Span | None:
    """Return where a passage stands; None where that is not said, or its text not there."""
    place = passage.place
    is_there = document and place and place.of(document.text) == passage.text
    return place if is_there else None


def _ranked(measure: str, ranks: Sequence[int | None], passages: int) -> float:
    """Score one list. What is ranked are the quotations, each where its passage stands.

    Scores strictly decrease: equal ones would be broken by name. Two quotations in one passage
    follow each other.
    """
    from ir_measures import calc_aggregate, parse_measure

    wanted = parse_measure(measure)
    at = {rank: [i for i, found in enumerate(ranks) if found == rank] for rank in set(ranks)}
    order = [
        name
        for rank in range(1, passages + 1)
        for name in ([f"gold-{i}" for i in at[rank]] if at.get(rank) else [f"other-{rank}"])
    ]
    relevant = {f"gold-{i}": 1 for i in range(len(ranks))}
    run = {name: float(len(order) - position) for position, name in enumerate(order)}
    return float(calc_aggregate([wanted], {"q": relevant}, {"q": run or {"none": 0.0}})[wanted])


def _why(ranks: Sequence[int | None], depth: int) -> str:
    found = [str(rank) for rank in ranks if rank]
    missed = len(ranks) - len(found)
    parts = [f"found at rank {', '.join(found)}"] if found else []
    parts += [f"{missed} of {len(ranks)} quotations not among the first {depth}"] if missed else []
    return "; ".join(parts)


def _recall(depth: int) -> Metric:
    return Metric(
        f"recall@{depth}",
        "retrieval",
        has_evidence,
        judge_ranking(ALL, depth),
        "The share of the gold quotations of which at least half stands in the first "
        + (
            f"{depth} passages that were retrieved." if depth > 1 else "passage that was retrieved."
        ),
        f"two gold quotations, one of them found by rank {depth}: 0.5",
        "passages",
    )


recall_at_1, recall_at_3, recall_at_5, recall_at_10 = map(_recall, (1, 3, 5, 10))

reciprocal_rank = Metric(
    "mrr@10",
    "retrieval",
    has_evidence,
    judge_ranking("RR", DEPTH),
    "One divided by the rank of the first passage with which half of a gold quotation is found; 0 "
    "where none is among the first ten.",
    "the third passage is the first with evidence: 0.333",
    "passages",
)

ndcg = Metric(
    "ndcg@10",
    "retrieval",
    has_evidence,
    judge_ranking("nDCG", DEPTH),
    "Each gold quotation found gains 1 / log2(1 + rank), the sum divided by the best one possible. "
    "What is ranked are the quotations, where their passages stand; two in one passage follow each "
    "other.",
    "the one gold quotation stands in the second passage: 1 / log2(3) = 0.631",
    "passages",
)

"""Retrieval: against ir-measures' own results, and by hand where quotations share passages."""

from dataclasses import replace
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import RR, R, calc_aggregate, nDCG

from karabakh_qa.evaluation.metrics import (
    Metric,
    ndcg,
    recall_at_1,
    recall_at_3,
    recall_at_5,
    recall_at_10,
    reciprocal_rank,
)
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Found, Reply
from karabakh_qa.records import Document, Span

THEIRS = {
    recall_at_1: R @ 1,
    recall_at_3: R @ 3,
    recall_at_5: R @ 5,
    recall_at_10: R @ 10,
    reciprocal_rank: RR @ 10,
    ndcg: nDCG @ 10,
}
SENTENCES = [f"Sentence {letter} stands here." for letter in "abcdefghijklmnop"]
TEXT = Document("d.txt", " ".join(SENTENCES))
STARTS = [TEXT.text.index(sentence) for sentence in SENTENCES]


def value(metric: Metric, question: Question, *found: Found, known: bool = True) -> float:
    documents = {TEXT.id: TEXT} if known else {}
    score = metric(question, Reply("x", answered=True, found=found), documents)
    assert score
    assert score.why
    return score.value


def passage(first: int, last: int | None = None) -> Found:
    """The sentences from the first to the last."""
    end = first if last is None else last
    span = Span(STARTS[first], STARTS[end] + len(SENTENCES[end]))
    return Found(TEXT.id, span.of(TEXT.text), span)


def asked(*alternatives: list[int]) -> Question:
    evidence = [tuple(Evidence(TEXT.id, SENTENCES[n]) for n in numbers) for numbers in alternatives]
    return Question("q", "?", ("x",), True, tuple(evidence))


@settings(deadline=None)  # the first example imports ir-measures
@given(
    st.permutations(range(len(SENTENCES))),
    st.integers(0, len(SENTENCES)),
    st.sets(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=6).map(sorted),
    st.booleans(),
)
def test_as_ir_measures_where_a_passage_holds_one_quotation_at_most(
    order: list[int], depth: int, golds: list[int], placed: bool
) -> None:
    ranking = order[:depth]
    found = [passage(number) for number in ranking]
    if not placed:
        found = [replace(each, place=None) for each in found]
    run = {f"p{number}": float(len(order) - rank) for rank, number in enumerate(ranking)}
    relevant = {"q": {f"p{number}": 1 for number in golds}}
    theirs = calc_aggregate(THEIRS.values(), relevant, {"q": run or {"none": 0.0}})
    for metric, measure in THEIRS.items():
        assert value(metric, asked(golds), *found) == pytest.approx(theirs[measure], abs=1e-12)


def test_two_quotations_in_one_passage_and_one_further_down() -> None:
    question = asked([0, 1, 5])
    found = (passage(0, 1), passage(8), passage(4, 5))
    assert value(recall_at_1, question, *found) == pytest.approx(2 / 3)
    assert value(recall_at_3, question, *found) == 1
    assert value(reciprocal_rank, question, *found) == 1
    # In the ranking of quotations: 1st, 2nd, a passage without any, 4th.
    best = 1 + 1 / log2(3) + 1 / log2(4)
    assert value(ndcg, question, *found) == pytest.approx((1 + 1 / log2(3) + 1 / log2(5)) / best)


def test_all_quotations_in_the_first_passage_are_perfect() -> None:
    for metric in THEIRS:
        assert value(metric, asked([2, 3, 4, 5]), passage(0, 9)) == 1


def test_more_quotations_in_one_passage_than_passages_are_looked_at() -> None:
    assert value(recall_at_1, asked(list(range(16))), passage(0, 15)) == 1
    assert value(recall_at_1, asked(list(range(16))), passage(0, 7)) == 0.5


def test_of_several_alternatives_the_best_counts() -> None:
    question = asked([0, 1], [5], [])
    assert value(recall_at_3, question, passage(0), passage(7), passage(8)) == 0.5
    assert value(recall_at_3, question, passage(0), passage(5)) == 1
    assert value(reciprocal_rank, question, passage(9), passage(5)) == 0.5
    assert value(ndcg, question, passage(9), passage(8)) == 0


def test_the_same_passage_again_counts_nothing() -> None:
    question = asked([0, 1])
    assert value(recall_at_10, question, *[passage(0)] * 10) == 0.5
    assert value(reciprocal_rank, question, *[passage(5)] * 3, passage(0)) == 0.25


def test_nothing_found_is_0() -> None:
    for metric in THEIRS:
        assert value(metric, asked([0])) == 0


def test_what_comes_after_the_tenth_is_not_looked_at() -> None:
    found = [*(passage(number) for number in range(1, 11)), passage(0)]
    for metric in THEIRS:
        assert value(metric, asked([0]), *found) == 0


@pytest.mark.parametrize(
    ("end", "held"),
    [(23, 1), (12, 1), (11, 0), (1, 0)],  # the first sentence has 23 characters
)
def test_half_of_a_quotation_must_stand_in_the_passage(end: int, held: float) -> None:
    assert len(SENTENCES[0]) == 23
    found = Found(TEXT.id, TEXT.text[:end], Span(0, end))
    assert value(recall_at_1, asked([0]), found) == held


def cut(*ends: int) -> list[Found]:
    """Passages that follow each other from the beginning, each up to an end."""
    spans = [Span(start, end) for start, end in zip((0, *ends), ends, strict=False)]
    return [Found(TEXT.id, span.of(TEXT.text), span) for span in spans]


def test_a_quotation_cut_in_pieces_is_found_with_the_half() -> None:
    assert value(reciprocal_rank, asked([0]), *cut(12, 23)) == 1
    assert value(reciprocal_rank, asked([0]), *cut(8, 16, 23)) == 0.5
    assert value(recall_at_1, asked([0]), *cut(8, 16, 23)) == 0
    first, second, _ = cut(8, 16, 23)
    other = passage(5)
    assert value(reciprocal_rank, asked([0]), second, other, other, first) == 0.25
    assert value(recall_at_10, asked([0]), first, first, first) == 0  # the same third


@pytest.mark.parametrize(("end", "held"), [(5, 1), (4, 0)])
def test_exactly_half_is_enough(end: int, held: float) -> None:
    document = Document("d.txt", "abcdefghij and so on")
    question = Question("q", "?", ("x",), True, ((Evidence("d.txt", "abcdefghij"),),))
    found = Found("d.txt", document.text[:end], Span(0, end))
    score = recall_at_1(question, Reply("x", answered=True, found=(found,)), {"d.txt": document})
    assert score
    assert score.value == held


def test_a_page_of_evidence_is_found_passage_by_passage() -> None:
    page = Question("q", "?", ("x",), True, ((Evidence(TEXT.id, TEXT.text),),))
    found = [passage(number) for number in range(10)]
    assert value(recall_at_5, page, *found) == 0
    assert value(recall_at_10, page, *found) == 1


def test_pieces_of_two_occurrences_make_no_whole() -> None:
    document = Document("d.txt", "abcdef. abcdef.")
    question = Question("q", "?", ("x",), True, ((Evidence("d.txt", "abcdef"),),))
    pieces = [Span(0, 2), Span(10, 12)]
    found = tuple(Found("d.txt", piece.of(document.text), piece) for piece in pieces)
    score = recall_at_10(question, Reply("x", answered=True, found=found), {"d.txt": document})
    assert score
    assert score.value == 0


def test_passages_of_other_documents_or_without_a_name() -> None:
    other = Found("other.txt", SENTENCES[0], Span(0, 23))
    assert value(recall_at_1, asked([0]), other) == 0
    assert value(recall_at_1, asked([0]), Found("", f"Title\n{SENTENCES[0]}")) == 1
    assert value(recall_at_1, asked([0]), Found("", SENTENCES[0][:-1])) == 0


def test_where_the_documents_are_not_known_the_words_are_looked_for() -> None:
    assert value(recall_at_1, asked([0]), passage(0, 1), known=False) == 1
    assert value(recall_at_1, asked([3]), passage(0, 1), known=False) == 0


def test_a_place_that_is_not_that_of_the_text_is_not_believed() -> None:
    stale = Found(TEXT.id, "Something else.", Span(0, 23))
    assert value(recall_at_1, asked([0]), stale) == 0
    moved = Found(TEXT.id, SENTENCES[0], Span(40, 63))
    assert value(recall_at_1, asked([0]), moved) == 1
    assert value(recall_at_1, asked([1]), moved) == 0


def test_an_empty_quotation_is_never_found() -> None:
    question = Question("q", "?", ("x",), True, ((Evidence(TEXT.id, ""),),))
    assert value(recall_at_1, question, passage(0)) == 0
    assert value(recall_at_1, question, Found("", "x")) == 0


@pytest.mark.parametrize("quote", ["İlham Əliyev 🎉.", "Война\u00a0окончена.", "Cafe\u0301."])
def test_quotations_in_any_script(quote: str) -> None:
    document = Document("d.txt", f"🎉🎉 {quote} Sülh.")
    question = Question("q", "?", ("x",), True, ((Evidence("d.txt", quote),),))
    found = Found("d.txt", quote, Span(3, 3 + len(quote)))
    score = recall_at_1(question, Reply("x", answered=True, found=(found,)), {"d.txt": document})
    assert score
    assert score.value == 1


def test_why_names_the_ranks_and_what_is_missing() -> None:
    reply = Reply("x", answered=True, found=(passage(3), passage(0)))
    score = recall_at_5(asked([0, 9]), reply, {TEXT.id: TEXT})
    assert score
    assert score.why == "found at rank 2; 1 of 2 quotations not among the first 5"


def test_declining_changes_nothing_about_retrieval() -> None:
    reply = Reply("", answered=False, found=(passage(0),))
    score = recall_at_1(asked([0]), reply, {TEXT.id: TEXT})
    assert score
    assert score.value == 1

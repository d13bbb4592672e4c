from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.metrics import (
    DEFAULT_METRICS,
    Metric,
    compared_text,
    contains_gold,
    declined,
    exact_citations,
    exact_match,
    plain_text,
    right_sentence,
    token_f1,
)
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.records import Answer, Citation, Document, Passage, ScoredPassage, Span

Build = Callable[..., Answer]

WINNER = Question(
    "q1",
    "Who won?",
    ("Azerbaijan", "Azerbaijan's army"),
    True,
    ((Evidence("news/a.txt", "Azerbaijan won the war."),),),
)
UNSTATED = Question("q2", "How many?", (), False)


def value(
    metric: Metric, question: Question, answer: Answer | None, document: Document
) -> float | None:
    score = metric(question, answer, {document.id: document})
    if score is None:
        return None
    assert (score.question_id, score.metric) == (question.id, metric.name)
    assert score.why
    return score.value


def test_a_right_answer_scores_1_everywhere(document: Document, cited: Build) -> None:
    answer = cited(document, "Azerbaijan won the war.", short="Azerbaijan")
    for metric in DEFAULT_METRICS:
        assert value(metric, WINNER, answer, document) == 1, metric.name


def test_a_right_decline_is_scored_where_it_can_be(document: Document, refused: Build) -> None:
    scores = {m.name: value(m, UNSTATED, refused(), document) for m in DEFAULT_METRICS}
    assert scores == {
        "em": 1,
        "f1": 1,
        "contains_gold": None,
        "right_sentence": None,
        "declined": 1,
        "exact_citations": 1,
    }


def test_a_wrong_decline_scores_0(document: Document, refused: Build) -> None:
    scores = {m.name: value(m, WINNER, refused("small_talk"), document) for m in DEFAULT_METRICS}
    assert scores == {
        "em": 0,
        "f1": 0,
        "contains_gold": 0,
        "right_sentence": 0,
        "declined": 0,
        "exact_citations": 1,
    }


def test_an_answer_to_the_unanswerable_scores_0(document: Document, cited: Build) -> None:
    answer = cited(document, "Thousands fled.", short="Thousands")
    scores = {m.name: value(m, UNSTATED, answer, document) for m in DEFAULT_METRICS}
    assert scores == {
        "em": 0,
        "f1": 0,
        "contains_gold": None,
        "right_sentence": None,
        "declined": 0,
        "exact_citations": 1,
    }


def test_a_failed_question_scores_0_wherever_a_metric_applies(document: Document) -> None:
    assert [value(m, WINNER, None, document) for m in DEFAULT_METRICS] == [0] * 6
    assert [value(m, UNSTATED, None, document) for m in DEFAULT_METRICS] == [0, 0, None, None, 0, 0]


def test_small_talk_is_a_decline(document: Document, refused: Build) -> None:
    assert value(declined, UNSTATED, refused("small_talk"), document) == 1


@pytest.mark.parametrize(
    ("short", "em", "f1"),
    [
        ("the Azerbaijan", 1, 1),
        ("azerbaijans army!", 1, 1),
        ("Azerbaijan won", 0, 2 / 3),
        ("army", 0, 2 / 3),  # with the second gold answer: 1 of 1 and 1 of 2 words
        ("Russia", 0, 0),
        ("", 0, 0),
        (None, 0, 0.4),  # "azerbaijan won war thousands" would be 0.4: 1 of 4, 1 of 1
    ],
)
def test_em_and_f1_take_the_best_gold_answer(
    short: str | None, em: float, f1: float, document: Document, cited: Build
) -> None:
    answer = cited(document, "Azerbaijan won the war. Thousands", short=short)
    assert value(exact_match, WINNER, answer, document) == em
    assert value(token_f1, WINNER, answer, document) == pytest.approx(f1)


def test_contains_gold_looks_at_the_whole_text(document: Document, cited: Build) -> None:
    answer = cited(document, "Azerbaijan won the war.", short="the war")
    assert value(contains_gold, WINNER, answer, document) == 1
    other = cited(document, "Thousands fled.", short="Azerbaijan")
    assert value(contains_gold, WINNER, other, document) == 0


def test_marks_are_no_words_of_the_answer(document: Document, cited: Build) -> None:
    year = Question("q", "How many?", ("1",), True)
    answer = cited(document, "Thousands fled.", "Azerbaijan won the war.")
    assert answer.text == "Thousands fled.[1] Azerbaijan won the war.[2]"
    assert plain_text(answer) == "Thousands fled. Azerbaijan won the war."
    assert value(contains_gold, year, answer, document) == 0


def test_a_mark_of_the_document_stays(document: Document, cited: Build) -> None:
    answer = cited(document, "its troops.[1] They came")
    assert answer.text == "its troops.[1] They came[1]"
    assert plain_text(answer) == compared_text(answer) == "its troops.[1] They came"


@given(st.lists(st.tuples(st.text("ab[1]2 ", min_size=1), st.integers(1, 3)), min_size=1))
def test_only_marks_are_cut_out(parts: list[tuple[str, int]]) -> None:
    text = ""
    citations: tuple[Citation, ...] = ()
    for part, count in parts:
        start, text = len(text), text + part
        end = len(text)
        for _ in range(count):
            number = len(citations) + 1
            citations += (Citation(number, "d", "h", "t", "s", 0, 1, "q", start, end),)
            text += f"[{number}]"
    answer = Answer("?", "?", text, True, None, None, 0.5, citations)
    assert plain_text(answer) == "".join(part for part, _ in parts)
    one = replace(answer, citations=citations[:1])
    assert len(plain_text(one)) == len(text) - len("[1]")


@pytest.mark.parametrize("quote", ["Azerbaijan won the war.", "fled. Azerbaijan won the war."])
@pytest.mark.parametrize("start", [0, 115])
def test_any_occurrence_of_the_gold_quote_counts(
    quote: str, start: int, document: Document, cited: Build
) -> None:
    answer = cited(document, quote, start=start if quote.startswith("Az") else 0)
    assert value(right_sentence, WINNER, answer, document) == 1


def cite_span(answer: Answer, document: Document, span: Span) -> Answer:
    first = replace(
        answer.citations[0], start=span.start, end=span.end, quote=span.of(document.text)
    )
    return replace(answer, citations=(first, *answer.citations[1:]))


@pytest.mark.parametrize(
    ("span", "right"),
    [
        (Span(10, 20), 1),  # the gold quote itself
        (Span(0, 15), 1),  # 5 of the gold quote's 10
        (Span(0, 14), 0),  # 4 of 10
        (Span(15, 40), 1),
        (Span(16, 40), 0),
        (Span(0, 40), 1),  # holds it all
        (Span(19, 20), 1),  # all of the citation's own 1
        (Span(18, 22), 1),  # 2 of the citation's own 4
        (Span(19, 22), 0),  # 1 of 3
        (Span(20, 30), 0),  # touches
        (Span(30, 40), 0),
    ],
)
def test_half_of_the_shorter_one_must_be_shared(span: Span, right: float, cited: Build) -> None:
    text = "abcdefghijKLMNOPQRSTuvwxyz0123456789!?.,"
    document = Document("d.txt", text)
    question = Question("q", "?", ("x",), True, ((Evidence("d.txt", "KLMNOPQRST"),),))
    answer = cite_span(cited(document, "abc"), document, span)
    assert value(right_sentence, question, answer, document) == right


def test_the_first_citation_decides(document: Document, cited: Build) -> None:
    late = cited(document, "Thousands fled.", "Azerbaijan won the war.")
    assert value(right_sentence, WINNER, late, document) == 0


def test_alternatives_and_other_documents(document: Document, cited: Build) -> None:
    elsewhere = Evidence("news/b.txt", "Thousands fled.")
    here = Evidence("news/a.txt", "Thousands fled.")
    answer = cited(document, "Thousands fled.")
    for evidence, right in [
        (((elsewhere,),), 0),
        (((elsewhere,), (here,)), 1),
        (((elsewhere, here),), 1),
        (((Evidence("news/a.txt", "Nobody fled."),),), 0),
    ]:
        question = replace(WINNER, evidence=evidence)
        assert value(right_sentence, question, answer, document) == right


def test_overlapping_occurrences_are_all_found(cited: Build) -> None:
    document = Document("d.txt", "ababab!")
    question = Question("q", "?", ("x",), True, ((Evidence("d.txt", "abab"),),))
    answer = cite_span(cited(document, "ab"), document, Span(4, 7))
    assert value(right_sentence, question, answer, document) == 1


def test_without_evidence_there_is_no_right_sentence(document: Document, cited: Build) -> None:
    answer = cited(document, "Thousands fled.")
    assert value(right_sentence, replace(WINNER, evidence=()), answer, document) is None


def test_a_citation_of_another_text_is_not_right(document: Document, cited: Build) -> None:
    answer = cited(document, "Azerbaijan won the war.")
    changed = Document(document.id, document.text + " ")
    assert value(right_sentence, WINNER, answer, changed) == 0
    assert value(exact_citations, WINNER, answer, changed) == 0
    assert value(right_sentence, WINNER, answer, Document("other.txt", document.text)) == 0


def test_every_citation_must_be_exact(document: Document, cited: Build) -> None:
    answer = cited(document, "Thousands fled.", "Azerbaijan won the war.")
    second = replace(answer.citations[1], start=answer.citations[1].start + 1)
    wrong = replace(answer, citations=(answer.citations[0], second))
    assert value(exact_citations, WINNER, answer, document) == 1
    assert value(exact_citations, WINNER, wrong, document) == 0


def test_related_passages_must_be_exact(document: Document, refused: Build) -> None:
    passage = Passage(
        "p", document.id, document.hash, document.title, document.source, "", 0, 12,
        document.text[:12], (Span(0, 12),),
    )  # fmt: skip
    right = replace(refused(), related=(ScoredPassage(passage, 1.0, 0.5, 1, None),))
    moved = replace(passage, start=1, end=13)
    wrong = replace(refused(), related=(ScoredPassage(moved, 1.0, 0.5, 1, None),))
    assert value(exact_citations, UNSTATED, right, document) == 1
    assert value(exact_citations, UNSTATED, wrong, document) == 0


@given(
    st.lists(st.text("ab .", min_size=1), min_size=1).map(tuple),
    st.text("ab ."),
    st.booleans(),
    st.tuples(st.integers(0, 8), st.integers(1, 8)),
)
def test_every_score_is_between_0_and_1(
    golds: tuple[str, ...], short: str, answerable: bool, place: tuple[int, int]
) -> None:
    document = Document("d.txt", "aab abb ab. ba b" * 2)
    start, length = place
    quote = document.text[start : start + length]
    citation = Citation(
        1, "d.txt", document.hash, "t", "s", start, start + length, quote, 0, length
    )
    answer = Answer("?", "?", f"{quote}[1]", True, None, short, 0.5, (citation,))
    evidence = ((Evidence("d.txt", "ab"),),)
    question = Question("q", "?", golds if answerable else (), answerable, evidence)
    for metric in DEFAULT_METRICS:
        found = value(metric, question, answer, document)
        assert found is None or 0 <= found <= 1
        assert (found is None) == (not answerable and metric in (contains_gold, right_sentence))

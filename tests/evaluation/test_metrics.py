"""What holds for all metrics: the worked examples, declining, errors, and systems that cheat."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.measures import NAMES, Measure, measure
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Metric
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Found, Quoted, Reply, as_found, as_reply
from karabakh_qa.records import Answer, Document, Passage, ScoredPassage, Span

Build = Callable[..., Answer]
System = Callable[[Question], Reply | None]

METRICS = {metric.name: metric for metric in DEFAULT_METRICS}
RETRIEVAL = {name for name, metric in METRICS.items() if metric.group == "retrieval"}
WINNER = Question(
    "q1",
    "Who won?",
    ("Azerbaijan", "Azerbaijan's army"),
    True,
    ((Evidence("news/a.txt", "Azerbaijan won the war."),),),
    rewrite="Who won the war of 2020?",
)
UNSTATED = Question("q2", "How many?", (), False)
ALWAYS = {"em", "f1", "declined", "exact_citations", "passed_sentences"}
"""What is scored whether a question is to be answered or not."""


def value(
    metric: Metric, question: Question, reply: Reply | None, *documents: Document
) -> float | None:
    score = metric(question, reply, {document.id: document for document in documents})
    if score is None:
        return None
    assert (score.question_id, score.metric) == (question.id, metric.name)
    assert score.why
    return score.value


def values(
    question: Question, reply: Reply | None, *documents: Document
) -> dict[str, float | None]:
    return {name: value(m, question, reply, *documents) for name, m in METRICS.items()}


def test_names_are_unique() -> None:
    assert len(METRICS) == len(DEFAULT_METRICS)
    assert all(metric.meaning and metric.example for metric in DEFAULT_METRICS)


def test_a_right_answer_scores_1_everywhere(document: Document, cited: Build) -> None:
    reply = as_reply(
        cited(document, "Azerbaijan won the war.", short="Azerbaijan"), {document.id: document}
    )
    quote = "Azerbaijan won the war."
    start = document.text.index(quote)
    found = (Found(document.id, quote, Span(start, start + len(quote))),)
    reply = replace(reply, found=found, understood="Who won the war of 2020?")
    reply = replace(reply, found_as_asked=found, found_rewritten=found)
    assert set(values(WINNER, reply, document).values()) == {1.0}


def test_a_right_decline_is_scored_where_it_can_be(document: Document, refused: Build) -> None:
    found = values(UNSTATED, as_reply(refused(), {document.id: document}), document)
    assert {name for name, score in found.items() if score is not None} == ALWAYS
    assert all(score in (None, 1) for score in found.values())


def test_a_wrong_decline_scores_0(document: Document, refused: Build) -> None:
    reply = as_reply(refused("small_talk"), {document.id: document})
    found = values(replace(WINNER, rewrite=None), reply, document)
    assert {name for name, score in found.items() if score} == {
        "exact_citations",
        "passed_sentences",
    }
    assert {name for name, score in found.items() if score is None} == {
        "rewrite_f1",
        "recall@5_as_asked",
        "recall@5_rewritten",
    }


def test_an_answer_to_the_unanswerable_scores_0(document: Document, cited: Build) -> None:
    answer = cited(document, "Thousands fled.", short="Thousands")
    found = values(UNSTATED, as_reply(answer, {document.id: document}), document)
    assert {name: score for name, score in found.items() if score is not None} == {
        "em": 0,
        "f1": 0,
        "declined": 0,
        "exact_citations": 1,
        "passed_sentences": 1,
    }


def test_a_failed_question_scores_0_wherever_a_metric_applies(document: Document) -> None:
    assert set(values(WINNER, None, document).values()) == {0.0}
    found = values(UNSTATED, None, document)
    assert {name for name, score in found.items() if score == 0} == ALWAYS


def test_which_metrics_apply_does_not_depend_on_the_reply(
    document: Document, cited: Build, refused: Build
) -> None:
    documents = {document.id: document}
    replies = (
        None,
        Reply("", answered=True),
        as_reply(refused(), documents),
        as_reply(cited(document, "Thousands fled."), documents),
    )
    for question in (WINNER, UNSTATED, replace(WINNER, evidence=(), rewrite=None)):
        applied = {
            tuple(
                name for name, score in values(question, reply, document).items() if score is None
            )
            for reply in replies
        }
        assert len(applied) == 1


@pytest.mark.parametrize(
    ("reason", "why"),
    [("not_stated", "declined (not_stated), should be declined"), (None, "declined, should be")],
)
def test_why_says_how_it_was_declined(reason: str | None, why: str) -> None:
    score = METRICS["declined"](UNSTATED, Reply("", answered=False, reason=reason), {})
    assert score
    assert score.why.startswith(why)


def test_small_talk_is_a_decline(document: Document, refused: Build) -> None:
    assert value(METRICS["declined"], UNSTATED, as_reply(refused("small_talk"), {}), document) == 1


# The worked examples: the numbers that a person reads are those that come out.

ARTICLE = Document(
    "a.txt", "It began.\n\nThe mission began on 12 May 2024. The war ended. A 44-day war."
)
SENTENCE = "The mission began on 12 May 2024."
OTHER = "The war ended."


FIRST_WORDS = Span(0, 10)


def quoted(*quotes: str, part: Span = FIRST_WORDS) -> tuple[Quoted, ...]:
    starts = [ARTICLE.text.index(quote) for quote in quotes]
    return tuple(
        Quoted("a.txt", quote, part, Span(start, start + len(quote)))
        for start, quote in zip(starts, quotes, strict=True)
    )


PARTS = (*quoted(OTHER), *quoted(OTHER, SENTENCE, part=Span(10, 19)))


def asked(*gold: str, answers: tuple[str, ...] = ("12 May",), rewrite: str = "") -> Question:
    evidence = (tuple(Evidence("a.txt", quote) for quote in gold),) if gold else ()
    return Question("q", "Who won?", answers, True, evidence, rewrite=rewrite or None)


def said(text: str = "It began.", short: str | None = None, **more: object) -> Reply:
    return replace(Reply(text, answered=True, short_answer=short), **more)  # type: ignore[arg-type]


def ranked(*quotes: str) -> tuple[Found, ...]:
    return tuple(Found(c.document_id, c.quote, c.place) for c in quoted(*quotes))


EXAMPLES = [
    ("em", asked(), said(short="on 12 May"), 0, 'short answer "on 12 May": 0;'),
    ("em", asked(), said(short="12 May."), 1, '"12 May.": 1'),
    ("f1", asked(), said(short="on 12 May"), 0.8, "F1 0.8"),
    ("contains_gold", asked(), said("It began on 12 May."), 1, '"It began on 12 May.": 1'),
    ("contains_gold", asked(answers=("12",)), said("2012"), 0, '"12" in "2012": 0'),
    ("declined", UNSTATED, Reply("", answered=False), 1, "declined 1"),
    ("declined", UNSTATED, said("2 million"), 0, "answered 0"),
    (
        "exact_citations",
        asked(),
        said(citations=(Quoted("a.txt", "began on 13 May 2024.", Span(0, 1), Span(23, 44)),)),
        0,
        '"began on 13 May 2024.": 0',
    ),
    ("right_sentence", asked(SENTENCE), said(citations=quoted(SENTENCE)), 1, "that sentence: 1"),
    ("right_sentence", asked(SENTENCE), said(citations=quoted(OTHER)), 0, "the next one: 0"),
    (
        "citation_precision",
        asked(SENTENCE),
        said(citations=quoted(SENTENCE, OTHER)),
        0.5,
        "one of them gold: 0.5",
    ),
    (
        "citation_recall",
        asked(SENTENCE, OTHER),
        said(citations=quoted(OTHER)),
        0.5,
        "one is cited: 0.5",
    ),
    (
        "sentence_support",
        asked(),
        said("The war lasted 45 days.", citations=quoted("A 44-day war.")),
        0,
        ": 0, for 45 stands nowhere",
    ),
    (
        "cited_sentences",
        asked(),
        said("It began. It ended.", citations=quoted(OTHER, part=Span(10, 19))),
        0.5,
        "the second only: 0.5",
    ),
    (
        "passed_sentences",
        asked(),
        said("It began. It ended.", citations=PARTS, struck=1),
        2 / 3,
        ": 0.667",
    ),
    *(
        (f"recall@{depth}", asked(SENTENCE, OTHER), said(found=ranked(SENTENCE)), 0.5, ": 0.5")
        for depth in (1, 3, 5, 10)
    ),
    ("mrr@10", asked(SENTENCE), said(found=ranked("44", OTHER, SENTENCE)), 1 / 3, ": 0.333"),
    ("ndcg@10", asked(SENTENCE), said(found=ranked(OTHER, SENTENCE)), 0.6309, "= 0.631"),
    (
        "rewrite_f1",
        asked(rewrite="Who won the 2020 war?"),
        said(understood="Who won?"),
        2 / 3,
        "F1 0.667",
    ),
    (
        "recall@5_as_asked",
        asked(SENTENCE, rewrite="Who won the 2020 war?"),
        said(found_as_asked=ranked(OTHER), found_rewritten=ranked(SENTENCE)),
        0,
        "as asked 0",
    ),
    (
        "recall@5_rewritten",
        asked(SENTENCE, rewrite="Who won the 2020 war?"),
        said(found_as_asked=ranked(OTHER), found_rewritten=ranked(SENTENCE)),
        1,
        "",
    ),
]


@pytest.mark.parametrize(("name", "question", "reply", "score", "words"), EXAMPLES)
def test_the_example_of_each_metric_is_true(
    name: str, question: Question, reply: Reply, score: float, words: str
) -> None:
    assert words in METRICS[name].example
    assert value(METRICS[name], question, reply, ARTICLE) == pytest.approx(score, abs=1e-4)


def test_every_metric_has_its_example_tested() -> None:
    assert {name for name, *_ in EXAMPLES} == set(METRICS)


def test_the_example_of_exact_citations_counts_characters_rightly() -> None:
    assert 'characters 120 to 141 are "began on 12 May 2024."' in METRICS["exact_citations"].example
    assert len("began on 12 May 2024.") == 141 - 120


# Systems that a number must not be fooled by.

QUESTIONS = (
    WINNER,
    replace(WINNER, id="q3", question="Who lost?", evidence=()),
    replace(WINNER, id="q4", evidence=((), *WINNER.evidence), rewrite=None),
    UNSTATED,
    replace(UNSTATED, id="q5", question="What is the population of Baku?"),
)
TEXT = Document(
    "news/a.txt", "Azerbaijan won the war. Thousands fled. They came in 2020. It ended."
)
WHOLE = Quoted(TEXT.id, TEXT.text, Span(0, 68), Span(0, 68))


def run(system: System, questions: tuple[Question, ...] = QUESTIONS) -> dict[str, Measure]:
    documents = {TEXT.id: TEXT}
    outcomes = []
    for question in questions:
        reply = system(question)
        scores = [metric(question, reply, documents) for metric in DEFAULT_METRICS]
        error = None if reply else "ValueError: no"
        outcomes.append(Outcome(question, reply, error, 0.1, tuple(s for s in scores if s)))
    return {found.name: found for found in measure(outcomes, list(METRICS))}


def nothing(question: Question) -> Reply:
    return Reply("", answered=False)


def everything(question: Question) -> Reply:
    return Reply("Azerbaijan won the war.", answered=True, confidence=1.0)


def whole_documents(question: Question) -> Reply:
    passage = Found(TEXT.id, TEXT.text, Span(0, 68))
    return Reply(TEXT.text, answered=True, citations=(WHOLE,), found=(passage,) * 20)


def crashing(question: Question) -> None:
    return None


def half_sure(question: Question) -> Reply:
    return replace(everything(question), confidence=0.5 if question.answerable else None)


def duplicates(question: Question) -> Reply:
    quote = Quoted(TEXT.id, "Azerbaijan won the war.", Span(0, 23), Span(0, 23))
    other = Quoted(TEXT.id, "Thousands fled.", Span(0, 23), Span(24, 39))
    return replace(everything(question), citations=(*[quote] * 9, other))


def empty_texts(question: Question) -> Reply:
    nowhere = Quoted(TEXT.id, "", Span(0, 0), Span(5, 5))
    return Reply("", answered=True, short_answer="", citations=(nowhere,), found=(Found("", ""),))


def stale(question: Question) -> Reply:
    gone = Quoted("gone.txt", "It", Span(0, 2), Span(0, 2))
    moved = Quoted(TEXT.id, "Azerbaijan won the war.", Span(0, 2), Span(1, 24))
    beyond = Quoted(TEXT.id, "It", Span(0, 2), Span(500, 502))
    passages = (Found("gone.txt", "It", Span(0, 2)), Found(TEXT.id, "?", Span(-5, 900)))
    return Reply("It", answered=True, citations=(moved, gone, beyond), found=passages)


def signs(question: Question) -> Reply:
    return Reply("👍🏽 … — ?!", answered=True, short_answer="…", citations=(WHOLE,), confidence=0.0)


SYSTEMS = [
    nothing, everything, whole_documents, crashing, half_sure, duplicates, empty_texts, stale,
    signs,
]  # fmt: skip
SETS = [QUESTIONS, QUESTIONS[:1], QUESTIONS[3:4], QUESTIONS[3:], QUESTIONS[:3], QUESTIONS[2:3]]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("questions", SETS)
def test_every_run_has_values_or_says_that_there_are_none(
    system: System, questions: tuple[Question, ...]
) -> None:
    found = run(system, questions)
    assert set(found) == set(NAMES)
    for number in found.values():
        if number.value is None:
            assert (number.n, number.low, number.high) == (0, None, None)
            continue
        assert 0 < number.n <= len(questions)
        assert 0 <= number.value <= 1
        if number.low is not None and number.high is not None:
            assert 0 <= number.low <= number.high <= 1
            assert number.high > number.low, "a few questions prove nothing for certain"


def test_answering_everything_shows_in_false_answers() -> None:
    found = run(everything)
    assert found["false_answers"].value == 1
    assert found["over_refusals"].value == 0
    assert found["declined"].value == 0.6
    assert found["auroc"].value == 0.5


def test_declining_everything_earns_the_unanswerable_questions_only() -> None:
    found = run(nothing)
    assert {name for name, number in found.items() if number.value} == {
        *ALWAYS,
        "over_refusals",
        "rewrite_f1",  # the question itself, as it says nothing of how it understood it
    }
    assert found["em"].value == found["f1"].value == found["declined"].value == 0.4
    assert found["over_refusals"].value == 1


def test_citing_nothing_is_exact_and_supports_nothing() -> None:
    found = run(everything)
    assert found["exact_citations"].value == 1
    for name in ("right_sentence", "citation_precision", "citation_recall", "sentence_support"):
        assert found[name].value == 0
    assert found["cited_sentences"].value == 0


def test_citing_whole_documents_costs_precision() -> None:
    found = run(whole_documents)
    assert found["citation_recall"].value == found["contains_gold"].value == 1
    assert found["citation_precision"].value == 0.25  # 1 of 4 sentences
    assert (found["f1"].value or 1) < 0.2


def test_repeating_a_citation_earns_nothing() -> None:
    assert run(duplicates)["citation_precision"].value == 0.5


def test_failing_earns_nothing() -> None:
    found = run(crashing)
    lower = {"false_answers", "over_refusals", "brier"}
    assert all(number.value == (name in lower) for name, number in found.items())


def test_a_missing_confidence_makes_its_numbers_not_applicable() -> None:
    found = run(half_sure)
    assert [found[name].n for name in ("auroc", "brier")] == [0, 0]


def test_texts_that_are_not_there_are_not_exact() -> None:
    assert run(stale)["exact_citations"].value == run(empty_texts)["exact_citations"].value == 0
    assert run(stale)["right_sentence"].value == run(stale)["citation_precision"].value == 0
    assert run(stale)["recall@10"].value == 0
    assert run(empty_texts)["right_sentence"].value == run(empty_texts)["sentence_support"].value
    assert run(empty_texts)["right_sentence"].value == run(empty_texts)["recall@10"].value == 0


def test_passages_become_found_places(document: Document) -> None:
    passage = Passage(
        "p", document.id, document.hash, document.title, document.source, "", 0, 12,
        document.text[:12], (Span(0, 12),),
    )  # fmt: skip
    found = as_found([ScoredPassage(passage, 1.0, 0.5, 1, None)])
    assert found == (Found(document.id, "Peacekeepers", Span(0, 12)),)


@settings(deadline=None)  # the first example imports the sentence splitter and ir-measures
@given(
    st.lists(st.text("ab .", min_size=1), min_size=1).map(tuple),
    st.text("ab ."),
    st.booleans(),
    st.tuples(st.integers(-3, 12), st.integers(0, 12)),
    st.booleans(),
)
def test_every_score_is_between_0_and_1(
    golds: tuple[str, ...], short: str, answerable: bool, place: tuple[int, int], known: bool
) -> None:
    document = Document("d.txt", "aab abb ab. ba b" * 2)
    start, length = place
    quote = document.text[max(start, 0) : start + length]
    span = Span(start, start + length) if known else None
    found = (Found("d.txt", quote, span), Found("", "ab"))
    citations = (Quoted("d.txt", quote, Span(0, length), span),)
    reply = Reply(quote, True, None, short, 0.5, citations, None, "ab?", found)
    evidence = ((Evidence("d.txt", "ab"), Evidence("d.txt", "ba")), (Evidence("e.txt", "ab"),))
    question = Question(
        "q", "?", golds if answerable else (), answerable, evidence, rewrite="ab b?"
    )
    for metric in DEFAULT_METRICS:
        score = value(metric, question, reply, document)
        assert score is None or 0 <= score <= 1
        always = metric.name in {"rewrite_f1", *ALWAYS}
        assert (score is None) == (not answerable and not always)

"""Citations: which places are gold evidence, how much of it is cited, what stands behind words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from karabakh_qa.evaluation.metrics import (
    Metric,
    citation_precision,
    citation_recall,
    cited_sentences,
    exact_citations,
    passed_sentences,
    right_sentence,
    sentence_support,
)
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Quoted, Reply, as_reply
from karabakh_qa.records import Answer, Document, Passage, ScoredPassage, Span, Unsupported

Build = Callable[..., Answer]

WINNER = Question(
    "q", "Who won?", ("Azerbaijan",), True,
    ((Evidence("news/a.txt", "Azerbaijan won the war."),),),
)  # fmt: skip
UNSTATED = Question("q", "How many?", (), False)
LETTERS = Document("d.txt", "abcdefghijKLMNOPQRSTuvwxyz0123456789!?.,")
CAPITALS = Question("q", "?", ("x",), True, ((Evidence("d.txt", "KLMNOPQRST"),),))
NEWS = Document(
    "n.txt", "It began. They left. It ended. They left. All was well. It began to rain."
)


def value(metric: Metric, question: Question, reply: Reply, *documents: Document) -> float:
    score = metric(question, reply, {document.id: document for document in documents})
    assert score
    assert score.why
    return score.value


def gold(*quotes: str, document: str = "n.txt") -> tuple[Evidence, ...]:
    return tuple(Evidence(document, quote) for quote in quotes)


def asked(*alternatives: tuple[Evidence, ...]) -> Question:
    return Question("q", "?", ("x",), True, alternatives)


def cite(quote: str, start: int | None = None, document: Document = NEWS) -> Quoted:
    """A citation of the first occurrence, or of the one at `start`; -1 for no place."""
    at = document.text.index(quote) if start is None else start
    place = None if at < 0 else Span(at, at + len(quote))
    return Quoted(document.id, quote, Span(0, 5), place)


def replied(*citations: Quoted, text: str = "It began.") -> Reply:
    return Reply(text, answered=True, citations=citations)


@pytest.mark.parametrize("quote", ["Azerbaijan won the war.", "fled. Azerbaijan won the war."])
@pytest.mark.parametrize("start", [0, 115])
def test_any_occurrence_of_the_gold_quote_counts(
    quote: str, start: int, document: Document, cited: Build
) -> None:
    answer = cited(document, quote, start=start if quote.startswith("Az") else 0)
    reply = as_reply(answer, {document.id: document})
    assert value(right_sentence, WINNER, reply, document) == 1


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
        (Span(15, 15), 0),  # nothing at all
        (Span(30, 40), 0),
        (Span(-30, -20), 0),  # what Python would count from the end
        (Span(500, 510), 0),
    ],
)
def test_half_of_the_shorter_one_must_be_shared(span: Span, right: float) -> None:
    reply = replied(Quoted("d.txt", span.of(LETTERS.text), Span(0, 5), span))
    assert value(right_sentence, CAPITALS, reply, LETTERS) == right
    assert value(citation_precision, CAPITALS, reply, LETTERS) == right
    assert value(citation_recall, CAPITALS, reply, LETTERS) == right


def test_the_first_citation_decides() -> None:
    question = asked(gold("It ended."))
    late = replied(cite("It began."), cite("It ended."))
    assert value(right_sentence, question, late, NEWS) == 0
    assert value(right_sentence, question, replied(*late.citations[::-1]), NEWS) == 1


def test_alternatives_and_other_documents(document: Document, cited: Build) -> None:
    elsewhere = Evidence("news/b.txt", "Thousands fled.")
    here = Evidence("news/a.txt", "Thousands fled.")
    reply = as_reply(cited(document, "Thousands fled."), {})
    for evidence, right, recall in [
        (((elsewhere,),), 0, 0),
        (((elsewhere,), (here,)), 1, 1),
        (((elsewhere, here),), 1, 0.5),
        (((), (elsewhere, here), ()), 1, 0.5),
        (((Evidence("news/a.txt", "Nobody fled."),),), 0, 0),
    ]:
        question = replace(WINNER, evidence=evidence)
        assert value(right_sentence, question, reply, document) == right
        assert value(citation_precision, question, reply, document) == right
        assert value(citation_recall, question, reply, document) == recall


def test_recall_takes_the_alternative_that_comes_off_best() -> None:
    question = asked(
        gold("It began.", "It ended."), gold("All was well.", "They left.", "It began to rain.")
    )
    reply = replied(cite("It began."), cite("They left."), cite("All was well."))
    assert value(citation_recall, question, reply, NEWS) == pytest.approx(2 / 3)
    assert value(citation_precision, question, reply, NEWS) == 1


def test_precision_and_recall_of_several_citations() -> None:
    question = asked(gold("It began.", "It ended."))
    reply = replied(cite("It ended."), cite("They left."), cite("All was well."))
    assert value(citation_precision, question, reply, NEWS) == pytest.approx(1 / 3)
    assert value(citation_recall, question, reply, NEWS) == 0.5
    none = replied()
    assert value(citation_precision, question, none, NEWS) == 0
    assert value(citation_recall, question, none, NEWS) == 0
    assert value(right_sentence, question, none, NEWS) == 0


def test_precision_counts_the_sentences_of_a_citation() -> None:
    question = asked(gold("It ended."))
    reply = replied(cite("It began. They left. It ended."), cite("It ended."))
    assert value(citation_precision, question, reply, NEWS) == 0.5  # 2 of 4
    whole = replied(cite(NEWS.text))
    assert value(citation_precision, question, whole, NEWS) == pytest.approx(1 / 6)
    assert value(citation_recall, question, whole, NEWS) == 1
    assert value(right_sentence, question, whole, NEWS) == 1


def test_precision_counts_a_place_once() -> None:
    question = asked(gold("It ended."))
    again = replace(cite("It ended."), part=Span(5, 9))
    reply = replied(cite("It ended."), again, cite("It began."))
    assert value(citation_precision, question, reply, NEWS) == 0.5


def test_a_quote_of_a_phrase_is_evidence_and_one_of_the_sentence_around_it() -> None:
    phrase = replied(cite("was well"))
    assert value(right_sentence, asked(gold("All was well.")), phrase, NEWS) == 1
    sentence = replied(cite("All was well."))
    assert value(citation_precision, asked(gold("was")), sentence, NEWS) == 1


@pytest.mark.parametrize(
    ("quote", "right"),
    [
        ("It ended.", 1),
        ("All was well.", 0),
        ("It", 0),  # three places, one of them in the gold quotation
        ("e", 0),
        ("They left.", 0),
        ("", 0),
        ("It never ended.", 0),
    ],
)
def test_a_quote_without_a_place_points_wherever_it_stands(quote: str, right: float) -> None:
    reply = replied(cite(quote, -1))
    assert value(right_sentence, asked(gold("It ended.")), reply, NEWS) == right
    assert value(citation_precision, asked(gold("It ended.")), reply, NEWS) == right


def test_a_repeated_sentence_is_evidence_wherever_it_stands() -> None:
    for start in (10, 31, -1):
        reply = replied(cite("They left.", start))
        assert value(right_sentence, asked(gold("They left.")), reply, NEWS) == 1


def test_overlapping_occurrences_are_all_found() -> None:
    document = Document("d.txt", "ababab!")
    reply = replied(cite("ab!", 4, document))
    assert value(right_sentence, asked(gold("abab", document="d.txt")), reply, document) == 1


@pytest.mark.parametrize("metric", [right_sentence, citation_precision, citation_recall])
def test_without_evidence_there_is_nothing_to_compare_with(metric: Metric) -> None:
    for evidence in ((), ((),)):
        question = replace(WINNER, evidence=evidence)
        assert metric(question, replied(cite("It ended.")), {NEWS.id: NEWS}) is None
    assert metric(replace(UNSTATED, evidence=WINNER.evidence), replied(), {}) is None


def test_a_citation_of_another_text_is_not_right(document: Document, cited: Build) -> None:
    answer = cited(document, "Azerbaijan won the war.")
    changed = Document(document.id, "Now: " + document.text)
    other = Document("other.txt", document.text)
    for known in (changed, other):
        reply = as_reply(answer, {known.id: known})
        assert value(exact_citations, WINNER, reply, known) == 0
        for metric in (right_sentence, citation_precision, citation_recall):
            assert value(metric, WINNER, reply, known) == 0


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("İlham Əliyev qalib gəldi. Sülh!", "İlham Əliyev qalib gəldi."),
        ("Война окончена. Мир.", "Война окончена."),
        ("Cafe\u0301 1\u00a0960. Sülh!", "Cafe\u0301 1\u00a0960."),
        ("👩‍👩‍👧 won 🎉. Yes.", "👩‍👩‍👧 won 🎉."),
    ],
)
def test_places_are_counted_in_characters_of_any_script(text: str, quote: str) -> None:
    document = Document("d.txt", f"{text}\r\n{text}")
    question = asked(gold(quote, document="d.txt"))
    second = len(text) + 2
    for start in (0, second):
        reply = replied(cite(quote, start, document))
        assert value(exact_citations, question, reply, document) == 1
        assert value(citation_precision, question, reply, document) == 1
    beside = replied(cite(quote, second + 1, document))
    assert value(exact_citations, question, beside, document) == 0
    assert value(right_sentence, question, beside, document) == 0


def test_every_citation_must_be_exact(document: Document, cited: Build) -> None:
    answer = cited(document, "Thousands fled.", "Azerbaijan won the war.")
    second = replace(answer.citations[1], start=answer.citations[1].start + 1)
    wrong = replace(answer, citations=(answer.citations[0], second))
    documents = {document.id: document}
    assert value(exact_citations, WINNER, as_reply(answer, documents), document) == 1
    assert value(exact_citations, WINNER, as_reply(wrong, documents), document) == 0


def test_the_quotes_of_any_system_are_looked_up() -> None:
    for wrong in (
        cite("It began.", 3),
        cite("It never began.", -1),
        cite("", -1),
        replace(cite("It began."), document_id="gone.txt"),
    ):
        assert value(exact_citations, UNSTATED, replied(cite("It ended."), wrong), NEWS) == 0
    assert value(exact_citations, UNSTATED, replied(cite("It ended.", -1)), NEWS) == 1


def test_a_flaw_that_was_found_before_counts() -> None:
    score = exact_citations(UNSTATED, replace(replied(), flaw="another text"), {NEWS.id: NEWS})
    assert score
    assert (score.value, score.why) == (0, "another text")


def test_related_passages_must_be_exact(document: Document, refused: Build) -> None:
    passage = Passage(
        "p", document.id, document.hash, document.title, document.source, "", 0, 12,
        document.text[:12], (Span(0, 12),),
    )  # fmt: skip
    right = replace(refused(), related=(ScoredPassage(passage, 1.0, 0.5, 1, None),))
    moved = replace(passage, start=1, end=13)
    wrong = replace(refused(), related=(ScoredPassage(moved, 1.0, 0.5, 1, None),))
    for answer, exact in ((right, 1), (wrong, 0)):
        reply = as_reply(answer, {document.id: document})
        assert value(exact_citations, UNSTATED, reply, document) == exact


# Sentences of the answer. Parts: "It began." is 0 to 9, "They left." 10 to 20.

TWO = "It began. They left."


def given(quote: str, start: int, end: int) -> Quoted:
    return replace(cite(quote), part=Span(start, end))


@pytest.mark.parametrize(
    ("citations", "share"),
    [
        ((), 0),
        ((given("It began.", 0, 9),), 0.5),
        ((given("They left.", 10, 20),), 0.5),
        ((given("It began.", 0, 9), given("They left.", 10, 20)), 1),
        ((given("It began. They left.", 0, 20),), 1),
        ((given("It began.", 9, 10),), 0),  # for the blank between them
    ],
)
def test_cited_sentences_and_their_support(citations: tuple[Quoted, ...], share: float) -> None:
    reply = replied(*citations, text=TWO)
    assert value(cited_sentences, WINNER, reply, NEWS) == share
    assert value(sentence_support, WINNER, reply, NEWS) == share


def test_a_citation_for_the_wrong_sentence_supports_neither() -> None:
    reply = replied(given("All was well.", 0, 9), given("It began.", 10, 20), text=TWO)
    assert value(cited_sentences, WINNER, reply, NEWS) == 1
    assert value(sentence_support, WINNER, reply, NEWS) == 0


def test_support_is_the_mean_over_sentences() -> None:
    document = Document("n.txt", "Azerbaijan won the war of 2020. Thousands fled.")
    text = "Azerbaijan quickly won a war. Thousands fled."
    parts = (Span(0, 29), Span(30, 45))
    quotes = ("Azerbaijan won the war of 2020.", "Thousands fled.")
    citations = [Quoted("n.txt", quote, part) for quote, part in zip(quotes, parts, strict=True)]
    score = sentence_support(WINNER, replied(*citations, text=text), {"n.txt": document})
    assert score
    assert score.value == pytest.approx((3 / 4 + 1) / 2)  # azerbaijan, won, war; not "quickly"
    assert '"Azerbaijan quickly won a war."' in score.why


@pytest.mark.parametrize(
    ("struck", "parts", "share"),
    [
        (0, ("It began.",), 1),
        (1, ("It began.", "They left."), 2 / 3),
        (2, ("It began.", "It began."), 1 / 3),  # one sentence with two marks
        (3, (), 0),
        (0, (), 1),
        (None, (), 1),
    ],
)
def test_the_share_of_a_models_sentences_that_passed(
    struck: int | None, parts: tuple[str, ...], share: float
) -> None:
    spans = {"It began.": Span(0, 9), "They left.": Span(10, 20)}
    citations = tuple(replace(cite(part), part=spans[part]) for part in parts)
    reply = Reply(TWO, answered=bool(parts), citations=citations, struck=struck)
    assert value(passed_sentences, WINNER, reply, NEWS) == pytest.approx(share)


def test_what_a_gate_held_back_is_counted_shown_or_not(
    document: Document, cited: Build, refused: Build
) -> None:
    answer = cited(document, "Thousands fled.")
    assert as_reply(answer, {}).struck is None
    apart = replace(answer, written_by="m", unsupported=(Unsupported("Ten fled.", "number"),))
    assert as_reply(apart, {}).struck == 1
    assert as_reply(replace(refused(), written_by="m", dropped=2), {}).struck == 2


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_answer_without_a_text_has_no_support(text: str) -> None:
    reply = replied(cite("It began."), text=text)
    assert value(sentence_support, WINNER, reply, NEWS) == 0
    assert value(cited_sentences, WINNER, reply, NEWS) == 0


def test_declining_supports_nothing_that_should_be_said() -> None:
    for metric in (right_sentence, citation_precision, citation_recall, sentence_support):
        assert value(metric, WINNER, Reply("No.", answered=False), NEWS) == 0

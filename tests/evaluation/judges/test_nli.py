import pytest

from karabakh_qa.evaluation.judges.nli import entailments, nli_support
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Quoted, Reply
from karabakh_qa.records import Span
from tests.evaluation.judges.conftest import Table

ASKED = Question("q", "Who won?", ("Azerbaijan",), True)
UNANSWERABLE = Question("u", "How tall?", (), False)
TEXT = "Baku won the war. Thousands fled."
FIRST, SECOND = Span(0, 17), Span(18, 33)


def reply(*cited: tuple[str, Span], text: str = TEXT) -> Reply:
    quotes = tuple(Quoted("a.txt", quote, part) for quote, part in cited)
    return Reply(text, answered=True, citations=quotes)


def test_averages_over_sentences() -> None:
    model = Table({("Azerbaijan won.", TEXT[:17]): 0.9, ("Many fled.", TEXT[18:]): 0.4})

    score = nli_support(model)(ASKED, reply(("Azerbaijan won.", FIRST), ("Many fled.", SECOND)), {})

    assert score is not None
    assert score.value == pytest.approx(0.65)
    assert score.why == 'least entailed (0.40): "Thousands fled."'
    assert model.asked == [("Azerbaijan won.", TEXT[:17]), ("Many fled.", TEXT[18:])]


def test_a_sentence_without_citation_has_nothing() -> None:
    model = Table({("Azerbaijan won.", TEXT[:17]): 0.9})

    score = nli_support(model)(ASKED, reply(("Azerbaijan won.", FIRST)), {})

    assert score is not None
    assert score.value == pytest.approx(0.45)


def test_quotes_count_by_themselves_and_together() -> None:
    pieces = ["It was a war.", "Azerbaijan won it.", "It was a war."]
    together = ("It was a war. Azerbaijan won it.", "c")
    known = {("It was a war.", "c"): 0.2, ("Azerbaijan won it.", "c"): 0.3, together: 0.8}

    assert entailments(Table(known), [("c", pieces)]) == [0.8]
    assert entailments(Table(known | {together: 0.1}), [("c", pieces)]) == [0.3]


def test_each_claim_has_its_own() -> None:
    known = {("x", "one"): 0.1, ("y", "three"): 0.7, ("z", "three"): 0.6, ("y z", "three"): 0.2}
    claims = [("one", ["x"]), ("two", []), ("three", ["y", "z"])]

    assert entailments(Table(known), claims) == [0.1, 0.0, 0.7]


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        (ASKED, Reply("The documents don't say.", answered=False), 0.0),
        (ASKED, None, 0.0),
        (ASKED, Reply("", answered=True), 0.0),
        (UNANSWERABLE, reply(("Azerbaijan won.", FIRST)), None),
    ],
    ids=["declined", "failed", "empty", "unanswerable"],
)
def test_what_is_settled_is_not_asked(
    question: Question, given: Reply | None, expected: float | None
) -> None:
    model = Table({})
    score = nli_support(model)(question, given, {})

    assert (score.value if score else None) == expected
    assert not model.asked

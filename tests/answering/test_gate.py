"""Nothing false comes through the gate as cited, whoever drafted it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.draft import Asked, Claim, Draft, Place
from karabakh_qa.answering.facts import Objection, objection
from karabakh_qa.answering.gate import CitedText, admit
from karabakh_qa.records import Document, Span, mark_spans
from karabakh_qa.support import one_line, states

FIRST = Document("a.txt", "The war began in 1991.\r\nIt ended in 1994. [1] İğdır fell 👩‍🚀 in May.")
SECOND = Document("b.txt", "The war began in 1991.")
ASKED = Asked("q", "q as understood", (), {d.id: d for d in (FIRST, SECOND)})


def place(words: str, document: Document = FIRST) -> Place:
    start = document.text.index(words)
    return Place(document.id, start, start + len(words))


def draft(*claims: Claim, short_answer: str | None = None) -> Draft:
    return Draft(claims, confidence=0.8, short_answer=short_answer)


def test_a_true_claim_is_cited_exactly() -> None:
    answer = admit(draft(Claim("It ended in 1994.", (place("It ended in 1994."),))), ASKED)
    assert answer.text == "It ended in 1994.[1]"
    (citation,) = answer.citations
    assert FIRST.text[citation.start : citation.end] == citation.quote == "It ended in 1994."
    assert answer.text[citation.answer_start : citation.answer_end] == "It ended in 1994."
    assert (answer.question, answer.effective_question) == ("q", "q as understood")
    assert answer.confidence == 0.8


def test_a_claim_may_leave_out_line_breaks_but_the_quote_keeps_them() -> None:
    words = "The war began in 1991.\r\nIt ended in 1994."
    answer = admit(draft(Claim(words, (place(words),))), ASKED)
    assert answer.text == "The war began in 1991. It ended in 1994.[1]"
    assert answer.citations[0].quote == words


def test_marks_in_a_document_stay_text() -> None:
    words = "It ended in 1994. [1]"
    answer = admit(draft(Claim(words, (place(words),))), ASKED)
    assert answer.text == "It ended in 1994. [1][1]"
    assert mark_spans(answer.citations) == (Span(21, 24),)


@pytest.mark.parametrize(
    "claim",
    [
        Claim("It ended in 1995.", (place("It ended in 1994."),)),
        Claim("It ended in 1994.", (place("The war began in 1991."),)),
        Claim("It ended in 1994.", ()),
        Claim("It ended in 1994.", (Place("none.txt", 0, 10),)),
        Claim("It ended in 1994.", (Place("a.txt", 24, 10_000),)),
        Claim("It ended in 1994.", (Place("a.txt", -5, 41),)),
        Claim("It ended in 1994.", (Place("a.txt", 30, 30),)),
        Claim("It ended in 1994.", (place("The war", SECOND),)),
        Claim("", (place("It ended in 1994."),)),
        Claim("The war never began.", (place("The war began in 1991."),)),
        Claim("Yes.", (place("The war began in 1991."),)),
    ],
)
def test_what_the_documents_do_not_bear_out_is_declined(claim: Claim) -> None:
    answer = admit(draft(claim), ASKED)
    assert (answer.answered, answer.reason, answer.citations) == (False, "unsupported", ())


def test_a_false_claim_goes_and_the_true_one_stays() -> None:
    true = Claim("It ended in 1994.", (place("It ended in 1994."),))
    false = Claim("It never ended.", (place("It ended in 1994."),))
    assert admit(draft(false, true), ASKED).text == "It ended in 1994.[1]"


def test_a_place_keeps_its_number() -> None:
    began = place("The war began in 1991.")
    other = place("The war began in 1991.", SECOND)
    both = Claim("The war began in 1991.", (began, other, began))
    again = Claim("The war began in 1991.", (other,))
    answer = admit(draft(both, again), ASKED)
    assert answer.text == "The war began in 1991.[1][2] The war began in 1991.[2]"
    assert [c.number for c in answer.citations] == [1, 2, 2]


def test_half_a_sentence_that_says_the_opposite_is_not_admitted() -> None:
    document = Document("c.txt", "Armen denies that the factory was sold.")
    claim = Claim("the factory was sold.", (Place("c.txt", 0, len(document.text)),))
    answer = admit(draft(claim), Asked("q", "q", (), {"c.txt": document}))
    assert answer.reason == "unsupported"


def test_a_place_that_does_not_state_the_claim_is_not_cited_for_it() -> None:
    claim = Claim("It ended in 1994.", (place("The war began"), place("It ended in 1994.")))
    answer = admit(draft(claim), ASKED)
    assert [c.quote for c in answer.citations] == ["It ended in 1994."]


def test_an_unborne_place_is_dropped_from_a_borne_claim() -> None:
    claim = Claim("It ended in 1994.", (Place("none.txt", 0, 3), place("It ended in 1994.")))
    answer = admit(draft(claim), ASKED)
    assert [c.document_id for c in answer.citations] == ["a.txt"]


@pytest.mark.parametrize(("short", "kept"), [("1994", "1994"), ("1995", None), ("199", None)])
def test_a_short_answer_must_stand_in_a_quote(short: str, kept: str | None) -> None:
    claim = Claim("It ended in 1994.", (place("It ended in 1994."),))
    assert admit(draft(claim, short_answer=short), ASKED).short_answer == kept


def test_what_is_said_in_other_words_is_cited_too() -> None:
    claim = Claim("The war started in 1991.", (place("The war began in 1991."),))
    answer = admit(draft(claim), ASKED)
    assert (answer.text, answer.citations[0].quote) == (
        "The war started in 1991.[1]",
        "The war began in 1991.",
    )


def test_context_is_cited_where_it_is_needed() -> None:
    began, ended = place("The war began in 1991."), place("It ended in 1994.")

    def needs_both(sentence: str, quotes: Sequence[str], *, wholly: bool) -> Objection | None:
        return None if len(quotes) == 2 else Objection("name", "war")

    cited = CitedText(ASKED.documents, needs_both)
    assert cited.add(Claim("The war ended.", (ended,), (began,))) == "The war ended.[1][2]"
    assert [c.quote for c in cited.citations] == ["It ended in 1994.", "The war began in 1991."]
    assert CitedText(ASKED.documents).add(Claim("It ended in 1994.", (ended,), (began,))) == (
        "It ended in 1994.[1]"
    )


def test_context_bears_nothing_out_alone() -> None:
    cited = CitedText(ASKED.documents)
    assert cited.add(Claim("It ended in 1994.", (), (place("It ended in 1994."),))) == ""


def test_a_sentence_that_points_nowhere_has_to_stand_there_wholly() -> None:
    asked: list[bool] = []

    def objects(sentence: str, quotes: Sequence[str], *, wholly: bool) -> Objection | None:
        asked.append(wholly)
        return Objection("words", "")

    CitedText(ASKED.documents, objects).add(Claim("a", (place("It ended"),)))
    CitedText(ASKED.documents, objects).add(Claim("a", (place("It ended"),), is_pointed=False))
    assert set(asked[: len(asked) // 2]) == {False}
    assert set(asked[len(asked) // 2 :]) == {True}


def test_what_fails_is_kept_apart_with_the_reason() -> None:
    cited = CitedText(ASKED.documents)
    assert cited.add(Claim("It ended in 1995.", (place("It ended in 1994."),))) == ""
    assert cited.add(Claim("It ended in 1994.", ())) == ""
    assert (cited.text, cited.citations) == ("", [])
    assert [(u.text, u.why) for u in cited.unsupported] == [
        ("It ended in 1995.", "not in the cited text: 1995"),
        ("It ended in 1994.", "it points at no sentence of the documents"),
    ]


def test_a_draft_may_decline() -> None:
    answer = admit(Draft((), 0.1, reason="nothing_close"), ASKED)
    assert (answer.reason, answer.confidence) == ("nothing_close", 0.1)


@given(
    st.lists(
        st.tuples(
            st.text(max_size=20),
            st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=3),
        ),
        max_size=4,
    )
)
def test_no_draft_whatsoever_breaks_the_contract(
    rows: list[tuple[str, list[tuple[int, int]]]],
) -> None:
    claims = [Claim(text, tuple(Place("a.txt", *pair) for pair in pairs)) for text, pairs in rows]
    claims += [
        Claim(FIRST.text[start:end], (Place("a.txt", start, end),))
        for _, pairs in rows
        for start, end in pairs
    ]
    claims += [replace(claim, text="Armenia won.") for claim in claims]
    answer = admit(draft(*claims), ASKED)
    answer.check([FIRST])
    assert "Armenia" not in answer.text
    quotes: dict[str, list[str]] = {}
    for citation in answer.citations:
        said = answer.text[citation.answer_start : citation.answer_end]
        quotes.setdefault(said, []).append(citation.quote)
    assert all(objection(said, quoted) is None for said, quoted in quotes.items())
    word_for_word = [c for c in claims if any(states(_quote(p), c.text) for p in c.places)]
    assert {one_line(claim.text) for claim in word_for_word} <= quotes.keys()


def _quote(place: Place) -> str:
    is_there = 0 <= place.start < place.end <= len(FIRST.text)
    return FIRST.text[place.start : place.end] if is_there else ""

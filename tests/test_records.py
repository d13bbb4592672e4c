"""Citations are exact, and an answer survives JSON or is refused."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.errors import CitationError, InputError, StaleCitationError
from karabakh_qa.records import (
    Answer,
    Citation,
    Detail,
    Document,
    Passage,
    ScoredPassage,
    Span,
    mark_spans,
)

AWKWARD = st.text(
    alphabet=st.sampled_from("aıİəğé\u0301👩‍🚀[1] .\n\r\ufeff“”")
    | st.characters(exclude_categories=["Cs"]),
    min_size=1,
)


def cite(document: Document, start: int, end: int, **changes: Any) -> Citation:
    fields: dict[str, Any] = {
        "number": 1,
        "document_id": document.id,
        "document_hash": document.hash,
        "title": document.title,
        "source": document.source,
        "start": start,
        "end": end,
        "quote": document.text[start:end],
        "answer_start": 0,
        "answer_end": end - start,
    }
    return Citation(**(fields | changes))


def answered(citation: Citation, text: str | None = None, **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "question": "q",
        "effective_question": "q",
        "text": f"{citation.quote}[{citation.number}]" if text is None else text,
        "answered": True,
        "reason": None,
        "short_answer": None,
        "confidence": 0.9,
        "citations": (citation,),
    }
    return Answer(**(fields | changes))


def passage_of(document: Document, start: int, end: int) -> Passage:
    return Passage(
        id="p",
        document_id=document.id,
        document_hash=document.hash,
        title=document.title,
        source=document.source,
        heading="",
        start=start,
        end=end,
        text=document.text[start:end],
        sentences=(Span(start, end),),
    )


@st.composite
def cited_documents(draw: st.DrawFn) -> tuple[Document, int, int]:
    text = draw(AWKWARD)
    start = draw(st.integers(0, len(text) - 1))
    return Document("a.txt", text), start, draw(st.integers(start + 1, len(text)))


@given(cited_documents())
def test_an_answer_survives_json_exactly(cited: tuple[Document, int, int]) -> None:
    document, start, end = cited
    answer = answered(cite(document, start, end))
    data = json.loads(json.dumps(answer.to_dict()))
    assert Answer.from_dict(data, [document]) == answer


@given(cited_documents(), st.integers(-3, 3))
def test_a_moved_citation_is_refused(cited: tuple[Document, int, int], shift: int) -> None:
    document, start, end = cited
    moved = replace(cite(document, start, end), start=start + shift, end=end + shift)
    exact = start + shift >= 0 and document.text[start + shift : end + shift] == moved.quote
    if exact:
        moved.check(document)
    else:
        with pytest.raises(CitationError, match="are not"):
            moved.check(document)


def test_a_decline_survives_json_with_its_related_passages() -> None:
    document = Document("a.txt", "One. Two.")
    related = (ScoredPassage(passage_of(document, 0, 4), 0.5, None, None, 1),)
    answer = Answer("q", "q", "No.", False, "not_stated", None, 0.1, related=related)
    data = json.loads(json.dumps(answer.to_dict()))
    assert Answer.from_dict(data, [document]) == answer
    assert Answer.from_dict(answer.to_dict(), [document]) == answer
    with pytest.raises(StaleCitationError, match=r"a\.txt"):
        Answer.from_dict(data, [Document("a.txt", "One, two.")])


def test_a_changed_document_is_named() -> None:
    document = Document("news/a.txt", "It was so.")
    data = answered(cite(document, 0, 10)).to_dict()
    with pytest.raises(StaleCitationError, match=r"'news/a\.txt' has changed"):
        Answer.from_dict(data, [Document("news/a.txt", "It was so. ")])
    with pytest.raises(StaleCitationError, match=r"'news/a\.txt' is gone"):
        Answer.from_dict(data, [Document("other.txt", "It was so.")])


def test_an_altered_quote_is_refused() -> None:
    document = Document("a.txt", "In 1994 it was so.")
    data = answered(cite(document, 0, 18)).to_dict()
    data["citations"][0]["quote"] = "In 1995 it was so."
    with pytest.raises(CitationError, match="are not"):
        Answer.from_dict(data, [document])


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"question": "q"},
        {"citations": 3, "related": []},
        {"citations": [{"number": 1}], "related": []},
        {"citations": [], "related": [{}]},
    ],
)
def test_what_is_no_answer_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="not an answer"):
        Answer.from_dict(broken, [])


DOCUMENT = Document("a.txt", "One. Two. One.")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("question",), 3),
        (("effective_question",), None),
        (("text",), ["One.[1]"]),
        (("answered",), 1),
        (("answered",), "yes"),
        (("reason",), "bogus"),
        (("reason",), ["not_stated"]),
        (("short_answer",), 1),
        (("confidence",), "high"),
        (("confidence",), 7),
        (("confidence",), -0.1),
        (("confidence",), True),
        (("confidence",), float("nan")),
        (("confidence",), 10**400),
        (("citations",), {"number": 1}),
        (("citations",), "1"),
        (("citations", 0), []),
        (("citations", 0, "number"), "1"),
        (("citations", 0, "number"), True),
        (("citations", 0, "start"), "0"),
        (("citations", 0, "start"), 0.0),
        (("citations", 0, "end"), 10**400),
        (("citations", 0, "quote"), None),
        (("citations", 0, "more"), 1),
        (("related",), [{"passage": "abc"}]),
        (("related", 0, "score"), float("inf")),
        (("related", 0, "dense_rank"), 1.5),
        (("related", 0, "passage", "sentences"), [[0]]),
        (("related", 0, "passage", "sentences"), [[0, "4"]]),
        (("related", 0, "passage", "sentences"), [3]),
    ],
)
def test_a_value_of_a_wrong_type_is_refused(path: tuple[str | int, ...], value: object) -> None:
    related = (ScoredPassage(passage_of(DOCUMENT, 0, 4), 0.5, None, None, 1),)
    answer = answered(cite(DOCUMENT, 0, 4), related=related)
    data = json.loads(json.dumps(answer.to_dict()))
    assert Answer.from_dict(data, [DOCUMENT]) == answer
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(InputError, match="not an answer"):
        Answer.from_dict(data, [DOCUMENT])


def test_an_empty_decline_is_refused() -> None:
    data = Answer("q", "q", " ", False, "not_stated", None, 0.1).to_dict()
    with pytest.raises(InputError, match="text is empty"):
        Answer.from_dict(data, [])


def first_and_second(**changes: Any) -> Answer:
    first = cite(DOCUMENT, 0, 4)
    second = cite(DOCUMENT, 5, 9, number=2, answer_start=8, answer_end=12, **changes)
    return answered(first, "One.[1] Two.[2]", citations=(first, second))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (answered(cite(DOCUMENT, 0, 4, title="Forged")), "'Forged'"),
        (answered(cite(DOCUMENT, 0, 4, source="Forged")), "'Forged'"),
        (answered(cite(DOCUMENT, 0, 4), short_answer="Banana"), "'Banana'"),
        (answered(cite(DOCUMENT, 0, 4), short_answer="On"), "'On'"),
        (answered(cite(DOCUMENT, 0, 4), short_answer=""), "short answer"),
        (Answer("q", "q", "No.", False, "not_stated", "One", 0.1), "'One'"),
        (answered(cite(DOCUMENT, 0, 4), "One.[1] And Armenia won."), "'And Armenia won.'"),
        (
            answered(cite(DOCUMENT, 0, 4, answer_start=5, answer_end=9), "Two. One.[1]"),
            "'Two.'",
        ),
        (answered(cite(DOCUMENT, 0, 4, number=0)), "below 1"),
    ],
)
def test_what_its_citations_do_not_bear_out_is_refused(answer: Answer, message: str) -> None:
    with pytest.raises(CitationError, match=message):
        answer.check([DOCUMENT])
    with pytest.raises(CitationError, match=message):
        Answer.from_dict(answer.to_dict(), [DOCUMENT])


def test_a_number_stands_for_one_place() -> None:
    first_and_second().check([DOCUMENT])
    one, other = cite(DOCUMENT, 0, 4), cite(DOCUMENT, 10, 14)
    twice = answered(one, "One.[1][1]", citations=(one, one))
    twice.check([DOCUMENT])
    with pytest.raises(CitationError, match="two places"):
        answered(one, "One.[1][1]", citations=(one, other)).check([DOCUMENT])


def test_citations_come_in_the_order_of_their_marks() -> None:
    answer = first_and_second()
    with pytest.raises(CitationError, match="order"):
        replace(answer, citations=answer.citations[::-1])


def test_a_passage_with_a_forged_title_or_sentence_is_refused() -> None:
    passage = passage_of(DOCUMENT, 0, 4)
    with pytest.raises(CitationError, match="Forged"):
        replace(passage, title="Forged").check(DOCUMENT)
    with pytest.raises(CitationError, match="sentence"):
        replace(passage, sentences=(Span(0, 9),)).check(DOCUMENT)


def test_marks_are_placed_by_offset_not_by_pattern() -> None:
    document = Document("a.txt", "As [1] says, so it is.")
    answer = answered(cite(document, 0, 22))
    (mark,) = mark_spans(answer.citations)
    assert mark == Span(22, 25)
    with pytest.raises(CitationError, match="does not stand"):
        answered(cite(document, 0, 22, answer_end=2))


def test_two_marks_behind_one_sentence_follow_each_other() -> None:
    document = Document("a.txt", "So it is. It is so.")
    first = cite(document, 0, 9)
    second = cite(document, 10, 19, number=2, answer_end=9)
    answer = answered(first, "So it is.[1][2]", citations=(first, second))
    assert mark_spans(answer.citations) == (Span(9, 12), Span(12, 15))
    with pytest.raises(CitationError, match=r"\[2\]"):
        answered(first, "So it is.[1]", citations=(first, second))


def test_an_answer_is_either_cited_or_declined() -> None:
    document = Document("a.txt", "So it is.")
    citation = cite(document, 0, 9)
    with pytest.raises(CitationError):
        answered(citation, reason="not_stated")
    with pytest.raises(CitationError):
        answered(citation, citations=())
    with pytest.raises(CitationError):
        answered(citation, answered=False, reason="not_stated")


def test_a_document_goes_by_its_title_or_its_file_name() -> None:
    assert Document("news/a.txt", "Text").title == "a.txt"
    titled = Document("news/a.txt", "Title\n", (Detail("title", "Title", 0, 5),))
    assert (titled.title, titled.source, titled.date) == ("Title", "news/a.txt", None)
    assert (
        Document("a", "x").hash
        == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    )

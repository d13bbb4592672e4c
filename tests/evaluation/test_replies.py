"""What any system replies, in the form in which it is scored."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.replies import Quoted, Reply, as_reply, flaw_of
from karabakh_qa.records import Answer, Citation, Document, Span

Build = Callable[..., Answer]

NOTE = Document("n.txt", "\ufeffSülh! 👩‍👩‍👧 Sülh!\r\nEnd.")
FIRST = Span(0, 5)


def test_a_text_is_an_answer_and_none_a_decline() -> None:
    assert as_reply("In 2020.", {}) == Reply("In 2020.", answered=True)
    assert as_reply(None, {}) == Reply("", answered=False)
    assert not as_reply("  \n", {}).answered
    reply = Reply("x", answered=True, short_answer="y")
    assert as_reply(reply, {}) is reply


@pytest.mark.parametrize("value", [42, b"In 2020.", ["In 2020."], {"answer": "In 2020."}])
def test_anything_else_is_no_reply(value: object) -> None:
    with pytest.raises(InputError, match=type(value).__name__):
        as_reply(value, {})  # type: ignore[arg-type]


def test_em_and_f1_compare_the_short_answer_where_there_is_one() -> None:
    assert Reply("In 2020.", answered=True).compared == "In 2020."
    assert Reply("In 2020.", answered=True, short_answer="2020").compared == "2020"
    assert Reply("In 2020.", answered=True, short_answer="").compared == ""


def test_an_answer_without_its_marks(document: Document, cited: Build) -> None:
    answer = cited(document, "Thousands fled.", "Azerbaijan won the war.", short="Thousands")
    assert answer.text == "Thousands fled.[1] Azerbaijan won the war.[2]"
    reply = as_reply(answer, {document.id: document})
    assert reply.text == "Thousands fled. Azerbaijan won the war."
    assert [c.part.of(reply.text) for c in reply.citations] == [c.quote for c in reply.citations]
    assert [c.place.of(document.text) for c in reply.citations if c.place] == [
        "Thousands fled.",
        "Azerbaijan won the war.",
    ]
    assert (reply.short_answer, reply.confidence, reply.understood) == ("Thousands", 0.9, "?")
    assert reply.answered
    assert reply.flaw is None


def test_a_decline_keeps_its_reason(refused: Build) -> None:
    reply = as_reply(refused("nothing_close", 0.3), {})
    assert (reply.answered, reply.reason, reply.confidence) == (False, "nothing_close", 0.3)


def test_a_mark_of_the_document_stays(document: Document, cited: Build) -> None:
    answer = cited(document, "its troops.[1] They came")
    assert answer.text == "its troops.[1] They came[1]"
    assert as_reply(answer, {}).text == "its troops.[1] They came"


@given(st.lists(st.tuples(st.text("ab[1]2 ə🎉", min_size=1), st.integers(1, 3)), min_size=1))
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
    reply = as_reply(answer, {})
    assert reply.text == "".join(part for part, _ in parts)
    assert [c.part.of(reply.text) for c in reply.citations] == [
        part for part, count in parts for _ in range(count)
    ]
    one = replace(answer, citations=citations[:1])
    assert len(as_reply(one, {}).text) == len(text) - len("[1]")


def test_the_citations_of_an_answer_are_checked(document: Document, cited: Build) -> None:
    answer = cited(document, "Azerbaijan won the war.")
    for known, words in [
        (Document(document.id, document.text + " "), "has changed"),
        (Document("other.txt", document.text), "gone"),
    ]:
        flaw = as_reply(answer, {known.id: known}).flaw
        assert flaw
        assert words in flaw
    assert as_reply(answer, {}).flaw is None  # nothing is known to compare with


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("Sülh!", Span(1, 6)),
        ("Sülh!", Span(13, 18)),
        ("Sülh!", None),
        ("👩‍👩‍👧", Span(7, 12)),
        ("\r\n", Span(18, 20)),
        ("\ufeff", Span(0, 1)),
    ],
)
def test_quotes_that_stand(quote: str, place: Span | None) -> None:
    assert flaw_of([Quoted("n.txt", quote, FIRST, place)], {"n.txt": NOTE}) is None


@pytest.mark.parametrize(
    ("document", "quote", "place", "words"),
    [
        ("n.txt", "Sülh!", Span(0, 5), 'not in "n.txt" at characters 0 to 5: "Sülh!"'),
        ("n.txt", "Sulh!", None, 'not in "n.txt": "Sulh!"'),
        ("n.txt", "Su\u0308lh!", Span(1, 7), "not in"),
        ("n.txt", "Sülh!", Span(100, 105), "not in"),
        ("n.txt", "", Span(3, 3), "not in"),
        ("n.txt", "", None, "not in"),
        ("m.txt", "Sülh!", Span(1, 6), 'there is no document "m.txt"'),
    ],
)
def test_quotes_that_do_not(document: str, quote: str, place: Span | None, words: str) -> None:
    good = Quoted("n.txt", "End.", FIRST, None)
    flaw = flaw_of([good, Quoted(document, quote, FIRST, place)], {"n.txt": NOTE})
    assert flaw
    assert words in flaw

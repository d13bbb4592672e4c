import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.errors import InputError
from karabakh_qa.records import Detail, Document, Span
from karabakh_qa.web.conversation import asked
from karabakh_qa.web.markup import shown
from karabakh_qa.web.panel import MAX_LISTED, ArticleRequest, article, panel_value, paragraphs

TEXT = "A title\r\n\r\nApril 17, 2024\r\n\r\nOne 🕊️ two three.\r\nFour [1] five.\r\n\r\nسلام world"
DOCUMENT = Document(
    "d.txt", TEXT, (Detail("title", "A title", 0, 7), Detail("date", "2024-04-17", 11, 25))
)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def request(**changes: object) -> dict[str, object]:
    words = span_of("two three.")
    known: dict[str, object] = {
        "document": "d.txt",
        "hash": DOCUMENT.hash[:16],
        "places": [["1-1", *words]],
        "active": "1-1",
        "reach": 1000,
    }
    return known | changes


def find(document_id: str) -> Document | None:
    return DOCUMENT if document_id == "d.txt" else None


def test_a_document_is_cut_at_the_spans() -> None:
    spans = {"a": span_of("two three."), "b": span_of("three.\r\nFour")}
    found = paragraphs(DOCUMENT, spans)
    assert [(p.kind, p.direction, p.apart) for p in found] == [
        ("title", "ltr", True),
        ("date", "ltr", True),
        ("text", "ltr", True),
        ("text", "ltr", False),
        ("text", "rtl", True),
    ]
    assert [(s.text, s.places) for s in found[2].segments] == [
        ("One 🕊️ ", ()),
        ("two ", ("a",)),
        ("three.", ("a", "b")),
    ]
    assert [(s.text, s.places) for s in found[3].segments] == [("Four", ("b",)), (" [1] five.", ())]


pieces = st.sampled_from(["a", "b c", "\n", "\r\n", "\r", "\n\n", "🕊️", "İı", " ", "e\u0301", "[1]"])


@given(st.lists(pieces).map("".join), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))))
def test_joined_segments_are_the_lines_and_marks_are_the_quotes(
    text: str, pairs: list[tuple[int, int]]
) -> None:
    spans = {
        str(index): Span(start, end)
        for index, (start, end) in enumerate(pairs)
        if 0 <= start < end <= len(text)
    }
    found = paragraphs(Document("d.txt", text), spans)
    lines = [line for line in shown(text).split("\n") if line.strip()]
    assert ["".join(s.text for s in p.segments) for p in found] == lines
    for key, span in spans.items():
        marked = "".join(s.text for p in found for s in p.segments if key in s.places)
        assert "".join(marked.split()) == "".join(shown(span.of(text)).split())


def test_an_article_is_plain_json_and_holds_the_exact_quotes() -> None:
    drawn = json.loads(json.dumps(article(ArticleRequest.from_json(request()), find)))
    assert drawn["quotes"] == {"1-1": "two three."}
    assert drawn["title"] == "A title"
    assert (drawn["before"], drawn["after"], drawn["notice"]) == (False, False, "")
    assert drawn["paragraphs"][2][3][1] == ["two three.", ["1-1"]]


def test_a_changed_document_is_shown_without_marks_and_says_so() -> None:
    drawn = article(ArticleRequest.from_json(request(hash="0" * 16)), find)
    assert "changed" in drawn["notice"]
    assert all(not places for p in drawn["paragraphs"] for _, places in p[3])


def test_a_document_that_is_gone_is_a_problem_not_an_error() -> None:
    drawn = article(ArticleRequest.from_json(request(document="e.txt")), find)
    assert "no longer" in drawn["problem"]


def test_places_outside_the_text_are_not_marked() -> None:
    wild = [["1-1", 5, 2], ["1-2", 3, 10_000], ["1-3", -4, 3]]
    drawn = article(ArticleRequest.from_json(request(places=wild)), find)
    assert all(not places for p in drawn["paragraphs"] for _, places in p[3])


def test_a_long_document_is_shown_around_the_place() -> None:
    long = Document("l.txt", "\n".join(f"line {n:05}" for n in range(2000)))
    start = long.text.index("line 01000")
    places = [["1-1", start, start + 10]]
    asked_for = request(document="l.txt", hash="", places=places, reach=30)
    drawn = article(ArticleRequest.from_json(asked_for), lambda _: long)
    lines = ["".join(text for text, _ in p[3]) for p in drawn["paragraphs"]]
    assert lines == [f"line {n:05}" for n in range(997, 1004)]
    assert (drawn["before"], drawn["after"]) == (True, True)


@pytest.mark.parametrize(
    "data",
    [
        None,
        "x",
        [],
        {},
        request(document=1),
        request(places="ab"),
        request(places=[["1-1", "0", 3]]),
        request(places=[["1-1", 0]]),
        request(places=[["k", 0, 1]] * 1000),
        request(reach=0),
    ],
)
def test_a_request_that_the_page_does_not_make_is_refused(data: object) -> None:
    with pytest.raises(InputError, match="reload"):
        ArticleRequest.from_json(data)


def test_the_panel_lists_what_is_indexed() -> None:
    assert panel_value(())["count"] is None
    many = panel_value((), [DOCUMENT] * (MAX_LISTED + 5))
    assert many["count"] == MAX_LISTED + 5
    assert len(many["documents"]) == MAX_LISTED
    assert panel_value(asked((), "q"))["turn"] == 0

"""What a writer is shown has numbers, and what it points at are places."""

import pytest

from karabakh_qa.answering.draft import Place
from karabakh_qa.answering.writing.units import Units
from karabakh_qa.records import Document, Passage, ScoredPassage, Span

FIRST = Document("a.txt", "The base is in Gyumri. [1] It opened in 1995.\n\nNobody lives in Ganja.")
SECOND = Document("b.txt", "Ganja is a town.")
DOCUMENTS = {"a.txt": FIRST, "b.txt": SECOND}


def scored(document: Document, *sentences: Span) -> ScoredPassage:
    start, end = sentences[0].start, sentences[-1].end
    text = document.text[start:end]
    name = document.id
    return ScoredPassage(
        Passage("p", name, document.hash, name, name, "", start, end, text, sentences),
        *(0.1, 0.5, 1, 1),
    )


BASE, OPENED, NOBODY = Span(0, 26), Span(27, 45), Span(47, 69)
GANJA = Span(0, 16)


def units() -> Units:
    late, early = scored(FIRST, OPENED, NOBODY), scored(FIRST, BASE, OPENED)
    return Units([late, scored(SECOND, GANJA), early], DOCUMENTS)


def place(span: Span, document: str = "a.txt") -> Place:
    return Place(document, *span)


def test_each_sentence_has_one_number_in_the_order_of_the_text() -> None:
    assert [(u.number, u.text) for u in units()] == [
        (1, "The base is in Gyumri."),
        (2, "It opened in 1995."),
        (3, "Nobody lives in Ganja."),
        (4, "Ganja is a town."),
    ]


def test_the_place_is_exact_though_the_writer_sees_no_reference() -> None:
    assert [Span(u.place.start, u.place.end) for u in units()] == [BASE, OPENED, NOBODY, GANJA]


@pytest.mark.parametrize(
    ("numbers", "spans"),
    [((2, 1), [OPENED, BASE]), ((0, 5, 99, -1), []), ((), []), ((3, 99), [NOBODY])],
)
def test_numbers_that_there_are_not_point_at_nothing(
    numbers: tuple[int, ...], spans: list[Span]
) -> None:
    assert units().places(numbers) == tuple(place(span) for span in spans)


def test_the_sentences_before_are_those_right_before() -> None:
    some = units()
    assert some.before((place(NOBODY),)) == (place(OPENED), place(BASE))
    assert some.before((place(NOBODY), place(OPENED))) == (place(BASE),)
    assert some.before((place(BASE),)) == ()
    assert some.before((place(GANJA, "b.txt"),)) == ()


def test_a_sentence_further_up_is_not_before() -> None:
    apart = Units([scored(FIRST, BASE), scored(FIRST, NOBODY)], DOCUMENTS)
    assert apart.before((place(NOBODY),)) == ()


def test_the_most_like_shares_most_of_the_rare_words() -> None:
    assert units().most_like("It was in 1995 that the base opened.") == (place(OPENED),)
    assert units().most_like("Ganja is the town") == (place(GANJA, "b.txt"),)
    assert units().most_like("Penguins swim.") == ()
    assert Units([], {}).most_like("Ganja") == ()

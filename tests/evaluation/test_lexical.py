import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.lexical import support


@pytest.mark.parametrize(
    ("sentence", "quotes", "share"),
    [
        ("Azerbaijan won the war.", ["Azerbaijan won the war."], 1),
        ("Azerbaijan won the war.", ["Armenia lost a war."], 1 / 3),
        ("Azerbaijan won the war.", ["Azerbaijan won.", "A war began."], 1),  # of both together
        ("Azerbaijan won the war.", ["Thousands fled."], 0),
        ("Azerbaijan won the war.", [], 0),
        ("Azerbaijan won the war.", [""], 0),
        ("They recognized it.", ["to recognize"], 1),  # up to endings
        ("It was so.", ["Thousands fled."], 1),  # nothing is said that could be unsupported
        ("It was so.", [], 0),
        ("", ["Thousands fled."], 1),
    ],
)
def test_the_share_of_content_words(sentence: str, quotes: list[str], share: float) -> None:
    assert support(sentence, quotes) == pytest.approx(share)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The war lasted 45 days.", "the war lasted 44 days"),
        ("In 2012 the war began.", "the war began in 20123"),
        ("the war of 3.5 days", "the war of 35 days"),
        ("the war of 35 days", "the war of 3.5 days"),
        ("the war began at 10:30", "the war began at 10:31, not at 30"),
        ("400 troops", "2,400 troops"),
        ("2,400 troops", "2 troops, 400 troops"),
    ],
)
def test_a_number_that_stands_nowhere_supports_nothing(sentence: str, quote: str) -> None:
    assert support(sentence, [quote]) == 0


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("1,960 troops", "1960 troops"),
        ("1960 troops", "1\u00a0960 troops"),
        ("12,345,678 troops", "12345678 troops"),
        ("a war of 44 days", "the 44-day war; these days"),
        ("war in 2020–2023", "war in 2020-2023"),
        ("the war of 2023", "a war, 2020-2023"),
        ("1. The war began.", "the war began"),  # the first item of a list
        ("2) The war began.", "the war began"),
    ],
)
def test_the_same_number_written_differently(sentence: str, quote: str) -> None:
    assert support(sentence, [quote]) == 1


def test_only_the_number_at_the_beginning_belongs_to_the_list() -> None:
    assert support("The war (in 19) began.", ["the war began"]) == 0
    assert support("2020. The war began.", ["the war began"]) == 0


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("İlham Əliyev Qarabağda", "İLHAM ƏLİYEV QARABAĞDA"),
        ("I\u0307lham", "İlham"),
        ("Qızıl", "QIZIL"),
        ("Qarabag\u0306", "Qarabağ"),
        ("Cafe\u0301", "Café"),
        ("Артём победил", "Артем ПОБЕДИЛ"),
        ("победа 🎉", "победа"),  # signs are no words
    ],
)
def test_letters_of_all_scripts(sentence: str, quote: str) -> None:
    assert support(sentence, [quote]) == support(quote, [sentence]) == 1


def test_letters_that_differ() -> None:
    assert support("Qarabağ", ["Qarabag"]) == 0
    assert support("Победа", ["Беда"]) == 0


@given(st.text(), st.lists(st.text(), max_size=3))
def test_it_is_a_share(sentence: str, quotes: list[str]) -> None:
    assert 0 <= support(sentence, quotes) <= 1


@given(st.text(), st.text())
def test_a_sentence_that_is_quoted_is_supported(sentence: str, more: str) -> None:
    assert support(sentence, [more, sentence]) == 1

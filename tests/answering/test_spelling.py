from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.spelling import mend

TEXTS = [
    "Russian peacekeepers will be withdrawn from Nagorno-Karabakh.",
    "President Ilham Aliyev spoke with Peskov. The peacekeepers came in 2020.",
]
ENGLISH = frozenset("where when were withdraw which presidents population".split())


def mended(question: str) -> str:
    return mend(question, TEXTS, ENGLISH.__contains__)


def test_a_slip_of_any_kind_is_mended() -> None:
    for slip in ("peackeepers", "peaceekeepers", "peacekeepars", "peacekeepres"):
        assert mended(f"When did the {slip} come?") == "When did the peacekeepers come?"


def test_long_words_may_have_two_slips_and_short_ones_one() -> None:
    assert mended("peackepers") == "peacekeepers"
    assert mended("Ruszien") == "Ruszien"


def test_what_the_texts_or_english_know_stays() -> None:
    for question in ("Where is Karabakh?", "Which presidents withdraw?", "Will he be there?"):
        assert mended(question) == question


def test_a_name_with_another_ending_or_beginning_is_another_name() -> None:
    for question in ("Who is Mehriban Aliyeva?", "Who is Oliyev?", "Peskova"):
        assert mended(question) == question


def test_a_name_is_written_as_the_texts_write_it() -> None:
    assert mended("Where is karabbakh?") == "Where is Karabakh?"


def test_short_words_and_numbers_stay() -> None:
    assert mended("Ilhm 2021") == "Ilhm 2021"


def test_of_two_as_close_the_one_that_comes_more_often_is_meant() -> None:
    assert mend("stetes", ["states stetas", "states"], ENGLISH.__contains__) == "states"


@given(st.text(), st.lists(st.text(), max_size=3))
def test_only_words_change(question: str, texts: list[str]) -> None:
    after = mend(question, texts, ENGLISH.__contains__)
    assert mend(question, [], ENGLISH.__contains__) == question
    kept = [c for c in question if not c.isalpha()]
    assert [c for c in after if not c.isalpha()] == kept

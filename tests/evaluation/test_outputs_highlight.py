from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.outputs.highlight import shared_runs

GOLD = "Azerbaijan took back Nagorno-Karabakh by force last September."


def marked(text: str, *others: str) -> list[str]:
    return [run.of(text) for run in shared_runs(text, others)]


def test_words_that_follow_each_other_make_one_run() -> None:
    assert marked("It took back Nagorno-Karabakh in September.", GOLD) == [
        "took back Nagorno-Karabakh",
        "September",
    ]


def test_case_and_endings_do_not_matter() -> None:
    assert marked("FORCES of the AZERBAIJAN army", GOLD) == ["FORCES", "AZERBAIJAN"]


def test_function_words_alone_are_nothing() -> None:
    assert marked("by them", GOLD) == []
    assert marked("by force", GOLD) == ["by force"]


def test_any_of_several_quotes() -> None:
    assert marked("war and peace", "war", "peace") == ["war", "peace"]
    assert marked("war", "") == []
    assert marked("war") == []


def test_letters_whose_small_form_is_longer() -> None:
    assert marked("İİ İlham Əliyev said", "Əliyev İlham") == ["İlham Əliyev"]


@given(st.text(), st.text())
def test_runs_are_in_order_and_hold_words(text: str, other: str) -> None:
    done = 0
    for run in shared_runs(text, [other]):
        assert done <= run.start < run.end <= len(text)
        assert run.of(text).strip() == run.of(text)
        done = run.end

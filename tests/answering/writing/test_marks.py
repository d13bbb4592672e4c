"""What is a mark, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.writing.marks import (
    NO_MARK,
    WAIT,
    Found,
    mark_at,
    read_list,
    without_marks,
)

MARKS = {
    "[1]": (1,),
    "[0]": (0,),
    "[12]": (12,),
    "[1, 2]": (1, 2),
    "[1,2,1]": (1, 2),
    "[1 2]": (1, 2),
    "[1; 2]": (1, 2),
    "[1 and 2]": (1, 2),
    "[1, 2, and 3]": (1, 2, 3),
    "[1-3]": (1, 2, 3),
    "[1–3, 7]": (1, 2, 3, 7),
    "[1 to 3]": (1, 2, 3),
    "[3-1]": (3, 1),
    "[1-20]": tuple(range(1, 21)),
    "[1-21]": (1, 21),
    "[2020]": (2020,),
    "[12345]": (),
    "[1, 123456789012345678901234567890]": (1,),
    "【1】": (1,),
    "【1†source】": (1,),
    "【4:0†treaty.txt (1994), p. 5】": (4,),
    "［１］": (1,),
    "［１，２］": (1, 2),
    "〔1〕": (1,),
    "〖1、2〗": (1, 2),
    "[[1]]": (1,),
    "[[1], [2]]": (1, 2),
    "[ 1 ]": (1,),
    "[**1**]": (1,),
    "[`1`]": (1,),
    "[1\\]": (1,),
    "[^1]": (1,),
    "[^1^]": (1,),
    "[¹]": (1,),
    "[①]": (1,),
    "[٣]": (3,),
    "[২]": (2,),
    "[\u200d1\u200e]": (1,),
    "[unit 1]": (1,),
    "[Unit_1]": (1,),
    "[unit-3, unit-5]": (3, 5),
    "[sentence 3]": (3,),
    "[source: 3]": (3,),
    "[Sources 1 and 2]": (1, 2),
    "[Source 1; Source 2]": (1, 2),
    "[Ref. 3]": (3,),
    "[see 3]": (3,),
    "[S1]": (1,),
    "[S1, S2]": (1, 2),
    "[#1]": (1,),
    "[1](#anything)": (1,),
    "[1](http://a.b/c_(d))": (1,),
    "[[1]](https://a.b)": (1,),
    "(unit 3)": (3,),
    "(Unit 3, Unit 4)": (3, 4),
    "(source 3)": (3,),
    "(see 3)": (3,),
    "(see sentence 3)": (3,),
    "(sentences 3 and 4)": (3, 4),
    "(sentences 3–5)": (3, 4, 5),
    "([1])": (1,),
    "([1], [2])": (1, 2),
    "(see [1] and [2])": (1, 2),
    "（source 1）": (1,),
    "<sup>1</sup>": (1,),
    "<SUP>1, 2</SUP>": (1, 2),
    "<cite>3</cite>": (3,),
    "¹": (1,),
    "¹²": (12,),
}


@pytest.mark.parametrize("text", MARKS)
def test_what_points_at_units_is_a_mark(text: str) -> None:
    assert mark_at(text, 0, final=True, before="treaty") == Found(len(text), MARKS[text])
    behind = f"x {text} y"
    assert mark_at(behind, 2, final=False, before="treaty") == Found(2 + len(text), MARKS[text])


NO_MARKS = """
    (3) (2020) (1,2) (#1) (S1) [sic] [...] [Putin] [] [,] [and] [unit] [-1] [1.5] [3:4] [5%]
    [12,000] [1st] [1a] [2024-05-12] [1/2] [+1] [1|1] [one] [[[1]]] {1} <1> <b> <sup>th</sup>
""".split()


@pytest.mark.parametrize(
    "text",
    [
        *NO_MARKS,
        *("[Article 5]", "[3 km]", "[1 source]", "[1, two]", "[ ]", "[1\n]", "[1", "[1)"),
        *("(see above)", "(see Article 5)", "(page 3)", "(source: Reuters)", "(in 2020)", "(1, 2)"),
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert mark_at(text, 0, final=True, before="treaty") is NO_MARK


@pytest.mark.parametrize("before", ["5 km", "10", "x", "x2", "cm", " ", ""])
@pytest.mark.parametrize("raised", ["²", "<sup>2</sup>"])
def test_powers_are_no_marks(before: str, raised: str) -> None:
    assert mark_at(raised, 0, final=True, before=before) is NO_MARK


@pytest.mark.parametrize("before", ["1994.", "end”", "the war", "said,", "война"])
@pytest.mark.parametrize("raised", ["²", "<sup>2</sup>"])
def test_raised_numbers_behind_sentences_and_words_are_marks(before: str, raised: str) -> None:
    assert mark_at(raised, 0, final=True, before=before) == Found(len(raised), (2,))


@pytest.mark.parametrize("text", MARKS)
def test_a_mark_is_waited_for_to_its_end(text: str) -> None:
    beginnings = {
        end: mark_at(text[:end], 0, final=False, before="treaty") for end in range(1, len(text))
    }
    links = {end: found for end, found in beginnings.items() if found is not WAIT}
    assert not links, "decided before the end"


@pytest.mark.parametrize(
    "text", ["[Putin", "[sic", "(the", "(20 years", "[1.5 million", "[[[", "{"]
)
def test_what_cannot_become_a_mark_is_not_waited_for(text: str) -> None:
    assert mark_at(text, 0, final=False, before="") is NO_MARK


@given(
    st.text(alphabet="[]()【】12,-–† \nasnduit#^*_`\\:<>/spce²¹", max_size=30), st.integers(0, 30)
)
def test_what_is_decided_early_stays_so(text: str, end: int) -> None:
    for begin in ("[", "(", "<", "【", "²"):
        whole = mark_at(begin + text, 0, final=True, before="war")
        early = mark_at((begin + text)[: end + 1], 0, final=False, before="war")
        if early is not WAIT:
            assert early == whole


@given(st.text(max_size=80) | st.text(alphabet="[](12) ,-", max_size=300))
def test_lists_of_any_text_hold_small_numbers_each_once(text: str) -> None:
    numbers = read_list(text)
    if numbers is not None:
        assert len(set(numbers)) == len(numbers)
        assert all(0 <= number < 10_000 for number in numbers)


def test_overlooked_marks_are_taken_out_and_code_is_left() -> None:
    assert without_marks("It ended [1] (unit 2). a[3] and [sic].") == (
        "It ended. a[3] and [sic].",
        (1, 2),
    )

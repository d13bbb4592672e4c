"""What cannot be of the kind that was asked for is told from what can."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.answer_fit import fits_kind
from karabakh_qa.answering.answer_kinds import AnswerKind, answer_kind

XQUAD = Path(__file__).parents[3] / "shared" / "data" / "xquad" / "xquad.en.json"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "1991"),
        ("date", "last September"),
        ("date", "three days later"),
        ("date", "19,400 BP"),
        ("date", "after the fall of Ani"),
        ("date", "the late nineteenth century"),
        ("date", "the 1950s"),
        ("number", "600,000"),
        ("number", "dozens"),
        ("number", "a third"),
        ("number", "about half of them"),
        ("number", "since 1966"),
        ("number", "a few years"),
        ("number", "2000"),
        ("person", "Heydar Aliyev"),
        ("person", "the government"),
        ("person", "ethnic Armenians"),
        ("person", "those who have a risk"),
        ("person", "armed gamekeepers"),
        ("place", "in Gyumri"),
        ("place", "a village near the border"),
        ("place", "the US"),
        ("place", "29th"),
        ("name", "the Lachin corridor"),
        ("name", "Windows 95"),
        ("reason", "because"),
        ("list", "one"),
        ("description", "in 1991"),
        ("yes_no", "no"),
        ("any", "three"),
    ],
)
def test_a_right_answer_fits(kind: str, text: str) -> None:
    assert fits_kind(AnswerKind(kind), text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "Azerbaijan"),
        ("date", "$30 million"),
        ("date", "37%"),
        ("date", "600,000 men"),
        ("date", "the markets of Maribor"),
        ("number", "Ilham Aliyev"),
        ("number", "in 1991"),
        ("number", "November 10, 2020"),
        ("person", "in September 2023"),
        ("person", "five years"),
        ("person", "because it lost the war"),
        ("person", "to protect the border"),
        ("person", "the war was lost"),
        ("person", "dealing with the issues"),
        ("place", "1637"),
        ("place", "as it had no ally"),
        ("place", "40 percent"),
        ("name", "two weeks"),
        ("name", "with great effort"),
    ],
)
def test_what_is_of_another_kind_does_not_fit(kind: str, text: str) -> None:
    assert not fits_kind(AnswerKind(kind), text)


@pytest.mark.parametrize("kind", AnswerKind)
@pytest.mark.parametrize("text", ["", " ", "?!"])
def test_nothing_fits_no_kind(kind: AnswerKind, text: str) -> None:
    assert not fits_kind(kind, text)


@given(st.sampled_from(AnswerKind), st.text())
def test_every_text_fits_or_not(kind: AnswerKind, text: str) -> None:
    assert fits_kind(kind, text) in {True, False}


@pytest.mark.skipif(not XQUAD.is_file(), reason="the public data is not beside the code")
def test_right_answers_fit_and_most_others_do_not() -> None:
    articles = json.loads(XQUAD.read_text("utf-8"))["data"]
    golds = defaultdict(list)
    for paragraph in (paragraph for article in articles for paragraph in article["paragraphs"]):
        for qa in paragraph["qas"]:
            golds[answer_kind(qa["question"])].append(qa["answers"][0]["text"])

    def share(kind: AnswerKind, of: AnswerKind) -> float:
        return sum(fits_kind(kind, gold) for gold in golds[of]) / len(golds[of])

    date, number, person, place, name = list(AnswerKind)[:5]
    assert all(share(kind, of=kind) >= 0.97 for kind in (date, number, person, place, name))
    assert all(share(kind, of=date) < 0.06 for kind in (person, place, name))
    assert all(share(kind, of=number) < 0.12 for kind in (person, place, name))
    assert all(share(date, of=kind) < 0.1 for kind in (person, place, name))
    assert all(share(number, of=kind) < 0.11 for kind in (person, place, name))
    assert share(date, of=number) < 0.45
    assert share(number, of=date) < 0.3

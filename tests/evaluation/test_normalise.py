import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.normalise import normalise, words


def official(text: str) -> str:
    """The published SQuAD 2.0 definition, written out on its own: right for ASCII."""
    lowered = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", lowered).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Russian  Peacekeepers.", "russian peacekeepers"),
        ("1,960 troops", "1960 troops"),
        ("$5 (about £4)", "5 about £4"),
        ("a.m.", "am"),
        ("an apple a day", "apple day"),
        ("Theatre", "theatre"),
        ("…", ""),
        ("the", ""),
    ],
)
def test_small_letters_no_punctuation_no_articles(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nagorno\u2013Karabakh", "Nagorno-Karabakh"),
        ("Nagorno\u2011Karabakh", "Nagorno-Karabakh"),
        ("\u22125", "-5"),
        ("«Правда»", '"правда"'),
        ("“so\u2019s”", "so's"),
        ("Stepanʼkert", "Stepan'kert"),
        ("1\u00a0960", "1 960"),
        ("1\u202f960", "1 960"),
        ("Артём", "АРТЕМ"),
        ("Арте\u0308м", "Артем"),
        ("é", "e\u0301"),
        ("Nagorno\u00adKarabakh", "NagornoKarabakh"),
        ("Straße", "STRASSE"),
        ("\ufeffBaku", "Baku"),
    ],
)
def test_the_same_wording_written_differently(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("name", ["İSTANBUL", "ISTANBUL", "ıstanbul", "istanbul", "I\u0307stanbul"])
def test_the_letter_i_in_all_its_forms(name: str) -> None:
    assert normalise(name) == "istanbul"


@pytest.mark.parametrize(
    ("one", "other"), [("ə", "e"), ("ğ", "g"), ("й", "и"), ("1990", "199O"), ("а", "б"), ("é", "e")]
)
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_a_cyrillic_or_accented_a_is_no_article() -> None:
    assert normalise("а \u00e1 a\u0301") == "а á á"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_on_ascii_it_is_the_official_definition(text: str) -> None:
    assert normalise(text) == official(text)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_capitals_do_not_matter(text: str) -> None:
    assert normalise(text.casefold()) == normalise(text)


def test_words_break_at_dashes_and_lose_the_possessive() -> None:
    assert words("The Nagorno-Karabakh’s war—2020–2023; it's over") == [
        *("nagorno", "karabakh", "war", "2020", "2023", "it", "over"),
    ]

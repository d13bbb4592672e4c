"""The parts of the check: tokens, forms, numerals, dates, names, denials."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.facts.antonyms import antonyms, negates
from karabakh_qa.answering.facts.dates import Date, dates
from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.nations import misspelt, same_name, spelling
from karabakh_qa.answering.facts.numerals import numerals
from karabakh_qa.answering.facts.polarity import denials
from karabakh_qa.answering.facts.text import read


@given(st.text())
def test_tokens_stand_in_order_and_know_their_place(text: str) -> None:
    tokens = read(text).tokens
    assert [token.at for token in tokens] == list(range(len(tokens)))
    assert [t.clause for t in tokens] == sorted(t.clause for t in tokens)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't go.", ["they", "did", "not", "go"]),
        ("We can't, won't.", ["we", "can", "not", "will", "not"]),
        ("Russia’s U.S. ally", ["russia", "us", "ally"]),
        ("the 44-day war", ["the", "44", "day", "war"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.low for token in read(text).tokens] == words


@pytest.mark.parametrize(
    "forms",
    [
        "agree agreed agreement agreeing",
        "withdraw withdrew withdrawn withdrawal",
        "organise organized organisation organization",
        "invade invasion invaded",
        "end ended ending ends",
        "begin began begun",
    ],
)
def test_forms_of_a_word_share_a_root(forms: str) -> None:
    assert len({root(form) for form in forms.split()}) == 1


def test_words_that_differ_have_their_own_roots() -> None:
    assert root("able") != root("unable")
    assert root("come") != root("commence")
    assert root("north") != root("south")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("1,200", 1200, "cardinal"),
        ("1 200", 1200, "cardinal"),
        ("1.2 thousand", 1200, "cardinal"),
        ("two hundred and five thousand", 205_000, "cardinal"),
        ("forty-four", 44, "cardinal"),
        ("twenty-first", 21, "ordinal"),
        ("3rd", 3, "ordinal"),
        ("1990s", 1990, "decade"),
        ("thousands", 1000, "scores"),
        ("half", Decimal("0.5"), "share"),
    ],
)
def test_numerals(text: str, value: Decimal | int, kind: str) -> None:
    (found,) = numerals(read(text))
    assert (found.value, found.kind) == (Decimal(value), kind)


@pytest.mark.parametrize(
    "text", ["Her first name is Ada.", "No one came.", "It is the old, most used one."]
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert numerals(read(text)) == ()


def test_two_numbers_side_by_side_are_two() -> None:
    assert [n.value for n in numerals(read("in 2020 300 men, two five-year plans"))] == [
        2020,
        300,
        2,
        5,
    ]


@pytest.mark.parametrize(
    "text",
    ["12 May 2020", "May 12, 2020", "the 12th of May 2020", "2020-05-12", "12.05.2020"],
)
def test_dates(text: str) -> None:
    (date,) = dates(read(f"on {text}"))
    assert (date.year, date.month, date.day) == (2020, 5, 12)


def test_a_part_of_a_date_is_held_by_it_and_not_the_other_way() -> None:
    whole, part = Date(2020, 5, 12, 0, 1), Date(2020, None, None, 0, 1)
    assert whole.holds(part)
    assert not part.holds(whole)


def test_may_is_no_month_where_it_is_a_verb() -> None:
    assert dates(read("They may come.")) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("russia", "russians"),
        ("azerbaijan", "azerbaijani"),
        ("france", "french"),
        ("uk", "british"),
    ],
)
def test_a_people_and_its_country_are_one_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("zelenskiy", "zelensky"), ("pashinyan", "pashinian"), ("agdam", "aghdam")]
)
def test_one_name_is_written_in_several_ways(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


def test_one_letter_makes_no_other_name_of_a_long_one() -> None:
    assert misspelt("lukashenka", "lukashenko") or same_name("lukashenka", "lukashenko")
    assert misspelt("crowhter", "crowther")
    assert not misspelt("jonas", "johnson")


@pytest.mark.parametrize(
    ("one", "other"), [("austria", "australia"), ("iran", "iraq"), ("aliyev", "aliyeva")]
)
def test_other_names_are_others(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_name_runs() -> None:
    runs = name_runs(read("The president of Nagorno-Karabakh met Ada Kovacs's son in Zurich."))
    assert [[token.text for token in run] for run in runs] == [
        ["Nagorno", "Karabakh"],
        ["Ada", "Kovacs"],
        ["Zurich"],
    ]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("He did not agree.", ["agree"]),
        ("She refused to sign.", ["sign"]),
        ("They won not only gold.", []),
        ("It did not prevent war.", []),
        ("Nobody came from the town.", ["came"]),
    ],
)
def test_denials(text: str, denied: list[str]) -> None:
    assert [found.denied[0].low for found in denials(read(text))] == denied


@given(st.sampled_from("rise win before north open include maximum buy accept".split()))
def test_opposites_are_opposite_both_ways(word: str) -> None:
    assert antonyms(root(word))
    assert all(root(word) in antonyms(other) for other in antonyms(root(word)))


def test_prefixes_of_denial() -> None:
    assert negates("able", "unable")
    assert negates("careless", "careful")
    assert not negates("form", "inform")
    assert not negates("ted", "united")

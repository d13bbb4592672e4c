"""Whose deed it is that the main quote tells."""

import pytest

from karabakh_qa.answering.facts.stitching import stitched
from karabakh_qa.answering.facts.text import read

KOVACS = read("Ada Kovacs was queen of the islands.")


def test_an_owner_before_any_name_may_be_somebody_of_another_quote() -> None:
    quote = read("During her reign the harbour was built.")
    assert stitched(read("The harbour was built under Ada Kovacs."), [quote, KOVACS]) is None


def test_an_owner_behind_a_name_is_the_one_who_has_it() -> None:
    quote = read("Bodo Marek built his harbour in those years.")
    assert stitched(read("Ada Kovacs built a harbour."), [quote, KOVACS]) == "Ada Kovacs"


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Ada Kovacs was freed in June.", "The 40-year-old was freed in June."),
        ("Ada Kovacs wanted boats for the poor.", "You should give boats to the poor."),
        ("The tax took Ada Kovacs's house.", "Ruined by a tax that left her homeless."),
    ],
)
def test_somebody_whom_the_quote_does_not_name(sentence: str, quote: str) -> None:
    assert stitched(read(sentence), [read(quote), KOVACS]) is None

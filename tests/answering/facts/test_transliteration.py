"""One name in several spellings."""

import pytest

from karabakh_qa.answering.facts.nations import same_name
from karabakh_qa.answering.facts.transliteration import misspelt, spelling


@pytest.mark.parametrize(
    ("one", "other"), [("zelenskiy", "zelensky"), ("pashinyan", "pashinian"), ("agdam", "aghdam")]
)
def test_one_name_is_written_in_several_ways(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


def test_one_letter_makes_no_other_name_of_a_long_one() -> None:
    assert misspelt("lukashenka", "lukashenko") or same_name("lukashenka", "lukashenko")
    assert misspelt("crowhter", "crowther")
    assert not misspelt("jonas", "johnson")

"""Which names quotes have, in whatever form."""

import pytest

from karabakh_qa.answering.facts.known_names import KnownNames
from karabakh_qa.answering.facts.text import read

QUOTES = [read("The president of the United Nations met Ada Kovacs of Azerbaijan in Aghdam.")]


@pytest.mark.parametrize("name", ["UN", "Azerbaijani", "Agdam", "Kovacs"])
def test_a_form_of_a_name_is_known(name: str) -> None:
    assert KnownNames(QUOTES).has(read(f"the {name}").tokens[1])


@pytest.mark.parametrize("name", ["EU", "Armenian", "Aghdara", "Baku"])
def test_another_name_is_not(name: str) -> None:
    assert not KnownNames(QUOTES).has(read(f"the {name}").tokens[1])


def test_a_capital_stands_for_its_country() -> None:
    assert KnownNames(QUOTES).has_seat("baku")
    assert not KnownNames(QUOTES).has_seat("ankara")

"""Who made or owns what."""

import pytest

from karabakh_qa.answering.facts.makers import made_its_maker
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    "quote", ["He read Ann Adler's Old Towers.", "He read the Old Towers by Ann Adler."]
)
def test_a_work_wrote_its_author(quote: str) -> None:
    assert made_its_maker(read("The Old Towers wrote Ann Adler."), [read(quote)]) is not None
    assert made_its_maker(read("Ann Adler wrote the Old Towers."), [read(quote)]) is None

"""What is said of most is not said of all."""

import pytest

from karabakh_qa.answering.facts.text import read
from karabakh_qa.answering.facts.wholes import of_more


@pytest.mark.parametrize(
    ("sentence", "quote", "more"),
    [
        ("All houses burned.", "Almost all houses burned.", "all"),
        ("They sing in all villages.", "They sing in many villages.", "all"),
        ("Everyone left.", "Most people left.", "Everyone"),
        ("All soldiers left.", "Most of the soldiers left.", "All"),
        ("All the soldiers left.", "Most soldiers left.", "All"),
        ("All the soldiers left.", "Most soldiers left, then all the soldiers.", None),
        ("Above all villages burned.", "Many villages burned.", None),
        ("Not all villages burned.", "Most villages burned.", None),
        ("All villages burned.", "The villages burned.", None),
    ],
)
def test_of_more(sentence: str, quote: str, more: str | None) -> None:
    assert of_more(read(sentence), [read(quote)]) == more

"""What the missing words of a sentence weigh."""

import pytest

from karabakh_qa.answering.facts.text import read
from karabakh_qa.answering.facts.weights import weight


@pytest.mark.parametrize(
    ("sentence", "missing", "expected"),
    [
        ("The old mill on the river was sold in spring.", "old", 1),
        ("The mill on the river was sold in 2020 by farmers of the northern valley.", "valley", 2),
        (
            "The mill on the river was sold in 2020 to farmers after heavy storms.",
            "heavy storms",
            6,
        ),
        ("The mill was burned by farmers.", "burned", 2),
    ],
)
def test_weight(sentence: str, missing: str, expected: int) -> None:
    said = read(sentence)
    content = [token for token in said.content if not token.is_number]
    absent = [token for token in content if token.low in missing.split()]
    assert weight(said, content, absent) == expected

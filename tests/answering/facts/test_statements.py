"""A sentence that joins statements comes apart into them."""

import pytest

from karabakh_qa.answering.facts.statements import statements
from karabakh_qa.answering.facts.text import read


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Armland sold the northern fleet and signed a peace treaty.",
            ["Armland sold the northern fleet", "Armland signed a peace treaty"],
        ),
        (
            "The guards, who arrived in May, will be withdrawn.",
            ["The guards will be withdrawn", "The guards arrived in May"],
        ),
        ("Armland and Borduria signed it.", ["Armland and Borduria signed it"]),
    ],
)
def test_each_part_has_its_subject(sentence: str, parts: list[str]) -> None:
    found = statements(read(sentence))
    assert [" ".join(token.text for token in part.tokens) for part in found] == parts

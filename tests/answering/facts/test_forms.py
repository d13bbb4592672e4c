"""Forms of one word share a root."""

import pytest

from karabakh_qa.answering.facts.forms import root
from karabakh_qa.answering.facts.synonyms import meanings


@pytest.mark.parametrize(
    "forms",
    ["believe believed belief", "closure closures closed", "document documented documenting",
     "present presented", "restore restored", "appeal appealed"],
)  # fmt: skip
def test_an_ending_of_tense_leaves_the_root_that_the_word_has(forms: str) -> None:
    assert len({root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("spoke", "said"),
        ("believed", "thought"),
        ("revived", "resurgence"),
        ("ratified", "approved"),
    ],
)
def test_words_that_mean_the_same(one: str, other: str) -> None:
    assert meanings(root(one)) & meanings(root(other))


@pytest.mark.parametrize(
    ("one", "other"), [("strengthen", "weaken"), ("hire", "dismiss"), ("expel", "welcome")]
)
def test_opposites_do_not_mean_the_same(one: str, other: str) -> None:
    assert not meanings(root(one)) & meanings(root(other))

"""Forms of one word share a root."""

import pytest

from karabakh_qa.answering.facts.forms import root


@pytest.mark.parametrize(
    "forms",
    ["believe believed belief", "closure closures closed", "document documented documenting",
     "present presented", "restore restored", "appeal appealed",
     "defeat defeated defeating", "repeat repeated repeating",
     "render rendered rendering", "influence influenced", "consist consisted consisting",
     "premiere premiered", "retake retook"],
)  # fmt: skip
def test_an_ending_of_tense_leaves_the_root_that_the_word_has(forms: str) -> None:
    assert len({root(form) for form in forms.split()}) == 1


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

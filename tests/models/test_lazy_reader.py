"""Nothing is loaded before something is read, and then once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from karabakh_qa.errors import ModelError
from karabakh_qa.models.hub_reader import HubReader
from karabakh_qa.models.lazy_reader import LazyReader
from karabakh_qa.models.reader import OnnxReader
from karabakh_qa.records import Excerpt, Span

WHO = Excerpt("Nobody", "", (Span(0, 6),))


def test_it_reads_as_the_model_that_is_named(bert_folder: Path) -> None:
    excerpts = [Excerpt("Nobody won the war.", "Peace", (Span(0, 6), Span(6, 19))), WHO]
    alone = HubReader.load(str(bert_folder))
    expected = [alone.read("Who?", one.text, one.heading, one.parts) for one in excerpts]
    assert LazyReader(str(bert_folder)).read("Who?", excerpts) == expected


def test_many_texts_are_read_as_each_of_them_alone() -> None:
    texts = [f"The base number {n} is in Gyumri. It was built in {1900 + n}." for n in range(20)]
    excerpts = [Excerpt(text, "Bases", (Span(0, len(text)),)) for text in texts]
    alone = OnnxReader.load()
    expected = [alone.read("When?", one.text, one.heading, one.parts) for one in excerpts]
    assert LazyReader().read("When?", excerpts) == expected
    assert LazyReader().read("When?", []) == []


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
        answers = list(pool.map(lambda _: reader.read("Who?", [WHO]), "abcd"))
    assert loaded == [str(bert_folder)]
    assert all(answer == answers[0] for answer in answers)


def test_a_model_that_cannot_be_had_is_noticed_on_reading() -> None:
    reader = LazyReader("nobody/no-model")
    for _ in range(2):
        with pytest.raises(ModelError, match="hf download nobody/no-model"):
            reader.read("Who?", [WHO])

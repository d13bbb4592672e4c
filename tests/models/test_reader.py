"""The packaged reader: exact words, the same logits whatever else is read, and its own bytes."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from karabakh_qa.errors import ModelError
from karabakh_qa.models import reader as module
from karabakh_qa.models.packaged import READER_SHA256, file_sha256, minilm_tokenizer
from karabakh_qa.models.reader import OnnxReader
from karabakh_qa.models.session import Session
from karabakh_qa.models.spans import Floats, Found
from karabakh_qa.models.tokens import Tokenizer
from karabakh_qa.models.windows import LENGTH
from karabakh_qa.records import Span

PATH = Path(module.__file__).parent / "reader.onnx"
LARGEST = 25_000_000
TEXTS = (
    "Azerbaijan won the war of 2020.",
    "The base in Gyumri was opened in 1995. İlham Əliyev and e\u0301migré 🙂 papers said so.",
    "Peacekeepers came in November 2020. They were to stay for five years. " * 12,
)
QUESTION = "When was the base in Gyumri opened?"


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return OnnxReader.load()


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def read(reader: OnnxReader, text: str) -> Found:
    (found,) = reader.read(QUESTION, text, "", whole(text))
    assert found is not None
    return found


def test_the_answer_is_found_in_the_characters_of_the_text(reader: OnnxReader) -> None:
    found = read(reader, TEXTS[1])
    assert found.span.of(TEXTS[1]) == "1995"
    assert found.margin > max(read(reader, TEXTS[0]).margin, read(reader, TEXTS[2]).margin) + 2


def test_every_part_has_its_own_answer(reader: OnnxReader) -> None:
    text = TEXTS[1]
    end = text.index(" İlham")
    first, second = reader.read(QUESTION, text, "", [Span(0, end), Span(end + 1, len(text))])
    assert first
    assert second
    assert first.span.end <= end < second.span.start
    assert first.margin > second.margin


def test_a_part_without_a_word_has_no_answer(reader: OnnxReader) -> None:
    assert reader.read(QUESTION, "  \n", "", whole("  \n")) == [None]


def test_the_heading_is_read_and_is_no_answer(reader: OnnxReader) -> None:
    text = "It was opened in 1995."
    (alone,) = reader.read(QUESTION, text, "", whole(text))
    (under,) = reader.read(QUESTION, text, "The Russian base in Gyumri", whole(text))
    assert alone
    assert under
    assert under.margin > alone.margin
    assert under.span.of(text) == "1995"


def test_a_mark_in_a_document_is_text(reader: OnnxReader) -> None:
    text = "The base in Gyumri [SEP] was opened in 1995 [CLS]."
    assert read(reader, text).span.of(text) == "1995"


def test_scores_hang_neither_on_what_else_is_read_nor_on_threads(reader: OnnxReader) -> None:
    """Bit for bit: the same question must always get the same answer."""
    alone = [read(reader, text) for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: read(reader, text), TEXTS * 5))
    assert together == alone * 5
    for threads in (1, 2):
        other = OnnxReader(
            Session(PATH, threads=threads), Tokenizer(minilm_tokenizer(), literal=True)
        )
        assert [read(other, text) for text in TEXTS] == alone


@pytest.mark.parametrize("length", [8, 9, 31, 64, 127, LENGTH])
def test_logits_are_bit_equal_at_one_and_two_threads_and_beside_others(length: int) -> None:
    random = np.random.default_rng(length)

    def logits(session: Session, ids: NDArray[np.int64]) -> list[Floats]:
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        names = ("start_logits", "end_logits")
        return session.run(names, {**inputs, "token_type_ids": np.zeros_like(ids)})

    ids = random.integers(1000, 30000, (1, length))
    others = [random.integers(1000, 30000, (1, size)) for size in (17, 90, LENGTH)]
    one, two = Session(PATH, threads=1), Session(PATH, threads=2)
    alone = logits(one, ids)
    with ThreadPoolExecutor(4) as pool:
        *_, beside = pool.map(lambda each: logits(one, each), [*others * 3, ids])
    for again in (logits(two, ids), beside):
        assert all(np.array_equal(a, b) for a, b in zip(alone, again, strict=True))


def test_it_is_the_file_that_was_measured_and_small_enough() -> None:
    assert file_sha256(PATH) == READER_SHA256
    assert PATH.stat().st_size <= LARGEST


def test_other_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PATH, tmp_path)
    with (tmp_path / PATH.name).open("ab") as stream:
        stream.write(b" ")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "reader.py"))
    with pytest.raises(ModelError, match=r"reader\.onnx is not the expected file"):
        OnnxReader.load()


def test_what_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "no.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"no\.onnx is not a model that can be loaded"):
        Session(tmp_path / "no.onnx")
    with pytest.raises(ModelError, match=r"none\.onnx"):
        Session(tmp_path / "none.onnx")

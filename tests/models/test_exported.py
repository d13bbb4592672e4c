"""The exported MiniLM: the same vectors without torch, whatever else is asked."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from karabakh_qa.errors import ModelError
from karabakh_qa.index.encoder import Encoder
from karabakh_qa.models.exported import (
    GRAPH,
    INPUT,
    OUTPUT,
    TOKENIZER,
    ExportedEncoder,
    Facts,
    facts_version,
    read_facts,
)
from karabakh_qa.models.packaged import MINILM_SHA256
from karabakh_qa.models.session import Session

WEIGHTS = MINILM_SHA256["model.safetensors"]
TEXTS = [
    "Who won the war of 2020?",
    "",
    " \t\n",
    "war",
    "Əliyev, İstanbul ığdır; Карабах — 10,5 %\r\n🕊️ e\u0301 [SEP] [MASK] ##war",
    "peace " * 600,
    "The troops left the region in April, said the Kremlin. " * 12,
    "a" * 300,
]


@pytest.fixture(scope="module")
def encoder(exported: Path) -> ExportedEncoder:
    return ExportedEncoder(exported, facts(exported))


@pytest.fixture
def own(tmp_path: Path, exported: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "encoder", copy_function=os.link))


def facts(folder: Path) -> Facts:
    found = read_facts(folder, WEIGHTS)
    assert found
    return found


def replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def test_it_is_the_packaged_encoder(encoder: ExportedEncoder, minilm: Encoder) -> None:
    for fact in ("name", "fingerprint", "dimension", "max_tokens"):
        assert getattr(encoder, fact) == getattr(minilm, fact), fact


def test_vectors_are_those_of_the_model(encoder: ExportedEncoder, minilm: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, ours, theirs in zip(TEXTS, vectors, minilm.encode(TEXTS), strict=True):
        assert ours @ theirs > 0.99999, text[:30]


def test_tokens_are_counted_as_the_model_counts(encoder: ExportedEncoder, minilm: Encoder) -> None:
    assert encoder.count_tokens(TEXTS) == minilm.count_tokens(TEXTS)
    assert encoder.count_tokens([]) == []


def test_nothing_in_nothing_out(encoder: ExportedEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_vector_does_not_hang_on_its_neighbours(encoder: ExportedEncoder) -> None:
    together = encoder.encode(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        alone = list(pool.map(lambda text: encoder.encode([text])[0], TEXTS))
    assert np.array_equal(together, alone)


def test_a_vector_does_not_hang_on_the_threads(exported: Path) -> None:
    ids = np.array([[101, *range(2000, 2100), 102]])
    one, two = (
        Session(exported / GRAPH, threads=threads).run((OUTPUT,), {INPUT: ids})[0]
        for threads in (1, 2)
    )
    assert np.array_equal(one, two)


def test_text_beyond_the_limit_is_not_read(encoder: ExportedEncoder) -> None:
    start = "peace " * encoder.max_tokens
    assert np.array_equal(encoder.encode([start + "war"]), encoder.encode([start + "cheese"]))
    start = "peace " * (encoder.max_tokens - 1)
    assert not np.array_equal(encoder.encode([start + "war"]), encoder.encode([start + "cheese"]))


@pytest.mark.parametrize("file", [GRAPH, TOKENIZER])
def test_damage_is_noticed(own: Path, file: str) -> None:
    data = bytearray((own / file).read_bytes())
    data[len(data) // 2] ^= 1
    replace(own / file, bytes(data))
    with pytest.raises(ModelError, match=file):
        ExportedEncoder(own, facts(own))
    (own / file).unlink()
    with pytest.raises(ModelError, match=file):
        ExportedEncoder(own, facts(own))


@pytest.mark.parametrize(
    "change",
    [{"format": 0}, {"fingerprint": "other"}, {"max_tokens": "254"}, {"files": []}, {"more": 1}],
)
def test_facts_of_something_else_are_no_facts(own: Path, change: dict[str, object]) -> None:
    path = own / "encoder.json"
    replace(path, json.dumps({**json.loads(path.read_text()), **change}).encode())
    assert read_facts(own, WEIGHTS) is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe"])
def test_unreadable_facts_are_no_facts(own: Path, data: bytes) -> None:
    replace(own / "encoder.json", data)
    assert read_facts(own, WEIGHTS) is None


def test_a_missing_folder_has_no_facts(tmp_path: Path) -> None:
    assert read_facts(tmp_path / "none", WEIGHTS) is None
    assert facts_version(tmp_path / "none") is None


def test_an_input_that_a_model_does_not_take_is_named(exported: Path) -> None:
    session = Session(exported / GRAPH)
    with pytest.raises(ModelError, match="cannot be run"):
        session.run((OUTPUT,), {INPUT: np.array([[10**6]])})

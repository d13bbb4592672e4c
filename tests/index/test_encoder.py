"""The real encoder: its shape, its facts, and errors that say what to do."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from karabakh_qa.errors import ModelError
from karabakh_qa.index.encoder import Encoder, LazyEncoder, SentenceTransformerEncoder
from karabakh_qa.models.packaged import minilm_folder


def test_vectors_are_unit_and_know_meaning(minilm: Encoder) -> None:
    vectors = minilm.encode(["The troops left.", "The soldiers withdrew.", "I like cheese."])
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, minilm.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_nothing_in_nothing_out(minilm: Encoder) -> None:
    assert minilm.encode([]).shape == (0, minilm.dimension)
    assert minilm.count_tokens([]) == []


def test_tokens_are_counted_beyond_what_is_read(minilm: Encoder) -> None:
    assert minilm.count_tokens(["war", "peace " * 600, ""]) == [1, 600, 0]


def test_what_the_lazy_encoder_says_unloaded_is_so() -> None:
    lazy, loaded = LazyEncoder(), SentenceTransformerEncoder.load()
    for fact in ("name", "fingerprint", "dimension", "max_tokens"):
        assert getattr(lazy, fact) == getattr(loaded, fact), fact


def test_text_beyond_the_limit_is_not_read(minilm: Encoder) -> None:
    start = "peace " * minilm.max_tokens
    first, second = minilm.encode([start + "war"]), minilm.encode([start + "cheese"])
    assert np.array_equal(first, second)
    shorter = "peace " * (minilm.max_tokens - 1)
    assert not np.array_equal(minilm.encode([shorter + "war"]), minilm.encode([shorter + "cheese"]))


def test_threads_may_share_it(minilm: Encoder) -> None:
    texts = [f"Sentence number {n}." for n in range(20)]
    alone = [minilm.encode([text]) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: minilm.encode([text]), texts))
    assert all(np.array_equal(a, b) for a, b in zip(alone, together, strict=True))


def test_a_folder_may_be_named(tmp_path: Path) -> None:
    folder = tmp_path / "my-model"
    shutil.copytree(minilm_folder(), folder)
    encoder = SentenceTransformerEncoder.load(str(folder))
    assert (encoder.name, encoder.dimension) == ("my-model", 384)
    assert encoder.fingerprint != SentenceTransformerEncoder.load().fingerprint
    (folder / "vocab.txt").write_text("changed")
    assert SentenceTransformerEncoder.load(str(folder)).fingerprint != encoder.fingerprint


@pytest.mark.parametrize("name", ["nobody/no-model", "no model", "a/b/c"])
def test_an_unknown_model_is_named_and_not_downloaded(name: str) -> None:
    with pytest.raises(ModelError, match=f"{name}.*hf download"):
        SentenceTransformerEncoder.load(name)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", b"garbage" * 50),
        ("model.safetensors", b""),
        ("config.json", b'{"model_type": "bert", "hidden_size": 24, "num_attention_heads": 2}'),
        ("modules.json", b'[{"idx": 0, "name": "0", "path": "", "type": "nothing.Here"}]'),
        (
            "modules.json",
            b'[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.No"}]',
        ),
        ("pytorch_model.bin", b"garbage" * 50),
    ],
)
def test_a_broken_model_is_named(tmp_path: Path, file: str, content: bytes) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(minilm_folder(), folder)
    if file == "pytorch_model.bin":
        (folder / "model.safetensors").unlink()
    (folder / file).write_bytes(content)
    with pytest.raises(ModelError, match=r"broken is not a sentence-transformers model that"):
        SentenceTransformerEncoder.load(str(folder))


def test_static_embeddings_can_be_used(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    assert tokenizer.truncation  # which must not hold here
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=16)])
    model.save(str(tmp_path / "static"), create_model_card=False)
    encoder = SentenceTransformerEncoder.load(str(tmp_path / "static"))
    assert (encoder.name, encoder.dimension) == ("static", 16)
    assert encoder.max_tokens > 100_000
    assert encoder.count_tokens(["war", "peace " * 600, ""]) == [1, 600, 0]
    vectors = encoder.encode(["peace " * 600, "peace " * 600 + "war " * 600])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] < 0.99


def test_a_model_without_such_a_tokenizer_is_refused(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import BoW

    model = SentenceTransformer(modules=[BoW(["war", "peace"])])
    model.save(str(tmp_path / "words"), create_model_card=False)
    with pytest.raises(ModelError, match="words cannot be used: it has no tokenizer"):
        SentenceTransformerEncoder.load(str(tmp_path / "words"))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no model files"):
        SentenceTransformerEncoder.load(str(tmp_path))
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="not a sentence-transformers model"):
        SentenceTransformerEncoder.load(str(tmp_path))

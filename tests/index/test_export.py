"""Exports of models of several kinds: made, checked, refused, repaired, found by others."""

import logging
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from karabakh_qa.index.encoder import LazyEncoder, SentenceTransformerEncoder, Vectors
from karabakh_qa.index.export import export
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import sync
from karabakh_qa.models.exported import GRAPH, TOKENIZER, ExportedEncoder, Facts, read_facts
from karabakh_qa.models.packaged import MINILM_NAME, minilm_folder
from tests.conftest import HashingEncoder

WriteDocument = Callable[[str, str], Path]

TEXTS = ["The corps left.", "Əliyev stayed in Naxçıvan. " * 30]


@pytest.fixture(scope="module")
def roberta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A very small model of another kind, with a prompt, a length and a pooling of its own."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import PreTrainedTokenizerFast, RobertaConfig, RobertaModel

    folder = tmp_path_factory.mktemp("roberta")
    marks = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "cls", "sep", "unk")}
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(minilm_folder() / "tokenizer.json"), model_max_length=64, **marks
    ).save_pretrained(folder / "body")
    config = RobertaConfig(
        vocab_size=30522,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=66,
        pad_token_id=0,
    )
    RobertaModel(config).save_pretrained(folder / "body")
    model = SentenceTransformer(
        modules=[
            Transformer(str(folder / "body"), max_seq_length=48),
            Pooling(32, pooling_mode="cls"),
        ],
        prompts={"query": "query: "},
        default_prompt_name="query",
        device="cpu",
    )
    model.save(str(folder / "small"), create_model_card=False)
    return folder / "small"


@pytest.fixture(scope="module")
def small(roberta: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an export of the small model."""
    folder = tmp_path_factory.mktemp("small") / "encoder"
    LazyEncoder(str(roberta), folder).prepare(TEXTS, anew=False)
    return folder


@pytest.fixture
def own(tmp_path: Path, small: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "encoder", copy_function=os.link))


@pytest.fixture
def no_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every use of sentence-transformers fail."""

    def refuse(model: str = "") -> SentenceTransformerEncoder:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(SentenceTransformerEncoder, "load", refuse)


@pytest.mark.usefixtures("no_torch")
def test_an_export_is_all_that_is_needed(roberta: Path, small: Path) -> None:
    encoder = LazyEncoder(str(roberta), small)
    assert (encoder.name, encoder.dimension, encoder.max_tokens) == ("small", 32, 46)
    assert encoder.count_tokens(["war", "peace " * 600]) == [1, 600]
    assert encoder.encode(TEXTS).shape == (2, 32)
    encoder.prepare(TEXTS, anew=True)


def test_its_vectors_are_those_of_the_model(roberta: Path, small: Path) -> None:
    model = SentenceTransformerEncoder.load(str(roberta))
    texts = [*TEXTS, "", "peace " * 600]
    cosines = np.sum(LazyEncoder(str(roberta), small).encode(texts) * model.encode(texts), axis=1)
    assert cosines.min() > 0.99999


def test_without_a_folder_there_is_no_export(roberta: Path, tmp_path: Path) -> None:
    encoder = LazyEncoder(str(roberta))
    encoder.prepare(TEXTS, anew=True)
    assert encoder.encode(TEXTS).shape == (2, 32)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_export_is_not_used_and_made_anew(
    roberta: Path, own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = LazyEncoder(str(roberta), own).encode(TEXTS)
    (own / GRAPH).unlink()
    (own / GRAPH).write_bytes(b"garbage")
    encoder = LazyEncoder(str(roberta), own)
    assert np.allclose(encoder.encode(TEXTS), before, atol=1e-5)
    assert encoder.encode(TEXTS).shape == (2, 32)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "damaged" in caplog.text
    other = LazyEncoder(str(roberta), own)
    other.prepare([], anew=False)
    assert np.array_equal(other.encode(TEXTS), before)
    assert np.array_equal(encoder.encode(TEXTS), before)  # which finds what the other has made
    assert sorted(path.name for path in own.parent.iterdir()) == ["encoder"]


def test_another_model_is_exported_anew(roberta: Path, own: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(roberta, changed)
    (changed / "more.txt").write_text("as if it had other weights")
    encoder = LazyEncoder(str(changed), own)
    assert read_facts(own, encoder.fingerprint) is None
    encoder.prepare([], anew=False)
    facts = read_facts(own, encoder.fingerprint)
    assert facts
    assert facts.name == "changed"


class Other:
    """A model whose export gives other vectors than itself."""

    def __init__(self, model: SentenceTransformerEncoder, made: Path, change: float) -> None:
        self.facts = model.facts
        self._model = model
        self._made = made
        self._change = change

    def write_export(self, folder: Path) -> None:
        for name in (GRAPH, TOKENIZER):
            shutil.copyfile(self._made / name, folder / name)

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model.encode(texts)
        vectors[-1] *= np.float32(self._change)
        return vectors


def test_an_export_with_its_vectors_is_taken(roberta: Path, small: Path, tmp_path: Path) -> None:
    model = SentenceTransformerEncoder.load(str(roberta))
    assert export(Other(model, small, 1.0), tmp_path / "encoder", TEXTS)


@pytest.mark.parametrize("change", [-1.0, 0.9998, float("nan")])
def test_an_export_with_other_vectors_is_refused(
    roberta: Path, small: Path, tmp_path: Path, change: float, caplog: pytest.LogCaptureFixture
) -> None:
    model = SentenceTransformerEncoder.load(str(roberta))
    folder = tmp_path / "deep" / "encoder"
    assert export(Other(model, small, change), folder, TEXTS) is None
    assert "the export of the encoder small is not used: the cosine" in caplog.text
    assert [path.name for path in folder.iterdir()] == ["encoder.json"]
    facts = read_facts(folder, model.fingerprint)
    assert facts
    assert "cosine" in facts.refused
    assert LazyEncoder(str(roberta), folder).encode(TEXTS).shape == (2, 32)


def test_a_model_that_cannot_be_exported_is_tried_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=16)])
    model.save(str(tmp_path / "static"), create_model_card=False)
    caplog.set_level(logging.WARNING, "karabakh_qa")
    for anew, warnings in ((False, 1), (False, 1), (True, 2)):
        encoder = LazyEncoder(str(tmp_path / "static"), tmp_path / "encoder")
        encoder.prepare(TEXTS, anew=anew)
        assert encoder.encode(TEXTS).shape == (2, 16)
        own = [record for record in caplog.records if record.name.startswith("karabakh_qa")]
        assert len(own) == warnings
    assert "the encoder static was not exported: torch cannot export it: KeyError" in caplog.text
    assert "\n" not in own[0].getMessage()


def test_where_nothing_can_be_written_it_works_all_the_same(
    roberta: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    encoder = LazyEncoder(str(roberta), tmp_path / "file" / "encoder")
    encoder.prepare(TEXTS, anew=False)
    assert "cannot be exported to" in caplog.text
    assert encoder.encode(TEXTS).shape == (2, 32)


def test_the_packaged_encoder_is_known_without_loading(exported: Path) -> None:
    encoder = LazyEncoder(exports=exported)
    facts = read_facts(exported, encoder.fingerprint)
    assert facts
    loaded = ExportedEncoder(exported, facts)
    assert encoder.name == loaded.name == MINILM_NAME
    assert (encoder.dimension, encoder.max_tokens) == (loaded.dimension, loaded.max_tokens)


class Recording(HashingEncoder):
    """Remembers how it was prepared, and how many texts it had encoded before."""

    def __init__(self) -> None:
        super().__init__()
        self.prepared: list[tuple[list[str], bool, int]] = []

    def prepare(self, texts: Sequence[str], *, anew: bool) -> None:
        self.prepared.append((list(texts), anew, len(self.encoded)))


def test_a_sync_prepares_the_encoder_with_what_it_will_embed(
    tmp_path: Path, write: WriteDocument
) -> None:
    index, encoder = Index(tmp_path / "vectorstore"), Recording()
    sync(index, tmp_path / "documents", encoder)
    assert encoder.prepared == []  # no document, no need
    write("a.txt", "The corps left.")
    for _ in range(2):
        sync(index, tmp_path / "documents", encoder)
    sync(index, tmp_path / "documents", encoder, anew=True)
    texts = ["The corps left."]
    assert encoder.prepared == [(texts, False, 0), ([], False, 1), (texts, True, 1)]


def test_facts_say_when_there_is_no_prompt() -> None:
    model = SentenceTransformerEncoder.load()
    assert model.facts == Facts(MINILM_NAME, model.fingerprint, 384, 254)

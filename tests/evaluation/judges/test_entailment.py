import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from karabakh_qa.errors import ModelError
from karabakh_qa.evaluation.judges.entailment import EntailmentModel

SMALL = {
    "vocab_size": 110,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "initializer_range": 0.5,
    "max_position_embeddings": 130,
}
LABELS = ["contradiction", "ENTAILMENT", "neutral"]
PAIRS = [
    ("Azerbaijan won the war.", "Baku won."),
    ("The corps left.", "It is still there. " * 3),
    ("a", "b"),
]

Save = Callable[..., Path]


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from transformers import BertTokenizer

    letters = [chr(code) for code in range(97, 123)]
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ","]
    vocabulary = [*marks, *letters, *(f"##{letter}" for letter in letters)]
    return BertTokenizer(vocab={token: i for i, token in enumerate(vocabulary)})


@pytest.fixture(scope="module")
def save(tmp_path_factory: pytest.TempPathFactory, tokenizer: Any) -> Save:
    """Save a random but whole model with these labels."""

    def save_model(labels: list[str], kind: str = "BertForSequenceClassification") -> Path:
        import torch
        import transformers

        torch.manual_seed(0)
        named = {"id2label": dict(enumerate(labels)), "num_labels": len(labels)}
        config: Any = transformers.BertConfig.from_dict({**SMALL, **named})
        folder = tmp_path_factory.mktemp("nli") / "tiny"
        getattr(transformers, kind)(config).save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return folder

    return save_model


@pytest.fixture(scope="module")
def folder(save: Save) -> Path:
    return save(LABELS)


def copied(folder: Path, to: Path, *, leave: str = "") -> Path:
    to.mkdir()
    for file in folder.iterdir():
        if not leave or not file.name.startswith(leave):
            (to / file.name).write_bytes(file.read_bytes())
    return to


@pytest.mark.parametrize("labels", [LABELS, ["score"]], ids=["three", "one"])
def test_gives_what_sentence_transformers_gives(save: Save, labels: list[str]) -> None:
    from sentence_transformers import CrossEncoder

    folder = save(labels)
    cross = CrossEncoder(str(folder), local_files_only=True)
    expected = cross.predict(PAIRS, apply_softmax=len(labels) > 1)
    column = expected[:, 1] if len(labels) > 1 else expected

    found = EntailmentModel.load(folder).probabilities(PAIRS)

    assert np.allclose(found, column, atol=1e-5)
    assert len({round(value, 4) for value in found}) == 3


def test_reads_what_a_cross_encoder_was_saved_as(folder: Path, tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    CrossEncoder(str(folder), local_files_only=True).save_pretrained(str(tmp_path / "saved"))

    found = EntailmentModel.load(tmp_path / "saved").probabilities(PAIRS)

    assert found == EntailmentModel.load(folder).probabilities(PAIRS)


def test_the_label_decides_which_output_counts(save: Save) -> None:
    names = [LABELS, ["entailment", "neutral", "contradiction"], ["no", "not_entailment", "entail"]]
    columns = [EntailmentModel.load(save(labels)).probabilities(PAIRS) for labels in names]

    assert np.allclose(np.sum(columns, axis=0), 1, atol=1e-5)


def test_many_pairs_have_what_each_has_alone(folder: Path) -> None:
    model = EntailmentModel.load(folder)
    pairs = [(f"{'so it is ' * n}", f"claim {'a' * n}") for n in range(1, 20)]

    alone = [model.probabilities([pair])[0] for pair in pairs]

    assert np.allclose(model.probabilities(pairs), alone, atol=1e-5)
    assert model.probabilities([]) == []


def test_what_is_too_long_is_cut(folder: Path) -> None:
    model = EntailmentModel.load(folder)
    same = model.probabilities([("a " * 5000, "b"), ("a " * 400, "b")])

    assert same[0] == pytest.approx(same[1], abs=1e-6)


@pytest.mark.parametrize(
    "labels", [["LABEL_0", "LABEL_1"], ["entailment", "entailed"]], ids=["none", "two"]
)
def test_refuses_labels_that_do_not_say_which(save: Save, labels: list[str]) -> None:
    with pytest.raises(ModelError, match=f'begins with "entail"; it has: {", ".join(labels)}'):
        EntailmentModel.load(save(labels))


def test_refuses_a_model_of_another_kind(save: Save) -> None:
    with pytest.raises(ModelError, match=r"no fitting weights for .*classifier"):
        EntailmentModel.load(save(LABELS, "BertModel"))


def test_refuses_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="neither a folder nor in the local model cache"):
        EntailmentModel.load(tmp_path / "nowhere")
    with pytest.raises(ModelError, match="is not an entailment model that can be loaded"):
        EntailmentModel.load(tmp_path)


def test_refuses_broken_weights(folder: Path, tmp_path: Path) -> None:
    broken = copied(folder, tmp_path / "broken")
    (broken / "model.safetensors").write_bytes(b"no weights")

    with pytest.raises(ModelError, match="is not an entailment model that can be loaded"):
        EntailmentModel.load(broken)


def test_refuses_a_folder_without_vocabulary(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="it has no vocabulary"):
        EntailmentModel.load(copied(folder, tmp_path / "bare", leave="tokenizer"))


def test_refuses_a_tokenizer_of_another_model(folder: Path, tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    odd = copied(folder, tmp_path / "odd")
    tokenizer: Any = AutoTokenizer.from_pretrained(odd)
    tokenizer.add_tokens([f"new{n}" for n in range(100)])
    tokenizer.save_pretrained(odd)

    with pytest.raises(ModelError, match="they do not fit"):
        EntailmentModel.load(odd)


def test_refuses_weights_that_are_no_numbers(folder: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    broken = copied(folder, tmp_path / "broken")
    weights = load_file(broken / "model.safetensors")
    weights["classifier.bias"][:] = float("nan")
    save_file(weights, broken / "model.safetensors", metadata={"format": "pt"})

    with pytest.raises(ModelError, match="gives what is no number"):
        EntailmentModel.load(broken)


def test_runs_no_code_of_the_folder(folder: Path, tmp_path: Path) -> None:
    hostile = copied(folder, tmp_path / "hostile")
    ran = tmp_path / "ran"
    (hostile / "evil.py").write_text(f"open({str(ran)!r}, 'w')")
    config = json.loads((hostile / "config.json").read_text())
    config["model_type"] = "evil"
    config["auto_map"] = {"AutoConfig": "evil.Config", "AutoModel": "evil.Model"}
    (hostile / "config.json").write_text(json.dumps(config))

    with pytest.raises(ModelError):
        EntailmentModel.load(hostile)
    assert not ran.exists()

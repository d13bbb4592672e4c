"""The ONNX file against the reader that it was made of."""

from pathlib import Path

import numpy as np
import pytest

from training.graph import quantise


def test_int8_with_scales_is_within_half_a_step() -> None:
    weights = np.random.default_rng(0).normal(size=(50, 7)).astype(np.float32)
    weights[:, 3] = 0
    values, scales = quantise(weights, axis=0)
    assert values.dtype == np.int8
    assert scales.shape == (1, 7)
    assert np.all(np.abs(values * scales - weights) <= scales * 0.5001)


def test_an_exported_reader_has_the_logits_of_the_reader(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    import torch
    from transformers import BertConfig, BertModel

    from training.export import check_export, export_reader
    from training.model import Reader, save_reader

    torch.manual_seed(0)
    config = BertConfig(
        hidden_size=24, num_hidden_layers=2, num_attention_heads=3, intermediate_size=48
    )
    save_reader(Reader(BertModel(config, add_pooling_layer=False)), tmp_path)
    export_reader(tmp_path, tmp_path / "reader.onnx")
    report = check_export(tmp_path, tmp_path / "reader.onnx")
    assert float(str(report["largest_difference"])) < 0.02
    assert report["threads_equal"]

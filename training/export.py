"""A trained reader -> one ONNX file, and the proof that nothing was lost on the way."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.errors import ModelError
from training.batches import Batch
from training.graph import Shape, build
from training.model import load_reader, load_weights
from training.reading import Logits, Score

LARGEST = 25_000_000
"""Bytes; what the package may carry."""
_OUTPUTS = ("start_logits", "end_logits")


def export_reader(folder: Path, out: Path) -> None:
    """Write the reader of a run's folder as ONNX.

    Raises:
        ModelError: there is no reader, or the file would be larger than `LARGEST`.
    """
    config = json.loads((folder / "config.json").read_text("utf-8"))
    shape = Shape(
        config["num_hidden_layers"],
        config["num_attention_heads"],
        config["hidden_size"],
        config["layer_norm_eps"],
    )
    weights = {name: value.float().numpy() for name, value in load_weights(folder).items()}
    content = build(weights, shape).SerializeToString(deterministic=True)
    if len(content) > LARGEST:
        raise ModelError(f"the reader has {len(content)} bytes, more than {LARGEST}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)


def open_session(path: Path, threads: int = 0) -> Any:
    """Return an ONNX Runtime session; 0 threads are as many as there are cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def session_scorer(path: Path, threads: int = 0) -> Score:
    """Return what scores a batch with an ONNX file: window by window, as it is read."""
    session = open_session(path, threads)

    def score(batch: Batch) -> Logits:
        starts, ends = (np.zeros(batch.ids.shape, np.float32) for _ in range(2))
        for row, length in enumerate(batch.mask.sum(1)):
            inputs = (
                part[row : row + 1, :length] for part in (batch.ids, batch.mask, batch.segments)
            )
            names = ("input_ids", "attention_mask", "token_type_ids")
            outputs = session.run(_OUTPUTS, dict(zip(names, inputs, strict=True)))
            starts[row, :length], ends[row, :length] = (output[0] for output in outputs)
        return starts, ends

    return score


def check_export(folder: Path, path: Path) -> dict[str, object]:
    """Compare the file with the reader that it was made of, and with itself.

    Returns its size, the largest difference of a logit on random tokens, and whether windows have
    bit-equal logits at one and two threads.
    """
    import torch

    windows = _random_windows()
    one, two = session_scorer(path, 1), session_scorer(path, 2)
    reader = load_reader(folder, torch.device("cpu")).eval()
    batches = [_batch(window) for window in windows]
    found = [np.stack(one(batch)) for batch in batches]
    with torch.no_grad():
        whole = [reader(*map(torch.from_numpy, (b.ids, b.mask, b.segments))) for b in batches]
    expected = [np.stack([s.numpy(), e.numpy()]) for s, e in whole]
    return {
        "bytes": path.stat().st_size,
        "largest_difference": max(
            float(np.abs(a - e).max()) for a, e in zip(found, expected, strict=True)
        ),
        "threads_equal": all(
            np.array_equal(a, np.stack(two(b))) for b, a in zip(batches, found, strict=True)
        ),
    }


def _random_windows() -> list[NDArray[np.int64]]:
    random = np.random.default_rng(0)
    return [random.integers(1000, 30000, size) for size in (37, 64, 101, 160, 233)]


def _batch(window: NDArray[np.int64]) -> Batch:
    ids = window[None, :]
    segments = (np.arange(len(window)) >= 12).astype(np.int64)[None, :]
    unused = np.zeros(ids.shape, np.float32)
    return Batch(ids, np.ones_like(ids), segments, np.ones(ids.shape, np.bool_), unused, unused)

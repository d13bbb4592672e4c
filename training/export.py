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
    """Return what scores a batch with an ONNX file."""
    session = open_session(path, threads)

    def score(batch: Batch) -> Logits:
        starts, ends = session.run(
            ["start_logits", "end_logits"],
            {
                "input_ids": batch.ids,
                "attention_mask": batch.mask,
                "token_type_ids": batch.segments,
            },
        )
        return starts, ends

    return score


def check_export(folder: Path, path: Path) -> dict[str, object]:
    """Compare the file with the reader that it was made of, and with itself.

    Returns its size, the largest difference of a logit, and whether windows have bit-equal logits
    at one and two threads, and alone as in a batch: unpadded, and padded alike.
    """
    import torch

    windows = _random_windows()
    one, two = session_scorer(path, 1), session_scorer(path, 2)
    reader = load_reader(folder, torch.device("cpu")).eval()
    alone = [_stack(one(_batch([w], len(w)))) for w in windows]
    with torch.no_grad():
        ids = [_batch([w], len(w)) for w in windows]
        whole = [reader(*map(torch.from_numpy, (b.ids, b.mask, b.segments))) for b in ids]
    expected = [np.stack([s.numpy(), e.numpy()]) for s, e in whole]
    longest = max(map(len, windows))
    together = _stack(one(_batch(windows, longest)))
    same_length = _stack(one(_batch([windows[-1]] * 3, longest)))
    padded = [_stack(one(_batch([w], longest))) for w in windows]
    return {
        "bytes": path.stat().st_size,
        "largest_difference": max(
            float(np.abs(a - e).max()) for a, e in zip(alone, expected, strict=True)
        ),
        "threads_equal": all(
            np.array_equal(a, _stack(two(_batch([w], len(w)))))
            for w, a in zip(windows, alone, strict=True)
        ),
        "batch_equal_at_one_length": np.array_equal(same_length[:, :1], alone[-1]),
        "batch_equal_when_padded_alike": all(
            np.array_equal(together[:, i : i + 1, : len(w)], padded[i][:, :, : len(w)])
            for i, w in enumerate(windows)
        ),
        "padding_changes_nothing": all(
            np.array_equal(p[:, :, : len(w)], a)
            for w, p, a in zip(windows, padded, alone, strict=True)
        ),
    }


def _random_windows() -> list[NDArray[np.int64]]:
    random = np.random.default_rng(0)
    return [random.integers(1000, 30000, size) for size in (37, 64, 101, 160, 233)]


def _batch(windows: list[NDArray[np.int64]], length: int) -> Batch:
    shape = (len(windows), length)
    ids, mask, segments = (np.zeros(shape, np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        ids[row, : len(window)] = window
        mask[row, : len(window)] = 1
        segments[row, 12 : len(window)] = 1
    unused = np.zeros(shape, np.float32)
    return Batch(ids, mask, segments, mask.astype(np.bool_), unused, unused)


def _stack(logits: Logits) -> NDArray[np.float32]:
    return np.stack(logits)

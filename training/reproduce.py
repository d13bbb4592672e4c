"""The whole way in one command: the rounds of training, the file, its figures."""

import json
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from training.export import check_export, export_reader, session_scorer
from training.features import Windows
from training.measure import as_rows, measure
from training.mixture import read_pool
from training.model import load_reader, pick_device, start_reader
from training.recipe import ROUNDS, Recipe
from training.train import Run


def reproduce(
    base: Path,
    data: Path,
    out: Path,
    minutes: float,
    every: float,
    rounds: Sequence[Recipe] = ROUNDS,
) -> bool:
    """Go on from whatever `out` holds, for so many minutes; return whether all is done.

    Writes `round-1` and so on, `reader.onnx` and `figures.jsonl`.

    Raises:
        InputError: the data or an earlier run in `out` cannot be used.
        ModelError: the base model cannot be used, or the file would be too large.
    """
    until = monotonic() + 60 * minutes
    device = pick_device()
    reader = start_reader(base, device, rounds[0].dropout)
    for number, recipe in enumerate(rounds, 1):
        folder = out / f"round-{number}"
        run = Run(reader, read_pool(data, base / "tokenizer.json", recipe), recipe, folder)
        if not run.finished:
            run.go((until - monotonic()) / 60, every)
        if not run.finished:
            return False
        reader = load_reader(folder, device)
    path = out / "reader.onnx"
    export_reader(folder, path)
    figures = measure(session_scorer(path), Windows(base / "tokenizer.json"), data, rounds[-1])
    rows = [*as_rows(figures), check_export(folder, path)]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (out / "figures.jsonl").write_text(text, "utf-8")
    return True

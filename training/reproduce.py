"""The whole way in one command: several runs, one student of them, the file, its figures."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from training.distil import Ensemble
from training.export import check_export, export_reader, session_scorer
from training.features import Windows
from training.measure import as_rows, measure
from training.mixture import Pool, read_pool
from training.model import load_reader, pick_device, start_reader
from training.recipe import Recipe
from training.train import Run


def reproduce(
    base: Path, data: Path, out: Path, recipe: Recipe, seeds: int, minutes: float, every: float
) -> bool:
    """Go on from whatever `out` holds, for so many minutes; return whether all is done.

    Writes `seed-0` and so on, `student`, `reader.onnx` and `figures.jsonl`.

    Raises:
        InputError: the data or an earlier run in `out` cannot be used.
        ModelError: the base model cannot be used, or the file would be too large.
    """
    until = monotonic() + 60 * minutes
    pool = read_pool(data, base / "tokenizer.json", recipe)
    teachers = [out / f"seed-{number}" for number in range(seeds)]
    for number, folder in enumerate(teachers):
        one = replace(recipe, seed=recipe.seed + number)
        if not _train(base, pool, one, folder, [], until, every):
            return False
    student = replace(recipe, seed=recipe.seed + seeds)
    if not _train(base, pool, student, out / "student", teachers, until, every):
        return False
    path = out / "reader.onnx"
    export_reader(out / "student", path)
    rows = as_rows(measure(session_scorer(path), Windows(base / "tokenizer.json"), data, recipe))
    rows.append(check_export(out / "student", path))
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (out / "figures.jsonl").write_text(text, "utf-8")
    return True


def _train(
    base: Path,
    pool: Pool,
    recipe: Recipe,
    folder: Path,
    teachers: Sequence[Path],
    until: float,
    every: float,
) -> bool:
    device = pick_device()
    ensemble = Ensemble([load_reader(one, device) for one in teachers]) if teachers else None
    run = Run(start_reader(base, device, recipe.dropout), pool, recipe, folder, ensemble)
    if not run.finished:
        run.go((until - monotonic()) / 60, every)
    return run.finished

"""Several runs' weights, averaged: no slower to read with than one."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from training.model import load_weights, save_weights


def average_readers(folders: Sequence[Path], out: Path) -> None:
    """Write the mean of the readers' weights; they must have started from one base.

    Raises:
        ModelError: a folder holds no reader.
    """
    weights = [load_weights(folder) for folder in folders]
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folders[0] / "config.json", out / "config.json")
    save_weights({n: torch.stack([w[n] for w in weights]).mean(0) for n in weights[0]}, out)

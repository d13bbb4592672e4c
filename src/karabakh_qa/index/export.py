"""A sentence-transformers model -> the files that `models/exported.py` reads, checked.

The only module that uses torch by itself.
"""

import logging
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from karabakh_qa.errors import ModelError
from karabakh_qa.models.exported import GRAPH, INPUT, OUTPUT, TOKENIZER, ExportedEncoder, Facts
from karabakh_qa.models.packaged import file_sha256
from karabakh_qa.models.session import Floats

log = logging.getLogger(__name__)

_LEAST_COSINE = 0.9999
"""Between two vectors of one text; what is seen is 0.9999998."""
_MOST_BYTES = 2_000_000_000
"""Of weights: an ONNX file cannot have more than 2 GiB."""
_SAMPLE = (
    "war",
    "Who won the war of 2020?",
    "  Azərbaycan\tİstanbul, ığdır\nКарабах – 10,5 % 🕊️ ",
    "The peacekeepers left on 17 April 2024, said the Kremlin; Baku confirmed it. " * 8,
    "Beyond what any encoder of this kind reads, a text goes on and on. " * 80,
)
"""Texts that an export is always tried on, beside the user's own."""


class Source(Protocol):
    """A model that can be exported."""

    @property
    def facts(self) -> Facts:
        """What there is to say of the model."""
        ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text."""
        ...

    def write_export(self, folder: Path) -> None:
        """Write the graph and the tokenizer.

        Raises:
            ModelError: this model cannot be exported.
        """
        ...


def export(source: Source, folder: Path, texts: Sequence[str]) -> ExportedEncoder | None:
    """Leave an export of a model in `folder`, in one step, and return it.

    It is checked on `texts` and some others. If it cannot be made, or gives other vectors, None
    is returned, and the folder says why, so that nobody tries again in vain. To be called by one
    process at a time.
    """
    part = folder.with_name(f"{folder.name}.part")
    exported = None
    try:
        _empty(part)
        try:
            facts, exported = _checked(source, part, texts)
        except ModelError as error:
            facts = replace(source.facts, refused=str(error))
            log.warning("%s; answering needs seconds more to start, but works", error)
            _empty(part)
        facts.write(part)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    except OSError as error:
        log.warning("the encoder cannot be exported to %s: %s", folder, error.strerror or error)
    return exported


def write_graph(model: Any, tokenizer: Any, folder: Path) -> None:
    """Write a sentence-transformers model as a graph from one text's tokens to a unit vector.

    `tokenizer` is the model's own, of transformers.

    Raises:
        ModelError: torch cannot export it, or it has no fast tokenizer.
    """
    import torch

    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelError("its tokenizer cannot be exported")
    if sum(p.numel() * p.element_size() for p in model.parameters()) > _MOST_BYTES:
        raise ModelError("it is too large for one ONNX file")
    # Else it says which models for pictures it has no operators of.
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    inputs = list(tokenizer("war"))
    example = torch.tensor([tokenizer("The war is over.")["input_ids"]])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are about torch's own code
            program: Any = torch.onnx.export(
                _whole(model, inputs).eval(),
                (example,),
                input_names=[INPUT],
                output_names=[OUTPUT],
                dynamic_shapes=({1: torch.export.Dim.DYNAMIC},),
                dynamo=True,
                verbose=False,
            )
    except (RuntimeError, ValueError, TypeError, ImportError) as error:
        raise ModelError(f"torch cannot export it: {_reason(error)}") from error
    program.save(folder / GRAPH)
    (folder / TOKENIZER).write_text(backend.to_str(), "utf-8")


def _whole(model: Any, inputs: Sequence[str]) -> Any:
    """Return all the modules as one, which takes the tokens of one text and nothing else."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            features = {name: torch.zeros_like(input_ids) for name in inputs}
            features["input_ids"] = input_ids
            features["attention_mask"] = torch.ones_like(input_ids)
            vectors = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors.float(), dim=1)

    return Whole()


def _checked(source: Source, folder: Path, texts: Sequence[str]) -> tuple[Facts, ExportedEncoder]:
    """Write an export, load it, and return it if its vectors are the model's.

    Raises:
        ModelError: they are not, or there is no export.
    """
    name = source.facts.name
    try:
        source.write_export(folder)
        files = {file: file_sha256(folder / file) for file in (GRAPH, TOKENIZER)}
        facts = replace(source.facts, files=files)
        exported = ExportedEncoder(folder, facts)
        sample = [*_SAMPLE, *texts]
        cosine = float(np.sum(source.encode(sample) * exported.encode(sample), axis=1).min())
    except (ModelError, ValueError) as error:
        raise ModelError(f"the encoder {name} was not exported: {error}") from error
    if not cosine >= _LEAST_COSINE:  # as NaN is not
        raise ModelError(
            f"the export of the encoder {name} is not used: the cosine of its vectors and the "
            f"model's is down to {cosine:.6f}"
        )
    return facts, exported


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _reason(error: Exception) -> str:
    """Return one line; what torch says itself is a page on how to report it."""
    cause = error.__cause__ or error
    return f"{type(cause).__name__}: {str(cause).strip().partition(chr(10))[0]}"

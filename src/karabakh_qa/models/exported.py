"""An encoder that was exported to ONNX: text to vectors without torch.

The files are made by `index/export.py` and lie in a folder of their own.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_origin

import numpy as np

from karabakh_qa.errors import ModelError
from karabakh_qa.models.packaged import file_sha256
from karabakh_qa.models.session import Floats, Session
from karabakh_qa.models.tokens import Tokenizer

FORMAT = 1
"""Raised whenever the files change their meaning, or what may be exported."""
GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"
INPUT, OUTPUT = "input_ids", "vector"
_FACTS = "encoder.json"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a folder says of the export in it.

    Attributes:
        name: what the model is called.
        fingerprint: a hash of the weights that were exported.
        dimension: the length of one vector.
        max_tokens: the tokens that are read of one text, special ones not counted.
        prompt: what the model wants to stand before each text.
        files: the SHA-256 of each file, by its name.
        refused: why there is no export of this model; empty if there is one.
        format: the meaning of all this.
    """

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int
    prompt: str = ""
    files: dict[str, str] = field(default_factory=dict)
    refused: str = ""
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Say this of the files in `folder`."""
        (folder / _FACTS).write_text(json.dumps(asdict(self), indent=1), "utf-8")


def read_facts(folder: Path, fingerprint: str) -> Facts | None:
    """Return what is said of the export of these weights; None if nothing (readable) is."""
    try:
        facts = Facts(**json.loads((folder / _FACTS).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    has_types = all(_is_a(getattr(facts, each.name), each.type) for each in fields(facts))
    is_known = has_types and (facts.format, facts.fingerprint) == (FORMAT, fingerprint)
    return facts if is_known else None


def facts_version(folder: Path) -> int | None:
    """Return a number that changes when an export is replaced; None if there is none."""
    try:
        return (folder / _FACTS).stat().st_mtime_ns
    except OSError:
        return None


class ExportedEncoder:
    """An exported encoder in memory. It may be used by several threads at once.

    One unpadded text is read at a time: so a vector does not hang on what else is encoded.
    """

    def __init__(self, folder: Path, facts: Facts) -> None:
        """Load the export in `folder`.

        Raises:
            ModelError: a file is missing, or has other bytes than `facts` says.
        """
        for name in (GRAPH, TOKENIZER):
            if file_sha256(folder / name) != facts.files.get(name):
                raise ModelError(f"{folder / name} is damaged")
        self.name = facts.name
        self.fingerprint = facts.fingerprint
        self.dimension = facts.dimension
        self.max_tokens = facts.max_tokens
        self._prompt = facts.prompt
        self._tokenizer = Tokenizer(folder / TOKENIZER)
        self._session = Session(folder / GRAPH)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text, float32, of shape (len(texts), dimension)."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            ids = self._tokenizer.marked(f"{self._prompt}{text}", self.max_tokens)
            inputs = {INPUT: np.asarray([ids], np.int64)}
            vectors[row] = self._session.run((OUTPUT,), inputs)[0][0]
        return vectors

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, special ones not counted, nothing cut off."""
        return self._tokenizer.count(texts)


def _is_a(value: object, kind: Any) -> bool:
    return isinstance(value, get_origin(kind) or kind)

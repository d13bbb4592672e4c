"""Text to vectors, with sentence-transformers. The only module that uses that library."""

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.errors import ModelError
from karabakh_qa.index.export import export, write_graph
from karabakh_qa.models.exported import ExportedEncoder, Facts, facts_version, read_facts
from karabakh_qa.models.local import find_model, loading
from karabakh_qa.models.packaged import (
    MINILM_DIMENSION,
    MINILM_MAX_TOKENS,
    MINILM_NAME,
    MINILM_SHA256,
    file_sha256,
    minilm_folder,
)

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

_BATCH = 32
_SAMPLE = 32
"""Passages that an export is checked on."""
_UNLIMITED = 1_000_000
"""Tokens that a model without a limit of its own is said to read."""
_WEIGHT_SUFFIXES = {".safetensors", ".bin", ".json", ".txt", ".model"}


class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product is their similarity."""

    @property
    def name(self) -> str:
        """What the model is called."""
        ...

    @property
    def fingerprint(self) -> str:
        """A hash of the weights: vectors of different fingerprints must not be mixed."""
        ...

    @property
    def dimension(self) -> int:
        """The length of one vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """The tokens that it reads of one text, special ones not counted."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, float32, of shape (len(texts), dimension)."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, special ones not counted, nothing cut off."""
        ...

    def prepare(self, texts: Sequence[str], *, anew: bool) -> None:
        """Get ready to answer; told by the one process that may write, before it encodes.

        `texts` are some that are about to be encoded. With `anew` what could not be done before
        is tried again.
        """
        ...


class SentenceTransformerEncoder:
    """A sentence-transformers model in memory."""

    def __init__(self, model: Any, name: str, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dimension = int(model.get_embedding_dimension())
        self._model = model
        self._tokenizer = _tokenizer(model, name)
        limit = _UNLIMITED if model.max_seq_length is None else model.max_seq_length
        special_tokens = len(self._tokenizer("")["input_ids"])
        self.max_tokens = int(min(limit, _UNLIMITED)) - special_tokens
        # A fast tokenizer changes its own padding while it works and refuses a second thread.
        self._lock = Lock()

    @classmethod
    def load(cls, model: str = "") -> Self:
        """Load the packaged MiniLM, or `model`: a folder, or a name in the local hub cache.

        Raises:
            ModelError: there is no such model on this machine, its files are broken, or it does
                not read text as tokens.
        """
        name, folder = _find(model)
        fingerprint = MINILM_SHA256["model.safetensors"] if not model else _fingerprint(folder)
        # Here, because they import torch: seconds, and hundreds of megabytes.
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        # It draws one even where no terminal is.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        with loading(folder, "a sentence-transformers model"):
            loaded = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        return cls(loaded, name, fingerprint)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, float32, of shape (len(texts), dimension)."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        with self._lock:
            vectors = self._model.encode(
                list(texts),
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(vectors, np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, special ones not counted, nothing cut off."""
        if not texts:
            return []
        with self._lock:
            encoded = self._tokenizer(
                list(texts), add_special_tokens=False, truncation=False, verbose=False
            )
        return [len(ids) for ids in encoded["input_ids"]]

    @property
    def facts(self) -> Facts:
        """What an export says of this model."""
        prompt = self._model.prompts.get(self._model.default_prompt_name) or ""
        return Facts(self.name, self.fingerprint, self.dimension, self.max_tokens, prompt)

    def write_export(self, folder: Path) -> None:
        """Write the files of an export.

        Raises:
            ModelError: this model cannot be exported.
        """
        with self._lock:
            write_graph(self._model, self._tokenizer, folder)


class LazyEncoder:
    """The encoder that a setting names, loaded when a vector is first asked of it.

    Where there is an export of it, that is what gives the vectors, in every process; else
    sentence-transformers does. What can be known without loading anything is, so that an index
    which is in step is seen to be so at once.
    """

    def __init__(self, model: str = "", exports: Path | None = None) -> None:
        """Name a model, and the folder of its export, if it is to have one."""
        self._model = model
        self._folder = exports
        self._tried: int | None = None
        self._exported: ExportedEncoder | None = None
        self._loaded: SentenceTransformerEncoder | None = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._found[0]

    @property
    def fingerprint(self) -> str:
        """A hash of the weights."""
        return self._found[1]

    @property
    def dimension(self) -> int:
        """The length of one vector."""
        return self._get().dimension if self._model else MINILM_DIMENSION

    @property
    def max_tokens(self) -> int:
        """The tokens that it reads of one text, special ones not counted."""
        return self._get().max_tokens if self._model else MINILM_MAX_TOKENS

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, float32, of shape (len(texts), dimension)."""
        return self._get().encode(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, special ones not counted, nothing cut off."""
        return self._get().count_tokens(texts)

    def prepare(self, texts: Sequence[str], *, anew: bool) -> None:
        """Leave an export if there is none; `texts` help to check it.

        Raises:
            ModelError: there is no such model on this machine, or its files are broken.
        """
        with self._lock:
            if self._folder is None or self._usable_export():
                return
            facts = read_facts(self._folder, self.fingerprint)
            if facts and facts.refused and not anew:
                return
            self._exported = export(self._slow(), self._folder, texts[:_SAMPLE])
            if self._exported:
                self._loaded = None

    @cached_property
    def _found(self) -> tuple[str, str]:
        """The name and the fingerprint."""
        if not self._model:
            return MINILM_NAME, MINILM_SHA256["model.safetensors"]
        name, folder = _find(self._model)
        return name, _fingerprint(folder)

    def _get(self) -> ExportedEncoder | SentenceTransformerEncoder:
        with self._lock:
            return self._usable_export() or self._slow()

    def _slow(self) -> SentenceTransformerEncoder:
        if self._loaded is None:
            self._loaded = SentenceTransformerEncoder.load(self._model)
        return self._loaded

    def _usable_export(self) -> ExportedEncoder | None:
        """Return the export; where it could not be loaded, only a new one is tried."""
        if self._exported or self._folder is None:
            return self._exported
        version = facts_version(self._folder)
        if version != self._tried:
            self._tried = version
            facts = read_facts(self._folder, self.fingerprint)
            if facts and not facts.refused:
                try:
                    self._exported = ExportedEncoder(self._folder, facts)
                except ModelError as error:
                    log.warning("the export of the encoder cannot be used: %s", error)
        return self._exported


def _tokenizer(model: Any, name: str) -> Any:
    """Return the model's tokenizer, with the methods that transformers gives it.

    Raises:
        ModelError: it has none.
    """
    from transformers import PreTrainedTokenizerBase, PreTrainedTokenizerFast

    tokenizer: Any = getattr(model, "tokenizer", None)
    if isinstance(tokenizer, PreTrainedTokenizerBase):
        return tokenizer
    if not hasattr(tokenizer, "no_truncation"):  # what static embeddings have: the bare tokenizer
        raise ModelError(
            f"the embedding model {name} cannot be used: it has no tokenizer of the usual kind; "
            "take a transformer or a static embedding model for text"
        )
    tokenizer.no_truncation()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer)  # type: ignore[no-untyped-call]


def _find(model: str) -> tuple[str, Path]:
    """Return the name and the folder of the model that the setting means."""
    return find_model(model, "embedding") if model else (MINILM_NAME, minilm_folder())


def _fingerprint(folder: Path) -> str:
    """Return one hash over the model's weights, vocabulary and settings."""
    from hashlib import sha256

    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in _WEIGHT_SUFFIXES)
    if not files:
        raise ModelError(f"{folder} holds no model files")
    total = sha256()
    for path in files:
        total.update(f"{path.relative_to(folder).as_posix()} {file_sha256(path)}\n".encode())
    return total.hexdigest()

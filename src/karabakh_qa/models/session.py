"""A model in ONNX Runtime. The only module that uses that library."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from karabakh_qa.errors import ModelError

Floats = NDArray[np.float32]

_MOST_THREADS = 4
"""Sequences are short: more threads than this wait for each other."""


class Session:
    """An ONNX model in memory. It may be run by several threads at once."""

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Load the file; by default with a thread for each core, four at most.

        Raises:
            ModelError: it cannot be read, or is no model.
        """
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as errors

        onnxruntime.set_default_logger_severity(3)
        self._path = path
        self._refusals = (errors.Fail, errors.InvalidArgument, errors.RuntimeException)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or min(os.cpu_count() or 1, _MOST_THREADS)
        # Waiting threads would otherwise burn a core for the next question, which may be far off.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session: Any = onnxruntime.InferenceSession(
                path, options, providers=["CPUExecutionProvider"]
            )
        except (
            *self._refusals,
            errors.InvalidGraph,
            errors.InvalidProtobuf,
            errors.NoSuchFile,
            errors.NotImplemented,
        ) as error:
            raise ModelError(f"{path} is not a model that can be loaded: {error}") from error

    def run(self, outputs: Sequence[str], inputs: Mapping[str, NDArray[Any]]) -> list[Floats]:
        """Return these outputs for these inputs.

        Raises:
            ModelError: the model does not take such inputs.
        """
        try:
            return list(self._session.run(list(outputs), dict(inputs)))
        except self._refusals as error:
            raise ModelError(f"the model in {self._path} cannot be run: {error}") from error

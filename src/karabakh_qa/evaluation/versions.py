"""Which versions of the libraries an evaluation ran with: part of its record."""

import platform
from importlib.metadata import PackageNotFoundError, version

_DECIDING = (
    "karabakh-qa",
    "chromadb",
    "onnxruntime",
    "sentence-transformers",
    "tokenizers",
    "sentencex",
    "ir-measures",
    "scikit-learn",
    "numpy",
)


def versions() -> dict[str, str]:
    """Return the versions of what may change a number, and the kind of processor."""
    found = {name: _version(name) for name in _DECIDING}
    return {"python": platform.python_version(), "processor": platform.machine(), **found}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a copy of the source that was never installed
        return "not installed"

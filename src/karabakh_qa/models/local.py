"""A model of the user's own: found on this machine, and its libraries' errors translated."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError

from karabakh_qa.errors import ModelError


def find_model(model: str, kind: str) -> tuple[str, Path]:
    """Return the name and the folder of what a setting names: a folder, or a name in the hub cache.

    `kind` says in the message what the model is for, such as "reader".

    Raises:
        ModelError: it is neither; the message says how to fetch it.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder.resolve().name, folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return model, Path(snapshot_download(model, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelError(
            f"the {kind} model {model!r} is neither a folder nor in the local model cache; "
            f"nothing is downloaded while answering. Fetch it once with: hf download {model}"
        ) from error


@contextmanager
def loading(folder: Path, what: str) -> Iterator[None]:
    """Translate what the model libraries raise over the files of `folder`, which is no `what`.

    Raises:
        ModelError: a file is missing or broken, or files do not belong together.
    """
    from huggingface_hub.errors import StrictDataclassError
    from safetensors import SafetensorError

    try:
        yield
    except (
        AttributeError,
        EOFError,
        ImportError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
        SafetensorError,
        StrictDataclassError,
        UnpicklingError,
    ) as error:
        raise _unloadable(folder, what, error) from error
    except Exception as error:
        if type(error) is not Exception:  # which is all that tokenizers raises
            raise
        raise _unloadable(folder, what, error) from error


def _unloadable(folder: Path, what: str, error: Exception) -> ModelError:
    reason = str(error).strip().partition("\n")[0] or type(error).__name__
    return ModelError(f"{folder} is not {what} that can be loaded: {reason}")

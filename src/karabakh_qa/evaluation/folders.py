"""A temporary folder with the documents that a test set brings along."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.questions import Text


class Folders(NamedTuple):
    """Where documents are, and where their index goes."""

    documents: Path
    vectorstore: Path


@contextmanager
def temporary_store(documents: Path | None, texts: Iterable[Text]) -> Iterator[Folders]:
    """Yield folders for an index that is thrown away: over `documents`, or else over `texts`.

    Raises:
        InputError: `documents` is no folder.
    """
    if documents is not None and not documents.is_dir():
        raise InputError(f"--docs {documents}: there is no such folder")
    with TemporaryDirectory(prefix="karabakh-qa-") as name:
        folder = Path(name)
        if documents is None:
            documents = folder / "documents"
            for text in texts:
                path = documents / text.id
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.text, "utf-8", newline="")
        yield Folders(documents, folder / "vectorstore")

"""The reader that a setting names, loaded when something is first read."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from karabakh_qa.models.hub_reader import HubReader
from karabakh_qa.models.reader import OnnxReader
from karabakh_qa.models.spans import Found
from karabakh_qa.records import Excerpt


class LazyReader:
    """The packaged reader, or any extractive question-answering model, loaded on first use."""

    def __init__(self, model: str = "") -> None:
        self._model = model
        self._loaded: OnnxReader | HubReader | None = None
        self._lock = Lock()

    def read(self, question: str, excerpts: Sequence[Excerpt]) -> list[list[Found | None]]:
        """Return for each text the best answer to `question` inside each of its parts.

        As many texts are read at the same time as the model is made for.

        Raises:
            ModelError: the model is not on this machine, or cannot be used.
        """
        reader = self._get()

        def read(excerpt: Excerpt) -> list[Found | None]:
            return reader.read(question, excerpt.text, excerpt.heading, excerpt.parts)

        with ThreadPoolExecutor(reader.at_once, "reader") as pool:
            return list(pool.map(read, excerpts))

    def _get(self) -> OnnxReader | HubReader:
        with self._lock:
            if self._loaded is None:
                self._loaded = HubReader.load(self._model) if self._model else OnnxReader.load()
            return self._loaded

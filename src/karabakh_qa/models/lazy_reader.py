"""The reader that a setting names, loaded when something is first read."""

from collections.abc import Sequence
from threading import Lock

from karabakh_qa.models.hub_reader import HubReader
from karabakh_qa.models.reader import OnnxReader
from karabakh_qa.models.spans import Found
from karabakh_qa.records import Span


class LazyReader:
    """The packaged reader, or any extractive question-answering model, loaded on first use."""

    def __init__(self, model: str = "") -> None:
        self._model = model
        self._loaded: OnnxReader | HubReader | None = None
        self._lock = Lock()

    def read(
        self, question: str, text: str, heading: str, parts: Sequence[Span]
    ) -> list[Found | None]:
        """Return the best answer to `question` inside each part of `text`, in its characters.

        Raises:
            ModelError: the model is not on this machine, or cannot be used.
        """
        return self._get().read(question, text, heading, parts)

    def _get(self) -> OnnxReader | HubReader:
        with self._lock:
            if self._loaded is None:
                self._loaded = HubReader.load(self._model) if self._model else OnnxReader.load()
            return self._loaded

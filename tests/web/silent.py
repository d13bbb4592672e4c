"""A chat of which only the warm-up is used."""

import threading
from collections.abc import Iterator, Sequence

from karabakh_qa.records import Answer, Delta, Document, Status, Turn


class Silent:
    """Has nothing to say and nothing to read; is warm when `ready` is set, as it is at first."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self.ready.set()

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        yield Status(question)

    def document(self, document_id: str) -> Document | None:
        return None

    def documents(self) -> list[Document]:
        return []

    def warm_up(self) -> None:
        self.ready.wait(5)

"""An assistant that knows one sentence, and a question that it answers."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from karabakh_qa.errors import StoreError
from karabakh_qa.records import Answer, Delta, Document, ScoredPassage, Status, Turn

QUOTE = "Azerbaijan won the war."
WON = {
    "id": "won",
    "question": "Who won?",
    "answers": ["Azerbaijan"],
    "evidence": [{"doc": "news/a.txt", "quote": QUOTE}],
}


class OneSentence:
    """Answers everything with one sentence of one document; fails on the question "broken"."""

    configuration: ClassVar = {"reader": "one sentence"}

    def __init__(self, document: Document, answer: Answer) -> None:
        self.asked: list[str] = []
        self._document = document
        self._answer = answer

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        self.asked.append(question)
        yield Status("Reading")
        if question == "broken":
            raise StoreError("the store \ud800 is locked")
        yield self._answer

    def retrieve(self, question: str, k: int) -> list[ScoredPassage]:
        return []

    def documents(self) -> list[Document]:
        return [self._document]

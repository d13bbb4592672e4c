"""Answers in the words of the documents: what the reader drafts, through the gate."""

from collections.abc import Iterator
from dataclasses import dataclass

from karabakh_qa.answering.draft import Answerer, Asked
from karabakh_qa.answering.gate import admit
from karabakh_qa.answering.streaming import told
from karabakh_qa.records import Answer, Delta, Status


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """Answers with sentences that a reader picks."""

    reader: Answerer

    def respond(self, asked: Asked) -> Iterator[Status | Delta | Answer]:
        """Yield the answer's sentences, then the answer."""
        draft = self.reader.draft(asked.effective_question, asked.passages)
        yield from told(admit(draft, asked))

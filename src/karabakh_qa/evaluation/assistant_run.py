"""One test set over one assistant: the run behind the command and behind the page's tab."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from karabakh_qa.evaluation.questions import Testset
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.runner import evaluate
from karabakh_qa.evaluation.stages import asking
from karabakh_qa.evaluation.versions import versions
from karabakh_qa.records import Answer, Delta, Document, ScoredPassage, Status, Turn


class Assistant(Protocol):
    """What is evaluated."""

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        """Answer one question, stage by stage."""

    def retrieve(self, question: str, k: int) -> list[ScoredPassage]:
        """Return the best `k` passages."""

    def documents(self) -> list[Document]:
        """Return the documents that answers cite."""

    @property
    def configuration(self) -> Mapping[str, str]:
        """What answers: models, calibration."""


def evaluate_assistant(
    assistant: Assistant, testset: Testset, progress: Callable[[int, int], None]
) -> Report:
    """Ask an assistant every question, with its stages, passages and configuration on record."""
    return evaluate(
        asking(assistant.stream),
        testset,
        documents=assistant.documents(),
        retrieve=assistant.retrieve,
        configuration={**assistant.configuration, **versions()},
        progress=progress,
    )

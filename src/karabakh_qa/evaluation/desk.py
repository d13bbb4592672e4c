"""Running test sets for somebody who watches: the headless side of the page's Evaluation tab."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.arguments import DEFAULT_FOLDER
from karabakh_qa.evaluation.assistant_run import Assistant, evaluate_assistant
from karabakh_qa.evaluation.outputs.as_html import format_html
from karabakh_qa.evaluation.outputs.as_json import format_json
from karabakh_qa.evaluation.outputs.summary import verdict
from karabakh_qa.evaluation.questions import Testset
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.testset import Loaded, check_evidence, problem_list, read_testset
from karabakh_qa.records import Document


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that went through to its end.

    Attributes:
        headline: the run in one sentence.
        notes: what a person should know of how the set was read, a line each.
        html: the report as an HTML document that asks for nothing else.
        json: the report as `karabakh-qa evaluate --baseline` takes it.
    """

    headline: str
    notes: tuple[str, ...]
    html: str
    json: str


class EvaluationDesk:
    """Runs the test sets of a folder over one assistant."""

    def __init__(self, assistant: Assistant, folder: Path = DEFAULT_FOLDER) -> None:
        self._assistant = assistant
        self._folder = folder

    @property
    def folder(self) -> str:
        """Where the test sets are, as a person would write it."""
        return self._folder.as_posix()

    def testsets(self) -> list[str]:
        """Return the names of the .jsonl files in the folder; none where there is no folder."""
        return sorted(path.name for path in self._folder.glob("*.jsonl") if path.is_file())

    def run(
        self,
        name: str,
        progress: Callable[[int, int], object],
        stopped: Callable[[], bool],
    ) -> Finished | None:
        """Ask every question of a set and sum up; None when `stopped` ended it before the last.

        `progress` is told the number of questions done and the number in all, before the first
        question and after each; `stopped` is asked as often.

        Raises:
            TestsetError: there is no such set, it cannot be used, it quotes what is not in the
                documents, or it brings documents of its own. Nothing has been asked then.
        """
        loaded = self._load(name)
        documents = self._assistant.documents()
        _check(loaded.testset, documents)
        try:
            report = self._evaluate(loaded.testset, _Watch(progress, stopped))
        except _StoppedError:
            return None
        return Finished(
            verdict(report),
            loaded.notes,
            format_html(report),
            format_json(report),
        )

    def _load(self, name: str) -> Loaded:
        if name not in self.testsets():
            raise TestsetError(f'there is no test set "{name}" in {self.folder}')
        return read_testset(self._folder / name)

    def _evaluate(self, testset: Testset, watch: "_Watch") -> Report:
        watch(0, len(testset.questions))
        return evaluate_assistant(self._assistant, testset, watch)


class _StoppedError(Exception):
    """Leads out of a run that somebody stopped."""


@dataclass(frozen=True, slots=True)
class _Watch:
    """Tells how far a run is; ends it where that is wanted, unless all questions are asked."""

    progress: Callable[[int, int], object]
    stopped: Callable[[], bool]

    def __call__(self, done: int, total: int) -> None:
        self.progress(done, total)
        if done < total and self.stopped():
            raise _StoppedError


def _check(testset: Testset, documents: list[Document]) -> None:
    if testset.texts:
        raise TestsetError(
            f"{testset.name} brings documents of its own, and these are not the ones that are "
            "asked here; run it on the command line: karabakh-qa evaluate FILE"
        )
    problems = check_evidence(testset, documents)
    if problems:
        raise TestsetError(problem_list(testset.name, problems))

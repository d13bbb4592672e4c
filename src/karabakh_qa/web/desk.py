"""What the Evaluation tab needs: somebody who runs a test set and hands back a report."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Finished(Protocol):
    """A run that went through to its end."""

    @property
    def headline(self) -> str:
        """The run in one sentence."""

    @property
    def notes(self) -> Sequence[str]:
        """What a person should know of how the set was read, a line each."""

    @property
    def html(self) -> str:
        """The report as an HTML document that asks for nothing else."""

    @property
    def json(self) -> str:
        """The report as JSON, which later runs can be compared with."""


class Desk(Protocol):
    """Runs test sets. Only one run is asked for at a time."""

    @property
    def folder(self) -> str:
        """Where the test sets are, in words for people."""

    def testsets(self) -> Sequence[str]:
        """Return the names of the sets that there are now; may be empty."""

    def run(
        self,
        name: str,
        progress: Callable[[int, int], object],
        stopped: Callable[[], bool],
    ) -> Finished | None:
        """Run one set; None when `stopped`, asked after each question, ended it.

        `progress` is told the number of questions done and the number in all, before the first
        question and after each.

        Raises:
            KarabakhQAError: the set cannot be run; nothing has been asked then.
        """

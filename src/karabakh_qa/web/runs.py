"""The one evaluation that a server runs at a time, and the last report that came of one.

Everybody who has the page open sees the same run. It ends early when somebody stops it, or when
nobody is left who watches it.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Literal

from karabakh_qa.errors import InputError, KarabakhQAError
from karabakh_qa.web.desk import Desk, Finished
from karabakh_qa.web.warmup import WarmUp

log = logging.getLogger(__name__)

UNSEEN = 150.0
"""Seconds that a run goes on for a page that does not ask: one in the background asks rarely."""
LEFT = 5.0
"""Seconds that it goes on for a page that was left: loading it again must not end the run."""
BUG = "Something went wrong while evaluating. The server's log says what. You can run it again."

Stage = Literal["waiting", "asking", "finished", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands.

    `number` counts the server's runs, from 1; `total` is 0 until it is known. `began` is when the
    first question was asked, by the clock. `problem` is what a person is told of a failure.
    """

    number: int
    name: str
    stage: Stage = "waiting"
    done: int = 0
    total: int = 0
    began: float = 0.0
    stopping: bool = False
    problem: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.stage not in ("waiting", "asking")


@dataclass(frozen=True, slots=True)
class Published:
    """The report of the run `number` over the set `name`."""

    number: int
    name: str
    at: datetime
    finished: Finished


class Runs:
    """Starts, watches and ends runs; one at a time."""

    def __init__(self, desk: Desk, warm_up: WarmUp, clock: Callable[[], float] = monotonic) -> None:
        self.desk = desk
        self._warm_up = warm_up
        self._clock = clock
        self._lock = threading.Lock()
        self._run: Run | None = None
        self._published: Published | None = None
        self._watched_until: dict[str, float] = {}

    def standing(self) -> tuple[Run | None, Published | None]:
        """Return the run that goes on, or else the last one, and the last report."""
        with self._lock:
            return self._run, self._published

    def seconds(self, run: Run) -> float:
        """Return for how long `run` has been asking."""
        return self._clock() - run.began if run.stage == "asking" else 0.0

    def start(self, name: str, visitor: str) -> None:
        """Begin to run the set `name`, unless a run goes on.

        Raises:
            InputError: there is no such set.
        """
        with self._lock:
            if self._goes_on():
                return
            if name not in self.desk.testsets():
                raise InputError(f'there is no test set "{name}" any more; choose another')
            run = Run(self._run.number + 1 if self._run else 1, name)
            self._run = run
            self._watched_until = {visitor: self._clock() + UNSEEN}
        threading.Thread(target=self._work, args=(run,), name="evaluation", daemon=True).start()

    def stop(self) -> None:
        """End the run that goes on, after the question that is being asked."""
        with self._lock:
            if self._run and self._goes_on():
                self._run = replace(self._run, stopping=True)

    def watched(self, visitor: str) -> None:
        """Note that a page asked how the run stands."""
        with self._lock:
            if self._goes_on():
                self._watched_until[visitor] = self._clock() + UNSEEN

    def left(self, visitor: str) -> None:
        """Note that a page was left."""
        with self._lock:
            if visitor in self._watched_until:
                self._watched_until[visitor] = self._clock() + LEFT

    def _goes_on(self) -> bool:
        return self._run is not None and not self._run.ended

    def _work(self, run: Run) -> None:
        try:
            self._warm_up.wait()
            finished = self.desk.run(run.name, self._progress, self._stopped)
        except KarabakhQAError as error:
            self._change(stage="failed", problem=str(error))
        except Exception:  # the tab must not wait for ever; the log keeps the traceback
            log.exception("evaluating failed")
            self._change(stage="failed", problem=BUG)
        else:
            self._publish(run, finished) if finished else self._change(stage="stopped")

    def _publish(self, run: Run, finished: Finished) -> None:
        published = Published(run.number, run.name, datetime.now(UTC), finished)
        with self._lock:
            self._published = published
            self._run = replace(self._run or run, stage="finished")

    def _progress(self, done: int, total: int) -> None:
        began = {"began": self._clock()} if self._run and self._run.stage == "waiting" else {}
        self._change(stage="asking", done=done, total=total, **began)

    def _stopped(self) -> bool:
        with self._lock:
            now = self._clock()
            unwatched = all(until < now for until in self._watched_until.values())
            return unwatched or bool(self._run and self._run.stopping)

    def _change(self, **changes: Any) -> None:
        with self._lock:
            if self._run:
                self._run = replace(self._run, **changes)

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import sleep

import pytest

from karabakh_qa.errors import InputError, TestsetError
from karabakh_qa.web.runs import BUG, LEFT, UNSEEN, Published, Run, Runs
from karabakh_qa.web.warmup import WarmUp
from tests.web.silent import Silent


@dataclass(frozen=True)
class Finished:
    headline: str = "All went well."
    notes: tuple[str, ...] = ()
    html: str = "<!DOCTYPE html><p>report"
    json: str = "{}"


class Stepped:
    """Has three questions in every set, and asks each of them when told to."""

    folder = "sets"

    def __init__(self) -> None:
        self.steps = threading.Semaphore(0)
        self.names = ["a.jsonl", "b.jsonl"]
        self.begun: list[str] = []

    def testsets(self) -> list[str]:
        return self.names

    def run(
        self, name: str, progress: Callable[[int, int], object], stopped: Callable[[], bool]
    ) -> Finished | None:
        self.begun.append(name)
        if name == "bad.jsonl":
            raise TestsetError("bad.jsonl: 1 problem")
        if name == "bug.jsonl":
            raise ZeroDivisionError
        progress(0, 3)
        for done in range(1, 4):
            assert self.steps.acquire(timeout=5)
            progress(done, 3)
            if stopped():
                return None
        return Finished()


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Bench:
    """What a test holds: the runs, and all that they depend on."""

    chat: Silent = field(default_factory=Silent)
    desk: Stepped = field(default_factory=Stepped)
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.runs = Runs(self.desk, WarmUp(self.chat), self.clock)

    def step(self, count: int = 1) -> None:
        self.desk.steps.release(count)

    def until(self, wanted: Callable[[Run], bool]) -> Run:
        for _ in range(500):
            run, _ = self.runs.standing()
            if run and wanted(run):
                return run
            sleep(0.01)
        raise AssertionError(run)

    def published(self) -> Published:
        _, published = self.runs.standing()
        assert published is not None
        return published

    def ended(self) -> Run:
        return self.until(lambda run: run.ended)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_run_goes_through_and_its_report_stays(bench: Bench) -> None:
    bench.runs.start("a.jsonl", "me")
    bench.step(2)
    run = bench.until(lambda run: run.done == 2)
    assert (run.stage, run.total, run.name) == ("asking", 3, "a.jsonl")
    bench.clock.now += 30
    assert bench.runs.seconds(run) == 30
    bench.step()
    assert bench.ended().stage == "finished"
    published = bench.published()
    assert (published.number, published.name) == (1, "a.jsonl")

    bench.runs.start("b.jsonl", "me")
    assert bench.published() is published
    bench.step(3)
    assert bench.ended().number == 2
    assert bench.published() is not published


def test_only_one_goes_on_at_a_time(bench: Bench) -> None:
    bench.runs.start("a.jsonl", "me")
    bench.runs.start("b.jsonl", "you")
    bench.step(3)
    assert bench.ended().name == "a.jsonl"
    assert bench.desk.begun == ["a.jsonl"]


def test_it_waits_for_the_warm_up(bench: Bench) -> None:
    bench.chat.ready.clear()
    bench.runs.start("a.jsonl", "me")
    assert bench.until(lambda run: True).stage == "waiting"
    assert bench.desk.begun == []
    bench.chat.ready.set()
    bench.until(lambda run: run.stage == "asking")
    bench.step(3)
    bench.ended()


def test_stop_ends_it_after_the_question_and_leaves_the_last_report(bench: Bench) -> None:
    bench.runs.start("a.jsonl", "me")
    bench.step(3)
    bench.ended()
    bench.runs.start("b.jsonl", "me")
    bench.runs.stop()
    assert bench.until(lambda run: True).stopping
    bench.step()
    ended = bench.ended()
    assert (ended.stage, ended.done, ended.total) == ("stopped", 1, 3)
    assert bench.published().number == 1
    bench.runs.stop()  # nothing goes on
    assert bench.ended() == ended


def test_it_ends_when_the_last_who_watched_has_left(bench: Bench) -> None:
    bench.runs.start("a.jsonl", "me")
    bench.runs.watched("you")
    bench.runs.left("me")
    bench.clock.now += LEFT + 1
    bench.step()
    bench.until(lambda run: run.done == 1)
    bench.runs.left("you")
    bench.runs.left("a stranger")
    bench.clock.now += LEFT + 1
    bench.step()
    assert bench.ended().done == 2


def test_loading_the_page_again_does_not_end_it(bench: Bench) -> None:
    bench.runs.start("a.jsonl", "me")
    bench.runs.left("me")
    bench.clock.now += LEFT - 1
    bench.runs.watched("me again")
    bench.clock.now += UNSEEN - 1
    bench.step(3)
    assert bench.ended().stage == "finished"


def test_a_page_that_is_never_heard_of_again_does_not_keep_it_going(bench: Bench) -> None:
    bench.runs.start("a.jsonl", "me")
    bench.clock.now += UNSEEN + 1
    bench.step()
    assert bench.ended().stage == "stopped"


def test_a_set_that_is_gone_is_refused(bench: Bench) -> None:
    with pytest.raises(InputError, match=r'no test set "\.\./secret" any more'):
        bench.runs.start("../secret", "me")
    assert bench.runs.standing() == (None, None)


@pytest.mark.parametrize(
    ("name", "told"), [("bad.jsonl", "bad.jsonl: 1 problem"), ("bug.jsonl", BUG)]
)
def test_a_failure_is_told_and_the_next_run_works(
    bench: Bench, name: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    bench.desk.names.append(name)
    with caplog.at_level(logging.ERROR):
        bench.runs.start(name, "me")
        failed = bench.ended()
    assert (failed.stage, failed.problem) == ("failed", told)
    assert bool(caplog.records) == (told == BUG)
    bench.runs.start("a.jsonl", "me")
    bench.step(3)
    assert bench.ended().stage == "finished"

from collections.abc import Callable, Iterator, Sequence

import pytest

from karabakh_qa.evaluation.runner import StagedAnswer
from karabakh_qa.evaluation.stages import asking
from karabakh_qa.records import Answer, Delta, Status, Turn


def test_each_stage_lasts_until_the_next(
    refused: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stream(question: str, history: Sequence[Turn]) -> Iterator[Status | Delta | Answer]:
        assert (question, list(history)) == ("Who?", [Turn("user", "Hi")])
        yield Status("Searching the documents")
        yield Status("Reading 12 passages")
        yield Delta("The documents")
        yield refused()

    ticks = iter([1.0, 1.5, 4.0])
    monkeypatch.setattr("karabakh_qa.evaluation.stages.perf_counter", lambda: next(ticks))
    staged = asking(stream)("Who?", [Turn("user", "Hi")])
    assert isinstance(staged, StagedAnswer)
    assert staged.answer == refused()
    assert [(stage.name, stage.seconds) for stage in staged.stages] == [
        ("Searching the documents", 0.5),
        ("Reading passages", 2.5),
    ]


def test_a_stream_without_stages_has_none(refused: Callable[..., Answer]) -> None:
    staged = asking(lambda _q, _h: iter([refused()]))("Hi", [])
    assert isinstance(staged, StagedAnswer)
    assert staged.stages == ()


def test_a_stream_without_an_answer_is_a_bug() -> None:
    with pytest.raises(TypeError, match="ends with an Answer"):
        asking(lambda _q, _h: iter([Status("Searching")]))("Who?", [])

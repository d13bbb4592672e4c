"""How long each stage of answering takes, from the status events of a streamed answer."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from time import perf_counter

from karabakh_qa.evaluation.outcomes import Stage
from karabakh_qa.evaluation.runner import Ask, StagedAnswer
from karabakh_qa.records import Answer, Delta, Status, Turn

Stream = Callable[[str, Sequence[Turn]], Iterator[Status | Delta | Answer]]
_NUMBER = re.compile(r"\d+ ")


def asking(stream: Stream) -> Ask:
    """Return what asks through `stream` and notes when each stage began.

    A stage goes by the status's words without numbers, so that "Reading 4 passages" and "Reading 5
    passages" are one.
    """

    def ask(question: str, history: Sequence[Turn]) -> StagedAnswer:
        began: list[tuple[str, float]] = []
        answer = None
        for event in stream(question, history):
            if isinstance(event, Status):
                began.append((_NUMBER.sub("", event.text), perf_counter()))
            elif isinstance(event, Answer):
                answer = event
        if answer is None:
            raise TypeError("a stream ends with an Answer")
        began.append(("the end", perf_counter()))
        stages = (Stage(name, end - start) for (name, start), (_, end) in pairwise(began))
        return StagedAnswer(answer, tuple(stages))

    return ask

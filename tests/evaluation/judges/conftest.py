import json
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from karabakh_qa.evaluation.judges.cache import ReplyCache
from karabakh_qa.evaluation.judges.judge import Judge
from karabakh_qa.evaluation.judges.model import JudgeModel

RIGHT = '{"verdict": "right", "why": "the same"}'
WRONG = '{"verdict": "wrong", "why": "another"}'


def data_of(prompt: str) -> dict[str, Any]:
    """The object that a prompt shows; raises where a text has broken out of it."""
    data, _, rest = prompt.rpartition("\n\n")
    assert rest.startswith("That was the data.")
    read: dict[str, Any] = json.loads(data)
    return read


class Scripted(BaseChatModel):
    """A chat model of LangChain that replies as a function says; it may raise."""

    reply: Callable[[str, int], str]
    _asked: list[str] = PrivateAttr(default_factory=list)
    _lock: Any = PrivateAttr(default_factory=Lock)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    @property
    def asked(self) -> list[str]:
        return self._asked

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: Any = None,
        **kwargs: Any,
    ) -> ChatResult:
        with self._lock:
            prompt = messages[-1].text
            before = self._asked.count(prompt)
            self._asked.append(prompt)
        message = AIMessage(self.reply(prompt, before))
        return ChatResult(generations=[ChatGeneration(message=message)])


def by_answer(prompt: str, _: int) -> str:
    """Right is what is a gold answer letter for letter."""
    data = data_of(prompt)
    return RIGHT if data["answer"] in data["gold_answers"] else WRONG


MakeJudge = Callable[..., tuple[Judge, Scripted]]


@pytest.fixture
def make_judge(tmp_path: Path) -> MakeJudge:
    def make(
        reply: Callable[[str, int], str] = by_answer, repeats: int = 1, name: str = "scripted"
    ) -> tuple[Judge, Scripted]:
        chat = Scripted(reply=reply)
        cache = ReplyCache(tmp_path / "replies.jsonl")
        return Judge(JudgeModel(name, chat), cache, repeats), chat

    return make


class Table:
    """An entailment model that knows some pairs by heart; 0.5 for all others."""

    def __init__(self, known: dict[tuple[str, str], float]) -> None:
        self.known = known
        self.asked: list[tuple[str, str]] = []

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.asked += pairs
        return [self.known.get(pair, 0.5) for pair in pairs]


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as JSON Lines."""

    def write(*rows: object, name: str = "labelled.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write

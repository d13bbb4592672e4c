"""The LangChain face gives what the plain face gives."""

from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableLambda

from karabakh_qa.assistant import Assistant
from karabakh_qa.chain import AnswerChain
from karabakh_qa.errors import InputError
from karabakh_qa.records import Answer, Document, Turn

QUESTION = "Who won the war of 2020?"


class Recorder(BaseCallbackHandler):
    """Writes down what LangChain tells it."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def on_chain_start(self, *args: Any, **kwargs: Any) -> None:
        self.events.append("start")

    def on_chain_end(self, *args: Any, **kwargs: Any) -> None:
        self.events.append("end")

    def on_retriever_end(self, documents: Any, **kwargs: Any) -> None:
        self.events.append(f"{len(documents)} documents")


def test_the_chain_and_ask_are_one_path(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    assert assistant.chain.invoke(QUESTION) == answer
    assert assistant.chain.invoke({"question": QUESTION, "history": []}) == answer
    assert list(assistant.chain.stream(QUESTION)) == [answer]
    assert assistant.chain.batch([QUESTION, QUESTION]) == [answer, answer]


def test_the_chain_goes_into_a_users_own(assistant: Assistant) -> None:
    own = assistant.chain | RunnableLambda(lambda answer: len(answer.citations))
    assert own.invoke(QUESTION) == 1


def test_callbacks_are_called(assistant: Assistant) -> None:
    recorder = Recorder()
    assistant.chain.invoke(QUESTION, {"callbacks": [recorder]})
    assistant.retriever.invoke(QUESTION, {"callbacks": [recorder]})
    assert recorder.events == ["start", "end", "5 documents"]


def test_the_retriever_gives_exact_places(assistant: Assistant) -> None:
    (document,) = assistant.documents()
    found = assistant.retriever.invoke("military base")
    expected = assistant.retrieve("military base")
    for row, scored in zip(found, expected, strict=True):
        place = row.metadata
        assert document.text[place["start"] : place["end"]] == row.page_content
        assert place == {
            "document_id": document.id,
            "document_hash": document.hash,
            "start": scored.passage.start,
            "end": scored.passage.end,
            "title": document.title,
            "source": document.source,
            "score": scored.score,
        }


def chain_of(seen: list[Any]) -> AnswerChain:
    def ask(question: str, history: Any) -> Answer:
        seen.append((question, list(history)))
        return Answer(question, question, "No.", False, "not_stated", None, 0.0)

    return AnswerChain(ask)


@pytest.mark.parametrize(
    "history",
    [
        [Turn("user", "Hi"), Turn("assistant", "Hello")],
        [("user", "Hi"), ("assistant", "Hello")],
        [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}],
        [HumanMessage("Hi"), AIMessage("Hello")],
        [("system", "Be rude."), ("human", "Hi"), ("ai", [{"type": "text", "text": "Hello"}])],
    ],
)
def test_histories_of_every_make_are_converted(history: list[Any]) -> None:
    seen: list[Any] = []
    chain_of(seen).invoke({"question": "Who?", "history": history})
    assert seen == [("Who?", [Turn("user", "Hi"), Turn("assistant", "Hello")])]


@pytest.mark.parametrize("given", [3, None, {}, {"query": "Who?"}])
def test_what_the_chain_cannot_take_is_named(given: Any) -> None:
    with pytest.raises(InputError, match="the chain takes"):
        chain_of([]).invoke(given)


@pytest.mark.parametrize(
    "history",
    [
        *(5, 0, True, "hello", b"hello", {"role": "user", "content": "Hi"}),
        *([3], [None], [{"role": "tool", "content": "x"}], [{"content": "x"}]),
        *([(1, 2)], [("a",)]),
    ],
)
def test_a_history_of_no_messages_is_named(history: Any) -> None:
    with pytest.raises(InputError, match=r"a history is a list|no message of a history"):
        chain_of([]).invoke({"question": "Who?", "history": history})


def test_a_history_may_be_missing() -> None:
    seen: list[Any] = []
    chain_of(seen).invoke({"question": "Who?", "history": None})
    assert seen == [("Who?", [])]


def test_messages_of_others_are_left_out() -> None:
    seen: list[Any] = []
    tool = {"role": "tool", "content": "x", "tool_call_id": "1"}
    chain_of(seen).invoke({"question": "Who?", "history": [tool, ("user", "Hi")]})
    assert seen == [("Who?", [Turn("user", "Hi")])]


def test_documents_are_not_needed_to_build_the_faces(assistant: Assistant) -> None:
    assert assistant.chain is assistant.chain
    assert assistant.retriever.k == 5
    assert isinstance(assistant.documents()[0], Document)

"""The LangChain face gives what the plain face gives."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document as LangChainDocument
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableLambda

from karabakh_qa.assistant import Assistant
from karabakh_qa.chain import AnswerChain
from karabakh_qa.errors import InputError, StaleCitationError
from karabakh_qa.records import Answer, Document, Turn
from karabakh_qa.settings import Settings

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
    assert list(assistant.chain.stream(QUESTION)) == list(assistant.stream(QUESTION))
    assert assistant.chain.batch([QUESTION, QUESTION]) == [answer, answer]


def test_the_chain_goes_into_a_users_own(assistant: Assistant) -> None:
    own = assistant.chain | RunnableLambda(lambda answer: len(answer.citations))
    assert own.invoke(QUESTION) == 1


def test_a_sequence_of_a_users_own_streams(assistant: Assistant) -> None:
    first = RunnableLambda[str, dict[str, str]](lambda text: {"question": text})
    own = first | assistant.chain
    assert list(own.stream(QUESTION)) == list(assistant.stream(QUESTION))
    after = assistant.chain | RunnableLambda(lambda answer: answer.short_answer)
    assert list(after.stream(QUESTION)) == ["Azerbaijan"]


def test_a_question_may_come_in_pieces() -> None:
    seen: list[Any] = []
    list(chain_of(seen).transform(iter(["Who ", "won", "?"])))
    list(chain_of(seen).transform(iter([{"question": "Who"}, {"question": "Who won?"}])))
    assert [question for question, _ in seen] == ["Who won?", "Who won?"]


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
    def stream(question: str, history: Any) -> Iterator[Answer]:
        seen.append((question, list(history)))
        yield Answer(question, question, "No.", False, "not_stated", None, 0.0)

    return AnswerChain(stream)


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


def gated(assistant: Assistant, text: object, question: str = QUESTION) -> Answer:
    documents = assistant.retriever.invoke(question)
    return assistant.gate.invoke({"question": question, "documents": documents, "text": text})


def test_the_gate_goes_into_a_graph_of_ones_own(assistant: Assistant) -> None:
    documents = assistant.retriever.invoke(QUESTION)
    lines = assistant.gate.numbered(documents).splitlines()
    (won,) = [line for line in lines if "resulted in the war of 2020" in line]
    mark = won.split()[0]
    answer = gated(
        assistant, AIMessage(f"Azerbaijan won the war of 2020. {mark} Armenia lost. [99]")
    )
    answer.check(assistant.documents())
    assert (answer.text, answer.short_answer) == (
        "Azerbaijan won the war of 2020.[1]",
        "Azerbaijan",
    )
    assert [each.text for each in answer.unsupported] == ["Armenia lost."]
    assert gated(assistant, f"Azerbaijan won the war of 2020. {mark} Armenia lost. [99]") == answer


def test_the_plain_gate_is_the_same(assistant: Assistant) -> None:
    passages = assistant.retrieve(QUESTION)
    documents = assistant.retriever.invoke(QUESTION)
    assert assistant.numbered(passages) == assistant.gate.numbered(documents)
    answer = assistant.check(QUESTION, "Penguins swim. [1]", passages)
    assert (answer.reason, answer.dropped) == ("unsupported", 1)


def test_the_gate_declines_what_a_model_declines(assistant: Assistant) -> None:
    assert gated(assistant, "[0]").reason == "not_stated"


def test_what_the_gate_cannot_take_is_named(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="the gate takes"):
        assistant.gate.invoke({"question": QUESTION})
    with pytest.raises(InputError, match="a question is a text"):
        gated(assistant, 3)
    strange = LangChainDocument("Armenia won.", id="none")
    with pytest.raises(InputError, match=r"no passage of the documents.*Armenia won"):
        assistant.gate.numbered([strange])


def test_a_passage_of_a_text_that_has_changed_is_stale(
    write: Callable[[str, str], Path], tmp_path: Path, ready_encoder: None
) -> None:
    write("a.txt", "The base is in Gyumri.")
    own = Assistant.from_settings(Settings(tmp_path / "documents", tmp_path / "vectorstore"))
    passages = own.retrieve("Where is the base?")
    write("a.txt", "The base was in Gyumri.")
    with pytest.raises(StaleCitationError, match=r"a\.txt"):
        own.check("Where is the base?", "It is in Gyumri. [1]", passages)

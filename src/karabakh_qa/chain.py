"""The LangChain face: a retriever and a runnable over the same paths as `Assistant`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.messages import BaseMessage, convert_to_messages
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig

from karabakh_qa.answering.responder import PASSAGES
from karabakh_qa.errors import InputError
from karabakh_qa.records import Answer, ScoredPassage, Turn

ChainInput = str | Mapping[str, Any]


class PassageRetriever(BaseRetriever):
    """Finds the passages that `Assistant.retrieve` finds, as LangChain documents."""

    retrieve: Callable[[str, int], list[ScoredPassage]]
    k: int = PASSAGES

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [_langchain_document(scored) for scored in self.retrieve(query, self.k)]


class AnswerChain(Runnable[ChainInput, Answer]):
    """A question, or {"question": ..., "history": [...]}, to an Answer.

    The history may hold `Turn` records or whatever LangChain takes for messages.
    """

    def __init__(self, ask: Callable[[str, Sequence[Turn]], Answer]) -> None:
        self._ask = ask

    def invoke(
        self,
        input: ChainInput,  # noqa: A002 - LangChain calls it by this name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Return the answer.

        Raises:
            InputError: the input is neither a text nor a mapping with a question.
            KarabakhQAError: the documents, the store or a model cannot be used.
        """
        return self._call_with_config(self._answer, input, config, run_type="chain")

    def _answer(self, given: ChainInput) -> Answer:
        if isinstance(given, str):
            return self._ask(given, ())
        if not isinstance(given, Mapping) or "question" not in given:
            raise InputError('the chain takes a text or {"question": ..., "history": [...]}')
        return self._ask(given["question"], _turns(given.get("history")))


def _langchain_document(scored: ScoredPassage) -> LangChainDocument:
    passage = scored.passage
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": passage.document_id,
            "document_hash": passage.document_hash,
            "start": passage.start,
            "end": passage.end,
            "title": passage.title,
            "source": passage.source,
            "score": scored.score,
        },
    )


def _turns(history: object) -> list[Turn]:
    """Convert messages of a person and of a model; others, such as a system's, are left out.

    Raises:
        InputError: it is no sequence of messages.
    """
    if history is None:
        return []
    if isinstance(history, str | bytes | Mapping) or not isinstance(history, Iterable):
        raise InputError(f"a history is a list of messages, not {history!r}")
    turns = []
    for item in history:
        if isinstance(item, Turn):
            turns.append(item)
            continue
        try:
            (message,) = convert_to_messages([item])
        except (AttributeError, KeyError, TypeError, ValueError, NotImplementedError) as error:
            raise InputError(f"this is no message of a history: {item!r}") from error
        turns += _message_turns(message)
    return turns


def _message_turns(message: BaseMessage) -> list[Turn]:
    if message.type == "human":
        return [Turn("user", message.text)]
    if message.type == "ai":
        return [Turn("assistant", message.text)]
    return []

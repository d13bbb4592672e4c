"""The LangChain face: a retriever and a runnable over the same paths as `Assistant`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.messages import BaseMessage, convert_to_messages
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig

from karabakh_qa.answering.searching import PASSAGES
from karabakh_qa.answering.writing.prompt import RULES
from karabakh_qa.errors import InputError
from karabakh_qa.records import Answer, Delta, Passage, ScoredPassage, Status, Turn

ChainInput = str | Mapping[str, Any]
Event = Status | Delta | Answer


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

    The history may hold `Turn` records or whatever LangChain takes for messages. `stream` yields
    what `Assistant.stream` yields, the Answer last. Callbacks are told of the chain, and of a
    language model that writes.
    """

    def __init__(self, stream: Callable[[str, Sequence[Turn]], Iterator[Event]]) -> None:
        self._stream = stream

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

    def stream(
        self,
        input: ChainInput,  # noqa: A002 - LangChain calls it by this name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Iterator[Any]:
        """Yield stages, sentences that have passed the gate, and the answer.

        Raises:
            InputError: the input is neither a text nor a mapping with a question.
            KarabakhQAError: the documents, the store or a model cannot be used.
        """
        return self.transform(iter([input]), config, **kwargs)

    def transform(
        self,
        input: Iterator[ChainInput],  # noqa: A002 - LangChain calls it by this name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Iterator[Any]:
        """Yield the same for an input that comes from another runnable of a sequence."""
        return self._transform_stream_with_config(input, self._events, config, run_type="chain")

    def _answer(self, given: ChainInput) -> Answer:
        *_, answer = self._events(iter([given]))
        if not isinstance(answer, Answer):
            raise TypeError("a stream ends with an Answer")
        return answer

    def _events(self, pieces: Iterator[ChainInput]) -> Iterator[Any]:
        given = _joined(pieces)
        if isinstance(given, str):
            return self._stream(given, ())
        if not isinstance(given, Mapping) or "question" not in given:
            raise InputError('the chain takes a text or {"question": ..., "history": [...]}')
        return self._stream(given["question"], _turns(given.get("history")))


def _joined(pieces: Iterator[ChainInput]) -> ChainInput:
    """Return the whole of what comes from a runnable that streams, as LangChain's own join it."""
    whole = next(pieces)
    for piece in pieces:
        try:
            whole = cast("Any", whole) + piece
        except TypeError:  # what does not add up comes anew each time, more of it
            whole = piece
    return whole


class CitationGate(Runnable[Mapping[str, Any], Answer]):
    """{"question", "documents", "text"} to an Answer: the gate for a graph of your own.

    `documents` are those of `PassageRetriever` that the model was shown, as `numbered` gives them;
    `text` is what the model said, a text or a message, with the numbers in square brackets.
    """

    rules = RULES
    """What to tell a model, so that it points at numbers."""

    def __init__(
        self,
        find: Callable[[Sequence[str]], list[Passage]],
        number: Callable[[Sequence[ScoredPassage]], str],
        check: Callable[[str, str, Sequence[ScoredPassage]], Answer],
    ) -> None:
        self._find = find
        self._number = number
        self._check = check

    def numbered(self, documents: Sequence[LangChainDocument]) -> str:
        """Return the sentences of these documents as a model should see them.

        Raises:
            InputError: one of them is not from `PassageRetriever`, or has changed since.
        """
        return self._number(self._passages(documents))

    def invoke(
        self,
        input: Mapping[str, Any],  # noqa: A002 - LangChain calls it by this name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Return what of the text the documents bear out, cited; or a decline.

        Raises:
            InputError: something is missing, or a document is not from `PassageRetriever`, or has
                changed since.
        """
        return self._call_with_config(self._answer, input, config, run_type="chain")

    def _answer(self, given: Mapping[str, Any]) -> Answer:
        if not isinstance(given, Mapping) or not given.keys() >= _GATED:
            raise InputError('the gate takes {"question": ..., "documents": ..., "text": ...}')
        text = given["text"]
        said = text.text if isinstance(text, BaseMessage) else text
        return self._check(given["question"], said, self._passages(given["documents"]))

    def _passages(self, documents: Sequence[LangChainDocument]) -> list[ScoredPassage]:
        ids = [document.id or "" for document in documents]
        found = {passage.id: passage for passage in self._find(ids)}
        if missing := [document for document in documents if document.id not in found]:
            raise InputError(
                f"this is no passage of the documents as they are now: {missing[0].page_content!r}"
            )
        return [
            ScoredPassage(found[each], float(document.metadata.get("score", 0.0)), None, None, None)
            for each, document in zip(ids, documents, strict=True)
        ]


_GATED = {"question", "documents", "text"}


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

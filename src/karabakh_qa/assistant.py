"""The object that people use, and the one place where its parts are put together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from karabakh_qa.answering.calibration import Calibration
from karabakh_qa.answering.candidates import Candidate
from karabakh_qa.answering.followups import FollowUps
from karabakh_qa.answering.reader import SpanReader
from karabakh_qa.answering.reading import ReadAnswers
from karabakh_qa.answering.responder import Answers, Responder
from karabakh_qa.answering.searching import PASSAGES, Search
from karabakh_qa.answering.writing.answering import WrittenAnswers
from karabakh_qa.answering.writing.checking import ReplyCheck
from karabakh_qa.answering.writing.writer import ModelWriter
from karabakh_qa.corpus.sentences import language_of, sentence_spans
from karabakh_qa.errors import InputError
from karabakh_qa.index.encoder import LazyEncoder
from karabakh_qa.index.index import Index
from karabakh_qa.index.library import Library
from karabakh_qa.index.sync import Progress, SyncReport
from karabakh_qa.models.language_model import open_language_model
from karabakh_qa.models.lazy_reader import LazyReader
from karabakh_qa.models.packaged import READER_SHA256
from karabakh_qa.models.whole_words import WholeWords
from karabakh_qa.records import Answer, Delta, Document, ScoredPassage, Span, Status, Turn
from karabakh_qa.retrieval import Retriever
from karabakh_qa.settings import Settings

if TYPE_CHECKING:
    from karabakh_qa.chain import AnswerChain, CitationGate, PassageRetriever


class Assistant:
    """Answers questions about a folder of documents, with exact citations, or declines.

    It may be shared between threads. Whatever answers, finds or lists first brings the index in
    step with the folder if a file has changed; that, and the first question, may take seconds.
    """

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        reader: SpanReader,
        responder: Responder,
        configuration: Mapping[str, str],
    ) -> None:
        self.configuration = configuration
        """What answers, for the record: the models, the calibration."""
        self._library = library
        self._retriever = retriever
        self._reader = reader
        self._responder = responder
        self._reply_check = ReplyCheck(reader, _sentences, self.document)

    @classmethod
    def from_settings(cls, settings: Settings, progress: Progress | None = None) -> Self:
        """Put an assistant together; models are loaded when they are first needed.

        `progress` is told how many passages of how many are embedded.

        Raises:
            InputError: a setting names a file or a language model that cannot be used.
        """
        index = Index(settings.vectorstore_dir)
        encoder = LazyEncoder(settings.embedding_model, settings.vectorstore_dir / "encoder")
        retriever = Retriever(index, encoder)
        given = settings.calibration
        calibration = Calibration.load(given) if given else Calibration.packaged()
        if settings.answer_from is not None:
            calibration = replace(calibration, answer_from=settings.answer_from)
        reader = SpanReader(LazyReader(settings.reader_model).read, calibration)

        def close(question: str) -> float:
            found = retriever.retrieve(question, PASSAGES).passages
            return max((scored.similarity or 0.0 for scored in found), default=0.0)

        search = Search(retriever, WholeWords().know, FollowUps(close).understood)
        return cls(
            library=Library(settings.documents_dir, index, encoder, progress),
            retriever=retriever,
            reader=reader,
            responder=Responder(search, retriever, _answers(settings, reader)),
            configuration=_configuration(settings, calibration),
        )

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer `question`, or decline; declining is an answer too and raises nothing.

        `history` holds the conversation so far, oldest turn first; `Answer.turns` gives the two
        of an answer. A follow-up is understood by it; `effective_question` says how.

        Raises:
            InputError: the question is not a text.
            KarabakhQAError: the documents, the store or a model cannot be used.
        """
        *_, answer = self.stream(question, history)
        if not isinstance(answer, Answer):
            raise TypeError("a stream ends with an Answer")
        return answer

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        """Yield stages, then the answer's text sentence by sentence, then the answer itself.

        Raises:
            InputError: at once, if the question is not a text.
            KarabakhQAError: while iterating, if the documents, the store or a model cannot be used.
        """
        return self._events(_checked(question, history), history)

    def _events(self, question: str, history: Sequence[Turn]) -> Iterator[Status | Delta | Answer]:
        if not self._library.is_in_step():
            yield Status("Bringing the index in step with the documents")
            self._library.keep_in_step()
        yield from self._responder.respond(question, history)

    def retrieve(self, question: str, k: int = PASSAGES) -> list[ScoredPassage]:
        """Return the best `k` passages for a question, best first.

        Raises:
            InputError: the question is not a text, or `k` is not positive.
            KarabakhQAError: the documents, the store or a model cannot be used.
        """
        question = _checked(question, ())
        if k < 1:
            raise InputError(f"k is {k}; at least one passage must be asked for")
        self._library.keep_in_step()
        return list(self._retriever.retrieve(question, k).passages)

    def numbered(self, passages: Sequence[ScoredPassage]) -> str:
        """Return the sentences of `passages`, numbered, for a language model to point at.

        Raises:
            StaleCitationError: a document changed since, or is gone.
        """
        return self._reply_check.numbered(passages)

    def check(self, question: str, text: str, passages: Sequence[ScoredPassage]) -> Answer:
        """Put a language model's `text` through the gate that every answer passes.

        Its sentences point at those that `numbered` gave for the same passages: "It did. [2]".

        Raises:
            InputError: the question or the text is not a text.
            StaleCitationError: a document changed since, or is gone.
        """
        return self._reply_check.check(_checked(question, ()), _checked(text, ()), passages)

    @property
    def calibration(self) -> Calibration:
        """What decides between answering and declining."""
        return self._reader.calibration

    def candidates(self, question: str) -> list[Candidate]:
        """Return every sentence that is read for a question, the most likely answer first.

        Empty where the question is answered without reading: small talk, titles, summaries.

        Raises:
            InputError: the question is not a text.
            KarabakhQAError: the documents, the store or a model cannot be used.
        """
        question = _checked(question, ())
        self._library.keep_in_step()
        asked = self._responder.to_read(question)
        if asked is None:
            return []
        return self._reader.candidates(asked.effective_question, asked.passages)

    @cached_property
    def retriever(self) -> "PassageRetriever":
        """A LangChain retriever over the same passages."""
        from karabakh_qa.chain import PassageRetriever

        return PassageRetriever(retrieve=self.retrieve)

    @cached_property
    def chain(self) -> "AnswerChain":
        """A LangChain Runnable: a question, or {question, history}, in; an Answer out."""
        from karabakh_qa.chain import AnswerChain

        return AnswerChain(self.stream)

    @cached_property
    def gate(self) -> "CitationGate":
        """A LangChain Runnable: any model's reply, and what it was shown, in; an Answer out."""
        from karabakh_qa.chain import CitationGate

        return CitationGate(self._retriever.passages, self.numbered, self.check)

    def documents(self) -> list[Document]:
        """Return all documents, in order of id."""
        self._library.keep_in_step()
        return self._library.documents()

    def document(self, document_id: str) -> Document | None:
        """Return the document with this id, or None."""
        self._library.keep_in_step()
        return self._library.document(document_id)

    def add(self, path: str | Path) -> str:
        """Copy a file into the documents folder, index it, and return its document's id.

        Raises:
            DocumentError: it cannot become a document, or another of that name is there.
        """
        return self._library.add(Path(path))

    def remove(self, document_id: str) -> None:
        """Delete a document's file from the documents folder, and what was indexed of it.

        Raises:
            DocumentError: there is no such document.
        """
        self._library.remove(document_id)

    def sync(self) -> SyncReport:
        """Bring the index in step with the documents folder, and say what was done."""
        return self._library.sync()

    def rebuild(self) -> SyncReport:
        """Make the index anew from nothing, even where the old one cannot be opened."""
        return self._library.rebuild()

    def warm_up(self) -> None:
        """Do now what the first question would wait for: load models, bring the index in step."""
        self._library.keep_in_step()
        self.candidates("When did it happen?")


def _answers(settings: Settings, reader: SpanReader) -> Answers:
    if not settings.model:
        return ReadAnswers(reader)
    model = open_language_model(settings.model, settings.model_url, settings.model_timeout)
    return WrittenAnswers(ModelWriter(model, _sentences), reader, settings.strict)


def _sentences(paragraph: str) -> list[Span]:
    return sentence_spans(paragraph, language_of(paragraph))


def _configuration(settings: Settings, calibration: Calibration) -> dict[str, str]:
    model = {"model": settings.model, "strict": str(settings.strict)} if settings.model else {}
    return {
        "embedding_model": settings.embedding_model or "packaged all-MiniLM-L6-v2",
        "reader_model": settings.reader_model or f"packaged {READER_SHA256[:12]}",
        "calibration": calibration.provenance,
        "answer_from": f"{calibration.answer_from:.4f}",
        **model,
    }


def _checked(question: str, history: Sequence[Turn]) -> str:
    """Return the question as text that can be written anywhere: without lone surrogates."""
    if not isinstance(question, str):
        raise InputError(f"a question is a text, not {type(question).__name__}")
    is_sequence = isinstance(history, Sequence)
    if not is_sequence or not all(isinstance(turn, Turn) for turn in history):
        raise InputError("a history is a sequence of Turn(role, text)")
    return question.encode("utf-8", "replace").decode("utf-8")

"""From a question to an answer, with a scripted retriever and answerer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.answering.reading import ReadAnswers
from karabakh_qa.answering.responder import Responder
from karabakh_qa.answering.searching import Search
from karabakh_qa.index.index import Index
from karabakh_qa.index.library import Library
from karabakh_qa.records import Answer, Delta, Document, Passage, ScoredPassage, Span, Turn
from karabakh_qa.retrieval import Retrieved, Retriever
from tests.conftest import HashingEncoder

DOCUMENT = Document("a.txt", "The base is in Gyumri. Nobody lives in Ganja.")
FIRST = Span(0, 22)


def scored(span: Span = FIRST) -> ScoredPassage:
    passage = Passage(
        "p", "a.txt", DOCUMENT.hash, "a.txt", "a.txt", "", *span, span.of(DOCUMENT.text), (span,)
    )
    return ScoredPassage(passage, 0.03, 0.6, 1, 1)


class Shelf:
    """Finds the same passages for every question."""

    def __init__(self, *passages: ScoredPassage, blank: bool = False) -> None:
        self.passages = passages
        self.blank = blank
        self.asked: list[str] = []

    def retrieve(self, question: str, k: int) -> Retrieved:
        self.asked.append(question)
        return Retrieved(self.passages[:k], {"a.txt": DOCUMENT} if self.passages else {})

    def has_documents(self) -> bool:
        return self.blank or bool(self.passages)

    def leads(
        self, most: int, document_id: str | None = None
    ) -> Sequence[tuple[Document, Sequence[Passage]]]:
        return [(DOCUMENT, [s.passage for s in self.passages])][:most] if self.passages else []


class Scripted:
    """Drafts what it was told to."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def draft(self, question: str, passages: Sequence[ScoredPassage]) -> Draft:
        return self._draft


TRUE = Draft((Claim("The base is in Gyumri.", (Place("a.txt", *FIRST),)),), 0.9, "Gyumri")
FALSE = Draft((Claim("The base is in Ganja.", (Place("a.txt", *FIRST),)),), 0.9, "Ganja")


KNOWN = frozenset("where what base lives nobody about this".split())


def responder(retriever: Shelf | Retriever, draft: Draft) -> Responder:
    search = Search(retriever, KNOWN.__contains__, lambda question, history: question)
    return Responder(search, retriever, ReadAnswers(Scripted(draft)))


def respond(question: str, draft: Draft = TRUE, shelf: Shelf | None = None) -> Answer:
    *stages, answer = responder(shelf or Shelf(scored()), draft).respond(question)
    assert isinstance(answer, Answer)
    assert "".join(stage.text for stage in stages if isinstance(stage, Delta)) == answer.text
    return answer


def test_a_true_draft_is_answered() -> None:
    answer = respond("Where is the base?")
    assert (answer.text, answer.short_answer) == ("The base is in Gyumri.[1]", "Gyumri")


def test_a_false_draft_is_declined_with_the_closest_passages() -> None:
    answer = respond("Where is the base?", FALSE)
    assert answer.reason == "unsupported"
    assert answer.related == (scored(),)


def test_a_declining_draft_keeps_its_reason() -> None:
    assert respond("Where?", Draft((), 0.2, reason="not_stated")).reason == "not_stated"


def test_the_passage_with_the_closest_sentence_is_related_first() -> None:
    second = Span(23, 45)
    shelf = Shelf(scored(), scored(second))
    closest = (Place("a.txt", *second), Place("a.txt", *FIRST))
    draft = Draft((), 0.2, reason="not_stated", closest=closest)
    related = respond("Who lives in Ganja?", draft, shelf).related
    assert [one.passage.start for one in related] == [23, 0]
    elsewhere = replace(draft, closest=(Place("b.txt", *second),))
    related = respond("Who lives in Ganja?", elsewhere, shelf).related
    assert [one.passage.start for one in related] == [0, 23]


def test_a_misspelt_word_is_mended_and_searched_for() -> None:
    shelf = Shelf(scored())
    answer = respond("Where is Gyurmi?", shelf=shelf)
    assert (answer.question, answer.effective_question) == ("Where is Gyurmi?", "Where is Gyumri?")
    assert shelf.asked == ["Where is Gyurmi?", "Where is Gyumri?"]
    asked = responder(shelf, TRUE).to_read("Where is Gyurmi?")
    assert asked is not None
    assert asked.effective_question == "Where is Gyumri?"


def test_what_is_not_read_for_has_nothing_to_read() -> None:
    for question in ("hello", "What is this about?", "Who wrote this?"):
        assert responder(Shelf(scored()), TRUE).to_read(question) is None


def test_without_documents_there_is_no_answer() -> None:
    assert respond("Where is the base?", shelf=Shelf()).reason == "no_documents"
    assert respond("What is this about?", shelf=Shelf()).reason == "no_documents"


@pytest.mark.parametrize("question", ["Where is the base?", "What is this about?"])
def test_documents_in_which_there_is_nothing_are_documents(question: str) -> None:
    assert respond(question, shelf=Shelf(blank=True)).reason == "nothing_close"


@pytest.mark.parametrize("said", ["hello", " ", "🎉"])
def test_small_talk_searches_nothing(said: str) -> None:
    shelf = Shelf(scored())
    assert respond(said, shelf=shelf).reason == "small_talk"
    assert shelf.asked == []


def test_a_summary_is_cited() -> None:
    assert respond("What is this about?").text == "The base is in Gyumri.[1]"


def test_a_detail_is_asked_of_the_document_that_was_found() -> None:
    assert respond("Who wrote this?").reason == "not_stated"


@pytest.fixture
def library(tmp_path: Path, hashing_encoder: HashingEncoder) -> Responder:
    """Four documents in a real store: two with a date, one without, one without a sentence."""
    texts = {
        "blank.txt": "...",
        "lakes.txt": "Lakes of the north\n\nMay 3, 2023\n\nLake Sevan is deep. It is blue.",
        "notes.txt": "The zebra eats hay. It sleeps in Ganja.",
        "rivers.txt": "Rivers of the south\n\nApril 17, 2024\n\nThe Kura is long. Aras is wide.",
    }
    for name, text in texts.items():
        (tmp_path / "documents").mkdir(exist_ok=True)
        (tmp_path / "documents" / name).write_text(text, "utf-8")
    index = Index(tmp_path / "vectorstore")
    Library(tmp_path / "documents", index, hashing_encoder).sync()
    return responder(Retriever(index, hashing_encoder), Draft((), 0.1, None, "not_stated"))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was this published?", "May 3, 2023[1] April 17, 2024[2]"),
        ("When was the article about rivers published?", "April 17, 2024[1]"),
        ("What is the title of the article on lakes?", "Lakes of the north[1]"),
        (
            "What is this about?",
            "Lake Sevan is deep.[1] The zebra eats hay.[2] The Kura is long.[3]",
        ),
        ("Summarise the rivers document", "The Kura is long.[1] Aras is wide.[2]"),
    ],
)
def test_of_several_documents_the_one_that_is_named_or_all(
    library: Responder, question: str, text: str
) -> None:
    *_, answer = library.respond(question)
    assert isinstance(answer, Answer)
    assert answer.text == text


@pytest.mark.parametrize(
    "question", ["Who wrote this?", "Who wrote the zebra story?", "Summarise the Moon document"]
)
def test_what_no_document_meant_states_is_declined(library: Responder, question: str) -> None:
    *_, answer = library.respond(question)
    assert isinstance(answer, Answer)
    assert answer.reason == "not_stated"


def test_behind_a_question_about_the_document_it_is_the_document() -> None:
    shelf = Shelf(scored())
    search = Search(shelf, KNOWN.__contains__, lambda question, history: f"{len(history)} before")
    whole = Responder(search, shelf, ReadAnswers(Scripted(TRUE)))

    def understood(question: str, before: str) -> str:
        *_, answer = whole.respond(question, (Turn("user", before), Turn("assistant", "So.")))
        assert isinstance(answer, Answer)
        return answer.effective_question

    assert understood("When was it published?", "What is this about?") == "0 before"
    assert understood("Who wrote it?", "When was this published?") == "0 before"
    assert understood("When was it published?", "What is the treaty?") == "2 before"
    assert understood("How long did it last?", "What is this about?") == "2 before"

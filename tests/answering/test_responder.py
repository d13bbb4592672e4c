"""From a question to an answer, with a scripted retriever and answerer."""

from collections.abc import Sequence

import pytest

from karabakh_qa.answering.draft import Claim, Draft, Place
from karabakh_qa.answering.responder import Responder
from karabakh_qa.records import Answer, Document, Passage, ScoredPassage, Span, Status
from karabakh_qa.retrieval import Retrieved

DOCUMENT = Document("a.txt", "The base is in Gyumri. Nobody lives in Ganja.")
FIRST = Span(0, 22)


def scored(span: Span = FIRST) -> ScoredPassage:
    passage = Passage(
        "p", "a.txt", DOCUMENT.hash, "a.txt", "a.txt", "", *span, span.of(DOCUMENT.text), (span,)
    )
    return ScoredPassage(passage, 0.03, 0.6, 1, 1)


class Shelf:
    """Finds the same passages for every question."""

    def __init__(self, *passages: ScoredPassage) -> None:
        self.passages = passages
        self.asked: list[str] = []

    def retrieve(self, question: str, k: int) -> Retrieved:
        self.asked.append(question)
        return Retrieved(self.passages[:k], {"a.txt": DOCUMENT} if self.passages else {})

    def leads(self, most: int) -> Sequence[tuple[Document, Sequence[Passage]]]:
        return [(DOCUMENT, [s.passage for s in self.passages])][:most] if self.passages else []


class Scripted:
    """Drafts what it was told to."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def draft(self, question: str, passages: Sequence[ScoredPassage]) -> Draft:
        return self._draft


TRUE = Draft((Claim("The base is in Gyumri.", (Place("a.txt", *FIRST),)),), 0.9, "Gyumri")
FALSE = Draft((Claim("The base is in Ganja.", (Place("a.txt", *FIRST),)),), 0.9, "Ganja")


def respond(question: str, draft: Draft = TRUE, shelf: Shelf | None = None) -> Answer:
    *stages, answer = Responder(shelf or Shelf(scored()), Scripted(draft)).respond(question)
    assert all(isinstance(stage, Status) for stage in stages)
    assert isinstance(answer, Answer)
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


def test_without_documents_there_is_no_answer() -> None:
    assert respond("Where is the base?", shelf=Shelf()).reason == "no_documents"
    assert respond("What is this about?", shelf=Shelf()).reason == "no_documents"


@pytest.mark.parametrize("said", ["hello", " ", "🎉"])
def test_small_talk_searches_nothing(said: str) -> None:
    shelf = Shelf(scored())
    assert respond(said, shelf=shelf).reason == "small_talk"
    assert shelf.asked == []


def test_a_summary_is_cited() -> None:
    assert respond("What is this about?").text == "The base is in Gyumri.[1]"


def test_a_detail_is_asked_of_the_document_that_was_found() -> None:
    assert respond("Who wrote this?").reason == "not_stated"

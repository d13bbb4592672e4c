"""What the documents are about, in their own first sentences."""

import pytest

from karabakh_qa.answering.draft import Asked
from karabakh_qa.answering.gate import admit
from karabakh_qa.answering.summary import asks_for_summary, draft_summary, summary_of
from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.passages import split_passages
from karabakh_qa.records import Document, Passage


@pytest.mark.parametrize(
    "question",
    [
        "What is this about?",
        "what's this article about",
        "Summarize the article.",
        "Give me a short summary of the document please",
        "tl;dr",
        "What are these documents about?",
        "What is the main topic?",
        "What does the text cover?",
    ],
)
def test_a_summary_is_asked_for(question: str) -> None:
    assert asks_for_summary(question)


@pytest.mark.parametrize(
    "question",
    [
        "What did Peskov say about the withdrawal?",
        "What is the agreement about?",
        "Summarize the role of Turkey",
        "How about Lachin?",
        "What is this?",
        "Who covers the costs?",
        "",
    ],
)
def test_a_question_about_something_is_no_summary(question: str) -> None:
    assert not asks_for_summary(question)


@pytest.mark.parametrize(
    ("question", "naming"),
    [
        ("summarise the rivers document", ["rivers"]),
        ("Give me a summary of the article about Ganja", ["ganja"]),
        ("What is the Ganja article about?", ["ganja"]),
        ("Summarise the document", []),
        ("Summarize the role of Turkey", []),
        ("What is the agreement about?", []),
        ("What does the article say about Turkey?", []),
        ("Summarise what the article says about Turkey", []),
        ("", []),
    ],
)
def test_a_summary_of_a_named_document(question: str, naming: list[str]) -> None:
    assert summary_of(question) == naming


def lead(name: str, text: str) -> tuple[Document, list[Passage]]:
    document = read_document(name, text.encode())
    return document, split_passages(document, lambda texts: [len(t.split()) for t in texts], 30)


def test_one_document_gives_its_first_sentences_without_title_and_date() -> None:
    document, passages = lead(
        "a.txt",
        "Troops leave the town\n\nApril 17, 2024\n\n...\n\nOne is. Two is. Three is. Four is.",
    )
    draft = draft_summary([(document, passages)])
    answer = admit(draft, Asked("q", "q", (), {document.id: document}))
    assert answer.text == "One is.[1] Two is.[2] Three is.[3]"


def test_several_documents_give_one_sentence_each() -> None:
    leads = [lead(f"{n}.txt", f"Document {n} begins. It goes on.") for n in range(5)]
    draft = draft_summary(leads)
    assert [claim.text for claim in draft.claims] == [f"Document {n} begins." for n in range(3)]


def test_without_a_sentence_there_is_no_summary() -> None:
    document, passages = lead("a.txt", "Troops leave the town\n\nApril 17, 2024\n")
    assert draft_summary([(document, passages)]).reason == "not_stated"
    assert draft_summary([]).reason == "not_stated"

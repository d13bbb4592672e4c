"""Questions about the document are told from questions about what it reports."""

import pytest

from karabakh_qa.answering.about import asked_detail, draft_detail, naming_words
from karabakh_qa.answering.draft import Place
from karabakh_qa.records import Detail, DetailName, Document


@pytest.mark.parametrize(
    ("question", "detail"),
    [
        ("When was this published?", "date"),
        ("what is the publication date", "date"),
        ("On what date did the article appear, I mean when was it published?", "date"),
        ("when was this article written", "date"),
        ("When was it publised?", "date"),
        ("How old is this article? When was it published?", "date"),
        ("date of the article", "date"),
        ("When was the article about the peacekeepers published?", "date"),
        ("What is the title?", "title"),
        ("what's the headline", "title"),
        ("What is the article called?", "title"),
        ("title of this story please", "title"),
        ("Who wrote this?", "author"),
        ("Who is the author of the article?", "author"),
        ("by whom was this text written, who wrote it", "author"),
        ("What is the source of this article?", "source"),
        ("Where was this published?", "source"),
    ],
)
def test_a_detail_is_recognised(question: str, detail: DetailName) -> None:
    assert asked_detail(question) == detail


@pytest.mark.parametrize(
    "question",
    [
        "Who won the war of 2020?",
        "When was the declaration of independence published?",
        "When did they arrive?",
        "What was the military base called?",
        "Who wrote to Putin?",
        "Who is called the father of the president?",
        "What is the source of the tension?",
        "What year did Russia open a base?",
        "When?",
        "Where was the division stationed?",
        "What title did Elchibey hold?",
        "On what date did the peacekeepers arrive?",
        "",
    ],
)
def test_a_question_about_the_text_is_left_to_the_reader(question: str) -> None:
    assert asked_detail(question) is None


def test_a_stated_detail_is_cited_in_the_documents_words() -> None:
    text = "Title\n\nApril 17, 2024\n\nText."
    document = Document("a.txt", text, (Detail("date", "2024-04-17", 7, 21),))
    draft = draft_detail("date", [document])
    assert draft.short_answer == "April 17, 2024"
    assert draft.claims[0].places == (Place("a.txt", 7, 21),)


def test_a_detail_that_is_not_stated_is_declined() -> None:
    assert draft_detail("author", [Document("a.txt", "Text.")]).reason == "not_stated"


def test_of_several_documents_each_states_its_own() -> None:
    first = Document("a.txt", "Rivers", (Detail("title", "Rivers", 0, 6),))
    second = Document("b.txt", "Lakes", (Detail("title", "Lakes", 0, 5),))
    draft = draft_detail("title", [first, Document("c.txt", "Text."), second])
    assert [claim.text for claim in draft.claims] == ["Rivers", "Lakes"]
    assert draft.short_answer is None


@pytest.mark.parametrize(
    ("question", "naming"),
    [
        ("When was this published?", []),
        ("What is the title of the article?", []),
        ("When was the article about rivers published?", ["rivers"]),
        ("Who is the author of the Ganja story?", ["ganja"]),
    ],
)
def test_the_words_that_name_a_document(question: str, naming: list[str]) -> None:
    assert naming_words(question) == naming

"""The offline reader proposes the sentence that answers and the words in it, or declines."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from karabakh_qa.answering import reader as module
from karabakh_qa.answering.calibration import Calibration
from karabakh_qa.answering.draft import Draft
from karabakh_qa.answering.reader import SpanReader
from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.passages import split_passages
from karabakh_qa.models.spans import Found
from karabakh_qa.records import Excerpt, Passage, ScoredPassage, Span

TEXT = (
    "Azerbaijan won the war of 2020. Russia sent two thousand peacekeepers to Karabakh. "
    "Their mandate was to last five years. Russia withdrew the peacekeepers from Karabakh in 2024. "
    "A base remains in the town of Gyumri."
)
QUESTION = "When did Russia withdraw the peacekeepers from Karabakh?"
ANSWER = "Russia withdrew the peacekeepers from Karabakh in 2024."
MARGIN_ALONE = Calibration((1.0, 0, 0, 0, 0), (1.0, 0, 0, 0, 0), 0.0, 0.5, "the margin alone")


def knowing(*answers: str, margin: float = 4.0) -> SpanReader:
    """A reader that finds these words, the first the surest, and is unsure of all others."""

    def read(question: str, excerpts: Sequence[Excerpt]) -> list[list[Found | None]]:
        return [[_found(one.text, part) for part in one.parts] for one in excerpts]

    def _found(text: str, part: Span) -> Found:
        for number, words in enumerate(answers):
            at = text.find(words, part.start, part.end)
            if at >= 0:
                return Found(Span(at, at + len(words)), margin - number)
        return Found(Span(part.start, part.start + 1), -9.0)

    return SpanReader(read, MARGIN_ALONE)


def passages_of(text: str, tokens: int = 200, name: str = "a.txt") -> list[ScoredPassage]:
    document = read_document(name, text.encode())
    return [
        scored(passage)
        for passage in split_passages(document, lambda ts: [len(t.split()) for t in ts], tokens)
    ]


def scored(passage: Passage, similarity: float | None = 0.4) -> ScoredPassage:
    return ScoredPassage(passage, 0.01, similarity, 1, None)


def texts(draft: Draft) -> list[str]:
    return [claim.text for claim in draft.claims]


def test_what_is_of_another_kind_than_asked_for_is_declined() -> None:
    asked = "When did a base remain in the town of Gyumri?"
    draft = knowing("Gyumri", margin=9).draft(asked, passages_of(TEXT))
    assert (draft.claims, draft.reason) == ((), "not_stated")
    assert draft.confidence > MARGIN_ALONE.answer_from


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Who lost the war of 2020?", "Azerbaijan"),
        ("When did Russia not withdraw the peacekeepers from Karabakh?", "2024"),
    ],
)
def test_what_the_best_sentence_is_against_is_declined(asked: str, words: str) -> None:
    draft = knowing(words, margin=9).draft(asked, passages_of(TEXT))
    assert (draft.claims, draft.reason) == ((), "not_stated")
    first = draft.closest[0]
    assert words in TEXT[first.start : first.end]


def test_a_decline_names_the_sentences_that_came_closest() -> None:
    draft = knowing("2024", margin=-2).draft(QUESTION, passages_of(TEXT))
    assert draft.claims == ()
    first = draft.closest[0]
    assert TEXT[first.start : first.end] == ANSWER
    assert len(draft.closest) == 5


def test_the_sentence_that_answers_is_proposed_with_its_place_and_its_words() -> None:
    draft = knowing("2024").draft(QUESTION, passages_of(TEXT))
    assert (texts(draft), draft.reason, draft.short_answer) == ([ANSWER], None, "2024")
    (place,) = draft.claims[0].places
    assert (place.document_id, TEXT[place.start : place.end]) == ("a.txt", ANSWER)
    assert draft.confidence > 0.5


def test_no_passages_are_nothing_close() -> None:
    assert knowing("2024").draft(QUESTION, []) == Draft((), 0.0, reason="nothing_close")


def test_what_is_not_likely_enough_is_declined() -> None:
    draft = knowing("2024", margin=-4.0).draft("Which chef baked lemon cakes?", passages_of(TEXT))
    assert (draft.claims, draft.reason) == ((), "nothing_close")
    assert 0 <= draft.confidence < 0.5


@pytest.mark.parametrize(
    ("question", "similarity"),
    [(QUESTION, 0.1), ("Which chef baked lemon cakes?", module.CLOSE_FROM)],
)
def test_a_decline_says_whether_the_text_touches_on_it(question: str, similarity: float) -> None:
    near = [replace(one, similarity=similarity) for one in passages_of(TEXT)]
    draft = knowing("2024", margin=-4.0).draft(question, near)
    assert (draft.claims, draft.reason) == ((), "not_stated")


def test_a_question_for_a_detail_gets_one_sentence() -> None:
    draft = knowing("2024", "Gyumri").draft(QUESTION, passages_of(TEXT))
    assert texts(draft) == [ANSWER]


REASON = "Why did Aliyev and Pashinyan sign the truce?"


def test_a_reason_gets_a_second_sentence_that_speaks_of_something_else_that_was_asked() -> None:
    text = "Aliyev feared Moscow. Pashinyan feared a coup. Rain fell."
    draft = knowing("feared Moscow", "feared a coup").draft(REASON, passages_of(text))
    assert texts(draft) == ["Aliyev feared Moscow.", "Pashinyan feared a coup."]
    assert draft.short_answer is None


def test_no_second_sentence_is_added_that_is_unlikely_or_says_the_same() -> None:
    text = "Aliyev feared Moscow. Pashinyan feared a coup. Rain fell."
    assert len(knowing("feared Moscow").draft(REASON, passages_of(text)).claims) == 1
    text = "Aliyev feared Moscow. Moscow Aliyev feared. Rain fell."
    draft = knowing("feared Moscow", "Aliyev feared").draft(REASON, passages_of(text))
    assert len(draft.claims) == 1


def test_the_most_likely_comes_first_and_ties_go_by_place() -> None:
    found = knowing("Gyumri", "2024").candidates(QUESTION, passages_of(TEXT))
    assert [c.words for c in found[:2]] == ["Gyumri", "2024"]
    assert [c.sentence.start for c in found[2:]] == sorted(c.sentence.start for c in found[2:])

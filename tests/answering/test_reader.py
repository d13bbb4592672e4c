"""The offline reader finds the sentence that answers, the same one every time, or declines."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.answering import reader as module
from karabakh_qa.answering.draft import Draft
from karabakh_qa.answering.reader import SentenceReader, Vectors
from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.passages import split_passages
from karabakh_qa.index.encoder import Encoder
from karabakh_qa.records import Passage, ScoredPassage, Span

TEXT = (
    "Azerbaijan won the war of 2020. Russia sent two thousand peacekeepers to Karabakh. "
    "Their mandate was to last five years. Russia withdrew the peacekeepers from Karabakh in 2024. "
    "A base remains in the town of Gyumri."
)
QUESTION = "When did Russia withdraw the peacekeepers from Karabakh?"
ANSWER = "Russia withdrew the peacekeepers from Karabakh in 2024."


class HashingEncoder(Protocol):
    """What the shared test double offers."""

    encoded: list[str]

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]: ...


def passages_of(text: str, tokens: int = 200, name: str = "a.txt") -> list[ScoredPassage]:
    document = read_document(name, text.encode())
    return [
        scored(passage)
        for passage in split_passages(document, lambda ts: [len(t.split()) for t in ts], tokens)
    ]


def scored(passage: Passage) -> ScoredPassage:
    return ScoredPassage(passage, 0.01, None, 1, None)


def texts(draft: Draft) -> list[str]:
    return [claim.text for claim in draft.claims]


def test_the_sentence_that_answers_is_proposed_with_its_place(
    hashing_encoder: HashingEncoder,
) -> None:
    draft = SentenceReader(hashing_encoder.encode).draft(QUESTION, passages_of(TEXT))
    assert draft.reason is None
    assert draft.claims[0].text == ANSWER
    (place,) = draft.claims[0].places
    assert (place.document_id, TEXT[place.start : place.end]) == ("a.txt", ANSWER)
    assert module.ANSWER_FROM <= draft.confidence <= 1


def test_the_packaged_encoder_reads_meaning(minilm: Encoder) -> None:
    draft = SentenceReader(minilm.encode).draft(
        "In which year did Moscow pull its peacekeepers out of Karabakh?", passages_of(TEXT)
    )
    assert draft.claims[0].text == ANSWER


def test_no_passages_are_nothing_close(hashing_encoder: HashingEncoder) -> None:
    draft = SentenceReader(hashing_encoder.encode).draft(QUESTION, [])
    assert draft == Draft((), 0.0, reason="nothing_close")


def test_a_question_on_something_else_is_declined_as_nothing_close(
    hashing_encoder: HashingEncoder,
) -> None:
    draft = SentenceReader(hashing_encoder.encode).draft(
        "Which chef baked lemon cakes?", passages_of(TEXT)
    )
    assert (draft.claims, draft.reason) == ((), "nothing_close")
    assert 0 <= draft.confidence < module.ANSWER_FROM


def test_a_question_that_the_text_only_touches_on_is_declined_as_not_stated(
    hashing_encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ANSWER_FROM", 0.999999)
    draft = SentenceReader(hashing_encoder.encode).draft(QUESTION, passages_of(TEXT))
    assert (draft.claims, draft.reason) == ((), "not_stated")


def test_sentences_of_overlapping_passages_are_candidates_once(
    hashing_encoder: HashingEncoder,
) -> None:
    overlapping = passages_of(TEXT, tokens=16)
    listed = [sentence for s in overlapping for sentence in s.passage.sentences]
    assert len(listed) > len(set(listed)), "the passages must overlap for this test to tell"
    found = SentenceReader(hashing_encoder.encode).candidates(
        QUESTION, [s.passage for s in overlapping]
    )
    assert sorted(c.sentence for c in found) == sorted(set(listed))


def test_the_same_sentence_at_two_places_is_two_candidates(hashing_encoder: HashingEncoder) -> None:
    reader = SentenceReader(hashing_encoder.encode)
    both = [*passages_of(ANSWER, name="a.txt"), *passages_of(ANSWER, name="b.txt")]
    found = reader.candidates(QUESTION, [s.passage for s in both])
    assert [c.passage.document_id for c in found] == ["a.txt", "b.txt"]


def test_a_second_sentence_is_added_where_it_speaks_of_something_else_that_was_asked(
    hashing_encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ADD_FROM", 0.0)
    text = "Aliyev signed the truce in Moscow. Pashinyan signed the truce in Yerevan. Rain fell."
    draft = SentenceReader(hashing_encoder.encode).draft(
        "Where did Aliyev and Pashinyan sign the truce?", passages_of(text)
    )
    assert sorted(texts(draft)) == [
        "Aliyev signed the truce in Moscow.",
        "Pashinyan signed the truce in Yerevan.",
    ]


def test_no_second_sentence_is_added_that_says_the_same(
    hashing_encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ADD_FROM", 0.0)
    text = "Aliyev signed the truce in Moscow. The truce Aliyev signed in Moscow. Rain fell."
    draft = SentenceReader(hashing_encoder.encode).draft(
        "Where did Aliyev sign the truce?", passages_of(text)
    )
    assert len(draft.claims) == 1


def test_no_second_sentence_is_added_that_is_unlikely_to_answer(
    hashing_encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Aliyev signed the truce in Moscow. Pashinyan signed the truce in Yerevan. Rain fell."
    question = "Where in Moscow did Aliyev and Pashinyan sign the truce?"
    reader = SentenceReader(hashing_encoder.encode)
    first, second, *_ = reader.candidates(question, [s.passage for s in passages_of(text)])
    assert first.confidence > second.confidence
    monkeypatch.setattr(module, "ADD_FROM", first.confidence)
    assert len(reader.draft(question, passages_of(text)).claims) == 1


def test_confidence_rises_with_similarity_and_with_shared_words(
    hashing_encoder: HashingEncoder,
) -> None:
    found = SentenceReader(hashing_encoder.encode).candidates(
        QUESTION, [s.passage for s in passages_of(TEXT)]
    )
    assert found == sorted(found, key=lambda c: -c.confidence)
    assert found[0].similarity == max(c.similarity for c in found)
    assert found[0].overlap == max(c.overlap for c in found)
    assert all(0 < c.confidence < 1 and 0 <= c.overlap <= 1.000001 for c in found)


@pytest.mark.parametrize("question", ["", "?", "what is it", "你好", "🙂"])
def test_questions_without_content_words_do_not_fail(
    hashing_encoder: HashingEncoder, question: str
) -> None:
    draft = SentenceReader(hashing_encoder.encode).draft(question, passages_of(TEXT))
    assert bool(draft.claims) == (draft.reason is None)


@settings(deadline=None)  # the first example imports the sentence splitter
@given(st.permutations(range(4)))
def test_the_answer_does_not_depend_on_what_was_asked_before(order: list[int]) -> None:
    """Vectors here differ with the batch that they are encoded in, as those of real models do."""

    def encode(texts: Sequence[str]) -> Vectors:
        rows = [[1.0, len(text) % 7, text.count("e"), len(texts) / 9] for text in texts]
        vectors = np.array(rows, np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    passages = passages_of(TEXT, tokens=16)
    asked = [(QUESTION, passages[n:] + passages[:n]) for n in range(len(passages))][:4]
    fresh = [SentenceReader(encode).draft(*question) for question in asked]
    used = SentenceReader(encode)
    for number in order:
        if number < len(asked):
            assert used.draft(*asked[number]) == fresh[number]


def test_a_passage_is_encoded_once(hashing_encoder: HashingEncoder) -> None:
    reader = SentenceReader(hashing_encoder.encode)
    reader.draft(QUESTION, passages_of(TEXT))
    reader.draft(QUESTION, passages_of(TEXT))
    assert hashing_encoder.encoded.count(ANSWER) == 1


def test_a_passage_that_was_cut_into_other_sentences_is_read_anew(
    hashing_encoder: HashingEncoder,
) -> None:
    """Its id says what was embedded, not where its sentences are."""
    passage = passages_of(TEXT)[0].passage
    whole = replace(passage, sentences=(Span(passage.start, passage.end),))
    reader = SentenceReader(hashing_encoder.encode)
    assert len(reader.candidates(QUESTION, [whole])) == 1
    assert reader.candidates(QUESTION, [passage])[0].sentence != whole.sentences[0]


def test_only_so_many_passages_are_remembered(
    hashing_encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    reader = SentenceReader(hashing_encoder.encode)
    passages = passages_of(TEXT, tokens=16)
    assert len(passages) > 2
    first = reader.draft(QUESTION, passages)
    assert len(reader._vectors) == 2
    assert reader.draft(QUESTION, passages) == first


def test_threads_get_the_answers_that_one_alone_gets(hashing_encoder: HashingEncoder) -> None:
    passages = passages_of(TEXT, tokens=16)
    questions = [QUESTION, "Who won the war?", "How long was the mandate?", "Where is the base?"]
    alone = [SentenceReader(hashing_encoder.encode).draft(q, passages) for q in questions]
    shared = SentenceReader(hashing_encoder.encode)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: shared.draft(q, passages), questions * 20))
    assert together == alone * 20

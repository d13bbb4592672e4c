"""Every sentence is a candidate once, with exact words and comparable features."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.answering.candidates import Candidate, find_candidates
from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.passages import split_passages
from karabakh_qa.models.spans import Found
from karabakh_qa.records import Excerpt, ScoredPassage, Span

TEXT = (
    "Azerbaijan won the war of 2020. Russia sent two thousand peacekeepers to Karabakh. "
    "Their mandate was to last five years. Russia withdrew the peacekeepers from Karabakh in 2024. "
    "A base remains in the town of Gyumri."
)
QUESTION = "When did Russia withdraw the peacekeepers from Karabakh?"


def last_word(question: str, excerpts: Sequence[Excerpt]) -> list[list[Found | None]]:
    """Find the last word of each part; the margin is its length."""
    return [[_last_word(one.text, part) for part in one.parts] for one in excerpts]


def _last_word(text: str, part: Span) -> Found | None:
    words = part.of(text).split()
    if not words:
        return None
    at = text.rindex(words[-1], part.start, part.end)
    return Found(Span(at, at + len(words[-1])), float(len(words[-1])))


def passages_of(
    text: str, tokens: int = 200, name: str = "a.txt", similarity: float | None = 0.4
) -> list[ScoredPassage]:
    document = read_document(name, text.encode())
    cut = split_passages(document, lambda ts: [len(t.split()) for t in ts], tokens)
    return [ScoredPassage(passage, 0.01, similarity, 1, None) for passage in cut]


def by_words(found: Sequence[Candidate]) -> dict[str, Candidate]:
    return {candidate.words: candidate for candidate in found}


def test_sentences_of_overlapping_passages_are_candidates_once() -> None:
    overlapping = passages_of(TEXT, tokens=16)
    listed = [sentence for s in overlapping for sentence in s.passage.sentences]
    assert len(listed) > len(set(listed)), "the passages must overlap for this test to tell"
    found = find_candidates(last_word, QUESTION, overlapping)
    assert sorted(c.sentence for c in found) == sorted(set(listed))


def test_of_two_readings_of_a_sentence_the_better_counts() -> None:
    overlapping = passages_of(TEXT, tokens=16)

    def surer_of_the_second(question: str, excerpts: Sequence[Excerpt]) -> list[list[Found | None]]:
        first, *others = last_word(question, excerpts)
        return [first, *([f and Found(f.span, f.margin + 9) for f in one] for one in others)]

    shared = set(overlapping[0].passage.sentences) & set(overlapping[1].passage.sentences)
    found = {c.sentence: c for c in find_candidates(surer_of_the_second, QUESTION, overlapping)}
    assert shared
    assert all(found[sentence].features.margin >= 9 for sentence in shared)


def test_the_same_sentence_at_two_places_is_two_candidates() -> None:
    both = [*passages_of(TEXT, name="a.txt"), *passages_of(TEXT, name="b.txt")]
    found = find_candidates(last_word, QUESTION, both)
    assert len(found) == len({(c.passage.document_id, c.sentence) for c in found}) == 10


@settings(deadline=None)  # the first example imports the sentence splitter
@given(st.lists(st.sampled_from(["İzmir fell. ", "e\u0301 🙂 ok. ", "\r\n", TEXT]), max_size=5))
def test_words_stand_in_the_document_at_their_place(pieces: list[str]) -> None:
    text = "Baku. " + "".join(pieces)
    for candidate in find_candidates(last_word, QUESTION, passages_of(text, tokens=12)):
        assert candidate.answer.of(text) == candidate.words
        assert candidate.sentence.start <= candidate.answer.start
        assert candidate.answer.end <= candidate.sentence.end
        features = candidate.features
        assert 0 <= features.overlap <= features.around + 1e-9 <= 1 + 1e-6


def test_overlap_is_of_the_sentence_and_around_of_the_passage() -> None:
    found = by_words(find_candidates(last_word, QUESTION, passages_of(TEXT)))
    assert found["2024."].features.overlap > found["Gyumri."].features.overlap
    around = found["2024."].features.around
    assert found["Gyumri."].features.around == around >= found["2024."].features.overlap
    foreign = "When did Russia withdraw the American soldiers?"
    assert find_candidates(last_word, foreign, passages_of(TEXT))[0].features.around < around


def test_a_span_of_another_kind_does_not_fit() -> None:
    found = by_words(find_candidates(last_word, QUESTION, passages_of(TEXT)))
    assert found["2024."].features.fits == 1
    assert found["Gyumri."].features.fits == 0


def test_the_reader_sees_the_heading_and_what_is_asked() -> None:
    seen: list[tuple[str, str]] = []

    def noting(question: str, excerpts: Sequence[Excerpt]) -> list[list[Found | None]]:
        seen.extend((question, one.heading) for one in excerpts)
        return last_word(question, excerpts)

    passages = passages_of(f"# Peace\n\n## The truce\n\n{TEXT}", name="a.md")
    long = "We compare wars in my seminar and I am lost. So when did Russia withdraw from Karabakh?"
    find_candidates(noting, long, passages)
    assert "Peace > The truce" in {heading for _, heading in seen}
    assert {question for question, _ in seen} == {"when did Russia withdraw from Karabakh?"}


def test_a_passage_that_only_words_found_is_as_similar_as_the_least() -> None:
    passages = [*passages_of(TEXT, name="a.txt"), *passages_of(TEXT, name="b.txt", similarity=None)]
    found = find_candidates(last_word, QUESTION, passages)
    assert {c.features.similarity for c in found} == {0.4}


@pytest.mark.parametrize("question", ["", "?", "what is it", "你好", "🙂"])
def test_questions_without_content_words_do_not_fail(question: str) -> None:
    found = find_candidates(last_word, question, passages_of(TEXT))
    assert len(found) == 5

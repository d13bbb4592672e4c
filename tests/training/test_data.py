"""The readers of the public data sets, on what they were published as."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.errors import InputError
from karabakh_qa.records import Span
from training.data import read_qed, read_squad2, read_training, read_xquad
from training.detokenise import detokenise
from training.examples import Example, Kind
from training.overlap import without

DATA = Path(__file__).parents[3] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the code")


@pytest.fixture(scope="module")
def trained_on() -> list[Example]:
    return read_training(DATA)


@needs_data
def test_every_set_is_read_whole_and_no_answer_begins_with_a_space(
    trained_on: list[Example],
) -> None:
    counts = dict.fromkeys(("new_wiki", "reddit", "amazon", "squad2"), 0)
    for example in trained_on:
        counts[example.source] = counts.get(example.source, 0) + 1
        assert all(text == text.strip() != "" for text in example.answer_texts)
    assert counts.pop("qamr") > 30_000
    assert counts.pop("disflqa") == 1343
    assert counts == {"new_wiki": 7938, "reddit": 9803, "amazon": 9885, "squad2": 3055}


@needs_data
def test_measured_sets_share_no_article_with_what_is_trained_on(
    trained_on: list[Example],
) -> None:
    xquad, squad2 = read_xquad(DATA), read_squad2(DATA)
    assert len(xquad) == 838
    assert {e.heading for e in xquad}.isdisjoint({e.heading for e in squad2})
    training = squad2 + [e for e in trained_on if e.source == "new_wiki"]
    assert without(training, xquad) == training


@needs_data
def test_near_misses_have_no_answer() -> None:
    kinds = [example.kind for example in read_squad2(DATA)]
    assert (kinds.count(Kind.ANSWERED), kinds.count(Kind.NEAR_MISS)) == (1424, 1631)


@needs_data
def test_qed_sentences_tile_the_paragraph_and_one_answers() -> None:
    rows = read_qed(DATA)
    assert len(rows) == 1021
    for example, sentences in rows:
        assert example.answers[0] in sentences
        assert sentences[-1].end == len(example.context)
        assert all(a.end == b.start for a, b in pairwise(sentences))


def test_a_folder_without_data_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give --data"):
        read_xquad(tmp_path)
    (tmp_path / "squad2").mkdir()
    (tmp_path / "squad2" / "squad2-8-articles.json").write_text('{"data": [{}]}')
    with pytest.raises(InputError, match="not SQuAD's JSON"):
        read_squad2(tmp_path)


def test_an_answer_outside_its_context_is_refused() -> None:
    with pytest.raises(ValueError, match="does not stand"):
        Example("Who?", "Nobody.", (Span(3, 9),), "a", "b")
    with pytest.raises(ValueError, match="near_miss with 1 answers"):
        Example("Who?", "Nobody.", (Span(0, 3),), "a", "b", Kind.NEAR_MISS)


def test_a_text_is_dropped_that_holds_a_run_of_a_measured_one() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve thirteen".split()
    measured = Example("Q?", " ".join(words), (Span(0, 3),), "m", "m")
    version = Example("Q?", "So: " + ", ".join(words[1:]), (Span(0, 2),), "t", "t")
    other = Example("Q?", " ".join(words[2:]), (Span(0, 3),), "t", "t")
    assert without([version, other], [measured]) == [other]


@given(st.lists(st.sampled_from(["Baku", ",", "-LRB-", "-RRB-", "``", "''", "n't", "is", "'s"])))
def test_every_token_stands_where_it_is_said_to(tokens: list[str]) -> None:
    text, spans = detokenise(tokens)
    written = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
    assert [span.of(text) for span in spans] == [written.get(t, t) for t in tokens]
    assert "  " not in text


def test_tokens_are_joined_as_people_write() -> None:
    tokens = "He did n't -LRB- it 's `` late '' -RRB- go , half - way .".split()
    assert detokenise(tokens)[0] == "He didn't (it's \"late\") go, half-way."

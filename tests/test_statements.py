"""The statements about the article that judge the check of a writer's sentences, and its rates."""

import json
from collections import Counter
from typing import Any

import pytest

from karabakh_qa.answering.facts import objection
from karabakh_qa.corpus.sentences import sentence_spans
from tests.conftest import ARTICLE, ROOT

TRUE = "true-paraphrase"
OPEN_KINDS = {TRUE, "number", "name", "negation"}
HELD_KINDS = {"date", "direction", "roles", "stitched", "unstated"}
PLAIN_KINDS = {"number", "date", "name", "negation"}
FIELDS = {"id", "source", "kind", "sentence", "quotes", "question", "borne_out", "part"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    text = (ROOT / "tests" / "data" / "statements.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    text = (ROOT / "documents" / ARTICLE).read_bytes().decode("utf-8")
    paragraphs = text.split("\n\n")
    return {span.of(paragraph) for paragraph in paragraphs for span in sentence_spans(paragraph)}


def test_every_row_has_all_fields_and_an_id_of_its_own(rows: list[dict[str, Any]]) -> None:
    assert all(set(row) == FIELDS and row["source"] == "article" for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["sentence"] for row in rows}) == len(rows)


def test_every_quote_is_a_sentence_of_the_article(
    rows: list[dict[str, Any]], sentences: set[str]
) -> None:
    for row in rows:
        assert 1 <= len(row["quotes"]) <= 3, row["id"]
        assert set(row["quotes"]) <= sentences, row["id"]
        assert len(set(row["quotes"])) == len(row["quotes"]), row["id"]


def test_no_statement_is_a_sentence_of_the_article(
    rows: list[dict[str, Any]], sentences: set[str]
) -> None:
    assert not {row["sentence"] for row in rows} & sentences


def test_the_label_follows_from_the_kind(rows: list[dict[str, Any]]) -> None:
    assert {row["kind"] for row in rows} == OPEN_KINDS | HELD_KINDS
    assert all(row["borne_out"] == (row["kind"] == TRUE) for row in rows)


def test_there_are_enough_of_each_kind(rows: list[dict[str, Any]]) -> None:
    counted = Counter(row["kind"] for row in rows)
    assert min(counted.values()) >= 12
    assert counted[TRUE] >= 100
    assert counted.total() - counted[TRUE] >= 100


def test_the_held_kinds_are_in_the_held_part(rows: list[dict[str, Any]]) -> None:
    parts = {kind: {r["part"] for r in rows if r["kind"] == kind} for kind in HELD_KINDS}
    assert set(map(frozenset, parts.values())) == {frozenset({"held"})}
    assert all(row["part"] in {"open", "held"} for row in rows)


def test_no_sentence_of_the_article_states_both_an_open_and_a_held_row(
    rows: list[dict[str, Any]],
) -> None:
    of_open_kind = [row for row in rows if row["kind"] in OPEN_KINDS]
    stating = {
        part: {row["quotes"][0] for row in of_open_kind if row["part"] == part}
        for part in ("open", "held")
    }
    assert not stating["open"] & stating["held"]


def test_the_check_strikes_what_is_plainly_altered_and_little_that_is_true(
    rows: list[dict[str, Any]],
) -> None:
    struck = {row["id"] for row in rows if objection(row["sentence"], row["quotes"])}
    altered = {row["id"] for row in rows if row["kind"] in PLAIN_KINDS}
    true = {row["id"] for row in rows if row["borne_out"]}
    assert len(altered & struck) >= 0.92 * len(altered)
    assert len(true & struck) <= 0.15 * len(true)

import json
import re
import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.wording import contains_wording, same_wording, word_f1

SQUAD2 = Path(__file__).parents[3] / "shared/data/squad2/squad2-8-articles.json"


@pytest.mark.parametrize(
    ("text", "gold", "f1"),
    [
        ("Azerbaijan", "azerbaijan.", 1.0),
        ("the war of 2020", "2020", 0.5),  # 1 of 3 words, 1 of 1: 2 * 1 / (3 + 1)
        ("six weeks", "six long weeks", 0.8),  # 2 of 2, 2 of 3: 2 * 2 / 5
        ("war war", "war", 2 / 3),  # counted as often as they occur
        ("war war", "war war peace", 0.8),
        ("peace", "war", 0.0),
        ("", "", 1.0),
        ("the", "", 1.0),
        ("", "war", 0.0),
        ("war", "...", 0.0),
    ],
)
def test_word_f1_by_hand(text: str, gold: str, f1: float) -> None:
    assert word_f1(text, gold) == pytest.approx(f1)


@given(st.text(), st.text())
def test_word_f1_is_symmetrical_and_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= word_f1(one, other) <= 1
    assert word_f1(one, other) == word_f1(other, one)
    assert same_wording(one, other) == same_wording(other, one)


@given(st.text(), st.text("ab the.", max_size=8))
def test_the_same_wording_has_f1_of_1(one: str, other: str) -> None:
    assert same_wording(one, one)
    assert word_f1(one, one) == 1
    if same_wording(one, other):
        assert word_f1(one, other) == 1


@pytest.mark.parametrize(
    ("text", "gold"),
    [
        ("In the end, Azerbaijan won.", "azerbaijan"),
        ("Azerbaijan’s army won", "Azerbaijan"),
        ("the Nagorno–Karabakh region", "Karabakh"),
        ("the Nagorno Karabakh region", "Nagorno-Karabakh"),
        ("it held 1,960 troops", "1960"),
        ("war in the region", "the war in region"),
    ],
)
def test_contained(text: str, gold: str) -> None:
    assert contains_wording(text, gold)


@pytest.mark.parametrize(
    ("text", "gold"),
    [
        ("in 2012", "12"),
        ("12,000 troops", "2,000"),
        ("six long weeks", "six weeks"),
        ("weeks six", "six weeks"),
        ("six", "six weeks"),
        ("anything", "the"),
        ("", "war"),
    ],
)
def test_not_contained(text: str, gold: str) -> None:
    assert not contains_wording(text, gold)


@given(st.text("abc '-.", max_size=12), st.text("abc '-.", min_size=1), st.text("abc", max_size=9))
def test_a_wording_stands_in_a_text_that_repeats_it(before: str, gold: str, after: str) -> None:
    assert contains_wording(f"{before} {gold} {after}", gold) == contains_wording(gold, gold)


def official_tokens(text: str) -> list[str]:
    lowered = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return re.sub(r"\b(a|an|the)\b", " ", lowered).split()


def official_f1(prediction: str, gold: str) -> float:
    """The published definition of SQuAD 2.0, through precision and recall."""
    predicted, wanted = official_tokens(prediction), official_tokens(gold)
    if not predicted or not wanted:
        return float(predicted == wanted)
    common = sum((Counter(predicted) & Counter(wanted)).values())
    if common == 0:
        return 0.0
    precision, recall = common / len(predicted), common / len(wanted)
    return 2 * precision * recall / (precision + recall)


def test_against_the_official_definition_on_squad2() -> None:
    if not SQUAD2.exists():
        pytest.skip("needs the SQuAD 2.0 articles, which are not part of the repository")
    articles = json.loads(SQUAD2.read_text("utf-8"))["data"]
    compared = 0
    for paragraph in (row for article in articles for row in article["paragraphs"]):
        golds = {a["text"] for qa in paragraph["qas"] for a in qa["answers"]}
        texts = sorted(gold for gold in golds if gold.isascii())
        sentences = [s for s in paragraph["context"].split(". ") if s.isascii()]
        for gold in texts:
            for other in (*texts[:4], *sentences[:1]):
                assert word_f1(other, gold) == pytest.approx(official_f1(other, gold), abs=1e-12)
                same = official_tokens(other) == official_tokens(gold)
                assert same_wording(other, gold) == same
                compared += 1
    assert compared > 5_000

"""EM, F1 and contains-gold: by hand, and against SQuAD 2.0's own definition on its own data."""

import json
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.metrics import Metric, contains_gold, exact_match, token_f1
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Reply

SQUAD2 = Path(__file__).parents[3] / "shared/data/squad2/squad2-8-articles.json"

WINNER = Question("q", "Who won?", ("Azerbaijan", "Azerbaijan's army"), True)


def value(metric: Metric, question: Question, reply: Reply) -> float:
    score = metric(question, reply, {})
    assert score
    return score.value


def short(text: str | None) -> Reply:
    return Reply("Azerbaijan won the war. Thousands", answered=True, short_answer=text)


@pytest.mark.parametrize(
    ("answer", "em", "f1"),
    [
        ("the Azerbaijan", 1, 1),
        ("azerbaijans army!", 1, 1),
        ("Azerbaijan won", 0, 2 / 3),  # 1 of 2 and 1 of 1
        ("army", 0, 2 / 3),  # with the second gold answer: 1 of 1 and 1 of 2
        ("Russia", 0, 0),
        ("", 0, 0),
        ("the", 0, 0),
        (None, 0, 0.4),  # "azerbaijan won war thousands": 1 of 4 and 1 of 1
    ],
)
def test_em_and_f1_take_the_best_gold_answer(answer: str | None, em: float, f1: float) -> None:
    assert value(exact_match, WINNER, short(answer)) == em
    assert value(token_f1, WINNER, short(answer)) == pytest.approx(f1)


def test_why_names_the_closest_gold_answer() -> None:
    score = token_f1(WINNER, short("army"), {})
    assert score
    assert "Azerbaijan's army" in score.why


@pytest.mark.parametrize(
    ("answer", "gold", "em"),
    [
        ("İlham Əliyev", "ilham əliyev", 1),
        ("I\u0307lham Əliyev.", "İLHAM ƏLİYEV", 1),
        ("Qarabağ", "Qarabag\u0306", 1),  # a letter and its mark, composed and not
        ("Qarabağ", "Qarabag", 0),
        ("Нагорного Карабаха", "«Нагорного Карабаха»", 1),
        ("Артём", "АРТЕМ", 1),
        ("Карабаха", "Карабах", 0),  # another case is another word
        ("2020–2023", "2020-2023", 1),
        ("1\u00a0960 troops 🪖", "1 960 troops 🪖", 1),
        ("👍🏽", "👍", 0),
    ],
)
def test_letters_of_all_scripts(answer: str, gold: str, em: float) -> None:
    question = Question("q", "?", (gold,), True)
    assert value(exact_match, question, short(answer)) == em
    assert (value(token_f1, question, short(answer)) == 1) == bool(em)


def test_contains_gold_looks_at_the_whole_text() -> None:
    assert value(contains_gold, WINNER, short("the war")) == 1
    other = replace(short("Azerbaijan"), text="Thousands fled.")
    assert value(contains_gold, WINNER, other) == 0


@pytest.mark.parametrize(
    ("text", "gold", "held"),
    [
        ("Müharibəni Azərbaycan qazandı.", "azərbaycan", 1),
        ("Победил АЗЕРБАЙДЖАН.", "Азербайджан", 1),
        ("It began on 12 May.", "12 May", 1),
        ("It ended in 2012.", "12", 0),
        ("Победили азербайджанцы.", "Азербайджан", 0),
        ("", "Azerbaijan", 0),
        ("🎉", "Azerbaijan", 0),
    ],
)
def test_contained_word_for_word(text: str, gold: str, held: float) -> None:
    question = Question("q", "?", ("something else", gold), True)
    assert value(contains_gold, question, Reply(text, answered=True)) == held


# SQuAD's official evaluation of version 2.0, written down from its definition.


PUNCTUATION = frozenset(string.punctuation)


@cache
def squad_normal(text: str) -> str:
    text = "".join(c for c in text.lower() if c not in PUNCTUATION)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def squad_f1(gold: str, prediction: str) -> Fraction:
    golds, said = squad_normal(gold).split(), squad_normal(prediction).split()
    if not golds or not said:
        return Fraction(golds == said)
    common = (Counter(golds) & Counter(said)).total()
    if common == 0:
        return Fraction(0)
    precision, recall = Fraction(common, len(said)), Fraction(common, len(golds))
    return 2 * precision * recall / (precision + recall)


def squad_scores(answers: tuple[str, ...], prediction: str) -> tuple[float, float]:
    golds = [answer for answer in answers if squad_normal(answer)] or [""]
    exact = max(squad_normal(gold) == squad_normal(prediction) for gold in golds)
    return float(exact), float(max(squad_f1(gold, prediction) for gold in golds))


def our_scores(answers: tuple[str, ...], prediction: str) -> tuple[float, float]:
    """An empty prediction is SQuAD's way of declining."""
    question = Question("q", "?", answers, bool(answers))
    reply = Reply(prediction, answered=bool(prediction), short_answer=prediction or None)
    return value(exact_match, question, reply), value(token_f1, question, reply)


class Pair(NamedTuple):
    answers: tuple[str, ...]
    prediction: str

    @property
    def is_ascii(self) -> bool:
        return self.prediction.isascii() and all(map(str.isascii, self.answers))


def squad_pairs() -> Iterator[Pair]:
    """Each question with what a system might say, made of what the data has."""
    for article in json.loads(SQUAD2.read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            golds = [[a["text"] for a in qa["answers"]] for qa in paragraph["qas"]]
            asked = [tuple(dict.fromkeys(answers)) for answers in golds]
            said = [answer for answers in asked for answer in answers[:1]]
            sentences = paragraph["context"].split(". ")
            for number, answers in enumerate(asked):
                other = said[number % len(said)] if said else "Warsaw"
                sentence = sentences[number % len(sentences)]
                for prediction in ("", other, sentence, f"the {other}?", *_near(answers)):
                    yield Pair(answers, prediction)


def _near(answers: tuple[str, ...]) -> Iterator[str]:
    """Clipped and padded spans, and those of the other annotators."""
    for answer in answers:
        yield answer
        yield answer[1:]
        yield answer[: len(answer) // 2]
        yield f"In {answer.upper()}, a"
    if answers:
        yield " ".join(answers[0].split()[1:])
        yield " ".join(answers[-1].split()[:-1])


def test_against_the_official_definition_on_squad2() -> None:
    if not SQUAD2.exists():
        pytest.skip("needs the SQuAD 2.0 articles, which are not part of the repository")
    pairs = set(squad_pairs())
    # Saying nothing but "the" is an answer here; to SQuAD, whose only sign for it is the empty
    # text, it is a decline.
    pairs = {pair for pair in pairs if squad_normal(pair.prediction) or not pair.prediction}
    plain = {pair for pair in pairs if pair.is_ascii}
    assert len(plain) > 15_000
    for pair in plain:
        assert our_scores(*pair) == squad_scores(*pair), pair
    others = pairs - plain
    differing = {pair for pair in others if our_scores(*pair) != squad_scores(*pair)}
    assert len(others) > 500
    assert 0 < len(differing) < 0.05 * len(others)


@given(st.lists(st.text("ab the.'-", max_size=9), min_size=1).map(tuple), st.text("ab the.'-"))
def test_against_the_official_definition_on_anything(golds: tuple[str, ...], said: str) -> None:
    if squad_normal(said) and any(map(squad_normal, golds)):
        assert our_scores(golds, said) == squad_scores(golds, said)


def test_gold_answers_without_a_word_are_left_out() -> None:
    question = Question("q", "?", ("the", "...", "war"), True)
    assert value(exact_match, question, short("a")) == value(token_f1, question, short("a")) == 0
    assert value(exact_match, question, short("war")) == 1
    signs = Question("q", "?", ("+",), True)
    assert value(exact_match, signs, short("+")) == value(token_f1, signs, short("+")) == 1
    assert value(contains_gold, signs, short("+")) == 0

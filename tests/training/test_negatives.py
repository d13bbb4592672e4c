"""Made negatives: no gold answer in the paragraph, and a question that differs as said."""

import re
from collections import Counter
from pathlib import Path

import pytest

from karabakh_qa.evaluation.wording import contains_wording
from karabakh_qa.records import Span
from training.data import read_squad2
from training.examples import Example, Kind
from training.negatives import make_negatives, same_article_negatives
from training.swapping import Swapper, mentions
from training.turning import turned

DATA = Path(__file__).parents[3] / "shared" / "data"

FIRST = "The Treaty of Paris was signed in 1763. Later, in 1812, war came to Fort Henry."
SECOND = "In 1990 the Treaty of Lisbon was discussed at Fort Henry by Jean Monnet."
OTHER = "A treaty on fishing was signed by Norway in 1920."


def example(question: str, context: str, answer: str, group: str = "squad2/Peace") -> Example:
    start = context.index(answer)
    return Example(question, context, (Span(start, start + len(answer)),), group, "squad2")


EXAMPLES = [
    example("When was the first Treaty of Paris signed?", FIRST, "1763"),
    example("Who discussed the Treaty of Lisbon in 1990?", SECOND, "Jean Monnet"),
    example("Who signed a treaty on fishing in 1920?", OTHER, "Norway", "squad2/Fish"),
]


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the code")
def test_no_negative_paragraph_holds_a_gold_answer() -> None:
    known = [e for e in read_squad2(DATA) if e.group.endswith(("Packet_switching", "Islamism"))]
    answers = {e.question: e.answer_texts for e in known}
    contexts = {e.question: e.context for e in known}
    made = make_negatives(known, seed=0)
    assert {e.kind for e in made} == set(Kind) - {Kind.ANSWERED, Kind.NEAR_MISS}
    for negative in made:
        assert not negative.answers
        if negative.kind in {Kind.SAME_ARTICLE, Kind.OTHER_ARTICLE}:
            golds = answers[negative.question]
            assert not any(contains_wording(negative.context, gold) for gold in golds)
            assert negative.context != contexts[negative.question]


def test_the_same_seed_makes_the_same_negatives() -> None:
    assert make_negatives(EXAMPLES, 3) == make_negatives(EXAMPLES, 3)


def test_a_hard_negative_is_the_nearest_other_paragraph_of_the_article() -> None:
    made = same_article_negatives(EXAMPLES)
    assert [(e.question, e.context) for e in made] == [
        (EXAMPLES[0].question, SECOND),
        (EXAMPLES[1].question, FIRST),
    ]


def test_what_the_answer_hangs_on_is_replaced_by_one_of_its_sort() -> None:
    seen: Counter[str] = Counter()
    for seed in range(20):
        seen.update(Swapper(EXAMPLES, seed).swapped(EXAMPLES[1]))
    years = {m[0] for question in seen for m in re.finditer(r"\d{4}", question)} - {"1990"}
    assert years <= {"1763", "1812", "1920"}
    assert years
    assert EXAMPLES[1].question not in seen


def test_mentions_are_years_numbers_and_names_without_the_first_word() -> None:
    text = "Many of the 40 monks of New Rome left in 1204 with Pope Leo."
    found = {(m.sort, m.text) for m in mentions(text)}
    assert found == {
        ("number", "40"),
        ("year", "1204"),
        ("name of", "New Rome"),
        ("name", "Pope Leo"),
    }
    assert all(text[m.start :].startswith(m.text) for m in mentions(text))


def test_a_question_is_turned_by_an_opposite_or_negated() -> None:
    asked = example("Who won the first war?", "He won the first war.", "He")
    assert list(turned(asked)) == ["Who lost the first war?"]
    asked = example("When was it signed?", FIRST, "1763")
    assert list(turned(asked)) == ["When wasn't it signed?"]
    asked = example("When was it not signed?", FIRST, "1812")
    assert list(turned(asked)) == []

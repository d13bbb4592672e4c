"""Fitting finds what tells the right sentences, and judges by what it has not seen."""

from dataclasses import replace

import numpy as np
import pytest

from karabakh_qa.answering.candidates import Features
from karabakh_qa.answering.fit import ANSWERED, Judged, cross_validated, fit, judge
from karabakh_qa.errors import InputError


def questions(count: int, seed: int = 0, *, telling: float = 4.0) -> list[Judged]:
    """Half answerable; the right sentence's margin is higher by `telling`, the rest is noise."""
    random = np.random.default_rng(seed)
    made = []
    for number in range(count):
        answerable = number % 2 == 0
        right = tuple(i == 1 and answerable for i in range(4))
        features = tuple(
            Features(float(random.normal() + telling * r), *map(float, random.random(4)))
            for r in right
        )
        made.append(Judged(f"g{number // 4}", answerable, features, right))
    return made


def test_what_tells_gets_the_weight() -> None:
    judged = questions(200)
    fitted = fit(judged, cross_validated(judged), "made up")
    assert fitted.ranking[0] > 1
    assert fitted.confidence[0] > 1
    assert 0 < fitted.answer_from < 1
    unseen = judge(fitted, questions(200, seed=1))
    assert unseen.right_first > 0.9
    assert unseen.answered(fitted.answer_from) > 0.7
    assert unseen.declined(fitted.answer_from) > 0.8
    assert fitted.provenance == "made up"


def test_the_threshold_lets_through_the_share_that_is_wanted() -> None:
    judged = questions(200, telling=1.0)
    unseen = cross_validated(judged)
    assert ANSWERED <= unseen.answered(fit(judged, unseen, "").answer_from) <= ANSWERED + 0.02
    assert unseen.threshold(0.5) > unseen.threshold(0.9)
    weighed = replace(unseen, weight=np.where(unseen.right, 1.0, 0.0))
    assert weighed.threshold(1.0) == unseen.confidence[unseen.right].min()


def test_where_nothing_tells_cross_validation_says_so() -> None:
    assert cross_validated(questions(200, telling=0)).right_first < 0.5


def test_every_question_is_judged_once_in_its_order_and_never_by_its_own_group() -> None:
    judged = questions(60)
    outcome = cross_validated(judged)
    assert list(outcome.answerable) == [one.answerable for one in judged]
    # All of one group's margins reversed: the others' fits must get it wrong.
    fooled = [
        replace(one, features=tuple(replace(f, margin=-f.margin * 5) for f in one.features))
        if one.group == "g3"
        else one
        for one in judged
    ]
    wrong = cross_validated(fooled)
    chosen = [one.group == "g3" and one.answerable for one in fooled]
    assert not wrong.right[chosen].any()


def test_weights_of_questions_count() -> None:
    judged = questions(40)
    outcome = judge(
        fit(judged, cross_validated(judged), ""), [replace(one, weight=3.0) for one in judged]
    )
    assert outcome.weight.sum() == 120


@pytest.mark.parametrize(("answerable", "unanswerable"), [(0, 40), (40, 0), (4, 4)])
def test_too_few_questions_are_counted(answerable: int, unanswerable: int) -> None:
    made = questions(80)
    few = [one for one in made if one.answerable][:answerable]
    few += [one for one in made if not one.answerable][:unanswerable]
    with pytest.raises(InputError, match=f"{answerable} questions .* and {unanswerable} "):
        cross_validated(few)

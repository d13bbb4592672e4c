from collections.abc import Sequence
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.evaluation.statistics import (
    DRAWS,
    Floats,
    draw,
    interval,
    mean_interval,
    unanimous_interval,
)


def alone(count: int) -> list[str]:
    return [f"q{number}" for number in range(count)]


def half_width(values: Floats, groups: Sequence[str]) -> float:
    found = mean_interval(values, draw(groups))
    assert found
    return (found[1] - found[0]) / 2


def coins(count: int, share: float) -> Floats:
    return (np.random.default_rng(7).random(count) < share).astype(float)


def test_the_same_groups_give_the_same_draws() -> None:
    groups = ["a", "b", "a", "c"] * 5
    assert np.array_equal(draw(groups), draw(list(groups)))
    renamed = [{"a": "ə", "b": "ж", "c": "🎉"}[name] for name in groups]
    assert draw(renamed).shape == (DRAWS, 20)


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=30))
def test_whole_groups_are_drawn(groups: list[str]) -> None:
    draws = draw(groups)
    assert draws.shape == (DRAWS, len(groups))
    columns = {name: draws[:, groups.index(name)] for name in groups}
    for number, name in enumerate(groups):
        assert np.array_equal(draws[:, number], columns[name])
    assert np.array_equal(sum(columns.values()), np.full(DRAWS, len(columns)))


def test_every_group_is_drawn_as_often_as_any_other() -> None:
    draws = draw(alone(10))
    assert draws.mean(axis=0) == pytest.approx(np.ones(10), abs=0.15)


@pytest.mark.parametrize(("count", "share"), [(50, 0.7), (400, 0.7), (1000, 0.5), (3000, 0.9)])
def test_independent_questions_give_the_normal_interval(count: int, share: float) -> None:
    values = coins(count, share)
    expected = 1.96 * values.std() / sqrt(count)
    assert half_width(values, alone(count)) == pytest.approx(expected, rel=0.1)


def test_the_interval_is_around_the_mean() -> None:
    values = coins(400, 0.7)
    found = mean_interval(values, draw(alone(400)))
    assert found
    assert found[0] < values.mean() < found[1]
    assert sum(found) / 2 == pytest.approx(values.mean(), abs=0.01)


def test_questions_of_one_document_make_the_interval_wider() -> None:
    values = np.repeat(coins(60, 0.7), 9)
    documents = [f"d{number}" for number in range(60) for _ in range(9)]
    apart, together = half_width(values, alone(540)), half_width(values, documents)
    assert together == pytest.approx(apart * sqrt(9), rel=0.15)
    mixed = coins(540, 0.7)  # where the document says nothing, it changes nothing
    assert half_width(mixed, documents) == pytest.approx(half_width(mixed, alone(540)), rel=0.15)


def test_questions_without_a_value_are_left_out() -> None:
    values = coins(400, 0.7)
    holes = values.copy()
    holes[::2] = np.nan
    expected = 1.96 * values[1::2].std() / sqrt(200)
    assert half_width(holes, alone(400)) == pytest.approx(expected, rel=0.1)


def test_there_is_no_interval_where_many_draws_have_no_value() -> None:
    few = np.full(100, np.nan)
    few[:2] = (0, 1)
    assert mean_interval(few, draw(alone(100))) is None  # e^-2 of the draws hold neither
    assert mean_interval(np.full(3, np.nan), draw(alone(3))) is None


def test_one_draw_in_twenty_may_have_no_value() -> None:
    values = [float(number) for number in range(95)]
    assert interval([*values, *[None] * 5]) == interval(values)
    assert interval([*values, *[None] * 6]) is None
    assert interval([]) is None
    assert interval([None]) is None


def test_the_interval_is_the_middle_95_per_cent() -> None:
    assert interval([float(number) for number in range(1001)]) == (25, 975)
    assert interval([0.5]) == (0.5, 0.5)


@pytest.mark.parametrize("count", [1, 2, 5, 20, 150, 3000])
def test_where_all_agree_it_is_the_exact_interval_of_a_share(count: int) -> None:
    low, high = unanimous_interval(1.0, count)
    assert high == 1
    assert low**count == pytest.approx(0.025)  # the chance of such a run, were the share `low`
    assert unanimous_interval(0.0, count) == pytest.approx((0, 1 - low))


def test_the_exact_interval_of_20_of_20() -> None:
    assert unanimous_interval(1.0, 20)[0] == pytest.approx(0.8316, abs=5e-5)  # from tables


@given(st.floats(0, 1), st.integers(1, 5000))
def test_a_unanimous_interval_holds_its_value(value: float, groups: int) -> None:
    low, high = unanimous_interval(value, groups)
    assert 0 <= low <= value <= high <= 1
    more = unanimous_interval(value, groups + 1)
    assert more[1] - more[0] < high - low

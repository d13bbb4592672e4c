import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.judges.agreement import (
    agreement,
    cohens_kappas,
    human_agreement,
    resampled,
)

verdicts = st.lists(st.booleans(), min_size=1, max_size=30)


def test_agreement_with_itself_by_hand() -> None:
    # Pairs that agree: 3 of 3, 1 of 3, 3 of 3, 1 of 3, so 2/3 on average; 7 of the 12 verdicts are
    # right, so that chance gives (7/12)^2 + (5/12)^2 = 74/144.
    rows = [[True] * 3, [True, True, False], [False] * 3, [True, False, True]]
    found = agreement(rows)

    assert found is not None
    assert (found.repeats, found.n, found.share) == (3, 4, 0.5)
    assert found.kappa == pytest.approx((2 / 3 - 74 / 144) / (1 - 74 / 144))


def test_always_the_same() -> None:
    found = agreement([[True, True], [False, False]])
    assert found is not None
    assert (found.share, found.kappa) == (1.0, 1.0)
    assert str(found) == "the same verdict all 2 times on 1.000 of 2 answers (Fleiss' kappa 1.000)"

    one = agreement([[True, True], [True, True]])
    assert one is not None
    assert (one.share, one.kappa) == (1.0, None), "chance would agree as well"
    assert "kappa" not in str(one)


@pytest.mark.parametrize("rows", [[], [[True], [False]]])
def test_needs_repeats(rows: list[list[bool]]) -> None:
    assert agreement(rows) is None


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=20))
def test_the_order_of_repeats_does_not_matter(rows: list[tuple[bool, bool]]) -> None:
    assert agreement(rows) == agreement([(b, a) for a, b in rows])


@settings(deadline=None)  # the first import takes seconds
@given(st.data())
def test_kappa_is_what_scikit_learn_says(data: st.DataObject) -> None:
    from sklearn.metrics import cohen_kappa_score

    ours = data.draw(verdicts)
    theirs = data.draw(st.lists(st.booleans(), min_size=len(ours), max_size=len(ours)))
    (kappa,) = cohens_kappas(
        np.array(ours, float), np.array(theirs, float), np.ones((1, len(ours)))
    )

    if len({*ours, *theirs}) == 1:
        assert kappa is None
    else:
        assert kappa == pytest.approx(cohen_kappa_score(ours, theirs, labels=[False, True]))


def test_weights_count_rows_as_often() -> None:
    ours, theirs = np.array([1.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])
    weighed = cohens_kappas(ours, theirs, np.array([[2.0, 1.0, 1.0]]))
    written = cohens_kappas(
        np.array([1.0, 1.0, 0.0, 1.0]), np.array([1.0, 1.0, 0.0, 0.0]), np.ones((1, 4))
    )

    assert weighed == pytest.approx(written)


def test_agreement_with_people() -> None:
    said = [True, False] * 20
    judged = [*said[:36], False, True, True, True]
    found = human_agreement(judged, said, [f"q{n}" for n in range(40)])

    assert found.n == 40
    assert found.accuracy.value == pytest.approx(37 / 40)
    assert (found.lenient, found.strict) == (2, 1)
    assert found.accuracy.low is not None
    assert found.accuracy.high is not None
    assert found.accuracy.low < 37 / 40 < found.accuracy.high
    assert found.kappa.value == pytest.approx(0.85)
    assert found.kappa.low is not None
    assert found.kappa.low < 0.85


def test_perfect_agreement_is_not_certain() -> None:
    found = human_agreement([True, False], [True, False], ["a", "b"])

    assert found.accuracy.value == 1.0
    assert found.accuracy.low is not None
    assert found.accuracy.low < 0.2


def test_one_kind_has_no_kappa() -> None:
    found = human_agreement([True] * 3, [True] * 3, ["a", "b", "c"])

    assert (found.kappa.value, found.kappa.low) == (None, None)


def test_what_belongs_together_is_resampled_together() -> None:
    many = [f"q{n // 2}" for n in range(20)]

    assert resampled(many) == many
    assert len(set(resampled(many[:18]))) == 18

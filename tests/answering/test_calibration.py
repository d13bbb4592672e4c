"""A calibration turns features into ranks and probabilities, and survives its file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.calibration import FEATURES, Calibration
from karabakh_qa.answering.candidates import Features
from karabakh_qa.errors import InputError

NUMBERS = st.floats(-20, 20)
WEIGHTS = st.tuples(*[NUMBERS] * len(FEATURES))
SHARE = st.floats(0, 1)
GIVEN = st.builds(Features, NUMBERS, st.floats(-1, 1), SHARE, SHARE, SHARE)


def calibration(**changes: object) -> Calibration:
    values: dict[str, object] = {
        "ranking": (1.0, 0, 0, 0, 0),
        "confidence": (1.0, 0, 0, 0, 0),
        "bias": -1.0,
        "answer_from": 0.5,
        "provenance": "made for a test",
    }
    return Calibration(**{**values, **changes})  # type: ignore[arg-type]


def test_the_probability_is_the_logistic_function_of_the_weighted_sum() -> None:
    features = Features(2.0, 0.5, 1.0, 1.0, 1.0)
    assert calibration().probability(features) == pytest.approx(1 / (1 + 2.718281828**-1.0))
    weighed = calibration(ranking=(1.0, 4.0, 0, 0, 0.5))
    assert weighed.rank(features) == 2.0 + 4.0 * 0.5 + 0.5


@given(WEIGHTS, NUMBERS, GIVEN)
def test_a_probability_is_one(weights: tuple[float, ...], bias: float, features: Features) -> None:
    found = calibration(confidence=weights, bias=bias).probability(features)
    assert 0 <= found <= 1


@given(WEIGHTS, WEIGHTS, NUMBERS, SHARE, st.text(max_size=20))
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory,
    ranking: tuple[float, ...],
    confidence: tuple[float, ...],
    bias: float,
    answer_from: float,
    provenance: str,
) -> None:
    path = tmp_path_factory.mktemp("saved") / "calibration.json"
    saved = Calibration(ranking, confidence, bias, answer_from, provenance)
    saved.save(path)
    assert Calibration.load(path) == saved


def test_the_file_names_every_weight(tmp_path: Path) -> None:
    calibration().save(tmp_path / "c.json")
    written = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert list(written["ranking"]) == list(written["confidence"]) == list(FEATURES)


def test_the_packaged_one_says_where_it_comes_from() -> None:
    packaged = Calibration.packaged()
    assert 0 < packaged.answer_from < 1
    assert "questions" in packaged.provenance


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"ranking": {"margin": 1}}', '{"ranking": 3, "confidence": 3}']
)
def test_what_is_no_calibration_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"c\.json is not a calibration.*karabakh-qa calibrate"):
        Calibration.load(path)


def test_a_missing_file_and_an_unwritable_one_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Calibration.load(tmp_path / "none.json")
    with pytest.raises(InputError, match="cannot be written"):
        calibration().save(tmp_path / "none" / "c.json")

"""The packaged reader does what its card says."""

import re
from pathlib import Path

import pytest

from karabakh_qa.evaluation.wording import same_wording, word_f1
from karabakh_qa.models import reader as module
from karabakh_qa.models.packaged import READER_SHA256
from karabakh_qa.models.reader import OnnxReader
from karabakh_qa.records import Span
from training.data import read_xquad
from training.examples import Example

DATA = Path(__file__).parents[3] / "shared" / "data"
CARD = (Path(module.__file__).parent / "reader-card.md").read_text("utf-8")
SAMPLE = 100


def test_the_card_is_of_this_file() -> None:
    assert READER_SHA256 in CARD


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the code")
def test_the_fixed_sample_gives_the_figures_of_the_card() -> None:
    stated = re.search(r"\| fixed sample: .*\| 100 \| ([\d.]+) \| ([\d.]+) \|", CARD)
    assert stated
    reader = OnnxReader.load()
    found = [(example, answer(reader, example)) for example in read_xquad(DATA)[:SAMPLE]]
    f1 = sum(max(word_f1(a, gold) for gold in e.answer_texts) for e, a in found)
    exact = sum(any(same_wording(a, gold) for gold in e.answer_texts) for e, a in found)
    assert f1 == pytest.approx(float(stated[1]), abs=0.5)
    assert exact == pytest.approx(float(stated[2]), abs=0.5)


def answer(reader: OnnxReader, example: Example) -> str:
    context = example.context
    (found,) = reader.read(example.question, context, example.heading, [Span(0, len(context))])
    assert found is not None
    return found.span.of(context)

from collections.abc import Sequence

import pytest

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.judges.facts import judge_facts, nli_facts
from karabakh_qa.evaluation.judges.judge import Judged
from karabakh_qa.evaluation.judges.labelled import LabelledAnswer, LabelledClaim
from karabakh_qa.evaluation.judges.worth import items_of_labelled, measure_judge, measure_nli
from tests.evaluation.judges.conftest import RIGHT, MakeJudge, Table

CLAIMS = [LabelledClaim(f"It is {n}.", (f"Number {n}.",), n % 2 == 0) for n in range(40)]
ANSWERS = [
    LabelledAnswer(f"Who is {n}?", ("gold",), "gold" if n % 4 else "other", n % 2 == 1)
    for n in range(40)
]


def test_measures_an_entailment_model() -> None:
    # Supported claims have 0.9 but for two of 0.1; others 0.2 but for one of 0.95. Of the 400
    # pairs, 18 x 19 are the right way round.
    low, high = {0, 2}, {1}
    known = {
        (c.evidence[0], c.claim): (0.1 if n in low else 0.9)
        if c.supported
        else (0.95 if n in high else 0.2)
        for n, c in enumerate(CLAIMS)
    }
    worth = measure_nli(Table(known), CLAIMS)

    assert (worth.n, worth.supported) == (40, 20)
    assert worth.auroc.value == pytest.approx(18 * 19 / 400)
    assert worth.auroc.low is not None
    assert worth.auroc.low < 0.855
    assert worth.lexical.value == pytest.approx(0.5)
    assert "on 40 labelled claims, 20 of them supported: AUROC 0.855 (" in str(worth)


def test_is_not_certain_after_a_few_claims() -> None:
    known = {(c.evidence[0], c.claim): float(c.supported) for c in CLAIMS[:6]}
    worth = measure_nli(Table(known), CLAIMS[:6])

    assert worth.auroc.value == 1.0
    assert worth.auroc.low is None or worth.auroc.low < 0.5


class ByClaim:
    """An entailment model that never looks at the evidence."""

    def __init__(self, scores: Sequence[float]) -> None:
        self.scores = {c.claim: score for c, score in zip(CLAIMS, scores, strict=True)}

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [self.scores[claim] for _, claim in pairs]


def test_claims_with_the_same_evidence_are_resampled_together() -> None:
    shared = [
        LabelledClaim(c.claim, (f"Text {n // 4}.",), c.supported) for n, c in enumerate(CLAIMS)
    ]
    model = ByClaim([n // 4 + c.supported for n, c in enumerate(CLAIMS)])

    together, apart = measure_nli(model, shared).auroc, measure_nli(model, CLAIMS).auroc

    assert together.value == apart.value
    assert (together.low, together.high) != (apart.low, apart.high)


@pytest.mark.parametrize("supported", [True, False])
def test_needs_both_kinds(supported: bool) -> None:
    with pytest.raises(TestsetError, match="of both kinds"):
        measure_nli(Table({}), [LabelledClaim("x", ("y",), supported)] * 3)


def test_measures_a_judge(make_judge: MakeJudge) -> None:
    judge, chat = make_judge()
    worth = measure_judge(judge, ANSWERS)

    assert len(chat.asked) == 40
    assert worth.human.accuracy.value == pytest.approx(30 / 40)
    assert (worth.human.lenient, worth.human.strict) == (10, 0)
    assert str(worth).startswith("on 40 labelled answers: agrees with people on 0.750 (")
    assert "10 wrong ones judged right, 0 right ones judged wrong" in str(worth)


def test_measuring_fills_the_cache_and_can_be_estimated(make_judge: MakeJudge) -> None:
    judge, _ = make_judge()
    assert judge.estimate(items_of_labelled(ANSWERS)).calls == 40
    measure_judge(judge, ANSWERS)
    assert judge.estimate(items_of_labelled(ANSWERS)).calls == 0


def test_counts_what_has_no_verdict(make_judge: MakeJudge) -> None:
    answers = [LabelledAnswer(f"Who is {n}?", ("g",), "a", True) for n in range(60)]
    judge, _ = make_judge(lambda prompt, _: "?" if "Who is 7?" in prompt else RIGHT, repeats=2)
    worth = measure_judge(judge, answers)

    assert (worth.human.n, worth.unreadable) == (59, 1)
    assert str(worth).endswith("on 1.000 of 59 answers; 1 without a verdict")


def test_needs_labelled_answers(make_judge: MakeJudge) -> None:
    with pytest.raises(TestsetError, match="there are none"):
        measure_judge(make_judge()[0], [])


def test_what_a_report_keeps(make_judge: MakeJudge) -> None:
    judge, _ = make_judge(repeats=2)
    worth = measure_judge(judge, ANSWERS)
    judged = judge.judge(items_of_labelled(ANSWERS))

    facts = judge_facts(judge, judged, worth)
    assert facts["judge"] == "scripted, prompt judged_right-1"
    assert facts["judge_worth"] == str(worth)
    assert facts["judge_agreement"] == str(judged.agreement)

    bare = judge_facts(judge, Judged({}, ("a", "b"), None), None)
    assert bare["judge_worth"] == "not measured; --labelled FILE measures it"
    assert bare["judge_without_verdict"] == "a, b"
    assert nli_facts("tiny", None) == {"nli": "tiny", "nli_worth": bare["judge_worth"]}

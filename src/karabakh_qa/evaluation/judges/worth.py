"""What a judge's word is worth: its verdicts beside people's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.confidence import auroc, drawn_aurocs
from karabakh_qa.evaluation.judges.agreement import (
    Agreement,
    HumanAgreement,
    Spread,
    human_agreement,
    resampled,
)
from karabakh_qa.evaluation.judges.judge import Judge, Progress
from karabakh_qa.evaluation.judges.labelled import LabelledAnswer, LabelledClaim
from karabakh_qa.evaluation.judges.nli import Entails, entailments
from karabakh_qa.evaluation.judges.prompt import Item
from karabakh_qa.evaluation.lexical import support
from karabakh_qa.evaluation.statistics import Floats, draw, interval, unanimous_interval


@dataclass(frozen=True, slots=True)
class NliWorth:
    """How well supported claims are told from others: 0.5 is a coin, 1 perfect.

    Attributes:
        n: how many claims, of which `supported` are.
        auroc: of the entailment model.
        lexical: of `sentence_support`'s words, which need no model.
    """

    n: int
    supported: int
    auroc: Spread
    lexical: Spread

    def __str__(self) -> str:
        return (
            f"on {self.n:,} labelled claims, {self.supported:,} of them supported: "
            f"AUROC {spread_text(self.auroc)}; by words alone {spread_text(self.lexical)}"
        )


@dataclass(frozen=True, slots=True)
class JudgeWorth:
    """How often the judge says what people say, and says the same again."""

    human: HumanAgreement
    own: Agreement | None
    unreadable: int

    def __str__(self) -> str:
        human = self.human
        text = (
            f"on {human.n:,} labelled answers: agrees with people on "
            f"{spread_text(human.accuracy)}, kappa {spread_text(human.kappa)}; "
            f"{human.lenient} wrong ones judged right, {human.strict} right ones judged wrong"
        )
        own = f"; {self.own}" if self.own else ""
        left_out = f"; {self.unreadable} without a verdict" if self.unreadable else ""
        return f"{text}{own}{left_out}"


def measure_nli(model: Entails, claims: Sequence[LabelledClaim]) -> NliWorth:
    """Return how well the model tells supported claims from others, with 95 % intervals.

    Claims with the same evidence are not independent of each other and are resampled together.

    Raises:
        TestsetError: there are not both kinds of claims.
    """
    labels = np.array([claim.supported for claim in claims], dtype=float)
    if len(set(labels)) < 2:
        raise TestsetError(
            "the worth of an entailment model shows on labelled claims of both kinds, supported "
            f"and not; these are {len(claims)}, {int(labels.sum())} of them supported"
        )
    groups = ["\n".join(claim.evidence) for claim in claims]
    entailed = entailments(model, [(claim.claim, claim.evidence) for claim in claims])
    lexical = [support(claim.claim, claim.evidence) for claim in claims]
    return NliWorth(
        len(claims),
        int(labels.sum()),
        _auroc(labels, np.array(entailed), groups),
        _auroc(labels, np.array(lexical), groups),
    )


def items_of_labelled(answers: Sequence[LabelledAnswer]) -> list[Item]:
    """Return the labelled answers in the form in which they are judged, with ids of their own."""
    return [
        Item(f"labelled {number}", row.question, row.answers, row.answer)
        for number, row in enumerate(answers, 1)
    ]


def measure_judge(
    judge: Judge, answers: Sequence[LabelledAnswer], progress: Progress | None = None
) -> JudgeWorth:
    """Judge answers that people have judged, and compare.

    An answer is right for the judge when it says so more often than not. Answers to the same
    question are resampled together.

    Raises:
        InputError: the model cannot be asked, or too many of its replies cannot be read.
        TestsetError: there is no answer.
    """
    if not answers:
        raise TestsetError("the worth of a judge shows on labelled answers, and there are none")
    items = items_of_labelled(answers)
    judged = judge.judge(items, progress)
    rows = [
        (judged.rulings[item.id], row)
        for item, row in zip(items, answers, strict=True)
        if item.id in judged.rulings
    ]
    human = human_agreement(
        [2 * sum(ruling.right for ruling in rulings) > len(rulings) for rulings, _ in rows],
        [row.right for _, row in rows],
        [row.question for _, row in rows],
    )
    return JudgeWorth(human, judged.agreement, len(judged.unreadable))


def spread_text(spread: Spread) -> str:
    """Return a number with its interval, for a person."""
    if spread.value is None:
        return "not applicable"
    if spread.low is None or spread.high is None:
        return f"{spread.value:.3f} (too few for an interval)"
    return f"{spread.value:.3f} ({spread.low:.3f} to {spread.high:.3f})"


def _auroc(labels: Floats, scores: Floats, groups: Sequence[str]) -> Spread:
    groups = resampled(groups)
    value = auroc(labels, scores, np.ones(len(labels)))
    bounds = interval(drawn_aurocs(labels, scores, draw(groups)))
    if value is not None and bounds and bounds[0] == bounds[1]:
        bounds = unanimous_interval(value, _fewest(labels, groups))
    return Spread(value, *(bounds or (None, None)))


def _fewest(labels: Floats, groups: Sequence[str]) -> int:
    """Return how many groups hold the rarer kind of claim."""
    kinds = [{g for g, label in zip(groups, labels, strict=True) if label == k} for k in (0, 1)]
    return min(map(len, kinds))

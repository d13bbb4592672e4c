"""The judges that a person asked for on the command line: a second look at a finished run."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges import (
    DEFAULT_CACHE,
    EntailmentModel,
    Judge,
    Labelled,
    ReplyCache,
    items_of,
    items_of_labelled,
    judge_facts,
    judged_right,
    measure_judge,
    measure_nli,
    nli_facts,
    nli_support,
    open_model,
    read_labelled,
)
from karabakh_qa.evaluation.judges.judged_right import NAME as JUDGED_RIGHT
from karabakh_qa.evaluation.judges.nli import NAME as NLI_SUPPORT
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Metric
from karabakh_qa.evaluation.questions import Testset
from karabakh_qa.evaluation.replies import Documents
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.runner import score

Confirm = Callable[[str], bool]
"""Asks a person whether what is described may be done."""


@dataclass(frozen=True, slots=True)
class JudgingModels:
    """The models that judge, opened before anything is asked; by default there is none."""

    nli: EntailmentModel | None = None
    judge: Judge | None = None
    labelled: Labelled | None = None

    @classmethod
    def of(cls, args: argparse.Namespace) -> Self:
        """Open what the command line names.

        Raises:
            InputError: a model or a file cannot be used.
            ModelError: the entailment model cannot be used.
        """
        judge = None
        if args.judge:
            cache = ReplyCache(args.judge_cache or DEFAULT_CACHE)
            judge = Judge(open_model(args.judge), cache, args.judge_repeats)
        return cls(
            EntailmentModel.load(args.nli) if args.nli else None,
            judge,
            read_labelled(args.labelled) if args.labelled else None,
        )

    def judged(
        self, report: Report, testset: Testset, documents: Documents, confirm: Confirm
    ) -> Report:
        """Return the report with the judges' numbers beside the others; as it is without judges.

        Raises:
            InputError: the language model fails, or what it takes was not agreed to.
        """
        facts: dict[str, str] = {}
        metrics: list[Metric] = []
        if self.nli:
            claims = self.labelled.claims if self.labelled else ()
            worth = measure_nli(self.nli, claims) if claims else None
            metrics.append(nli_support(self.nli))
            facts |= nli_facts(self.nli.name, worth)
        if self.judge:
            metric, known = self._asked(self.judge, report, confirm)
            metrics.append(metric)
            facts |= known
        if not metrics:
            return report
        return score(
            testset,
            report.outcomes,
            (*DEFAULT_METRICS, *metrics),
            documents,
            {**dict(report.configuration), **facts},
            retrieved=report.measure("recall@5").n > 0,
        )

    def _asked(
        self, judge: Judge, report: Report, confirm: Confirm
    ) -> tuple[Metric, Mapping[str, str]]:
        items = items_of(report.outcomes)
        answers = self.labelled.answers if self.labelled else ()
        estimate = judge.estimate([*items_of_labelled(answers), *items])
        if estimate.calls and not confirm(f"{estimate}. Go on?"):
            raise InputError(f"not agreed to: {estimate}; --yes agrees")
        worth = measure_judge(judge, answers) if answers else None
        judged = judge.judge(items)
        return judged_right(judged), judge_facts(judge, judged, worth)


def names_of(args: argparse.Namespace) -> tuple[str, ...]:
    """Return the names of the numbers that the judges asked for add to a run."""
    asked = ((args.nli, NLI_SUPPORT), (args.judge, JUDGED_RIGHT))
    return tuple(name for wanted, name in asked if wanted)

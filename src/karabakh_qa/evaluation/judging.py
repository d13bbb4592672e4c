"""What becomes of a report: it is printed, written down, and held to the gates."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.compare import compare, format_comparison
from karabakh_qa.evaluation.gates import Gate, Verdict, check_bounds, check_drops, parse_gates
from karabakh_qa.evaluation.judging_models import names_of
from karabakh_qa.evaluation.measures import NAMES
from karabakh_qa.evaluation.outputs import check_output, load_report, write_report
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.table import format_table


@dataclass(frozen=True, slots=True)
class Judging:
    """The options of a run that are about its report, checked before anything is asked."""

    outputs: tuple[Path, ...]
    bounds: tuple[Gate, ...]
    baseline: Report | None
    drops: tuple[Gate, ...]

    @classmethod
    def of(cls, args: argparse.Namespace, testsets: int) -> Self:
        """Read them from the command line.

        Raises:
            InputError: one cannot be used, or there are several test sets where one is needed.
        """
        if testsets > 1 and (args.output or args.baseline):
            raise InputError(
                f"--output and --baseline belong to one test set, and these are {testsets}; "
                "name one file"
            )
        if args.max_drop and not args.baseline:
            raise InputError("--max-drop needs an earlier run to drop from: --baseline RUN.json")
        for path in args.output:
            check_output(path)
        bounds = parse_gates("--fail-under", args.fail_under) if args.fail_under else ()
        drops = parse_gates("--max-drop", args.max_drop) if args.max_drop else ()
        known = (*NAMES, *names_of(args))
        for gate in (*bounds, *drops):
            if gate.name not in known:
                raise InputError(
                    f'"{gate.name}" is no number of this run; there are: {", ".join(known)}'
                )
        baseline = load_report(args.baseline) if args.baseline else None
        return cls(tuple(args.output), bounds, baseline, drops)

    def judge(self, report: Report) -> tuple[str, int]:
        """Write the outputs; return what to print, and 1 if a gate failed, else 0.

        Raises:
            InputError: an output cannot be written, or the baseline has nothing in common.
        """
        parts = [format_table(report)]
        if self.baseline:
            parts.append(format_comparison(compare(self.baseline, report)))
        for path in self.outputs:
            write_report(report, path, self.baseline)
        verdicts = check_bounds(report, self.bounds)
        if self.baseline:
            verdicts += check_drops(report, self.baseline, self.drops)
        if verdicts:
            parts.append(_gates(verdicts))
        return "\n\n".join(parts), int(not all(verdict.passed for verdict in verdicts))


def _gates(verdicts: Sequence[Verdict]) -> str:
    failed = sum(not verdict.passed for verdict in verdicts)
    head = f"gates: {failed} of {len(verdicts)} failed" if failed else "gates: all passed"
    rows = [f"  {'passed' if v.passed else 'FAILED'}  {v.why}" for v in verdicts]
    return "\n".join([head, *rows])

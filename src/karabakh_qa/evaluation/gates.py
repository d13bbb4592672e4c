"""Gates: the numbers below which a run counts as failed."""

from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.measures import Measure
from karabakh_qa.evaluation.report import Report


@dataclass(frozen=True, slots=True)
class Gate:
    """A bound on one number of a run; for one where less is better, an upper bound."""

    name: str
    bound: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate makes of a run, and why in words."""

    passed: bool
    why: str


def parse_gates(option: str, text: str) -> tuple[Gate, ...]:
    """Read `f1=0.75,declined=0.9`; `option` is named in errors.

    Raises:
        InputError: it is not written like that, or a number stands twice.
    """
    gates = []
    for part in text.split(","):
        name, equals, number = part.strip().partition("=")
        try:
            bound = float(number)
        except ValueError:
            bound = float("nan")
        if not (name and equals) or not 0 <= bound <= 1:
            raise InputError(
                f"{option} {text!r}: {part.strip()!r} is not a number's name and a value from 0 "
                "to 1; write it like f1=0.75,declined=0.9"
            )
        gates.append(Gate(name.strip(), bound))
    names = [gate.name for gate in gates]
    if len(set(names)) < len(names):
        raise InputError(f"{option} {text!r}: a number stands there twice")
    return tuple(gates)


def check_bounds(report: Report, gates: Sequence[Gate]) -> list[Verdict]:
    """Hold a run to bounds; a number that the run does not have fails its gate.

    Raises:
        InputError: a gate names no number of a run.
    """
    verdicts = []
    for gate in gates:
        found = report.measure(gate.name)
        sign = "at most" if found.better == "lower" else "at least"
        text = f"{gate.name} {_shown(found)}, {sign} {gate.bound:g} wanted"
        if found.value is None:
            verdicts.append(Verdict(False, text))
        else:
            is_low = found.better == "lower"
            passed = found.value <= gate.bound if is_low else found.value >= gate.bound
            verdicts.append(Verdict(passed, text))
    return verdicts


def check_drops(report: Report, baseline: Report, gates: Sequence[Gate]) -> list[Verdict]:
    """Hold a run to what an earlier one reached; a gate says how much less will do.

    Raises:
        InputError: a gate names no number of both runs.
    """
    verdicts = []
    for gate in gates:
        now, before = report.measure(gate.name), baseline.measure(gate.name)
        text = f"{gate.name} {_shown(now)}, before {_shown(before)}, {gate.bound:g} less will do"
        if now.value is None or before.value is None:
            verdicts.append(Verdict(before.value is None, text))
            continue
        drop = before.value - now.value
        if now.better == "lower":
            drop = -drop
            text = text.replace(" less will do", " more will do")
        verdicts.append(Verdict(drop <= gate.bound + _ROUNDING, text))
    return verdicts


_ROUNDING = 1e-9
"""0.74 - 0.72 is 0.020000000000000018, and no more than 0.02."""


def _shown(measure: Measure) -> str:
    if measure.value is None:
        return "is not applicable to these questions"
    return f"{measure.value:.4f} (n = {measure.n})"

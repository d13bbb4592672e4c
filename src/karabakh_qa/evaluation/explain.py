"""What each number means, for a person."""

from textwrap import fill

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.judged_right import EXAMPLE as RIGHT_EXAMPLE
from karabakh_qa.evaluation.judges.judged_right import MEANING as RIGHT_MEANING
from karabakh_qa.evaluation.judges.judged_right import NAME as RIGHT
from karabakh_qa.evaluation.judges.nli import EXAMPLE as NLI_EXAMPLE
from karabakh_qa.evaluation.judges.nli import MEANING as NLI_MEANING
from karabakh_qa.evaluation.judges.nli import NAME as NLI
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS

_WIDTH = 88

_WHOLE = {
    "false_answers": (
        "declining",
        "The share of the unanswerable questions that were answered; less is better. An error "
        "counts as one.",
        "50 unanswerable questions, 13 of them answered: 0.26",
    ),
    "over_refusals": (
        "declining",
        "The share of the answerable questions that were declined; less is better. An error counts "
        "as one.",
        "100 answerable questions, 20 of them declined: 0.2",
    ),
    "auroc": (
        "declining",
        "How well the confidence tells answerable from unanswerable questions, whatever the "
        "threshold: the chance that an answerable one has the higher confidence of the two. 0.5 is "
        "a coin, 1 perfect. Not applicable where a reply gives no confidence.",
        "confidences 0.9 and 0.4 of two answerable questions, 0.6 of one that is not: 0.5",
    ),
    "brier": (
        "declining",
        "The mean squared distance of the confidence from 1 for answerable questions and 0 for "
        "others; less is better. Always saying 0.5 gives 0.25.",
        "confidence 0.8 for an answerable question: 0.04; for an unanswerable one: 0.64",
    ),
}

_JUDGED = {
    RIGHT: ("answer, with --judge", RIGHT_MEANING, RIGHT_EXAMPLE),
    NLI: ("citations, with --nli", NLI_MEANING, NLI_EXAMPLE),
}


def explain(name: str | None) -> str:
    """Return the meaning of one number and an example, or of all.

    Raises:
        InputError: there is no such number.
    """
    known = {m.name: (m.group, m.meaning, m.example) for m in DEFAULT_METRICS} | _WHOLE | _JUDGED
    if name is None:
        return "\n\n".join(_entry(each, *known[each]) for each in known)
    if name not in known:
        raise InputError(f'"{name}" is no number of a run; there are: {", ".join(known)}')
    return _entry(name, *known[name])


def _entry(name: str, group: str, meaning: str, example: str) -> str:
    body = [meaning, f"Example: {example}"]
    lines = [fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ") for text in body]
    return "\n".join([f"{name} ({group})", *lines])

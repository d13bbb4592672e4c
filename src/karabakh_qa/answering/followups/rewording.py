"""A question with pointing words -> the question with what they stand for in their place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from karabakh_qa.answering.followups.antecedents import Kind
from karabakh_qa.answering.followups.english import PREPOSITIONS
from karabakh_qa.answering.followups.memory import Memory, Recalled, Stood, key_of
from karabakh_qa.answering.followups.mentions import Mention, Sort
from karabakh_qa.answering.followups.pointers import Pointer

CHOICES = 4
"""Among how many mentions is chosen for one pointing word."""
POINTERS = 3
"""How many different pointing words of a question are replaced at most."""

_OPENING = re.compile(r"^\s*(?:and|but|so|then|also)\b,?\s+(?=\w+ \w)", re.IGNORECASE)
"""What joins a follow-up to what was said before it, and stands in the way alone."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A whole question, how likely it is by the conversation alone, and what stands for what.

    `prior` is higher the likelier it is; `stood` holds what pointing words were taken to mean.
    """

    prior: float
    text: str
    stood: Stood = field(default_factory=dict)


def rewordings(question: str, found: Sequence[Pointer], memory: Memory) -> list[Wording]:
    """Return `question` with mentions for its pointing words, the likeliest first.

    Of several words of one kind ("he ... his") only the first is replaced.
    """
    firsts = list({pointer.kind: pointer for pointer in reversed(found)}.values())
    firsts = sorted(firsts, key=lambda pointer: pointer.start)[:POINTERS]
    choices = [
        (pointer, options)
        for pointer in firsts
        if (options := memory.standing_for(pointer, question)[:CHOICES])
    ]
    if not choices:
        return []
    made = [_reworded(question, choices, picked) for picked in product(*[c for _, c in choices])]
    return sorted(made, key=lambda wording: -wording.prior)[:CHOICES]


def _reworded(
    question: str,
    choices: Sequence[tuple[Pointer, Sequence[tuple[float, Recalled]]]],
    picked: Sequence[tuple[float, Recalled]],
) -> Wording:
    total, text = 0.0, question
    stood: dict[str, Kind] = {}
    for (pointer, _), (score, recalled) in reversed(list(zip(choices, picked, strict=True))):
        text = put_in(text, pointer, recalled.mention)
        total += score
        stood[key_of(recalled.mention)] = pointer.kind
    text = _OPENING.sub("", text, count=1)
    text = text[0].upper() + text[1:] if question[:1].isupper() else text
    repeated = len({recalled.mention.text for _, recalled in picked}) < len(picked)
    return Wording(total - (2.0 if repeated else 0.0), text, stood)


def put_in(question: str, pointer: Pointer, mention: Mention) -> str:
    """Return `question` with the mention in place of the pointing word."""
    before, after = question[: pointer.start], question[pointer.end :]
    words = before.lower().split()
    text = mention.definite
    after_preposition = bool(words) and words[-1] in PREPOSITIONS
    place = pointer.kind is Kind.THERE or (mention.sort is Sort.TIME and pointer.kind is Kind.THIS)
    if place and not after_preposition:
        text = f"in {text}"
    if pointer.possessive:
        text = f"{text}'" if text.endswith("s") else f"{text}'s"
    if not before.strip():
        text = text[0].upper() + text[1:]
    return before + text + after

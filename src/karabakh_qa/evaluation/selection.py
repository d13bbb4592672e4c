"""Asking only some questions of a test set."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.report import Report


@dataclass(frozen=True, slots=True)
class Selection:
    """Which questions are asked; what is None or empty leaves none out.

    Attributes:
        tags: one of these must be on a question.
        failed_in: a run in which the question failed.
        sample: so many, drawn with `seed`; the same seed draws the same ones.
        limit: so many, the first.
    """

    tags: tuple[str, ...] = ()
    failed_in: Report | None = None
    sample: int | None = None
    seed: int = 0
    limit: int | None = None

    def of(self, testset: Testset) -> Testset:
        """Return the test set with the chosen questions, in their order.

        Raises:
            InputError: none is left, or a number is not positive.
        """
        for name, number in (("sample", self.sample), ("limit", self.limit)):
            if number is not None and number < 1:
                raise InputError(f"--{name} {number}: at least one question must be asked")
        chosen = [question for question in testset.questions if self._is_wanted()(question)]
        if self.sample is not None and self.sample < len(chosen):
            drawn = random.Random(self.seed).sample(range(len(chosen)), self.sample)  # noqa: S311
            chosen = [chosen[place] for place in sorted(drawn)]
        chosen = chosen[: self.limit]
        if not chosen:
            raise InputError(f"{testset.name}: no question is left to ask; {self._hint(testset)}")
        return replace(testset, questions=tuple(chosen))

    def _is_wanted(self) -> Callable[[Question], bool]:
        run = self.failed_in
        failed = {o.question.id for o in run.failures()} if run else None
        tags = set(self.tags)
        return lambda question: (
            (not tags or not tags.isdisjoint(question.tags))
            and (failed is None or question.id in failed)
        )

    def _hint(self, testset: Testset) -> str:
        if self.tags:
            there = sorted({tag for question in testset.questions for tag in question.tags})
            return f"its tags are: {', '.join(there) or 'none'}"
        return "none of its questions failed in that run"

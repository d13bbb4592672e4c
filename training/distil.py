"""Several trained readers as the teacher of one."""

from collections.abc import Sequence

import torch
from torch import Tensor

from training.model import Reader, autocast
from training.optimise import FORBIDDEN


class Ensemble:
    """Trained readers whose probabilities are averaged."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers = [reader.eval() for reader in readers]

    @torch.no_grad()
    def blend(
        self,
        inputs: tuple[Tensor, Tensor, Tensor, Tensor],
        targets: tuple[Tensor, Tensor],
        share: float,
    ) -> tuple[Tensor, Tensor]:
        """Mix the annotators' targets with the teachers' probabilities, which get `share`."""
        ids, mask, segments, allowed = inputs
        found: list[tuple[Tensor, Tensor]] = []
        for reader in self._readers:
            with autocast(ids.device):
                start, end = reader(ids, mask, segments)
            found.append((_probabilities(start, allowed), _probabilities(end, allowed)))
        starts = torch.stack([start for start, _ in found]).mean(0)
        ends = torch.stack([end for _, end in found]).mean(0)
        return (
            (1 - share) * targets[0] + share * starts,
            (1 - share) * targets[1] + share * ends,
        )


def _probabilities(logits: Tensor, allowed: Tensor) -> Tensor:
    return logits.masked_fill(~allowed, FORBIDDEN).softmax(-1)

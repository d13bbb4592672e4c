"""What a step minimises, and how fast."""

import re
from typing import Any

import torch
from torch import Tensor, nn

from training.recipe import Recipe

FORBIDDEN = -1e30
"""The logit of what can be no answer. Not infinite: a target of zero times it must be zero."""


def span_loss(
    logits: tuple[Tensor, Tensor],
    targets: tuple[Tensor, Tensor],
    allowed: Tensor,
    smoothing: float,
) -> Tensor:
    """Return the mean cross-entropy of starts and ends, over the tokens allowed."""
    spread = allowed.float() / allowed.sum(-1, keepdim=True)
    losses = []
    for logit, target in zip(logits, targets, strict=True):
        logs = logit.masked_fill(~allowed, FORBIDDEN).log_softmax(-1)
        smooth = (1 - smoothing) * target + smoothing * spread
        losses.append(-(smooth * logs).sum(-1).mean())
    return torch.stack(losses).mean()


def rate_at(step: int, steps: int, warmup: float) -> float:
    """Return the share of the highest rate: a linear rise, then a linear fall to zero."""
    rise = max(1, round(warmup * steps))
    if step < rise:
        return (step + 1) / rise
    return max(0.0, (steps - step) / max(1, steps - rise))


def make_optimiser(reader: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """Return AdamW with a rate for each layer; biases and norms do not decay."""
    top = 1 + max(int(match[1]) for name, _ in reader.named_parameters() if (match := _layer(name)))
    groups: dict[tuple[int, bool], list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        frozen = "word_embeddings" in name and not recipe.embeddings
        parameter.requires_grad_(not frozen)
        if not frozen:
            groups.setdefault((_depth(name, top), parameter.ndim > 1), []).append(parameter)
    settings: list[dict[str, Any]] = []
    for (depth, decays), parameters in sorted(groups.items(), key=lambda item: item[0]):
        rate = recipe.rate * recipe.layer_rate ** (top - depth)
        decay = recipe.weight_decay if decays else 0.0
        settings.append({"params": parameters, "lr": rate, "top_rate": rate, "weight_decay": decay})
    return torch.optim.AdamW(settings, fused=True)


def _depth(name: str, top: int) -> int:
    """Return 0 for the embeddings, 1 and up for the layers; the head goes with the last."""
    layer = _layer(name)
    if layer:
        return int(layer[1]) + 1
    return 0 if "embeddings" in name else top


def _layer(name: str) -> re.Match[str] | None:
    return re.search(r"\.layer\.(\d+)\.", name)

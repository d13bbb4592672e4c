"""One training run: steps, checkpoints, and the moving average that is its result."""

import json
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import torch
from torch import Tensor, nn

from karabakh_qa.errors import InputError
from training.batches import make_batch
from training.features import Taught
from training.mixture import Pool, plan_run
from training.model import Reader, autocast, save_reader, save_weights, tensors
from training.optimise import make_optimiser, rate_at, span_loss
from training.recipe import Recipe, load_recipe, save_recipe

_LOG_EVERY = 20
_CLIP = 1.0
_STATE = "state.pt"
_RECIPE = "recipe.json"


class Run:
    """A run and all that the next step depends on."""

    def __init__(self, reader: Reader, pool: Pool, recipe: Recipe, folder: Path) -> None:
        """Start a run, or take up the one that `folder` holds.

        Raises:
            InputError: the folder holds a run with another recipe, or on other data.
        """
        self.reader, self.recipe, self.folder = reader, recipe, folder
        self._windows: Sequence[Taught] = pool.windows
        self._checksum = pool.checksum
        self._plan = plan_run(pool, recipe)
        self._device = next(reader.parameters()).device
        self._optimiser = make_optimiser(reader, recipe)
        self._average = {
            name: parameter.detach().clone()
            for name, parameter in reader.named_parameters()
            if parameter.requires_grad
        }
        self.step = 0
        self._losses: list[Tensor] = []
        self._since = monotonic()
        torch.manual_seed(recipe.seed)
        if (folder / _STATE).is_file():
            self._load()
        else:
            folder.mkdir(parents=True, exist_ok=True)
            save_recipe(recipe, folder / _RECIPE)
            save_reader(reader, folder)

    @property
    def finished(self) -> bool:
        """Whether all steps are done."""
        return self.step >= len(self._plan)

    def go(self, minutes: float, every: float) -> None:
        """Train until the end or for so many minutes; save every so many, and at the end."""
        began = saved = self._since = monotonic()
        self.reader.train()
        while not self.finished and monotonic() - began < 60 * minutes:
            self._losses.append(self._train_step())
            if self.step % _LOG_EVERY == 0 or self.finished:
                self._log()
            if monotonic() - saved > 60 * every:
                self.save()
                saved = monotonic()
        self.save()

    def save(self) -> None:
        """Write the average, to be measured, and the state, to go on from."""
        save_weights({**self.reader.state_dict(), **self._average}, self.folder)
        state = {
            "step": self.step,
            "pool": self._checksum,
            "reader": self.reader.state_dict(),
            "average": self._average,
            "optimiser": self._optimiser.state_dict(),
            "random": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
        }
        unfinished = self.folder / f"{_STATE}.part"
        torch.save(state, unfinished)
        unfinished.replace(self.folder / _STATE)

    def _load(self) -> None:
        if load_recipe(self.folder / _RECIPE) != self.recipe:
            raise InputError(
                f"{self.folder} holds a run with another recipe; give the same one or a new folder"
            )
        state: dict[str, Any] = torch.load(
            self.folder / _STATE, map_location=self._device, weights_only=True
        )
        if state["pool"] != self._checksum:
            raise InputError(f"{self.folder} was begun on other data; give a new folder")
        self.step = state["step"]
        self.reader.load_state_dict(state["reader"])
        self._average = state["average"]
        self._optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"].cpu())
        if state["cuda"] and torch.cuda.is_available():
            torch.cuda.set_rng_state_all([one.cpu() for one in state["cuda"]])

    def _train_step(self) -> Tensor:
        step = self._plan[self.step]
        batch = make_batch([self._windows[i] for i in step.windows], step.length)
        ids, mask, segments, allowed, starts, ends = tensors(batch, self._device)
        with autocast(self._device):
            logits = self.reader(ids, mask, segments)
        loss = span_loss(logits, (starts, ends), allowed, self.recipe.smoothing)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.reader.parameters(), _CLIP)
        share = rate_at(self.step, len(self._plan), self.recipe.warmup)
        for group in self._optimiser.param_groups:
            group["lr"] = group["top_rate"] * share
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self._update_average()
        return loss.detach()

    def _update_average(self) -> None:
        """Early on the average forgets faster, or the untrained start would linger."""
        decay = min(self.recipe.averaging, (1 + self.step) / (10 + self.step))
        parameters = dict(self.reader.named_parameters())
        ours = list(self._average.values())
        theirs = [parameters[name].detach() for name in self._average]
        torch._foreach_lerp_(ours, theirs, 1 - decay)

    def _log(self) -> None:
        now = monotonic()
        row = {
            "step": self.step,
            "of": len(self._plan),
            "loss": round(float(torch.stack(self._losses).mean()), 4),
            "rate": self._optimiser.param_groups[-1]["lr"],
            "seconds_a_step": round((now - self._since) / len(self._losses), 3),
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row) + "\n")
        self._losses.clear()
        self._since = now

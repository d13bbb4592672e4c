"""Any natural language inference model on this machine: does one text follow from another?"""

from collections.abc import Mapping, Sequence
from inspect import signature
from math import isfinite
from pathlib import Path
from typing import Any, Self

from karabakh_qa.errors import ModelError
from karabakh_qa.models.hub_reader import quiet
from karabakh_qa.models.local import find_model, loading

LENGTH = 512
"""Tokens of a pair; of a longer one the end of the longer text is not read."""

_BATCH = 16
_KIND = "an entailment model"


class EntailmentModel:
    """A classifier of pairs in memory: a sequence classifier, or a cross-encoder saved as one.

    Attributes:
        name: the folder's name.
    """

    def __init__(self, name: str, model: Any, tokenizer: Any, label: int) -> None:
        self.name = name
        self._model = model.eval()
        self._tokenizer = tokenizer
        self._label = label
        # What a tokenizer returns and a model takes need not be the same.
        self._taken = signature(model.forward).parameters.keys()

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load a folder, in float32; nothing is fetched and no code of the folder is run.

        Of several outputs the one whose label begins with "entail" counts; a single output is
        taken for the entailment's logit.

        Raises:
            ModelError: there is no such model on this machine, its files are broken, or it was not
                trained for inference.
        """
        name, found = find_model(str(folder), "entailment")
        # Here, because they take seconds to import, and hundreds of megabytes.
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        local = {"local_files_only": True, "trust_remote_code": False}
        with loading(found, _KIND), quiet():
            tokenizer: Any = AutoTokenizer.from_pretrained(found, **local)
            model, report = AutoModelForSequenceClassification.from_pretrained(
                found,
                **local,
                dtype=torch.float32,
                ignore_mismatched_sizes=True,  # they are in the report
                output_loading_info=True,
            )
        label = _entailment_label(model.config.id2label)
        problem = _untrained(report) or _unusable(model, tokenizer, found)
        if problem or label is None:
            labels = ", ".join(map(str, model.config.id2label.values()))
            no_label = f'it needs one label that begins with "entail"; it has: {labels}'
            raise ModelError(f"the entailment model {name!r} cannot be used: {problem or no_label}")
        loaded = cls(name, model, tokenizer, label)
        with loading(found, _KIND):
            loaded.probabilities([("Nobody.", "Somebody.")])
        return loaded

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return for each (evidence, claim) how probably the claim follows, from 0 to 1.

        Raises:
            ModelError: the model gave what is no number.
        """
        found = [
            probability
            for start in range(0, len(pairs), _BATCH)
            for probability in self._batch(pairs[start : start + _BATCH])
        ]
        if not all(map(isfinite, found)):
            raise ModelError(f"the entailment model {self.name!r} gives what is no number")
        return found

    def _batch(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        import torch

        evidence, claims = zip(*pairs, strict=True)
        encoded = self._tokenizer(
            list(evidence),
            list(claims),
            padding=True,
            truncation="longest_first",
            max_length=_longest(self._model),
            return_tensors="pt",
            verbose=False,
        )
        with torch.no_grad():
            logits = self._model(**{k: v for k, v in encoded.items() if k in self._taken}).logits
        shares = logits.sigmoid() if logits.shape[1] == 1 else logits.softmax(dim=1)
        return [float(share) for share in shares[:, self._label]]


def _entailment_label(labels: Mapping[int, str]) -> int | None:
    """Return which output says "entailment"; "not_entailment" does not."""
    if len(labels) == 1:
        return 0
    found = [number for number, name in labels.items() if name.lower().startswith("entail")]
    return found[0] if len(found) == 1 else None


def _untrained(report: Mapping[str, Any]) -> str:
    """Say which weights the files do not hold: they were drawn at random."""
    missing = sorted({*report["missing_keys"], *(key for key, *_ in report["mismatched_keys"])})
    if not missing:
        return ""
    return (
        f"it holds no fitting weights for {', '.join(missing[:3])}; take a model that was trained "
        "for natural language inference"
    )


def _unusable(model: Any, tokenizer: Any, folder: Path) -> str:
    """Say why the model cannot read what this tokenizer gives it."""
    # Without a vocabulary, transformers makes a tokenizer that knows no word.
    files = sorted({"tokenizer.json", *tokenizer.vocab_files_names.values()})
    if not any((folder / file).is_file() for file in files):
        return f"it has no vocabulary; one of these belongs beside it: {', '.join(files)}"
    known = model.get_input_embeddings().weight.shape[0]
    if len(tokenizer) > known:
        return f"its tokenizer knows {len(tokenizer)} tokens and the model {known}; they do not fit"
    if tokenizer.pad_token_id is None:
        return "its tokenizer has no padding token, so that several pairs cannot be read at once"
    return ""


def _longest(model: Any) -> int:
    """Return how many tokens a pair may have; RoBERTa's kind counts positions from two."""
    positions = getattr(model.config, "max_position_embeddings", None) or LENGTH + 2
    return int(min(LENGTH, positions - 2))

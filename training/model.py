"""MiniLM with a head that says where an answer starts and ends."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from karabakh_qa.errors import ModelError
from training.batches import Batch

WEIGHTS = "reader.safetensors"
_HEAD_SEED = 0
"""Every run starts from one head, so that a recipe's seed decides the order of the data alone."""


class Reader(nn.Module):
    """A BERT body and two outputs for each token."""

    def __init__(self, body: Any) -> None:
        super().__init__()
        self.body = body
        generator = torch.Generator().manual_seed(_HEAD_SEED)
        self.head = nn.Linear(body.config.hidden_size, 2)
        nn.init.normal_(self.head.weight, std=0.02, generator=generator)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of start and end, each (windows, tokens), in float32."""
        hidden = self.body(
            input_ids=ids, attention_mask=mask, token_type_ids=segments
        ).last_hidden_state
        logits = nn.functional.linear(hidden, self.head.weight, self.head.bias).float()
        return logits[..., 0], logits[..., 1]


def pick_device() -> torch.device:
    """Return the GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def autocast(device: torch.device) -> torch.autocast:
    """Return bfloat16 where the hardware computes in it.

    Elsewhere it is emulated: six times slower than float32 on a processor with AVX2 alone.
    """
    able = device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001
    return torch.autocast(device.type, torch.bfloat16, enabled=able)


def start_reader(base: Path, device: torch.device, dropout: float = 0.0) -> Reader:
    """Return an untrained reader on the model of a folder.

    Raises:
        ModelError: the folder holds no model.
    """
    from transformers import AutoModel

    try:
        body = AutoModel.from_pretrained(
            base,
            attn_implementation="sdpa",
            add_pooling_layer=False,
            hidden_dropout_prob=dropout,
            attention_probs_dropout_prob=dropout,
            dtype=torch.float32,
            local_files_only=True,
        )
    except (OSError, ValueError) as error:
        raise ModelError(f"{base} holds no model that can be trained: {error}") from error
    return Reader(body).to(device)


def save_reader(reader: Reader, folder: Path) -> None:
    """Write weights and configuration, all that `load_reader` needs."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().cpu() for name, value in reader.state_dict().items()}
    save_weights(weights, folder)
    (folder / "config.json").write_text(reader.body.config.to_json_string(), "utf-8")


def save_weights(weights: dict[str, Tensor], folder: Path) -> None:
    """Write the weights alone, replacing the old ones in one step."""
    unfinished = folder / f"{WEIGHTS}.part"
    save_file({name: value.contiguous() for name, value in weights.items()}, unfinished)
    unfinished.replace(folder / WEIGHTS)


def load_weights(folder: Path) -> dict[str, Tensor]:
    """Return the weights that `save_reader` wrote.

    Raises:
        ModelError: there are none.
    """
    path = folder / WEIGHTS
    if not path.is_file():
        raise ModelError(f"{path} is missing; train a reader into {folder} first")
    return load_file(path)


def load_reader(folder: Path, device: torch.device) -> Reader:
    """Return the reader that `save_reader` wrote.

    Raises:
        ModelError: there is none.
    """
    from transformers import BertConfig, BertModel

    weights = load_weights(folder)
    config = BertConfig(**json.loads((folder / "config.json").read_text("utf-8")))
    config._attn_implementation = "sdpa"  # noqa: SLF001
    reader = Reader(BertModel(config, add_pooling_layer=False))
    reader.load_state_dict(weights)
    return reader.to(device)


def tensors(batch: Batch, device: torch.device) -> tuple[Tensor, ...]:
    """Return the batch's ids, mask, segments, allowed, starts and ends on the device."""
    arrays = (
        batch.ids, batch.mask, batch.segments, batch.allowed, batch.starts, batch.ends
    )  # fmt: skip
    return tuple(torch.from_numpy(array).to(device, non_blocking=True) for array in arrays)

"""Tiny question-answering models of three kinds, random but whole: made once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SMALL = {
    "vocab_size": 400,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "initializer_range": 0.5,  # so that logits are far enough apart to tell answers from others
}
LETTERS = [chr(code) for code in range(33, 127)]


@pytest.fixture(scope="session")
def wordpiece() -> Any:
    """BERT's kind: lower case, accents and combining marks dropped."""
    from transformers import BertTokenizer

    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = [*marks, *LETTERS, *(f"##{x}" for x in LETTERS), "peace", "war", "won"]
    return BertTokenizer(vocab={token: i for i, token in enumerate(vocabulary)})


def byte_pairs(*, trim_offsets: bool) -> Any:
    """RoBERTa's kind: every byte is known; the blank before a word may count to it or not."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import RobertaTokenizer

    marks = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    vocabulary = [*marks, *sorted(ByteLevel.alphabet()), "Ġp", "ea", "Ġw"]
    merges: Any = [("Ġ", "p"), ("e", "a"), ("Ġ", "w")]
    return RobertaTokenizer(
        vocab={token: i for i, token in enumerate(vocabulary)},
        merges=merges,
        trim_offsets=trim_offsets,
    )


@pytest.fixture(scope="session")
def unigrams() -> Any:
    """XLM-RoBERTa's kind: SentencePiece, where a blank may be a token by itself."""
    from transformers import XLMRobertaTokenizer

    marks = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces = [("▁", -2.0), *((x, -3.0) for x in LETTERS), ("▁peace", -3.0), ("▁w", -2.5)]
    vocabulary: Any = [*marks, *pieces, ("<mask>", 0.0)]
    return XLMRobertaTokenizer(vocab=vocabulary)


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Save a model and a tokenizer into a new folder."""

    def save(model: Any, tokenizer: Any, name: str = "tiny") -> Path:
        folder = tmp_path_factory.mktemp(name) / name
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return folder

    return save


@pytest.fixture(scope="session")
def bert_folder(saved: Callable[..., Path], wordpiece: Any) -> Path:
    import torch
    from transformers import BertConfig, BertForQuestionAnswering

    torch.manual_seed(0)
    config: Any = BertConfig.from_dict(SMALL)
    return saved(BertForQuestionAnswering(config), wordpiece)


@pytest.fixture(scope="session")
def roberta_folders(saved: Callable[..., Path], unigrams: Any) -> list[Path]:
    import torch
    from transformers import RobertaConfig, RobertaForQuestionAnswering

    torch.manual_seed(0)
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2}
    # Two of the positions are never used.
    config: Any = RobertaConfig.from_dict(
        {**SMALL, **ids, "type_vocab_size": 1, "max_position_embeddings": 260}
    )
    model = RobertaForQuestionAnswering(config)
    tokenizers = [byte_pairs(trim_offsets=True), byte_pairs(trim_offsets=False), unigrams]
    return [saved(model, tokenizer) for tokenizer in tokenizers]

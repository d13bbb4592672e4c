"""Text to tokens, and where each stands in the text. The only module that uses tokenizers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karabakh_qa.errors import ModelError
from karabakh_qa.models.spans import with_marks
from karabakh_qa.records import Span

CLS, SEP = 101, 102
"""What BERT's uncased vocabulary calls the marks."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens without marks, and the characters that each of them covers."""

    ids: tuple[int, ...]
    spans: tuple[Span, ...]


class Tokenizer:
    """The tokenizer of a model's folder. It may be used by several threads at once."""

    def __init__(self, path: Path, *, literal: bool = False) -> None:
        """Read `tokenizer.json`; its own truncation and padding are switched off.

        With `literal` a "[SEP]" in a text is five characters and no mark.

        Raises:
            ModelError: it cannot be read.
        """
        from tokenizers import Tokenizer as FastTokenizer

        try:
            self._tokenizer: Any = FastTokenizer.from_str(path.read_text("utf-8"))
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = literal

    def tokens(self, text: str) -> Tokens:
        """Return the tokens of a text, all of them."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        spans = tuple(with_marks(text, Span(a, b)) for a, b in encoding.offsets)
        return Tokens(tuple(encoding.ids), spans)

    def marked(self, text: str, most: int) -> list[int]:
        """Return the first `most` tokens of a text, between the marks that the model wants."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        encoding.truncate(most)
        ids: list[int] = self._tokenizer.post_process(encoding).ids
        return ids

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has, marks not counted."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

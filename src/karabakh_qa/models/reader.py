"""The packaged reader: a question and a text in, the best answer in each of its parts out."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from karabakh_qa.models.packaged import READER_SHA256, check_files, minilm_tokenizer
from karabakh_qa.models.session import Session
from karabakh_qa.models.spans import Found, Scored, best_in
from karabakh_qa.models.tokens import Tokenizer, Tokens
from karabakh_qa.models.windows import Window, cut_windows
from karabakh_qa.records import Span

_NOTHING = Tokens((), ())
_MOST_AT_ONCE = 8
"""More texts than this are seldom read for a question."""


class OnnxReader:
    """A reader in one ONNX file, with BERT's input and a logit of start and end for each token.

    A window is read by itself, unpadded, in one thread: so a text's scores do not hang on what else
    is read, nor on how many cores there are.

    Attributes:
        at_once: how many texts are best read at the same time.
    """

    def __init__(self, session: Session, tokenizer: Tokenizer) -> None:
        self.at_once = min(os.cpu_count() or 1, _MOST_AT_ONCE)
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls) -> "OnnxReader":
        """Load the reader that came with the installation.

        Raises:
            ModelError: a file is missing or has other bytes than it should.
        """
        folder = Path(__file__).parent
        check_files(folder, {"reader.onnx": READER_SHA256})
        return cls(
            Session(folder / "reader.onnx", threads=1), Tokenizer(minilm_tokenizer(), literal=True)
        )

    def read(
        self, question: str, text: str, heading: str, parts: Sequence[Span]
    ) -> list[Found | None]:
        """Return the best answer to `question` inside each part of `text`, in its characters.

        `heading` says what the text is about, or is empty. `parts` are in order, apart from each
        other; one that holds nothing to read has None.
        """
        asked = self._tokenizer.tokens(question)
        above = self._tokenizer.tokens(f"{heading}:") if heading else _NOTHING
        windows = cut_windows(asked, above, self._tokenizer.tokens(text))
        return best_in([self._scored(window) for window in windows], parts)

    def _scored(self, window: Window) -> Scored:
        ids = window.ids[None, :]
        starts, ends = self._session.run(
            ("start_logits", "end_logits"),
            {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": window.segments[None, :],
            },
        )
        context = slice(window.first, len(window.ids) - 1)
        nothing = float(starts[0, 0] + ends[0, 0])
        return Scored(starts[0, context], ends[0, context], nothing, window.spans)

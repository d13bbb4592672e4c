"""Any extractive question-answering model of transformers as a reader."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from threading import Lock
from typing import Any, Self

from karabakh_qa.errors import ModelError
from karabakh_qa.models.local import find_model, loading
from karabakh_qa.models.spans import Found, Scored, best_in, with_marks
from karabakh_qa.models.windows import HEADING, OVERLAP, QUESTION
from karabakh_qa.records import Span

LENGTH = 384
"""Tokens of a window, as such models are trained for (Devlin et al. 2019, SQuAD)."""
SHORTEST = 256
"""A model that reads fewer tokens at once cannot hold a question, its heading and a passage."""

_KIND = "an extractive question-answering model"


@dataclass(frozen=True, slots=True)
class _Window:
    """What is read at once.

    Attributes:
        inputs: the model's arguments, a number for each token.
        tokens: which tokens stand for characters of the text, in order.
        spans: these characters.
    """

    inputs: Mapping[str, Sequence[int]]
    tokens: tuple[int, ...]
    spans: tuple[Span, ...]


class HubReader:
    """A question-answering model of transformers in memory. Several threads may use it at once.

    One unpadded window is read at a time: so a text's scores do not hang on what else is read.

    Attributes:
        at_once: how many texts are best read at the same time; torch itself uses all cores for one.
    """

    at_once = 1

    def __init__(self, model: Any, tokenizer: Any) -> None:
        self._model = model.eval()
        self._tokenizer = tokenizer
        self._length = _longest(model)
        # What a tokenizer returns and a model takes need not be the same.
        self._taken = signature(model.forward).parameters.keys()
        # A fast tokenizer keeps its truncation in itself and refuses a second thread.
        self._lock = Lock()

    @classmethod
    def load(cls, model: str) -> Self:
        """Load a folder, or a name in the local hub cache, in float32.

        Raises:
            ModelError: there is no such model on this machine, its files are broken, it was not
                trained to find answers, or it has no fast tokenizer with a mark for "not stated".
        """
        name, folder = find_model(model, "reader")
        # Here, because they take seconds to import, and hundreds of megabytes.
        import torch
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer

        with loading(folder, _KIND), quiet():
            tokenizer: Any = AutoTokenizer.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False
            )
            loaded, report = AutoModelForQuestionAnswering.from_pretrained(
                folder,
                local_files_only=True,
                trust_remote_code=False,
                dtype=torch.float32,
                ignore_mismatched_sizes=True,  # they are in the report
                output_loading_info=True,
            )
        problem = (
            _untrained(report)
            or _unusable_tokenizer(tokenizer, folder)
            or _unusable_model(loaded, tokenizer)
        )
        if problem:
            raise ModelError(f"the reader model {name!r} cannot be used: {problem}")
        reader = cls(loaded, tokenizer)
        with loading(folder, _KIND):
            reader.read("Who?", "Nobody.", "", ())
        return reader

    def read(
        self, question: str, text: str, heading: str, parts: Sequence[Span]
    ) -> list[Found | None]:
        """Return the best answer to `question` inside each part of `text`, in its characters.

        `heading` says what the text is about, or is empty. `parts` are in order, apart from each
        other; one that holds nothing to read has None.
        """
        windows = self._windows(question, text, heading)
        return best_in([self._scored(window) for window in windows], parts)

    def _windows(self, question: str, text: str, heading: str) -> list[_Window]:
        """Cut from the front to the back; the heading stands in the first window alone."""
        with self._lock:
            above = f"{self._end(heading, HEADING)}: " if heading else ""
            encoded = self._tokenizer(
                self._end(question, QUESTION),
                above + text,
                truncation="only_second",
                max_length=self._length,
                stride=OVERLAP,
                return_overflowing_tokens=True,
                return_offsets_mapping=True,
                split_special_tokens=True,  # "[SEP]" in a document is text
                verbose=False,
            )
        windows = []
        for number, offsets in enumerate(encoded["offset_mapping"]):
            inputs = {key: encoded[key][number] for key in encoded if key in self._taken}
            places = {
                token: place
                for token, sequence in enumerate(encoded.sequence_ids(number))
                if sequence == 1 and (place := _place(text, offsets[token], len(above)))
            }
            windows.append(_Window(inputs, tuple(places), tuple(places.values())))
        return windows

    def _end(self, text: str, most: int) -> str:
        """Return the last so many tokens of a text: there long-winded people ask."""
        encoded = self._tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        offsets = encoded["offset_mapping"]
        return text if len(offsets) <= most else text[offsets[-most][0] :]

    def _scored(self, window: _Window) -> Scored:
        import torch

        with torch.no_grad():
            outputs = self._model(**{k: torch.tensor([v]) for k, v in window.inputs.items()})
        starts, ends = outputs.start_logits[0].numpy(), outputs.end_logits[0].numpy()
        context = list(window.tokens)
        return Scored(starts[context], ends[context], float(starts[0] + ends[0]), window.spans)


def _place(text: str, offsets: tuple[int, int], shift: int) -> Span | None:
    """Return the letters of a token, None where all are blanks or stand before the text.

    Some tokenizers count the blank before a word to it.
    """
    start, end = offsets[0] - shift, offsets[1] - shift
    while start < end and (start < 0 or text[start].isspace()):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return with_marks(text, Span(start, end)) if start < end else None


def _longest(model: Any) -> int:
    """Return how many tokens a window may have; RoBERTa's kind counts positions from two."""
    positions = getattr(model.config, "max_position_embeddings", None) or LENGTH + 2
    return int(min(LENGTH, positions - 2))


def _untrained(report: Mapping[str, Any]) -> str:
    """Say which weights the files do not hold: they were drawn at random."""
    missing = sorted({*report["missing_keys"], *(key for key, *_ in report["mismatched_keys"])})
    if not missing:
        return ""
    return (
        f"it holds no fitting weights for {', '.join(missing[:3])}"
        f"{' and others' if len(missing) > 3 else ''}; take a model that was trained for "
        "extractive question answering, such as one for SQuAD 2.0"
    )


def _unusable_tokenizer(tokenizer: Any, folder: Path) -> str:
    """Say why the places of an answer cannot be had from this tokenizer."""
    if not tokenizer.is_fast:
        return (
            f"its tokenizer, {type(tokenizer).__name__}, does not say where tokens stand in the "
            "text; take a model with a fast tokenizer (a tokenizer.json)"
        )
    # Without one, transformers makes a tokenizer that knows no word.
    files = sorted({"tokenizer.json", *tokenizer.vocab_files_names.values()})
    if not any((folder / file).is_file() for file in files):
        return f"it has no vocabulary; one of these belongs beside it: {', '.join(files)}"
    if tokenizer("a", "b")["input_ids"][:1] != [tokenizer.cls_token_id]:
        return (
            "it reads no mark before the question, such as [CLS] or <s>, that would mean that the "
            "answer is not stated; take a model of BERT's or RoBERTa's kind"
        )
    return ""


def _unusable_model(model: Any, tokenizer: Any) -> str:
    """Say why the model cannot read what this tokenizer gives it."""
    known = model.get_input_embeddings().weight.shape[0]
    if len(tokenizer) > known:
        return f"its tokenizer knows {len(tokenizer)} tokens and the model {known}; they do not fit"
    if _longest(model) < SHORTEST:
        return f"it reads only {_longest(model)} tokens at once; at least {SHORTEST} are needed"
    return ""


@contextmanager
def quiet() -> Iterator[None]:
    """Keep a progress bar and a list of weights off the screen."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    before = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(before)

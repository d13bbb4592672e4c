"""The records of a test set; readers of the several file formats all make these."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import ClassVar

from karabakh_qa.errors import TestsetError
from karabakh_qa.records import Turn


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that hold the answer, quoted exactly.

    A quotation and not a passage: passages change with the chunking, the words do not.
    """

    document_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a test set.

    `answers` are the accepted wordings, the one to show first. `answerable` false means that the
    right behaviour is to decline. `evidence` holds alternatives; the quotations of one alternative
    belong together. `history` are the turns before the question, `rewrite` what a person made of
    both that can be understood by itself. `language` is a code such as "en". `about` names the
    document that a question without evidence is about. `line` is where the question stands in its
    file, counted from 1.

    Raises:
        TestsetError: the question is answerable and no answer is given.
    """

    id: str
    question: str
    answers: tuple[str, ...]
    answerable: bool
    evidence: tuple[tuple[Evidence, ...], ...] = ()
    history: tuple[Turn, ...] = ()
    tags: tuple[str, ...] = ()
    rewrite: str | None = None
    language: str | None = None
    line: int | None = field(default=None, compare=False)
    about: str | None = None

    def __post_init__(self) -> None:
        if self.answerable and not self.answers:
            raise TestsetError(f'the question "{self.id}" is answerable but has no answers')

    @property
    def quotations(self) -> tuple[Evidence, ...]:
        """Every quotation of every alternative, in order."""
        return tuple(item for alternative in self.evidence for item in alternative)

    @property
    def document_id(self) -> str | None:
        """The document that the first quotation stands in, or that the question is about."""
        return next((item.document_id for item in self.quotations), self.about)


@dataclass(frozen=True, slots=True)
class Text:
    """A document that came with a file of questions; `id` is a path that ends in .txt."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Testset:
    """A file of questions.

    `name` is the file's name, `sha256` the hash of its bytes. `texts` are the documents that it
    brings along (a SQuAD file's paragraphs); empty where it asks about a person's own.
    """

    __test__: ClassVar[bool] = False  # pytest collects classes whose name starts with Test

    name: str
    sha256: str
    questions: tuple[Question, ...]
    texts: tuple[Text, ...] = ()


def default_id(question: str, history: Sequence[Turn]) -> str:
    """Return an id that stays the same for as long as the question and its history do."""
    words = [*([turn.role, turn.text] for turn in history), question]
    return sha256(json.dumps(words, ensure_ascii=False).encode("utf-8")).hexdigest()[:16]

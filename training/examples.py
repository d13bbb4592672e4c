"""What every reader of a data set makes: a question, a context, and where its answers stand."""

from dataclasses import dataclass
from enum import StrEnum

from karabakh_qa.records import Span


class Kind(StrEnum):
    """Why a context answers its question, or why it does not."""

    ANSWERED = "answered"
    NEAR_MISS = "near_miss"
    """People wrote the question to look answerable."""
    SAME_ARTICLE = "same_article"
    """Another paragraph of the article, with many of the question's words."""
    OTHER_ARTICLE = "other_article"
    """A paragraph of another article, with many of the question's words."""
    SWAPPED = "swapped"
    """A name, a number or a date of the question was replaced."""
    TURNED = "turned"
    """The question was negated, or one of its words replaced by an opposite."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question about a context.

    Attributes:
        answers: where annotators found the answer, in the context's characters; one that several
            annotators chose stands here as often. Empty exactly when the context does not answer.
        group: the article or document; whatever is split is split by it.
        source: the data set.
        heading: what stands above the context: the article's title, or nothing.
    """

    question: str
    context: str
    answers: tuple[Span, ...]
    group: str
    source: str
    kind: Kind = Kind.ANSWERED
    heading: str = ""

    def __post_init__(self) -> None:
        if any(not 0 <= start < end <= len(self.context) for start, end in self.answers):
            raise ValueError(f"an answer of {self.question!r} does not stand in its context")
        if bool(self.answers) != (self.kind is Kind.ANSWERED):
            raise ValueError(f"{self.question!r} is {self.kind} with {len(self.answers)} answers")

    @property
    def answer_texts(self) -> tuple[str, ...]:
        """The different wordings of the answer, the most frequent first."""
        texts = [span.of(self.context) for span in self.answers]
        return tuple(sorted(set(texts), key=lambda text: (-texts.count(text), texts.index(text))))

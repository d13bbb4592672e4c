"""A statement that is borne out, and what it was made from."""

from dataclasses import dataclass

from statements.facts import Fact


@dataclass(frozen=True, slots=True)
class TrueStatement:
    """A fact as a sentence, with the quotes that bear it out."""

    fact: Fact
    question: str
    sentence: str
    quotes: tuple[str, ...]

    @property
    def quoted(self) -> str:
        """All quotes as one text."""
        return " ".join(self.quotes)

from collections.abc import Callable

import pytest

from karabakh_qa.records import Answer, Citation, Document, Reason

Cited = Callable[..., Answer]
Declined = Callable[..., Answer]

TEXT = (
    "Peacekeepers leave\n\n"
    "Russia began to withdraw its troops.[1] They came in 2020, after a war of six weeks. "
    "Azerbaijan won the war. Thousands fled. Azerbaijan won the war."
)


@pytest.fixture
def document() -> Document:
    return Document("news/a.txt", TEXT)


@pytest.fixture
def cited() -> Cited:
    """Builds an answer made of quotes, each followed by its mark."""

    def build(document: Document, *quotes: str, short: str | None = None, start: int = 0) -> Answer:
        text, citations = "", []
        for number, quote in enumerate(quotes, 1):
            at = document.text.index(quote, start)
            text += " " if text else ""
            span = (len(text), len(text) + len(quote))
            text += f"{quote}[{number}]"
            citations.append(
                Citation(
                    number,
                    document.id,
                    document.hash,
                    document.title,
                    document.source,
                    at,
                    at + len(quote),
                    quote,
                    *span,
                )
            )
        return Answer("?", "?", text, True, None, short, 0.9, tuple(citations))

    return build


@pytest.fixture
def refused() -> Declined:
    """Builds a decline."""

    def build(reason: Reason = "not_stated", confidence: float = 0.1) -> Answer:
        text = "The documents don't say."
        return Answer("?", "?", text, False, reason, None, confidence)

    return build

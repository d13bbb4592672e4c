"""The words for declining, and the friendly replies that are no answers."""

from collections.abc import Sequence

from karabakh_qa.answering.draft import Asked, Place
from karabakh_qa.records import Answer, Reason, ScoredPassage

RELATED = 3
"""How many of the closest passages a decline shows."""

HELP = (
    "I answer questions about the documents in this collection, in a sentence or two, and show "
    "the exact place that each sentence comes from. If the documents don't say, I tell you so. "
    "Try asking who, when, where or why, or ask what the documents are about."
)

TEXTS: dict[Reason, str] = {
    "no_documents": "There is nothing to read yet. Put a text file into the documents folder.",
    "nothing_close": "The documents don't say. Nothing in them comes close to this question.",
    "not_stated": "The documents don't say. Some passages touch on this; none of them states it.",
    "unsupported": (
        "The documents don't say. An answer was found, but the text does not support it, "
        "so it is not shown."
    ),
    "small_talk": HELP,
}
"""A headline of one sentence, then what it means."""


def decline(
    reason: Reason, asked: Asked, confidence: float = 0.0, closest: Sequence[Place] = ()
) -> Answer:
    """Return the answer that declines for `reason`, with the closest passages beside it.

    Passages that hold one of the sentences `closest` come first, in the order of these.
    """
    return Answer(
        question=asked.question,
        effective_question=asked.effective_question,
        text=TEXTS[reason],
        answered=False,
        reason=reason,
        short_answer=None,
        confidence=confidence,
        related=_related(asked, closest) if reason != "small_talk" else (),
    )


def reply(question: str, text: str) -> Answer:
    """Return a friendly reply to something that is no question about the documents."""
    return Answer(
        question=question,
        effective_question=question,
        text=text,
        answered=False,
        reason="small_talk",
        short_answer=None,
        confidence=0.0,
    )


def _related(asked: Asked, closest: Sequence[Place]) -> tuple[ScoredPassage, ...]:
    def place_in(scored: ScoredPassage) -> int:
        whole = scored.passage
        holding = (
            number
            for number, place in enumerate(closest)
            if place.document_id == whole.document_id
            and whole.start <= place.start
            and place.end <= whole.end
        )
        return next(holding, len(closest))

    return tuple(sorted(asked.passages, key=place_in)[:RELATED])

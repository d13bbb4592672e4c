"""A follow-up question and the conversation before it -> a question that stands by itself."""

from collections.abc import Callable, Sequence

from karabakh_qa.answering.about import asked_detail
from karabakh_qa.answering.followups.completing import completions
from karabakh_qa.answering.followups.fragments import fragment
from karabakh_qa.answering.followups.memory import Memory, without_marks
from karabakh_qa.answering.followups.pointers import pointers
from karabakh_qa.answering.followups.rewording import Wording, rewordings
from karabakh_qa.records import Turn
from karabakh_qa.wording import content_words

TURNS = 24
"""How many messages back are looked at; docs/decisions.md has the measurements."""
LONGEST = 400
"""Characters of a question; what is longer stands by itself, and only its end is remembered."""
CHOICES = 3
"""Among how many wordings the documents choose."""
TRUST = 2.0
"""The weight of a wording's closeness to the documents beside what the conversation tells."""
SHORT = 3
"""A question with at most so many words of content says too little to be tested by its margin."""
MARGIN = 0.0
"""How much closer to the documents than a longer question as asked a wording of it must be."""
STEP = 0.5
"""How much less likely the next way is to complete a fragment."""

Close = Callable[[str], float]
"""Says how close the documents come to a question: the cosine of the best passage, -1 to 1."""


def depends(question: str) -> bool:
    """Say whether `question` cannot be understood without what was said before it."""
    if len(question) > LONGEST:
        return False
    found = pointers(question)
    if asked_detail(question) and all(question[p.start : p.end].lower() == "this" for p in found):
        return False  # "Who wrote this?" is about the document
    return bool(found) or fragment(question) is not None


class FollowUps:
    """Makes follow-up questions self-contained; leaves all others as they are."""

    def __init__(self, close: Close) -> None:
        """Put it together; `close` is asked a few times for each follow-up, and not otherwise."""
        self._close = close

    def understood(self, question: str, history: Sequence[Turn]) -> str:
        """Return `question` in words that stand by themselves, or as it is.

        It is left alone if it depends on nothing, if nothing in `history` fits, or if it is closer
        to the documents as it is.
        """
        if not depends(question):
            return question
        found = wordings(question, recall(history))[:CHOICES]
        if not found:
            return question
        best = max(found, key=self._rank).text if len(found) > 1 else found[0].text
        if fragment(question) or len(content_words(question)) <= SHORT:
            return best
        return best if self._close(best) - self._close(question) >= MARGIN else question

    def _rank(self, wording: Wording) -> float:
        return wording.prior + TRUST * self._close(wording.text)


def recall(history: Sequence[Turn]) -> Memory:
    """Return what the last turns of a conversation spoke of."""
    memory = Memory()
    for turn in history[-TURNS:]:
        text = without_marks(turn.text)
        if turn.role == "assistant":
            memory = memory.answered(text)
        else:
            text = text[-LONGEST:]
            best = next(iter(wordings(text, memory)), Wording(0.0, text))
            memory = memory.asked(best.text, best.stood)
    return memory


def wordings(question: str, memory: Memory) -> list[Wording]:
    """Return what a dependent question may mean, the likeliest by the conversation first."""
    if not memory.questions:
        return []
    found = pointers(question)
    if found:
        return rewordings(question, found, memory)
    part = fragment(question)
    if part is None:
        return []
    made = completions(part, memory)
    return [Wording(-STEP * number, text) for number, text in enumerate(made)]

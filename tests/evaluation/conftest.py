from collections.abc import Callable, Sequence
from typing import Any

import pytest

from karabakh_qa.evaluation.questions import Evidence, Question, Testset
from karabakh_qa.evaluation.replies import Found, Quoted, Reply
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.runner import evaluate
from karabakh_qa.records import Answer, Citation, Document, Reason, Span, Turn

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


HOSTILE = "<script>alert(1)</script> **b** | @all #1 http://evil.example \N{RIGHT-TO-LEFT OVERRIDE}"
STATEMENT = "Russia began to withdraw its troops.[1]"
OTHER = Found("b <i>.txt", "Nothing here.")
FOUND = (Found("news/a.txt", TEXT[20:], Span(20, len(TEXT))), OTHER)


def _reply(text: str, quote: str, confidence: float = 0.9, **given: Any) -> Reply:
    place = Span(TEXT.index(quote), TEXT.index(quote) + len(quote))
    cited = Quoted("news/a.txt", quote, Span(0, len(text)), place)
    given = {"found": FOUND, **given}
    return Reply(text, answered=True, confidence=confidence, citations=(cited,), **given)


def _decline(confidence: float) -> Reply:
    text = "The documents don't say."
    return Reply(text, answered=False, reason="not_stated", confidence=confidence, found=FOUND)


def _asked() -> list[tuple[Question, Reply | None]]:
    """One question for each way in which one can come out; None is an error."""
    began = ((Evidence("news/a.txt", STATEMENT),),)
    won = ((Evidence("news/a.txt", "Azerbaijan won the war."),), (Evidence("b <i>.txt", "none"),))
    turns = (Turn("user", "Hi <b>"), Turn("assistant", "שלום"))
    flawed = _reply("It is so.", "Thousands fled.", flaw='not in "a": "x"')
    wrong = _reply("No.", STATEMENT, short_answer="=1+1", understood="Who won the war of 2020?")
    return [
        (
            Question("right", "What began?", ("withdraw",), True, began, tags=("fact",)),
            _reply(STATEMENT, STATEMENT, short_answer="withdraw"),
        ),
        (
            Question("place", HOSTILE, ("Azerbaijan",), True, won, turns, ("a|b",), "Who won?"),
            wrong,
        ),
        (
            Question(
                "words", "מי ניצח? 🕊️", ("Azerbaijan", "אזרבייג'ן"), True, began, language="he"
            ),
            _reply("I withdraw.", STATEMENT, 0.5),
        ),
        (Question("declined", "=cmd|' /C calc'!A0", ("+1",), True, began), _decline(0.3)),
        (
            Question("unfound", "Wen?", ("2020",), True, began, language="en"),
            _reply("Thousands fled.", "Thousands fled.", found=(OTHER,)),
        ),
        (Question("quiet", "Population?", (), False, tags=("fact", "near")), _decline(0.1)),
        (Question("answered", "@SUM(1)", (), False, language="en"), _reply(HOSTILE, STATEMENT)),
        (Question("flawed", "Is it\nso?", ("so",), True), flawed),
        (Question("crash", "Who \x00 crashed \x1b[2J?", ("Nobody",), True), None),
    ]


@pytest.fixture
def run_all_kinds() -> Callable[[], Report]:
    """Evaluates a scripted system, in which every cause occurs and texts are hostile."""

    def ask(question: str, history: Sequence[Turn]) -> Reply:
        reply = next(reply for asked, reply in _asked() if asked.question == question)
        if reply is None:
            raise ValueError("no \x00 good")
        return reply

    def run() -> Report:
        testset = Testset("all <kinds>.jsonl", "ab" * 32, tuple(asked for asked, _ in _asked()))
        documents = [Document("news/a.txt", TEXT), Document("b <i>.txt", "Nothing here.")]
        return evaluate(ask, testset, documents=documents, configuration={"reader": "a < b"})

    return run


@pytest.fixture
def all_kinds(run_all_kinds: Callable[[], Report]) -> Report:
    return run_all_kinds()

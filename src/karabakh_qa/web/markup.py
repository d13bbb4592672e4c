"""From a conversation to the chat's Markdown, in which no text but our own is ever markup.

The chat renders Markdown and some HTML. Every character of a question, a document or an answer
that could start either is written as a numeric entity, which a Markdown renderer shows but never
interprets. Marks become links at their offsets; nothing is searched for in the text.
"""

import re
from itertools import pairwise
from typing import Literal, TypedDict

from karabakh_qa.records import Answer, Span, mark_spans
from karabakh_qa.web.conversation import Conversation, Exchange
from karabakh_qa.web.places import Place, places_of

SNIPPET_LENGTH = 180
"""Characters of a related passage that the chat shows; the panel shows the whole passage."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_LINE_START = re.compile(r"(?m)^[ \t]+")
# Directional overrides and other invisibles that make a text look like another one, and controls.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Message(TypedDict):
    """A message as the chat component takes it."""

    role: Literal["user", "assistant"]
    content: str


def shown(text: str) -> str:
    """Return `text` as a screen shows it: without what is invisible or reorders other text."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _UNSHOWN.sub("", unified))


def md_escape(text: str) -> str:
    """Return Markdown that shows exactly `text`, without what `shown` leaves out."""
    return _keep_indents(_entities(text))


def messages(conversation: Conversation) -> list[Message]:
    """Return the chat's messages."""
    return [
        message
        for exchange in conversation
        for message in (
            Message(role="user", content=md_escape(exchange.question)),
            Message(role="assistant", content=_reply(exchange)),
        )
    ]


def _entities(text: str) -> str:
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", shown(text))


def _keep_indents(markdown: str) -> str:
    return _LINE_START.sub(lambda found: "&#160;" * len(found[0].expandtabs(4)), markdown)


def _reply(exchange: Exchange) -> str:
    if exchange.problem:
        return _callout("That did not work.", exchange.problem)
    if exchange.answer:
        answer = exchange.answer
        parts = [_understood(answer), _notice(answer), _answer(exchange, answer), _apart(answer)]
        return "\n\n".join(filter(None, parts))
    if exchange.stopped:
        return "\n\n".join(filter(None, [md_escape(exchange.text), _note("stopped", "Stopped.")]))
    status = _note("status", f"{exchange.status.rstrip(' .…') or 'Reading'}…")
    return "\n\n".join(filter(None, [md_escape(exchange.text), status]))


def _understood(answer: Answer) -> str:
    if answer.effective_question.strip() == answer.question.strip():
        return ""
    return _note("understood", f"Understood as: {answer.effective_question}")


def _notice(answer: Answer) -> str:
    return _note("notice", answer.notice) if answer.notice else ""


def _apart(answer: Answer) -> str:
    """Return what a language model said besides, apart from what is cited; or how much."""
    if answer.unsupported:
        heading = _note("unsupported", "Not supported by the documents")
        rows = [
            f"- {_entities(_one_line(u.text))} {_note('why', u.why)}" for u in answer.unsupported
        ]
        return "\n\n".join([heading, "\n".join(rows)])
    if not answer.dropped:
        return ""
    count = "One sentence" if answer.dropped == 1 else f"{answer.dropped} sentences"
    said = f"{count} of the language model did not pass the check against the documents."
    return _note("dropped", said)


def _answer(exchange: Exchange, answer: Answer) -> str:
    if answer.answered:
        return _cited_text(exchange, answer)
    if answer.reason == "small_talk":
        return md_escape(answer.text)
    related = [f"- {_link(_snippet(place.quote), place)}" for place in places_of(exchange)]
    heading = [_note("related", "Related, not an answer"), "\n".join(related)] if related else []
    headline, end, body = answer.text.partition(". ")
    return "\n\n".join([_callout(headline + end.strip(), body), *heading])


def _cited_text(exchange: Exchange, answer: Answer) -> str:
    spans = mark_spans(answer.citations)
    marks = {
        span: _link(place.label, place)
        for span, place in zip(spans, places_of(exchange), strict=True)
    }
    strong = _short_answer(answer)
    borders = {0, len(answer.text), *(at for span in (*marks, *strong) for at in span)}
    pieces = []
    for start, end in pairwise(sorted(borders)):
        piece = marks.get(Span(start, end)) or _entities(answer.text[start:end])
        pieces.append(f"<strong>{piece}</strong>" if Span(start, end) in strong else piece)
    return _keep_indents("".join(pieces))


def _short_answer(answer: Answer) -> tuple[Span, ...]:
    """Return where the short answer stands in a cited part, unless that is not certain."""
    short = answer.short_answer
    if not short or "\n" in short:
        return ()
    for citation in answer.citations:
        part = answer.text[citation.answer_start : citation.answer_end]
        if part.count(short) == 1:
            start = citation.answer_start + part.index(short)
            return (Span(start, start + len(short)),)
    return ()


def _link(label: str, place: Place) -> str:
    return f'[{label}]({place.href} "{_entities(_one_line(place.name))}")'


def _note(kind: str, text: str) -> str:
    return f'<em class="kq-{kind}">{_entities(_one_line(text))}</em>'


def _callout(headline: str, body: str) -> str:
    return f"> <strong>{_entities(_one_line(headline))}</strong> {_entities(_one_line(body))}"


def _snippet(text: str) -> str:
    line = _one_line(text)
    if len(line) > SNIPPET_LENGTH:
        line = line[:SNIPPET_LENGTH].rsplit(" ", 1)[0] + "…"
    return _entities(line)


def _one_line(text: str) -> str:
    return " ".join(shown(text).split())

"""A report as CSV for a spreadsheet: a row for each question."""

import csv
from io import StringIO

from karabakh_qa.evaluation.causes import cause_of
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.plain import clean, one_line
from karabakh_qa.evaluation.replies import Quoted, Reply
from karabakh_qa.evaluation.report import Report

_BEFORE_METRICS = (
    "id",
    "question",
    "answerable",
    "answered",
    "reason",
    "text",
    "short_answer",
    "gold_answers",
    "confidence",
    "cited_documents",
    "cited_places",
    "cited_quotes",
)
_AFTER_METRICS = ("cause", "error", "seconds")
_STARTS_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def format_csv(report: Report) -> str:
    """Return a row for each question, with every metric; what does not apply is empty.

    Several answers or citations of one question stand on a line each within their cell; a place is
    "start-end" in characters. The text begins with a byte-order mark, without which Excel takes it
    for another encoding. A text that a spreadsheet would run as a formula, because it begins with
    = + - @ (after any blanks) or with a tab or a line break, is preceded by an apostrophe, which
    spreadsheets take for "this is text".
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([*_BEFORE_METRICS, *map(_text, report.metrics), *_AFTER_METRICS])
    writer.writerows(_row(outcome, report.metrics) for outcome in report.outcomes)
    return _BYTE_ORDER_MARK + out.getvalue()


def _row(outcome: Outcome, metrics: tuple[str, ...]) -> list[str | float]:
    question, cause = outcome.question, cause_of(outcome)
    return [
        _text(question.id),
        _text(question.question),
        str(question.answerable).lower(),
        *_reply(outcome.reply, _lines(question.answers)),
        *(_number(outcome.score(metric)) for metric in metrics),
        _text(cause.value if cause else None),
        _text(outcome.error),
        _number(outcome.seconds),
    ]


def _reply(reply: Reply | None, gold_answers: str) -> list[str | float]:
    if reply is None:
        return ["", "", "", "", gold_answers, "", "", "", ""]
    return [
        str(reply.answered).lower(),
        _text(reply.reason),
        _text(reply.text),
        _text(reply.short_answer),
        gold_answers,
        _number(reply.confidence),
        _lines([cited.document_id for cited in reply.citations]),
        _lines(list(map(_place, reply.citations))),
        _lines([cited.quote for cited in reply.citations]),
    ]


def _place(cited: Quoted) -> str:
    return f"{cited.place.start}-{cited.place.end}" if cited.place else ""


def _lines(values: list[str] | tuple[str, ...]) -> str:
    return _text("\n".join(one_line(value) for value in values))


def _number(value: float | None) -> str | float:
    return "" if value is None else value


def _text(value: str | None) -> str:
    text = clean(value or "")
    starts = text.lstrip().startswith(_STARTS_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if starts else text

"""One question of a report as HTML: what was asked, what is gold, what came."""

from collections.abc import Sequence

from karabakh_qa.evaluation.causes import Cause, cause_of
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.highlight import shared_runs
from karabakh_qa.evaluation.outputs.markup import Markup, element, joined, text
from karabakh_qa.evaluation.outputs.plain import number, one_line, seconds
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Quoted, Reply

_FOUND = 3
_LONGEST_PASSAGE = 300
_NO_MARK = Markup()


def worst_item(outcome: Outcome, cause: Cause) -> Markup:
    """Return a question that came out wrong, open."""
    return element(
        "article",
        element(
            "header",
            element("span", cause.value, class_="cause"),
            element("span", outcome.question.id, class_="id"),
        ),
        text("h3", outcome.question.question),
        item_body(outcome),
        class_="item",
    )


def folded_item(outcome: Outcome) -> Markup:
    """Return any question, to be opened."""
    cause = cause_of(outcome)
    sign = element("span", "✗" if cause else "✓", class_="bad" if cause else "good")
    what = element("span", cause.value if cause else "right", class_="what")
    name = element("span", outcome.question.id, class_="id")
    return element(
        "details",
        element("summary", sign, text("span", one_line(outcome.question.question)), name, what),
        item_body(outcome),
        class_="row",
    )


def item_body(outcome: Outcome) -> Markup:
    """Return what is gold and what came beside each other, and what cost points."""
    question, reply = outcome.question, outcome.reply
    cited = [citation.quote for citation in reply.citations] if reply else []
    return joined(
        [
            _context(question, reply),
            element("div", _gold(question, cited), _came(outcome, question), class_="sides"),
            _lost(outcome),
        ]
    )


def _context(question: Question, reply: Reply | None) -> Markup:
    """Return the turns before the question, and how it was understood."""
    turns = [
        element("li", element("span", turn.role, class_="label"), " ", text("bdi", turn.text))
        for turn in question.history
    ]
    parts = [element("ol", *turns, class_="turns")] if turns else []
    understood = reply.understood if reply else None
    if understood and understood != question.question:
        parts.append(_labelled("understood as", understood))
    if question.rewrite:
        parts.append(_labelled("a person's rewrite", question.rewrite))
    return joined(parts)


def _labelled(label: str, value: str) -> Markup:
    return element(
        "p", element("span", label, class_="label"), " ", text("bdi", value), class_="context"
    )


def _gold(question: Question, cited: Sequence[str]) -> Markup:
    parts = [element("h4", "Gold")]
    if question.answerable:
        first, *others = question.answers
        parts.append(text("p", first, class_="answer"))
        parts += [text("p", other, class_="other") for other in others]
    else:
        parts.append(element("p", "To be declined: the documents do not say.", class_="declined"))
    for index, alternative in enumerate(question.evidence):
        parts += [element("p", "or", class_="label")] if index else []
        parts += [_quote(gold.quote, cited, gold.document_id) for gold in alternative]
    return element("section", *parts)


def _came(outcome: Outcome, question: Question) -> Markup:
    reply = outcome.reply
    if reply is None:
        error = text("p", outcome.error or "", class_="error")
        return element("section", element("h4", "Error"), error)
    golds = [gold.quote for gold in question.quotations]
    quotes = [_cited(i, c, reply.text, golds) for i, c in enumerate(reply.citations, 1)]
    flaw = [text("p", reply.flaw, class_="error")] if reply.flaw is not None else []
    found = _found(reply, golds) if cause_of(outcome) else []
    return element("section", *_said(outcome, reply, golds), *flaw, *quotes, *found)


def _said(outcome: Outcome, reply: Reply, golds: Sequence[str]) -> list[Markup]:
    heading = "Answer" if reply.answered else "Declined"
    notes = [f"confidence {reply.confidence:.2f}"] if reply.confidence is not None else []
    notes += [reply.reason] if reply.reason else []
    notes += [seconds(outcome.seconds)] if outcome.seconds is not None else []
    parts = [element("h4", heading, " ", element("span", " · ".join(notes)))]
    if reply.short_answer:
        parts.append(text("p", reply.short_answer, class_="answer"))
    return [*parts, element("p", _marked(reply, golds), dir="auto", class_="text")]


def _marked(reply: Reply, golds: Sequence[str]) -> Markup:
    """Return the text with the numbers of its citations, each where its part ends."""
    pieces: list[str] = []
    done = 0
    order = sorted(enumerate(reply.citations, 1), key=lambda pair: pair[1].part.end)
    for count, citation in order:
        start = max(done, citation.part.start)
        cited = _highlighted(reply.text[start : citation.part.end], golds)
        pieces += [reply.text[done:start], cited, element("sup", str(count))]
        done = max(done, citation.part.end)
    return joined([*pieces, reply.text[done:]])


def _cited(count: int, citation: Quoted, said: str, golds: Sequence[str]) -> Markup:
    """Return a citation; a quote that the answer gives word for word is not given twice."""
    place = citation.place
    where = citation.document_id
    where += f", characters {place.start} to {place.end}" if place else ""
    mark = element("sup", str(count))
    if citation.part.of(said) == citation.quote:
        where = element("bdi", where)
        return element("p", mark, " word for word from ", where, class_="cite")
    return _quote(citation.quote, golds, where, mark)


def _found(reply: Reply, golds: Sequence[str]) -> list[Markup]:
    if not reply.found:
        return []
    passages = [
        element("li", _highlighted(one_line(found.text, _LONGEST_PASSAGE), golds), dir="auto")
        for found in reply.found[:_FOUND]
    ]
    summary = element("summary", f"Passages found: the first {len(passages)} of {len(reply.found)}")
    return [element("details", summary, element("ol", *passages), class_="found")]


def _quote(quote: str, others: Sequence[str], where: str, mark: Markup = _NO_MARK) -> Markup:
    words = element("p", mark, _highlighted(quote, others), dir="auto")
    return element("blockquote", words, text("cite", where))


def _highlighted(quote: str, others: Sequence[str]) -> Markup:
    pieces: list[str] = []
    done = 0
    for run in shared_runs(quote, others):
        pieces += [quote[done : run.start], element("mark", run.of(quote))]
        done = run.end
    return joined([*pieces, quote[done:]])


def _lost(outcome: Outcome) -> Markup:
    """Return the scores below 1, with the reason of each."""
    rows = [
        element(
            "tr",
            element("th", score.metric, scope="row"),
            element("td", number(score.value), class_="number"),
            text("td", score.why),
        )
        for score in outcome.scores
        if score.value < 1
    ]
    if not rows:
        return Markup()
    summary = element("summary", f"{len(rows)} of {len(outcome.scores)} scores below 1")
    return element("details", summary, element("table", *rows, class_="why"), class_="lost")

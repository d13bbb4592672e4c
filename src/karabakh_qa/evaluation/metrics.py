"""The metrics: what one answer is worth, and why.

Which questions a metric applies to depends on the question alone, never on the answer, so that the
denominators are the test set's and no system improves its mean by crashing or by staying silent.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from karabakh_qa.errors import CitationError
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.wording import contains_wording, same_wording, word_f1
from karabakh_qa.records import Answer, Document, Span, mark_spans

Documents = Mapping[str, Document]
"""The documents that the answers cite, by id."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one metric gave one question: `value` from 0 to 1, and `why` in words."""

    question_id: str
    metric: str
    value: float
    why: str


class Judgement(NamedTuple):
    """A value from 0 to 1 and the reason for it."""

    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A named score; call it with a question, its answer and the documents.

    `applies` says for which questions there is a score at all, `judge` makes it.
    """

    name: str
    applies: Callable[[Question], bool]
    judge: Callable[[Question, Answer, Documents], Judgement]

    def __call__(
        self, question: Question, answer: Answer | None, documents: Documents
    ) -> Score | None:
        """Return the score, or None where the metric does not apply.

        An answer of None means that asking failed; that is worth 0 wherever the metric applies.
        """
        if not self.applies(question):
            return None
        failed = Judgement(0.0, "asking failed")
        value, why = failed if answer is None else self.judge(question, answer, documents)
        return Score(question.id, self.name, value, why)


def plain_text(answer: Answer) -> str:
    """Return the answer's text without its marks, which are cut out by offset."""
    text = answer.text
    for span in sorted(mark_spans(answer.citations), reverse=True):
        text = text[: span.start] + text[span.end :]
    return text


def compared_text(answer: Answer) -> str:
    """Return what EM and F1 compare: the short answer, or the plain text when there is none."""
    return plain_text(answer) if answer.short_answer is None else answer.short_answer


def _always(question: Question) -> bool:
    return True


def _is_answerable(question: Question) -> bool:
    return question.answerable


def _has_evidence(question: Question) -> bool:
    return question.answerable and bool(question.quotations)


def _settled(question: Question, answer: Answer) -> Judgement | None:
    """Return the score where answering or declining settles it, as SQuAD 2.0 does, or None."""
    if not answer.answered:
        why = f"declined ({answer.reason})"
        return Judgement(float(not question.answerable), why)
    return None if question.answerable else Judgement(0.0, "answered, should have declined")


def _judge_exact_match(question: Question, answer: Answer, documents: Documents) -> Judgement:
    if settled := _settled(question, answer):
        return settled
    text = compared_text(answer)
    matches = any(same_wording(text, gold) for gold in question.answers)
    return Judgement(float(matches), "a gold answer" if matches else "not a gold answer")


def _judge_f1(question: Question, answer: Answer, documents: Documents) -> Judgement:
    if settled := _settled(question, answer):
        return settled
    text = compared_text(answer)
    best = max(question.answers, key=lambda gold: word_f1(text, gold))
    return Judgement(word_f1(text, best), f'closest gold answer: "{best}"')


def _judge_contains_gold(question: Question, answer: Answer, documents: Documents) -> Judgement:
    if settled := _settled(question, answer):
        return settled
    text = plain_text(answer)
    found = next((gold for gold in question.answers if contains_wording(text, gold)), None)
    if found is None:
        return Judgement(0.0, "no gold answer stands in the text")
    return Judgement(1.0, f'the text holds "{found}"')


def _judge_right_sentence(question: Question, answer: Answer, documents: Documents) -> Judgement:
    if settled := _settled(question, answer):
        return settled
    first = answer.citations[0]
    document = documents.get(first.document_id)
    if document is None or document.hash != first.document_hash:
        return Judgement(0.0, f'"{first.document_id}" is gone or has changed')
    if overlaps_evidence(question, document, Span(first.start, first.end)):
        return Judgement(1.0, "the first citation holds gold evidence")
    return Judgement(0.0, "the first citation stands elsewhere")


def _judge_declined(question: Question, answer: Answer, documents: Documents) -> Judgement:
    did = "answered" if answer.answered else f"declined ({answer.reason})"
    should = "be answered" if question.answerable else "be declined"
    return Judgement(float(answer.answered == question.answerable), f"{did}, should {should}")


def _judge_exact_citations(question: Question, answer: Answer, documents: Documents) -> Judgement:
    try:
        answer.check(documents.values())
    except CitationError as error:
        return Judgement(0.0, str(error))
    return Judgement(1.0, "every quote stands at its offsets")


def overlaps_evidence(question: Question, document: Document, place: Span) -> bool:
    """Say whether a place is gold evidence: half of the shorter of the two lies in the other."""
    return any(
        _overlaps_by_half(place, gold)
        for evidence in question.quotations
        if evidence.document_id == document.id
        for gold in _occurrences(evidence.quote, document.text)
    )


def _overlaps_by_half(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start)


def _occurrences(quote: str, text: str) -> Iterator[Span]:
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)


exact_match = Metric("em", _always, _judge_exact_match)
"""1 when the short answer is a gold answer after normalising. Declining an unanswerable question is
1, answering it 0 (SQuAD 2.0)."""

token_f1 = Metric("f1", _always, _judge_f1)
"""The best word F1 with any gold answer. Unanswerable questions as for `exact_match`."""

contains_gold = Metric("contains_gold", _is_answerable, _judge_contains_gold)
"""1 when a gold answer stands in the answer's whole text, as whole words. Answerable questions."""

right_sentence = Metric("right_sentence", _has_evidence, _judge_right_sentence)
"""1 when the first citation and an occurrence of any gold quotation in the same document overlap by
at least half of the shorter of the two. Answerable questions with evidence."""

declined = Metric("declined", _always, _judge_declined)
"""1 when an answerable question was answered, or an unanswerable one declined. A reply to small
talk is a decline."""

exact_citations = Metric("exact_citations", _always, _judge_exact_citations)
"""1 when every citation and every related passage is the text at its offsets; less than 1 on
average is a bug. An answer that shows no quotation shows no wrong one, and gets 1."""

DEFAULT_METRICS = (
    exact_match,
    token_f1,
    contains_gold,
    right_sentence,
    declined,
    exact_citations,
)

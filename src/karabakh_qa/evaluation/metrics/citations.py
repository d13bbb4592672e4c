"""Do the citations stand where they say, and do they hold the evidence?"""

from collections.abc import Iterator, Sequence

from karabakh_qa.evaluation.lexical import support
from karabakh_qa.evaluation.metrics.metric import (
    Judgement,
    Metric,
    alternatives,
    always,
    has_evidence,
    is_answerable,
    settled,
)
from karabakh_qa.evaluation.places import occurrences, overlap_by_half
from karabakh_qa.evaluation.questions import Evidence, Question
from karabakh_qa.evaluation.replies import Documents, Quoted, Reply, flaw_of
from karabakh_qa.records import Span


def _judge_exact(question: Question, reply: Reply, documents: Documents) -> Judgement:
    flaw = reply.flaw or flaw_of(reply.citations, documents)
    if flaw is not None:
        return Judgement(0.0, flaw)
    return Judgement(1.0, "every quote stands where it is said to")


def _judge_right_sentence(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done
    if not reply.citations:
        return Judgement(0.0, "nothing is cited")
    if _is_gold(reply.citations[0], question.quotations, documents):
        return Judgement(1.0, "the first citation holds gold evidence")
    return Judgement(0.0, "the first citation stands elsewhere")


def _judge_precision(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done
    places = {(cited.document_id, cited.quote, cited.place): cited for cited in reply.citations}
    right = [
        _is_gold(cited, question.quotations, documents, sentence)
        for cited in places.values()
        for sentence in _spans(cited.quote)
    ]
    if not right:
        return Judgement(0.0, "nothing is cited")
    why = f"{sum(right)} of {len(right)} cited sentences hold gold evidence"
    return Judgement(sum(right) / len(right), why)


def _judge_recall(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done

    def cited(gold: Evidence) -> bool:
        return any(_is_gold(cited, [gold], documents) for cited in reply.citations)

    found = [(sum(map(cited, golds)), len(golds)) for golds in alternatives(question)]
    best, count = max(found, key=lambda pair: pair[0] / pair[1])
    return Judgement(best / count, f"{best} of {count} gold quotations are cited")


def _judge_support(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done
    sentences = list(sentences_with_citations(reply))
    if not sentences:
        return Judgement(0.0, "the answer is empty")
    shares = [support(text, [cited.quote for cited in given]) for text, given in sentences]
    worst = min(range(len(shares)), key=shares.__getitem__)
    return Judgement(
        sum(shares) / len(shares), f'least supported ({shares[worst]:.2f}): "{sentences[worst][0]}"'
    )


def _judge_cited_sentences(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if done := settled(question, reply):
        return done
    given = [bool(citations) for _, citations in sentences_with_citations(reply)]
    if not given:
        return Judgement(0.0, "the answer is empty")
    return Judgement(sum(given) / len(given), f"{sum(given)} of {len(given)} sentences are cited")


def _judge_passed(question: Question, reply: Reply, documents: Documents) -> Judgement:
    if reply.struck is None:
        return Judgement(1.0, "no language model's words")
    passed = len({citation.part for citation in reply.citations})
    if not passed + reply.struck:
        return Judgement(1.0, "the language model declined")
    share = passed / (passed + reply.struck)
    return Judgement(share, f"{passed} of {passed + reply.struck} sentences passed the gate")


def _is_gold(
    cited: Quoted, golds: Sequence[Evidence], documents: Documents, part: Span | None = None
) -> bool:
    """Say whether a citation, or a part of its quote, is one of the gold quotations.

    It is when half of the shorter lies in the other. A quote without a place points at all at
    which it stands, so that a word that stands everywhere is evidence of nothing.
    """
    document = documents.get(cited.document_id)
    if document is None:
        return False
    quotes = [gold.quote for gold in golds if gold.document_id == document.id]
    wanted = [at for quote in quotes for at in occurrences(quote, document.text)]
    places = [cited.place] if cited.place else list(occurrences(cited.quote, document.text))
    start, end = part or (0, len(cited.quote))
    return bool(places) and all(
        place.of(document.text) == cited.quote
        and any(overlap_by_half(Span(place.start + start, place.start + end), w) for w in wanted)
        for place in places
    )


def _spans(text: str) -> list[Span]:
    from karabakh_qa.corpus.sentences import language_of, sentence_spans

    return sentence_spans(text, language_of(text))


def sentences_with_citations(reply: Reply) -> Iterator[tuple[str, list[Quoted]]]:
    """Yield each sentence of the text with the citations that are given for a part of it."""
    for span in _spans(reply.text):
        given = [c for c in reply.citations if _meet(c.part, span)]
        yield span.of(reply.text), given


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


exact_citations = Metric(
    "exact_citations",
    "citations",
    always,
    _judge_exact,
    "1 when every quotation that is shown is the document's text at its offsets; less than 1 on "
    "average is a bug. A reply that shows no quotation shows no wrong one, and gets 1.",
    'characters 120 to 141 are "began on 12 May 2024."; quoted as "began on 13 May 2024.": 0',
    "documents",
)

right_sentence = Metric(
    "right_sentence",
    "citations",
    has_evidence,
    _judge_right_sentence,
    "1 when the first citation and an occurrence of any gold quotation in the same document "
    "overlap by at least half of the shorter of the two. Answerable questions with evidence; "
    "declining them is 0.",
    "the gold quotation is a sentence, the first citation is that sentence: 1; the next one: 0",
    "documents",
)

citation_precision = Metric(
    "citation_precision",
    "citations",
    has_evidence,
    _judge_precision,
    "The share of the cited sentences that hold gold evidence (overlap as for right_sentence). A "
    "place that is cited twice counts once, a citation of several sentences once for each: citing "
    "a whole document is not right for free.",
    "two sentences are cited, one of them gold: 0.5",
    "documents",
)

citation_recall = Metric(
    "citation_recall",
    "citations",
    has_evidence,
    _judge_recall,
    "The share of the gold quotations that are cited, for the alternative that comes off best.",
    "the answer needs two quotations and one is cited: 0.5",
    "documents",
)

sentence_support = Metric(
    "sentence_support",
    "citations",
    is_answerable,
    _judge_support,
    "Lexical support, sentence by sentence: the share of its content words that stand in the "
    "quotes cited for it, 0 where one of its numbers does not. Averaged over the sentences; one "
    "without a citation has 0. It sees words, not what follows from them.",
    '"The war lasted 45 days.", cited: "the 44-day war of 2020": 0, for 45 stands nowhere',
)

cited_sentences = Metric(
    "cited_sentences",
    "citations",
    is_answerable,
    _judge_cited_sentences,
    "The share of the answer's sentences that have a citation.",
    "two sentences, a mark after the second only: 0.5",
)

passed_sentences = Metric(
    "passed_sentences",
    "citations",
    always,
    _judge_passed,
    "The share of a language model's sentences that passed the gate, and so are shown as cited. A "
    "model that declines, and what is answered without it, have 1. A false sentence that passed "
    "and a true one that was struck are not seen here.",
    "the model wrote three sentences, one of them with another date than the document's: 0.667",
    "writer",
)

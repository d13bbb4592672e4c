"""Questions of the public sets with the sentence that answers each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from karabakh_qa.corpus.sentences import sentence_spans
from karabakh_qa.evaluation import load_testset
from karabakh_qa.records import Span
from public_data import NEW_WIKI, read_collection

_LONGEST_ANSWER = 9
"""In words; a longer one is a clause, and does not fit where a name or number was asked for."""
_LONGEST_SENTENCE = 420
_FROM_NEW_WIKI = 2400
"""Questions taken from the new Wikipedia articles, evenly spread: they are many more."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A question, and its answer at `start` of the sentence `at` of a paragraph."""

    source: str
    document_id: str
    question: str
    answer: str
    start: int
    sentences: tuple[str, ...]
    at: int

    @property
    def sentence(self) -> str:
        """The sentence that states the answer."""
        return self.sentences[self.at]


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts, and the text of every document that they are of."""

    documents: dict[str, str]
    facts: tuple[Fact, ...]


def read_facts(data: Path) -> Facts:
    """Return the questions with a short answer within one sentence."""
    collection = read_collection(data)
    documents = dict(collection.documents)
    facts: list[Fact] = []
    for question in collection.questions:
        if question.answers:
            text = documents[question.document_id]
            span = question.answers[0]
            facts += _facts(question.source, question.document_id, text, question.text, span)
    new = load_testset(data / NEW_WIKI)
    texts = {text.id: text.text for text in new.texts}
    for row in new.questions[:: max(1, len(new.questions) // _FROM_NEW_WIKI)]:
        evidence, answer = row.quotations[0], row.answers[0]
        text = texts[evidence.document_id]
        start = text.find(answer, text.find(evidence.quote))
        if start >= 0:
            document_id = f"new_wiki/{evidence.document_id}"
            documents[document_id] = text
            span = Span(start, start + len(answer))
            facts += _facts("squadshifts-new_wiki", document_id, text, row.question, span)
    return Facts(documents, tuple(facts))


def _facts(
    source: str, document_id: str, text: str, question: str, answered: Span
) -> Iterator[Fact]:
    """Yield the fact if its answer is short and stands in one sentence."""
    start, end = answered
    first = text.rfind("\n\n", 0, start)
    first = first + 2 if first >= 0 else 0
    last = text.find("\n\n", end)
    paragraph = text[first : last if last >= 0 else len(text)]
    spans = _spans(paragraph)
    at = [i for i, s in enumerate(spans) if s[0] <= start - first and end - first <= s[1]]
    answer = text[start:end]
    if len(at) != 1 or len(answer.split()) > _LONGEST_ANSWER or "\n" in answer:
        return
    span = spans[at[0]]
    if span[1] - span[0] <= _LONGEST_SENTENCE:
        sentences = tuple(paragraph[s:e] for s, e in spans)
        asked = " ".join(question.split())
        yield Fact(source, document_id, asked, answer, start - first - span[0], sentences, at[0])


@cache
def _spans(paragraph: str) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in sentence_spans(paragraph))

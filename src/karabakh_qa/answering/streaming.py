"""An answer in the pieces in which it may be shown."""

from collections.abc import Iterator

from karabakh_qa.records import Answer, Delta, mark_spans


def told(answer: Answer) -> Iterator[Delta | Answer]:
    """Yield the text of `answer` sentence by sentence, and then the answer itself."""
    yield from deltas(answer)
    yield answer


def deltas(answer: Answer) -> Iterator[Delta]:
    """Yield the text of `answer`, each sentence with its marks; joined, they are the text."""
    spans = mark_spans(answer.citations)
    last_mark: dict[int, int] = {}
    for citation, span in zip(answer.citations, spans, strict=True):
        last_mark[citation.answer_end] = span.end
    start = 0
    for end in [*sorted(last_mark.values()), len(answer.text)]:
        if end > start:
            yield Delta(answer.text[start:end])
        start = end

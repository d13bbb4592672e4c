"""QAMR: questions whose answer is a run of tokens of one sentence."""

from collections import defaultdict
from pathlib import Path

from karabakh_qa.errors import InputError
from karabakh_qa.records import Span
from training.detokenise import detokenise
from training.examples import Example

_SENTENCES = 4
"""Sampled sentences of an article that make a context: a reader has to find the right one too."""

_Context = tuple[str, tuple[Span, ...]]


def read_qamr(folder: Path) -> list[Example]:
    """Return the questions whose answer somebody who checked gave too, each wording once.

    The context is the sentence among others of its article. An answer of several runs of tokens
    is left out.

    Raises:
        InputError: a file is missing or has other columns.
    """
    examples: dict[tuple[str, str], Example] = {}
    try:
        contexts = _contexts({row[0]: row[1] for row in _rows(folder / "wiki-sentences.tsv")})
        for name in ("dev.tsv", "test.tsv"):
            for row in _rows(folder / name):
                example = _example(row, contexts[row[0]])
                if example:
                    examples.setdefault((row[0], example.question.lower()), example)
    except (OSError, KeyError, IndexError, ValueError) as error:
        raise InputError(f"{folder} does not hold QAMR as it was published: {error!r}") from error
    return list(examples.values())


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def _contexts(sentences: dict[str, str]) -> dict[str, _Context]:
    """Return for each sentence the text around it, and where its tokens stand there."""
    articles: dict[str, list[str]] = defaultdict(list)
    for name in sorted(sentences, key=_order):
        articles[_article(name)].append(name)
    contexts: dict[str, _Context] = {}
    for names in articles.values():
        for first in range(0, len(names), _SENTENCES):
            contexts |= _joined({n: sentences[n] for n in names[first : first + _SENTENCES]})
    return contexts


def _joined(sentences: dict[str, str]) -> dict[str, _Context]:
    text = ""
    places = {}
    for name, sentence in sentences.items():
        written, spans = detokenise(sentence.split())
        start = len(text) + 1 if text else 0
        text = f"{text} {written}" if text else written
        places[name] = tuple(Span(a + start, b + start) for a, b in spans)
    return {name: (text, spans) for name, spans in places.items()}


def _order(name: str) -> tuple[str, list[int]]:
    """Return what sorts `Wiki1k:wikipedia:16016:90:8` by article, paragraph and sentence."""
    return _article(name), [int(number) for number in name.split(":")[3:]]


def _article(name: str) -> str:
    return name.rsplit(":", 2)[0]


def _example(row: list[str], context: _Context) -> Example | None:
    name, question, answer, *judgements = row[0], row[5], row[6], *row[7:]
    text, places = context
    chosen = [_tokens(answer), *(_tokens(j.split(":")[1]) for j in judgements)]
    runs = [run for run in chosen if run and run == list(range(run[0], run[-1] + 1))]
    if chosen[0] not in runs or not any(set(chosen[0]) & set(run) for run in runs[1:]):
        return None
    spans = tuple(Span(places[run[0]].start, places[run[-1]].end) for run in runs)
    return Example(question.strip(), text, spans, f"qamr/{_article(name)}", "qamr")


def _tokens(text: str) -> list[int]:
    return [int(index) for index in text.split()]

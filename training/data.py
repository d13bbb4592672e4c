"""The files of `../shared/data` -> examples. What each holds is said in the folder's README."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from karabakh_qa.errors import InputError
from karabakh_qa.records import Span
from training.detokenise import detokenise
from training.examples import Example, Kind
from training.qamr import read_qamr

SQUADSHIFTS = {
    "new_wiki": "squadshifts/new_wiki_v1.0.json",
    "reddit": "squadshifts/reddit_v1.0.json",
    "amazon": "squadshifts/amazon_reviews_v1.0.json",
}
SQUAD2 = "squad2/squad2-8-articles.json"
XQUAD = "xquad/xquad.en.json"
DISFLQA = ("disflqa/dev.json", "disflqa/test.json")
QED = "qed/qed-dev.jsonlines"
_TITLED = {"new_wiki", "squad2", "xquad"}


def read_training(data: Path) -> list[Example]:
    """Return everything that may be trained on: SQuADShifts, QAMR, SQuAD 2.0 and its spoken forms.

    Raises:
        InputError: a file is missing or is not what it should be.
    """
    examples = [e for source, name in SQUADSHIFTS.items() for e in _squad(data / name, source)]
    squad2 = read_squad2(data)
    return examples + read_qamr(data / "qamr") + squad2 + read_disflqa(data, squad2)


def read_squad2(data: Path) -> list[Example]:
    """Return SQuAD 2.0's eight articles, half of their questions near misses."""
    return list(_squad(data / SQUAD2, "squad2"))


def read_xquad(data: Path) -> list[Example]:
    """Return XQuAD's English questions on articles that SQuAD 2.0's eight do not include: 838."""
    trained = {example.group for example in read_squad2(data)}
    return [
        example
        for example in _squad(data / XQUAD, "xquad")
        if example.group.replace("xquad/", "squad2/") not in trained
    ]


def read_qed(data: Path) -> list[tuple[Example, tuple[Span, ...]]]:
    """Return the questions that one sentence answers, each with its context's sentences.

    The sentence that answers is the example's answer. For development: never trained on.
    """
    rows = (json.loads(line) for line in _read(data / QED).splitlines())
    return [
        _qed_example(row)
        for row in rows
        if row["annotation"]["explanation_type"] == "single_sentence"
    ]


def read_disflqa(data: Path, plain: Sequence[Example]) -> list[Example]:
    """Return those of the `plain` questions that have a spoken, self-corrected form, in it."""
    spoken: dict[str, str] = {}
    for name in DISFLQA:
        rows = json.loads(_read(data / name)).values()
        spoken |= {row["original"].strip(): row["disfluent"].strip() for row in rows}
    return [
        replace(example, question=spoken[example.question], source="disflqa")
        for example in plain
        if example.question in spoken
    ]


def _squad(path: Path, source: str) -> Iterator[Example]:
    try:
        articles = json.loads(_read(path))["data"]
        for article in articles:
            for number, paragraph in enumerate(article["paragraphs"]):
                yield from _squad_paragraph(article["title"], number, paragraph, source)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path} is not SQuAD's JSON: {error}") from error


def _squad_paragraph(title: str, number: int, paragraph: Any, source: str) -> Iterator[Example]:
    """Reddit's comments all have one title and nothing else in common: each is a group."""
    group = f"{source}/{number if source == 'reddit' else title}"
    heading = unquote(title).replace("_", " ") if source in _TITLED else ""
    context = paragraph["context"]
    for row in paragraph["qas"]:
        kind = Kind.NEAR_MISS if row.get("is_impossible") else Kind.ANSWERED
        spans = (_tight(context, a["answer_start"], len(a["text"])) for a in row["answers"])
        answers = () if kind is Kind.NEAR_MISS else tuple(spans)
        yield Example(row["question"].strip(), context, answers, group, source, kind, heading)


def _tight(context: str, start: int, length: int) -> Span:
    """Leave out the white space that some annotators marked around their answer."""
    text = context[start : start + length]
    return Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def _qed_example(row: Any) -> tuple[Example, tuple[Span, ...]]:
    original = row["paragraph_text"]
    context, places = detokenise(original.split(" "))
    token_of: dict[int, int] = {}
    start = 0
    for index, token in enumerate(original.split(" ")):
        token_of[start] = index
        start += len(token) + 1
    begins = [places[token_of[at]].start for at in row["sentence_starts"]]
    sentences = tuple(Span(a, b) for a, b in pairwise([*begins, len(context)]))
    chosen = places[token_of[row["annotation"]["selected_sentence"]["start"]]].start
    answer = next(s for s in sentences if s.start <= chosen < s.end)
    title = row["title_text"]
    example = Example(
        row["question_text"], context, (answer,), f"qed/{title}", "qed", heading=title
    )
    return example, sentences


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}; give --data") from error

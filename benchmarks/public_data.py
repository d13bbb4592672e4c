"""The public question sets as documents and questions about them, for every benchmark alike.

The folder of the data is not part of the repository; `read_collection` says what it needs of it.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karabakh_qa.records import Span

XQUAD = "xquad/xquad.en.json"
SQUAD2 = "squad2/squad2-8-articles.json"
QED = "qed/qed-dev.jsonlines"
NEW_WIKI = "squadshifts/new_wiki_v1.0.json"

_DISTRACTING_ARTICLES = 10
_ABSENT_QUESTIONS = 1500
_SAME_OPENING = 60
"""Two paragraphs of an article that begin alike are two versions of one."""

# QED is tokenised: " , " for ", ", `` and '' for quotation marks, "half - life" for "half-life".
_TOKENISED = re.compile(
    r"`` ?| ?''|(?<=\w) - (?=\w)| (?=[,.;:?!%)\]]|'[sdm]\b|'(?:ll|re|ve)\b)"
    r"|(?<=[(\[]) | (?=n't\b)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of one of the sets, and where in its document the answer stands.

    Without `answers` no document answers it: `document_id` then names the one that it is nearly
    about, or is empty where the collection holds nothing on it.
    """

    source: str
    text: str
    document_id: str
    answers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by id, and questions about them."""

    documents: dict[str, str]
    questions: tuple[Question, ...]


class _Builder:
    """Puts paragraphs together to documents, as a real document has many."""

    def __init__(self) -> None:
        self.documents: dict[str, str] = {}
        self._starts: dict[tuple[str, str], int] = {}
        self._openings: set[tuple[str, str]] = set()

    def add(self, document_id: str, paragraph: str) -> int | None:
        """Return where the paragraph stands in its document; None if another version does."""
        known = self._starts.get((document_id, paragraph))
        if known is not None:
            return known
        opening = (document_id, paragraph[:_SAME_OPENING])
        if opening in self._openings:
            return None
        text = self.documents.get(document_id, "")
        start = len(text) + 2 if text else 0
        self.documents[document_id] = f"{text}\n\n{paragraph}" if text else paragraph
        self._starts[document_id, paragraph] = start
        self._openings.add(opening)
        return start


def is_there(data: Path) -> bool:
    """Say whether `data` holds what `read_collection` reads."""
    return all((data / name).is_file() for name in (XQUAD, SQUAD2, QED, NEW_WIKI))


def read_collection(data: Path) -> Collection:
    """Return about 2,100 paragraphs in 1,400 documents, with the questions of all sets.

    Of the new Wikipedia articles a random few are there, to distract; questions on the others
    (`absent`) have no answer in the collection.
    """
    builder = _Builder()
    questions: list[Question] = []
    for source, name in (("squad2", SQUAD2), ("xquad", XQUAD)):
        for article in _articles(data / name):
            questions += _squad_questions(builder, source, article)
    questions += _qed_questions(builder, data / QED)
    articles = _articles(data / NEW_WIKI)
    random.Random(0).shuffle(articles)
    for article in articles[:_DISTRACTING_ARTICLES]:
        _squad_questions(builder, "new_wiki", article)
    questions += _absent_questions(articles[_DISTRACTING_ARTICLES:])
    return Collection(builder.documents, tuple(questions))


def write_documents(documents: dict[str, str], folder: Path) -> None:
    """Write every document as a file of its id."""
    for document_id, text in documents.items():
        path = folder / document_id
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


def _articles(path: Path) -> list[Any]:
    return list(json.loads(path.read_text("utf-8"))["data"])


def _squad_questions(builder: _Builder, source: str, article: Any) -> Iterator[Question]:
    document_id = _document_id("articles", article["title"])
    placed = [(p, builder.add(document_id, p["context"])) for p in article["paragraphs"]]
    return (
        Question(source, qa["question"].strip(), document_id, _spans(qa["answers"], start))
        for paragraph, start in placed
        if start is not None
        for qa in paragraph["qas"]
    )


def _spans(answers: Iterable[Any], start: int) -> tuple[Span, ...]:
    starts = ((start + a["answer_start"], len(a["text"])) for a in answers)
    return tuple(dict.fromkeys(Span(first, first + length) for first, length in starts))


def _absent_questions(articles: list[Any]) -> list[Question]:
    texts = [qa["question"] for a in articles for p in a["paragraphs"] for qa in p["qas"]]
    chosen = random.Random(0).sample(texts, _ABSENT_QUESTIONS)
    return [Question("absent", text.strip(), "", ()) for text in chosen]


def _qed_questions(builder: _Builder, path: Path) -> Iterator[Question]:
    """Place every paragraph; yield the questions that one sentence answers."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, moved = detokenised(row["paragraph_text"])
        document_id = _document_id("qed", row["title_text"])
        start = builder.add(document_id, text)
        annotation = row["annotation"]
        if start is None or annotation["explanation_type"] != "single_sentence":
            continue
        found = [answer["paragraph_reference"] for answer in annotation["answer"]]
        spans = tuple(
            Span(start + moved[place["start"]], start + moved[place["end"]])
            for place in found or [annotation["selected_sentence"]]
        )
        yield Question("qed", row["question_text"], document_id, spans)


def detokenised(text: str) -> tuple[str, list[int]]:
    """Return `text` as a person would write it, and for each of its positions the new one."""
    pieces: list[str] = []
    moved: list[int] = []
    length = end = 0
    for match in [*_TOKENISED.finditer(text), None]:
        start = match.start() if match else len(text)
        pieces.append(text[end:start])
        moved += range(length, length + start - end)
        length += start - end
        if match:
            new = _written(match[0])
            moved += [length] * len(match[0])
            pieces.append(new)
            length += len(new)
            end = match.end()
    return "".join(pieces), [*moved, length]


def _written(token: str) -> str:
    if token.strip() in {"``", "''"}:
        return '"'
    return "-" if "-" in token else ""


def _document_id(folder: str, title: str) -> str:
    return f"{folder}/{re.sub(r'[^A-Za-z0-9]+', '-', title).strip('-') or 'untitled'}.txt"

"""SQuAD 1.1 and 2.0: paragraphs with questions, and answers by their place in the paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from karabakh_qa.evaluation.formats.contents import Contents, Ids, file_name, usable_text
from karabakh_qa.evaluation.formats.fields import Fields
from karabakh_qa.evaluation.formats.rows import Rows
from karabakh_qa.evaluation.normalise import normalise
from karabakh_qa.evaluation.places import occurrences
from karabakh_qa.evaluation.questions import Evidence, Question, Text, default_id
from karabakh_qa.records import Span

_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")
_NEAR = 5  # characters that an offset may be off by, where white space was added or taken away


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph, its sentences, and the document that it is part of.

    `dropped` characters were before its first.
    """

    document_id: str
    text: str
    sentences: tuple[Span, ...]
    dropped: int

    def around(self, place: Span) -> Evidence:
        """Return the whole sentences that a place touches."""
        touched = [s for s in self.sentences if s.start < place.end and place.start < s.end]
        start = min([place.start, *(s.start for s in touched)])
        end = max([place.end, *(s.end for s in touched)])
        return Evidence(self.document_id, self.text[start:end])


@dataclass(slots=True)
class _Gathered:
    """What has been read so far."""

    problems: list[str]
    ids: Ids = field(default_factory=Ids)
    names: set[str] = field(default_factory=set)
    texts: list[Text] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    moved: int = 0
    wordless: int = 0


def read_squad(table: Rows, problems: list[str]) -> Contents:
    """Read a SQuAD file; every article becomes a text, the answers' sentences the evidence.

    The text is the title and under it the paragraphs. Each annotator's sentence is one alternative.
    """
    gathered = _Gathered(problems)
    for row in table.rows:
        for number, article in enumerate(Fields(row.values, row.where, problems).items("data"), 1):
            _read_article(article, number, gathered)
    return Contents(tuple(gathered.questions), tuple(gathered.texts), tuple(_notes(gathered)))


def _notes(gathered: _Gathered) -> Iterator[str]:
    if gathered.moved:
        yield f"answers found by their words, not at their offsets: {gathered.moved}"
    if gathered.wordless:
        yield (
            "questions left out because no answer has a word that could be compared: "
            f"{gathered.wordless}"
        )


def _read_article(value: object, number: int, gathered: _Gathered) -> None:
    top = Fields({}, f"article {number}", gathered.problems)
    article = top.nested(value, ("title", "paragraphs"), "the article", strict=False)
    if article is None:
        return
    title = article.text("title") or ""
    article.where = f'article {number} ("{title}")'
    name = file_name(title, gathered.names)
    paragraphs: dict[str, None] = {}
    for index, paragraph in enumerate(article.items("paragraphs"), 1):
        fields = article.nested(paragraph, ("context", "qas"), f"paragraph {index}", strict=False)
        if fields and (text := _read_paragraph(fields, paragraph, f"{name}.txt", gathered)):
            paragraphs[text] = None
    if paragraphs:
        heading = title.replace("_", " ").strip() or name
        text = "\n\n".join([heading, *paragraphs])
        gathered.texts.append(Text(f"{name}.txt", text))


def _read_paragraph(
    fields: Fields, value: object, document_id: str, gathered: _Gathered
) -> str | None:
    """Read the questions of a paragraph; return its text, or None where it is unusable."""
    context = value.get("context") if isinstance(value, dict) else None
    text = usable_text(fields, context, '"context"')
    if text is None:
        return None
    dropped = len(context) - len(text) if isinstance(context, str) else 0
    paragraph = _Paragraph(document_id, text, tuple(_sentences(text)), dropped)
    for number, row in enumerate(fields.items("qas"), 1):
        identity = f' "{row["id"]}"' if isinstance(row, dict) and "id" in row else f" {number}"
        keys = ("id", "question", "answers")
        question = fields.nested(row, keys, f"question{identity}", strict=False)
        if question:
            _read_question(question, row, paragraph, gathered)
    return text


def _sentences(text: str) -> Iterator[Span]:
    from karabakh_qa.corpus.sentences import language_of, sentence_spans

    language, start = language_of(text), 0
    for gap in [*(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        for span in sentence_spans(text[start : gap[0]], language):
            yield Span(start + span.start, start + span.end)
        start = gap[1]


def _read_question(fields: Fields, row: object, paragraph: _Paragraph, gathered: _Gathered) -> None:
    known_problems = len(gathered.problems)
    text = fields.text("question", required=True)
    given_id = fields.identity()
    impossible = fields.flag("is_impossible") or False
    found = list(_answers(fields, paragraph, gathered))
    if not impossible and not fields.has("answers"):
        fields.problem('no answer, and "is_impossible" is not true')
    if impossible and fields.has("answers"):
        fields.problem('"is_impossible" is true, yet there are answers; drop one of the two')
    identity = given_id or default_id(text or "", ())
    if given_id or text:
        gathered.ids.note(fields, identity, given=given_id is not None)
    if text is None or len(gathered.problems) > known_problems:
        return
    if not impossible and not found:
        gathered.wordless += 1
        return
    answers = tuple(dict.fromkeys(answer for answer, _ in found))
    sentences = dict.fromkeys(paragraph.around(place) for _, place in found)
    evidence = tuple((sentence,) for sentence in sentences)
    about = None if evidence else paragraph.document_id
    gathered.questions.append(
        Question(identity, text, answers, not impossible, evidence, about=about)
    )


def _answers(
    fields: Fields, paragraph: _Paragraph, gathered: _Gathered
) -> Iterator[tuple[str, Span]]:
    """Yield each answer that has words, with its place in the paragraph."""
    for number, row in enumerate(fields.items("answers"), 1):
        keys = ("text", "answer_start")
        inner = fields.nested(row, keys, f"answer {number}", strict=False)
        answer = inner.text("text", required=True) if inner else None
        start = inner.whole_number("answer_start") if inner else None
        if inner is None or answer is None or not normalise(answer):
            continue
        if start is not None:
            start += len(answer) - len(answer.lstrip()) - paragraph.dropped
        place = _place(paragraph.text, answer.strip(), start)
        if place is None:
            inner.problem(f'"{answer}" does not stand at character {start} of its paragraph')
        else:
            gathered.moved += place.start != start
            yield answer.strip(), place


def _place(text: str, answer: str, start: int | None) -> Span | None:
    """Return where an answer stands, at its offset or elsewhere, or None if that is unsure.

    Some files count in UTF-16, where an emoji is two, others before white space was tidied.
    """
    found = list(occurrences(answer, text))
    if start is not None and start >= 0:
        counted = len(text.encode("utf-16-le")[: 2 * start].decode("utf-16-le", "ignore"))
        for exact in (start, counted):
            if text.startswith(answer, exact):
                return Span(exact, exact + len(answer))
        near = [place for place in found if abs(place.start - start) <= _NEAR]
        found = near if len(near) == 1 else found
    return found[0] if len(found) == 1 else None

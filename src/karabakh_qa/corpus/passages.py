"""Document -> passages: whole sentences, packed up to what the encoder reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, groupby, islice

from karabakh_qa.corpus.blocks import Block
from karabakh_qa.corpus.formats import format_for
from karabakh_qa.corpus.pieces import CountTokens, Sized, fitting_pieces, sized
from karabakh_qa.corpus.sentences import language_of, sentence_spans
from karabakh_qa.records import Document, Passage, Span

# A heading that takes more of the room than this part of it is shortened from the outside.
_HEADING_SHARE = 3
_SEPARATOR = " > "


@dataclass(frozen=True, slots=True)
class _Section:
    """Sentences that may share a passage, and the headings above them, outermost first."""

    path: tuple[str, ...]
    sentences: tuple[Span, ...]


def split_passages(document: Document, count_tokens: CountTokens, max_tokens: int) -> list[Passage]:
    """Return the passages of a document, in order.

    A passage holds as many whole sentences of one section as have at most `max_tokens` tokens
    together with the heading, and begins with the last sentence of the passage before it where
    there is room. A sentence that is too long by itself is split between words.

    Raises:
        DocumentError: the document's id is not that of a supported format.
    """
    text = document.text
    sections = list(_sections(document))
    headings = _headings([section.path for section in sections], count_tokens, max_tokens)
    spans = [span for section in sections for span in section.sentences]
    sentences = iter(sized(text, spans, count_tokens))
    passages: list[Passage] = []
    seen: Counter[str] = Counter()
    for section in sections:
        heading, heading_tokens = headings[section.path]
        room = max_tokens - heading_tokens
        pieces = [
            piece
            for sentence in islice(sentences, len(section.sentences))
            for piece in fitting_pieces(text, sentence, count_tokens, room)
        ]
        passages += [_passage(document, heading, group, seen) for group in _packed(pieces, room)]
    return passages


def embedded_text(passage: Passage) -> str:
    """Return what the encoder and the keyword index see of a passage: its heading and its text."""
    return _embedded(passage.heading, passage.text)


def _embedded(heading: str, text: str) -> str:
    return f"{heading}\n{text}" if heading else text


def _passage(
    document: Document, heading: str, sentences: Sequence[Sized], seen: Counter[str]
) -> Passage:
    start, end = sentences[0].span.start, sentences[-1].span.end
    text = document.text[start:end]
    embedded = _embedded(heading, text)
    # Offsets are no part of the id: what is inserted above must not change it.
    key = "\0".join((document.id, embedded, str(seen[embedded])))
    seen[embedded] += 1
    return Passage(
        id=sha256(key.encode("utf-8")).hexdigest()[:32],
        document_id=document.id,
        document_hash=document.hash,
        title=document.title,
        source=document.source,
        heading=heading,
        start=start,
        end=end,
        text=text,
        sentences=tuple(sentence.span for sentence in sentences),
    )


def _sections(document: Document) -> Iterator[_Section]:
    title = document.detail("title")
    blocks = format_for(document.id).to_blocks(document)
    for _, group in groupby(blocks, key=lambda block: block.section):
        members = list(group)
        spans = tuple(span for block in members for span in _sentences(document.text, block))
        path = members[0].heading
        if title and not spans[0].start <= title.start < spans[-1].end:
            path = (title.value, *(words for words in path if words != title.value))
        yield _Section(path, spans)


def _sentences(text: str, block: Block) -> Iterator[Span]:
    words = text[block.start : block.end]
    if not block.prose:
        yield Span(block.start, block.end)
        return
    for start, end in sentence_spans(words, language_of(words)):
        yield Span(block.start + start, block.start + end)


def _headings(
    paths: Iterable[tuple[str, ...]], count_tokens: CountTokens, max_tokens: int
) -> dict[tuple[str, ...], tuple[str, int]]:
    """Return the heading that each path is embedded as, and its number of tokens.

    Where the whole path is too long, the outer headings go first; the title alone is the last
    choice.
    """
    limit = max_tokens // _HEADING_SHARE
    choices = {
        path: [_SEPARATOR.join(path[i:]) for i in range(len(path))] + list(path[:1])
        for path in paths
    }
    texts = list(dict.fromkeys(chain.from_iterable(choices.values())))
    tokens = dict(zip(texts, count_tokens(texts), strict=True)) if texts else {}
    return {
        path: next(((text, tokens[text]) for text in joined if tokens[text] <= limit), ("", 0))
        for path, joined in choices.items()
    }


def _packed(sentences: Sequence[Sized], room: int) -> Iterator[list[Sized]]:
    """Yield neighbouring sentences that have at most `room` tokens together."""
    group: list[Sized] = []
    total = 0
    for sentence in sentences:
        if group and total + sentence.tokens > room:
            yield group
            group = group[-1:] if group[-1].tokens + sentence.tokens <= room else []
            total = sum(member.tokens for member in group)
        group.append(sentence)
        total += sentence.tokens
    if group:
        yield group

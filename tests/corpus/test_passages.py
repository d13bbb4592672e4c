from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from karabakh_qa.corpus.documents import read_document
from karabakh_qa.corpus.furniture import is_furniture
from karabakh_qa.corpus.passages import embedded_text, split_passages
from karabakh_qa.records import Document, Passage

ARTICLE = "russia-withdraws-peacekeepers-from-nagorno-karabakh.txt"
LIMIT = 60


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def read(text: str, name: str = "a.txt") -> Document:
    return read_document(name, text.encode())


def split(text: str, limit: int = LIMIT, name: str = "a.txt") -> list[Passage]:
    return split_passages(read(text, name), count_words, limit)


def article() -> Document:
    return read_document(ARTICLE, (Path(__file__).parents[2] / "documents" / ARTICLE).read_bytes())


FRAGMENTS = [
    "İlham Əliyev Bakıda ığdır ağacı əkdi. ",
    "It ended in 1994.[1] ",
    "[1]",
    "The U.S. envoy left. ",
    "The same sentence again. ",
    "e\u0301a\u0323\u0301 o\u0308. ",
    "👩‍👩‍👧 😀. ",
    "\ufeff",
    "\r\n",
    "\r\n\r\n",
    "\n\n",
    "\r",
    "\u2028",
    "The Day After",
    "Home » World » Peace",
    "Leave a Comment",
    "April 17, 2024",
    "“He said no.” ",
    "x" * 230,
    "Он уехал в 1994 г. Баку ждал. ",
    "word " * 90,
]
TEXTS = st.lists(
    st.sampled_from(FRAGMENTS)
    | st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
    ),
    min_size=1,
    max_size=30,
).map("".join)
SAID = TEXTS.filter(lambda text: bool(text.removeprefix("\ufeff").strip()))


def check(document: Document, passages: list[Passage], limit: int) -> None:
    for passage in passages:
        passage.check(document)
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
        for before, after in zip(passage.sentences, passage.sentences[1:], strict=False):
            assert before.end <= after.start
        for sentence in passage.sentences:
            assert passage.sentence_text(sentence) == sentence.of(document.text)
            assert sentence.of(document.text).strip()
        tokens = count_words([passage.heading, *(s.of(document.text) for s in passage.sentences)])
        assert sum(tokens) <= limit
    assert len({passage.id for passage in passages}) == len(passages)


@given(SAID, st.sampled_from(["a.txt", "a.md"]), st.integers(1, 80))
def test_passages_are_slices_of_sentences_in_order(text: str, name: str, limit: int) -> None:
    document = read(text, name)
    passages = split_passages(document, count_words, limit)
    check(document, passages, limit)
    assert split_passages(document, count_words, limit) == passages


@example("000000000000\rHome » World » Peace")
@given(SAID)
def test_everything_but_furniture_and_headings_is_in_a_passage(text: str) -> None:
    document = read(text)
    passages = split_passages(document, count_words, LIMIT)
    covered = bytearray(len(document.text))
    for passage in passages:
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
    rest = "".join(
        "\n" if inside else letter for letter, inside in zip(document.text, covered, strict=True)
    )
    headings = {passage.heading for passage in passages}
    for line in filter(None, (line.strip() for line in rest.replace("\r", "\n").split("\n"))):
        assert is_furniture(line) or any(heading.endswith(line) for heading in headings), line


@given(SAID, st.text(alphabet="abcİ", min_size=1, max_size=5))
def test_passages_whose_text_is_the_same_keep_their_ids(text: str, inserted: str) -> None:
    def below(first: str) -> list[tuple[str, int, str]]:
        document = f"# T\n\n## One\n\n{first} it began.\n\n## Two\n\n{text}"
        return [(p.id, p.start - len(first), p.text) for p in split(document, name="a.md")[2:]]

    assert below("So") == below(f"So {inserted}")


def test_letter_at_the_top_changes_the_first_passage_alone() -> None:
    document = article()
    before = split_passages(document, count_words, LIMIT)
    after = split_passages(read("X" + document.text, ARTICLE), count_words, LIMIT)
    assert [p.id for p in before] == [p.id for p in after]
    assert [p.start + 1 for p in before] == [p.start for p in after]
    body = document.text.replace("will be withdrawn", "will all be withdrawn")
    edited = split_passages(read(body, ARTICLE), count_words, LIMIT)
    assert len({p.id for p in before} - {p.id for p in edited}) == 1


def test_article_reads_well() -> None:
    document = article()
    passages = split_passages(document, count_words, LIMIT)
    check(document, passages, LIMIT)
    title = "Russia withdraws peacekeepers from Nagorno-Karabakh"
    assert passages[0].text == f"{title}\n\nApril 17, 2024"
    assert passages[0].heading == ""
    assert passages[1].text.startswith("Russian peacekeepers will be withdrawn")
    assert list(dict.fromkeys(p.heading for p in passages[1:])) == [
        title,
        f"{title} > Russian peacekeepers in Karabakh",
        f"{title} > Symbolic day for Aliyev",
    ]
    byline = "Famil Ismailov, editor of the BBC Russian Service"
    (holder,) = (p for p in passages if byline in p.text)
    assert holder.sentence_text(holder.sentences[0]) == byline
    assert holder.heading.endswith("Symbolic day for Aliyev")
    assert passages[-1].text.endswith("today will become symbolic.")
    said = " ".join(p.text for p in passages)
    for furniture in ("»", "newsletter", "Comment", "Akismet"):
        assert furniture not in said


def test_neighbours_share_a_sentence_where_there_is_room() -> None:
    sentences = [f"This is sentence number {n} of them." for n in range(6)]
    passages = split(" ".join(sentences), 21)
    assert [p.text for p in passages] == [
        " ".join(sentences[0:3]),
        " ".join(sentences[2:5]),
        " ".join(sentences[4:6]),
    ]
    assert [p.text for p in split(" ".join(sentences), 10)] == sentences


def test_sentence_that_is_too_long_is_split_between_words() -> None:
    words = [f"w{n}" for n in range(25)]
    passages = split(f"{' '.join(words)}.", 10)
    assert [p.text for p in passages] == [
        " ".join(words[0:10]),
        " ".join(words[10:20]),
        " ".join(words[20:25]) + ".",
    ]


def test_word_without_end_is_cut_but_not_between_letter_and_accent() -> None:
    text = "a\u0301" * 5_000
    passages = split(text, 10)
    assert "".join(s.of(text) for p in passages for s in p.sentences) == text
    assert len(passages) >= 10

    def count_letters(texts: Sequence[str]) -> list[int]:
        return [sum(c == "a" for c in words) for words in texts]

    pieces = split_passages(read(text), count_letters, 7)
    assert all(
        s.of(text).startswith("a") and count_letters([s.of(text)]) <= [7]
        for p in pieces
        for s in p.sentences
    )


def test_repeated_passages_have_ids_of_their_own() -> None:
    passages = split("Again.\n\nAdvertisement\n\nAgain.")
    assert [p.text for p in passages] == ["Again.", "Again."]
    assert passages[0].id != passages[1].id
    assert passages[0].id == split("Again.")[0].id
    assert passages[0].id != split("Again.", name="b.txt")[0].id


def test_passages_do_not_cross_headings() -> None:
    passages = split("# T\n\nOne.\n\n## A\n\nTwo.\n\n### B\n\nThree.\n\n## A\n\nFour.", name="a.md")
    assert [(p.heading, p.text) for p in passages] == [
        ("", "T"),
        ("T", "One."),
        ("T > A", "Two."),
        ("T > A > B", "Three."),
        ("T > A", "Four."),
    ]


def test_long_heading_gives_way_from_the_outside() -> None:
    text = "# One two three\n\n## Four five six\n\nBody here.\n\n## " + "deep " * 30 + "\n\nMore."
    headings = [p.heading for p in split(text, 12, "a.md")]
    assert headings == ["", "Four five six", "One two three"]


def test_embedded_text_is_heading_and_text() -> None:
    title, body = split("# T\n\nOne.", name="a.md")
    assert embedded_text(title) == "T"
    assert embedded_text(body) == "T\nOne."
    assert (body.title, body.source, body.document_id) == ("T", "a.md", "a.md")


def test_front_matter_is_no_passage_but_gives_title_and_source() -> None:
    (passage,) = split("---\ntitle: T\nsource: S\n---\nOne.", name="a.md")
    assert (passage.text, passage.heading, passage.title, passage.source) == ("One.", "T", "T", "S")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_long_text_is_counted_in_batches(name: str) -> None:
    sentence = "The talks in the capital went on for days without a word to the press. "
    calls: list[int] = []

    def count(texts: Sequence[str]) -> list[int]:
        calls.append(len(texts))
        return count_words(texts)

    text = "\n\n".join([sentence * 10] * 2_700)
    assert len(text) > 1_900_000
    passages = split_passages(read(text, name), count, LIMIT)
    assert len(passages) > 2_700
    assert len(calls) < 50
    assert max(calls) <= 5_000

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.corpus.sentences import language_of, sentence_spans


def sentences(text: str, language: str | None = None) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language or language_of(text))]


@pytest.mark.parametrize(
    "expected",
    [
        [
            "He lives in the U.S. and works.",
            "The U.S. Army left.",
            "He left the U.S.",
            "It rained.",
        ],
        ["It began in 1994.", "It ended in 1995.", "See p. 5."],
        ["He said: “We could not refuse.”", "“Yes, this is true,” Peskov said."],
        ["Russia took “second place.”", "Formally, Azerbaijan won."],
        ["J. R. R. Tolkien met Gen. A. B. Smith and Mr. Aliyev.", "They left."],
        ["Bond met Dr. No in St. Petersburg.", "Prof. Smith left."],
        ["She asked “Why?” and left.", "Nobody answered."],
        ["Heydər Ə. Əliyev gəldi.", "İlham Işıq söndü."],
        ["It was 3.14 percent, or $5.2 million.", "Well... maybe.", "It was… odd."],
        ["Война закончилась в 1994 г.", "Он уехал в г. Баку.", "И. И. Иванов и др. пришли."],
        ["It ended. [1]", "It began.[2]", "Next."],
        ["(He had left.)", "She had not."],
        ["It ran on ASP.NET then.", "It stopped."],
        ["Two 👩‍👩‍👧 left.", "Four 😀 stayed."],
        ["i write small.", "so do you.", "we both do."],
        ["Two lines\r\nof one sentence.", "Another."],
    ],
)
def test_sentences_are_told_apart(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_abutting_sentences_are_told_apart() -> None:
    assert sentences("First one.Second one.[1]Third one.") == [
        "First one.",
        "Second one.[1]",
        "Third one.",
    ]


def test_short_quotation_is_one_sentence_and_a_long_one_is_looked_into() -> None:
    short = "He said: “It is over. We lost.”"
    assert sentences(short + " Then he left.") == [short, "Then he left."]
    inner = "We waited for them all through the winter of that year and nobody ever came to us."
    long = f"He said: “{' '.join([inner] * 4)}” Then he left."
    assert sentences(long) == [f"He said: “{inner}", inner, inner, f"{inner}”", "Then he left."]


def test_mark_that_never_closes_hides_nothing_for_long() -> None:
    sentence = "The pipe is wide and runs along the whole of the valley to the sea."
    text = f'A 5" pipe was laid (it leaks. {" ".join([sentence] * 8)}'
    assert sentences(text)[1:] == [sentence] * 8


def test_language_follows_the_script() -> None:
    assert language_of("Он уехал в Baku.") == "ru"
    assert language_of("He left for Баку.") == "en"
    assert language_of("123 — 😀") == "en"


SPACES = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
ALPHABET = "ab ABгГ.?!…\"'“”‘’«»()[]{}`12İıəğ\u0301😀\u200d\ufeff。։-*_;:" + SPACES


@given(st.one_of(st.text(), st.text(alphabet=ALPHABET)), st.sampled_from(["en", "ru"]))
def test_only_white_space_is_left_out(text: str, language: str) -> None:
    end = 0
    for span in sentence_spans(text, language):
        assert span.start >= end
        assert not text[end : span.start].strip()
        assert span.of(text).strip() == span.of(text) != ""
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize("space", ["\x85", "\u2028", "\u2029", "\x1c"])
def test_wide_spaces_do_not_upset_the_splitter(space: str) -> None:
    # sentencex 1.0.32 panics on the bare text.
    assert sentences(f"A{space}. Next one.")[-1] == "Next one."

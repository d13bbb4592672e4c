import re
import sys
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.nearest import _PLAIN, excerpt, nearest_words

TEXT = (
    "Peacekeepers leave\r\n\r\nRussia began to withdraw its troops from Nagorno\u2011Karabakh on "
    "17 April 2024, the Kremlin said. İlham Əliyev’s office had no comment.\nThousands fled."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        (
            "the kremlin said",
            f'nearest, from character {TEXT.index("the Kremlin")}: "the Kremlin said", '
            f'with "Kremlin" for "kremlin" at character {TEXT.index("Kremlin")}',
        ),
        (
            "troops from Nagorno-Karabakh",
            'nearest, from character 51: "troops from Nagorno\u2011Karabakh", '
            'with "\u2011" (U+2011) for "-" at character 70',
        ),
        (
            "İlham Əliyev's office",
            f'nearest, from character {TEXT.index("İlham")}: "İlham Əliyev’s office", '
            f'with "’" (U+2019) for "\'" at character {TEXT.index("’")}',
        ),
        (
            "no comment. Thousands",
            f'nearest, from character {TEXT.index("no comm")}: "no comment. Thousands", '
            f"with U+000A for U+0020 at character {TEXT.index('Thousands') - 1}",
        ),
        (
            "withdraw all its troops",
            f'nearest, from character {TEXT.index("withdraw")}: "withdraw its troops", '
            f'without "all " at character {TEXT.index("its troops")}',
        ),
        (
            "Thousands had fled",
            f'nearest, from character {TEXT.index("Thousands")}: "Thousands fled", '
            f'without "had " at character {TEXT.index("fled")}',
        ),
        ("The weather in Reykjavik stays mild", "nothing like it stands there"),
        ("Ушли ли они?", "nothing like it stands there"),
        ("§", "nothing like it stands there"),
    ],
)
def test_the_first_difference_is_named(quote: str, found: str) -> None:
    assert nearest_words(quote, TEXT) == found


def test_a_difference_late_in_a_long_quotation_is_shown() -> None:
    text = " ".join(f"Sentence number {n} is here." for n in range(200))
    quote = text[500:3500].replace("number 100", "number 101")
    found = nearest_words(quote, text)
    at = text.index("100")
    assert found.startswith('nearest, from character 500: "…')
    assert found.endswith(f'…", with "100" for "101" at character {at}')
    assert len(found) < 200


def test_an_empty_text() -> None:
    assert nearest_words("Thousands", "") == "nothing like it stands there"


@pytest.mark.parametrize(
    "quote", ["the of and in", "x" * 3000, "word " * 600, "Thousands of words that are nowhere"]
)
def test_the_time_is_bounded(quote: str) -> None:
    text = "the long word of a text and in it words " * 25_000
    started = process_time()
    nearest_words(quote, text)
    assert process_time() - started < 5


def test_no_character_moves() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert all(len(c.translate(_PLAIN).lower()) == 1 for c in every)


@settings(deadline=None)
@given(
    st.text(alphabet="aAbİıə ’'\n\u0301-", max_size=40), st.text(alphabet="aAbİıə ’'\n", max_size=9)
)
def test_places_are_of_the_text_itself(text: str, quote: str) -> None:
    if quote in text:
        return
    found = re.match(r'nearest, from character (\d+): "(.*)", with', nearest_words(quote, text))
    if found:
        at = int(found[1])
        assert excerpt(text[at : at + len(found[2])]) == found[2] or "\n" in text


def test_a_changed_word_is_found_in_its_place() -> None:
    words = [f"w{n}x{n * 7919 % 1009}" for n in range(300)]
    text = " ".join(words)
    for n in range(5, 290, 17):
        quote = " ".join([*words[n - 4 : n], "changed", *words[n + 1 : n + 5]])
        start = text.index(words[n - 4])
        found = nearest_words(quote, text)
        assert found.startswith(f"nearest, from character {start}: ")
        assert f'with "{words[n]}" for "changed" at character {text.index(words[n])}' in found

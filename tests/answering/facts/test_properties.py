"""What holds for any text: a quote bears itself out, and an invention does not pass."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.facts import objection
from karabakh_qa.support import states

ROOT = Path(__file__).parent.parent.parent.parent
XQUAD = ROOT.parent / "shared" / "data" / "xquad"

SUBJECTS = st.sampled_from(["Armland", "The army", "A famous painter", "Doctor Ada Kovacs"])
DEEDS = st.sampled_from(
    ["left the town", "was elected in 2020", "did not agree to the plan", "sold 12 horses"]
)
SENTENCES = st.builds("{} {}.".format, SUBJECTS, DEEDS)


@given(st.text())
def test_a_verbatim_sentence_is_never_struck(text: str) -> None:
    if states(text, text):
        assert objection(text, [text]) is None


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_text_gets_an_answer(sentence: str, quotes: list[str]) -> None:
    found = objection(sentence, quotes)
    assert found == objection(sentence, quotes)
    assert found is None or found.kind
    assert found is None or objection(sentence, quotes, wholly=True) is not None


@given(SENTENCES, st.integers(min_value=3_000, max_value=10**9))
def test_an_added_number_is_struck(sentence: str, number: int) -> None:
    added = sentence.removesuffix(".") + f" with {number} men."
    found = objection(added, [sentence])
    assert found is not None
    assert found.kind == "number"


@given(SENTENCES, st.sampled_from(["Zurich", "Mary", "Lake Como", "NATO", "Oğuz"]))
def test_an_added_name_is_struck(sentence: str, name: str) -> None:
    found = objection(sentence.removesuffix(".") + f" in {name}.", [sentence])
    assert found is not None
    assert found.kind == "name"
    assert name in found.words


@given(SENTENCES, st.lists(SENTENCES, max_size=2))
def test_further_quotes_do_not_take_a_verbatim_one_back(sentence: str, others: list[str]) -> None:
    assert objection(sentence, [*others, sentence]) is None


@given(st.integers(min_value=1, max_value=999_999))
def test_one_number_in_two_spellings_is_one(number: int) -> None:
    quote = f"The town has {number:,} houses."
    assert objection(f"There are {number} houses in the town.", [quote]) is None
    assert objection(f"There are {number + 1} houses in the town.", [quote]) is not None


@pytest.mark.parametrize(
    "long",
    [
        "1" * 100_000,
        "(" * 100_000,
        "1," * 50_000,
        "111," * 25_000,
        "a." * 50_000,
        "not a " * 16_000,
        "\n" * 100_000,
        "ignore and " * 9_000,
        "the answer to " * 7_000,
        "! " * 50_000,
    ],
    ids="digits brackets commas thousands initials denials lines orders answers signs".split(),
)
def test_long_input_ends(long: str) -> None:
    quote = "Armland and Borduria signed the agreement in 2020."
    assert objection(long, [quote]) is not None
    assert objection(quote, [long]) is not None
    assert objection(f"{long} Penguins swim in cold water.", [long]) is not None


@pytest.mark.parametrize("quotes", [[], [""], ["..."]])
def test_without_a_quote_nothing_is_borne_out(quotes: list[str]) -> None:
    assert objection("Armland won.", quotes) is not None
    assert objection("", quotes) is not None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Fabrika satıldı.", "Fabrika satılmadı."),
        ("Der Turm wurde gebaut.", "Der Turm wurde nie gebaut."),
        ("Завод продан.", "Завод не продан."),
        ("The works, the Завод, was sold.", "The works was sold."),
    ],
)
def test_other_languages_pass_word_for_word_only(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is not None
    assert objection(quote, [quote]) is None


@pytest.mark.parametrize("language", ["ru", "tr"])
def test_a_sentence_without_its_last_word_is_struck_in_another_language(language: str) -> None:
    path = XQUAD / f"xquad.{language}.json"
    if not path.exists():
        pytest.skip("the public data are not here")
    articles = json.loads(path.read_text("utf-8"))["data"]
    contexts = [p["context"] for a in articles for p in a["paragraphs"]]
    openings = [context.split(". ")[0] for context in contexts[:100]]
    quotes = [opening for opening in openings if opening.count(" ") > 5]
    assert quotes
    kept = [q for q in quotes if not objection(q.rpartition(" ")[0], [q])]
    assert not kept

"""Which words are names, and whether the quotes have them."""

import pytest

from karabakh_qa.answering.facts.names import name_runs, unstated_name
from karabakh_qa.answering.facts.text import read


def test_name_runs() -> None:
    runs = name_runs(read("The president of Nagorno-Karabakh met Ada Kovacs's son in Zurich."))
    assert [[token.text for token in run] for run in runs] == [
        ["Nagorno", "Karabakh"],
        ["Ada", "Kovacs"],
        ["Zurich"],
    ]


@pytest.mark.parametrize("name", ["France", "Italy", "Germans", "Marek"])
def test_a_name_that_opens_a_sentence_is_one(name: str) -> None:
    quote = read("Canada won the cup in spring.")
    assert unstated_name(read(f"{name} won the cup in spring."), [quote]) == name


@pytest.mark.parametrize(
    "word", ["Finance", "Finally", "Prices", "Civilians", "Fishing", "Shaken", "Late"]
)
def test_any_other_word_that_opens_a_sentence_is_none(word: str) -> None:
    assert not list(name_runs(read(f"{word} suffered in spring.")))


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("It began in World War II.", "It began in the Second World War."),
        ("American soldiers left.", "Soldiers of the United States left."),
        ("On Monday Kovacs left.", "Kovacs left the town on Monday."),
        ("George W. Kovacs left.", "George Kovacs left."),
        ("Mr. Kovacs left.", "George Kovacs left."),
        ("The Moon has a shadow.", "The lunar shadow is long."),
        ("Beams of the Moon fell on it.", "Moonbeams fell on it."),
        ("Armland MP Ada Kovacs left.", "Ada Kovacs, Armland MP, left."),
        ("They left after World War II.", "They left after WWII."),
        ("The ABCU left.", "The Armland Board of Co-operation and Union left."),
    ],
)
def test_a_name_in_another_form_is_known(sentence: str, quote: str) -> None:
    assert unstated_name(read(sentence), [read(quote)]) is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("George H. Kovacs left.", "George W. Kovacs left."),
        ("Ada Marek left.", "Ada Kovacs met Bodo Marek, who left."),
        ("He left in Ankara.", "He left in Turkey."),
    ],
)
def test_another_name_is_not(sentence: str, quote: str) -> None:
    assert unstated_name(read(sentence), [read(quote)]) is not None

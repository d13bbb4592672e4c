"""A sentence may join its quotes, but not put the subject of one to the deed of another."""

import pytest

from karabakh_qa.answering.facts import objection

SALE = "Armland sold the northern fleet in 1992."
TREATY = "Borduria signed a peace treaty with the islands."
PRONOUN = "They signed a peace treaty with the islands."
OWNER = "In 1997 its capital moved to the coast."


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("Armland signed a peace treaty with the islands.", [PRONOUN, SALE]),
        ("The capital of Armland moved to the coast in 1997.", [OWNER, SALE]),
        ("Armland sold the northern fleet and Borduria signed a peace treaty.", [SALE, TREATY]),
        (
            "In September 2023 Armland took the valley.",
            ["April 17, 2024", "Armland took the valley last September."],
        ),
    ],
)
def test_what_the_quotes_say_together_passes(sentence: str, quotes: list[str]) -> None:
    assert objection(sentence, quotes) is None


@pytest.mark.parametrize(
    ("kind", "sentence", "quotes"),
    [
        ("stitched", "Armland signed a peace treaty with the islands.", [TREATY, SALE]),
        ("stitched", "Borduria sold the northern fleet.", [SALE, TREATY]),
        (
            "date",
            "In 1992 the army opened a base.",
            ["A few years later the army opened a base.", SALE],
        ),
        (
            "date",
            "Armland took the valley in August 2023.",
            ["April 17, 2024", "Armland took the valley last September."],
        ),
    ],
)
def test_a_subject_of_one_and_a_deed_of_another_is_struck(
    kind: str, sentence: str, quotes: list[str]
) -> None:
    found = objection(sentence, quotes)
    assert found is not None
    assert found.kind == kind


def test_a_name_of_the_context_takes_no_name_s_place() -> None:
    outcome = "This led to the war of 2020, in which Armland won, and Syldavia took second place."
    context = "Tension grew in the valley, not recognised even by Borduria."
    assert objection("Armland won the war of 2020.", [outcome, context]) is None
    for name in ("Borduria", "Syldavia"):
        assert objection(f"{name} won the war of 2020.", [outcome, context]) is not None
        assert objection(f"{name} won the war of 2020.", [context, outcome]) is not None


def test_a_clause_between_commas_is_looked_at_by_itself() -> None:
    quotes = [
        "The guards of the valley will be withdrawn.",
        "They arrived in the valley on 10 May 2020.",
    ]
    assert objection("The guards, who arrived in May 2020, will be withdrawn.", quotes) is None
    assert objection("The guards, who arrived in May 2021, will be withdrawn.", quotes) is not None


def test_a_deed_of_another_quote_is_not_taken_over() -> None:
    sentence = "Armland sold the northern fleet and signed a peace treaty."
    assert objection(sentence, [SALE, TREATY]) is not None


@pytest.mark.parametrize(
    ("sentence", "main", "context"),
    [
        ("They signed the treaty in 1992.", "They signed the treaty.", SALE),
        ("They signed 12 treaties.", "They signed treaties.", "Armland has 12 ships."),
        ("They did not sign the treaty.", "They signed the treaty.", "Armland did not sign."),
    ],
)
def test_the_context_lends_no_date_number_or_denial(sentence: str, main: str, context: str) -> None:
    assert objection(sentence, [main, context]) is not None


def test_a_name_that_holds_a_number_may_be_lent() -> None:
    quotes = ["It was released on May 19, 2017.", "Ninety Days 2 is an album by the band."]
    assert objection("Ninety Days 2 was released on 19 May 2017.", quotes) is None

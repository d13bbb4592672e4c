"""Opposites, and what tells the same from the other end."""

import pytest

from karabakh_qa.answering.facts import objection

SALE = "Ben Cole bought the mill from Ann Adler."


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The last name of Ann is Adler.", "In the first race, Ann Adler won."),
        ("Ann Adler sold the mill to Ben Cole.", SALE),
        ("The clerk was given a medal.", "The clerk received a medal."),
        ("Cairo won the final against Athens.", "Cairo defeated Athens in the final."),
        ("Ann Adler's teacher was Ben Cole.", "Ann Adler was a pupil of Ben Cole."),
        ("Armland is bigger than Borduria.", "Borduria is smaller than Armland."),
        ("A day before the vote, Cole resigned.", "The vote came a day after Cole resigned."),
        (
            "The herds of the southern plain went north.",
            "From the southern plain the herds went northward.",
        ),
        ("Ten or more people came.", "At least ten people came."),
        ("Adler was slower than Cole by a second.", "Cole was faster by a second than Adler."),
        ("The bell rang with no warning.", "The bell rang without warning."),
        ("Adler created the Spring Plan.", "Besides removing rivals, Adler made the Spring Plan."),
    ],
)
def test_told_from_the_other_end(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Ben Cole sold the mill to Ann Adler.", SALE),
        ("Cairo lost the final against Athens.", "Cairo defeated Athens in the final."),
        ("Ben Cole was the teacher of Ann Adler.", "Ben Cole was a pupil of Ann Adler."),
        ("Borduria is bigger than Armland.", "Borduria is smaller than Armland."),
        ("Stone was used rather than brick.", "They chose brick, rather than stone."),
        ("Iron is more useful than copper.", "Copper is more useful than iron."),
        ("Acid is dissolved by an enzyme of bees.", "Acid is formed by an enzyme of bees."),
    ],
)
def test_turned_round(sentence: str, quote: str) -> None:
    found = objection(sentence, [quote])
    assert found is not None
    assert found.kind in {"direction", "roles"}

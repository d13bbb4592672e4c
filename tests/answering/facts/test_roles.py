"""Who does what to whom, however it is told."""

import pytest

from karabakh_qa.answering.facts import objection

LIST = "Adler, Brandt and Cole proposed a new canal in 1950."
DEAL = "Adler and Brandt signed a pact in May by which Brandt would become governor of Armland."


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        # a participle without "was" is passive, with its time or place before "by"
        ("Ann Adler designed the lamp.", "It was lit by a lamp, designed in 1890 by Ann Adler."),
        ("Ann Adler drew the Old Towers.", "He liked the Old Towers drawn by Ann Adler."),
        (
            "Harbour officials released a report.",
            "A report from harbour officials released on Monday blamed the captain.",
        ),
        # several with one verb
        ("Adler proposed a new canal.", LIST),
        ("Adler and Cole proposed a new canal.", LIST),
        # words that mean the same both ways, and words for what a name is
        ("Ann Adler was married to Ben Cole.", "Ben Cole, who was married to Ann Adler, left."),
        ("The Armland team is the Armland Wanderers.", "The Armland Wanderers are a team."),
        # told from the other end
        ("Athens lost the final against Cairo.", "Cairo won the final against Athens."),
        ("The Yuan ruled before the Ming.", "The Ming ruled after the Yuan."),
        ("A prize was given to a pupil.", "A pupil was presented with a prize."),
        ("A goal is credited to a striker.", "A striker is credited with a goal."),
        ("The realm faced a new threat.", "A new threat to face the realm was hunger."),
        # whose it is, and who does it, told with "of"
        ("The storm is the theme of Ada Kovacs's Rain.", "Ada Kovacs's Rain is about the storm."),
        ("Armland Club members left.", "In October members of the Armland Club left."),
        # a place told first
        ("The guild grew in Armland.", "In Armland, the old guild grew in Borduria's shadow."),
    ],
)
def test_roles_kept(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "Ann Adler was designed by the lamp.",
            "A lamp, designed in 1890 by Ann Adler, hung there.",
        ),
        ("Borduria took Armland.", "On Monday Armland completed taking the city of Borduria."),
        ("Under the pact, Adler would become governor of Armland.", DEAL),
    ],
)
def test_roles_exchanged(sentence: str, quote: str) -> None:
    found = objection(sentence, [quote])
    assert found is not None
    assert found.kind == "roles"

"""A sentence passes if its quotes say what it says, and not if they say something near it."""

import pytest

from karabakh_qa.answering.facts import objection

WAR = "The war between Armland and Borduria lasted 44 days and ended on November 10, 2020."
LEFT = "Armland withdrew its 1,960 soldiers from the valley in May 2024, before the elections."

BORNE_OUT = [
    # numbers
    ("The war lasted forty-four days.", WAR),
    ("It was a 44-day war.", WAR),
    ("Four soldiers were killed.", "In the attack 4 soldiers were killed."),
    ("About 1.2 thousand people live there.", "About 1,200 people live there."),
    ("1200 people live in the town.", "The town has 1 200 people who live there."),
    ("12 per cent of the voters stayed at home.", "12% of the voters stayed at home."),
    ("Half of the voters stayed at home.", "50 percent of the voters stayed at home."),
    ("Two-thirds of the members voted.", "2/3 of the members voted, or two thirds of them."),
    ("The firm paid $5 million.", "The firm paid 5 million dollars."),
    ("It was the third war.", "It was the 3rd war."),
    ("Two sides signed.", "Both sides signed."),
    ("More than one team played.", "Several teams played."),
    ("There are 28 judges.", "There is one judge from each member, 28 at present."),
    ("Over 90 people came.", "94 people came."),
    ("About 1,000 people came.", "1,012 people came."),
    ("It was built in the 19th century.", "It was built in 1850."),
    ("The two countries signed the treaty.", "Armland and Borduria signed the treaty."),
    ("50 percent of the voters stayed at home.", "Half of the voters stayed at home."),
    ("It was the second war.", "It was War II."),
    # dates
    ("The war ended on 10 November 2020.", WAR),
    ("The war ended on the 10th of November, 2020.", WAR),
    ("The war ended in November 2020.", WAR),
    ("The war ended in 2020.", WAR),
    ("The soldiers left in the 2020s.", "The soldiers left in 2024."),
    ("The bridge opened on 2020-11-10.", "The bridge opened on November 10, 2020."),
    # names
    ("Putin met the ministers.", "Vladimir Putin met the ministers."),
    ("Karabakh has a parliament.", "Nagorno-Karabakh has a parliament."),
    ("Russian soldiers left the valley.", "Russia's soldiers left the valley."),
    ("The Azerbaijanis opened the road.", "Azerbaijan opened the road."),
    ("The UN sent observers to the valley.", "The United Nations sent observers to the valley."),
    ("The United Nations sent observers.", "The UN sent observers."),
    ("The Energy Department was created.", "The Department of Energy was created."),
    ("American soldiers left the valley.", "Soldiers of the U.S. left the valley."),
    ("The United States left the valley.", "The Americans left the valley."),
    ("The Ukrainian army left the valley.", "The army of Ukraine left the valley."),
    ("Mr Aliyev met the ministers.", "Aliyev met the ministers."),
    ("John F. Kovacs met the ministers.", "John Kovacs met the ministers."),
    ("Bjorn Lovas met the ministers.", "Bjørn Lovas met the ministers."),
    ("Moscow strengthened its ties with Ankara.", "Russia strengthened its ties with Turkey."),
    ("Soldiers left the valley.", "The troops left the valley."),
    ("Ada Kovacs died in 1864.", "Ada Kovacs (1815-1864) was a painter."),
    # negation, modality
    ("He did not join the club.", "He refused to join the club."),
    ("They were not able to agree.", "They were unable to agree."),
    ("The army did not lose the battle.", "The army won the battle."),
    ("The rain did not prevent the match.", "The match took place despite the rain."),
    ("The bridge may collapse.", "The bridge may collapse."),
    ("It not only rained but snowed.", "It rained and it snowed."),
    # directions and roles
    ("Prices rose before the war.", "Prices climbed before the war."),
    ("The town was attacked by Armland.", "Armland attacked the town."),
    ("Borduria was defeated by Armland.", "Armland defeated Borduria."),
    ("Borduria lost to Armland.", "Armland defeated Borduria."),
    ("In 2020 Armland attacked Borduria.", "Armland attacked Borduria in 2020."),
    # words
    (
        "The treaty was agreed in the capital.",
        "The agreement of the treaty took place in the capital.",
    ),
]

STRUCK = [
    ("number", "The war lasted 45 days.", WAR),
    ("number", "The war lasted 44 weeks.", WAR),
    ("number", "The firm paid $5 billion.", "The firm paid 5 million dollars."),
    ("number", "More than 100 people came.", "Fewer than 100 people came."),
    ("number", "At least 100 people came.", "100 people came."),
    ("number", "Eight men came with five women.", "Five men came with eight women."),
    ("number", "It was the second war.", "It was the third war."),
    ("number", "12% of the voters came.", "12 of the voters came from 20% of the towns."),
    ("date", "The war ended on November 11, 2020.", WAR),
    ("date", "The war ended in December 2020.", WAR),
    ("date", "The war ended on 10 November 2021.", WAR),
    ("date", "The soldiers left on 3 May 2024.", LEFT),
    (
        "date",
        "Armland took the valley in September 2023.",
        "Armland took the valley last September.",
    ),
    ("date", "The soldiers left on Monday.", "The soldiers left on Tuesday."),
    ("name", "Igor Putin met the ministers.", "Vladimir Putin met the ministers."),
    ("name", "Vladimir Putin met the ministers.", "Putin met the ministers."),
    ("name", "Vladimir Aliyev came.", "Vladimir Putin met Ilham Aliyev, who came late."),
    ("name", "Turkish soldiers left the valley.", "Russia's soldiers left the valley."),
    ("name", "The EU sent observers to the valley.", "The United Nations sent observers there."),
    ("negation", "The war did not last 44 days.", WAR),
    ("negation", "He joined the club.", "He refused to join the club."),
    ("negation", "He joined the club.", "He never joined the club."),
    ("negation", "They were able to agree.", "They were unable to agree."),
    ("negation", "Everybody knew the happy king.", "Everybody knew the unhappy king."),
    ("negation", "The soldiers won the battle.", "The soldiers almost won the battle."),
    ("negation", "Smoking is allowed without a permit.", "Smoking is allowed with a permit."),
    ("modality", "This indicates a plan.", "This could indicate a plan."),
    (
        "modality",
        "The peacekeepers spent five years there.",
        "The peacekeepers were supposed to spend five years there.",
    ),
    ("modality", "The conflict was frozen.", "It seems that the conflict was frozen."),
    ("modality", "He stole the money.", "He is accused of a plan: allegedly he stole the money."),
    ("direction", "Prices fell sharply in the spring.", "Prices rose sharply in the spring."),
    ("direction", "Armland withdrew its soldiers after the elections.", LEFT),
    ("direction", "Armland won the war.", "Armland lost the war."),
    (
        "direction",
        "The road runs from Borduria to the sea.",
        "The road runs to Borduria from the sea.",
    ),
    ("direction", "It is the smallest town of the north.", "It is the largest town of the north."),
    ("direction", "It lies in the south of the valley.", "It lies in the north of the valley."),
    ("direction", "The minister opposed the law.", "The minister supported the law."),
    ("direction", "The port exports oil.", "The port imports oil."),
    ("roles", "Borduria attacked Armland in 2020.", "Armland attacked Borduria in 2020."),
    ("roles", "Borduria attacked Armland.", "Borduria was attacked by Armland."),
    ("roles", "Armland was attacked by Borduria.", "Borduria was attacked by Armland."),
    ("roles", "He led the attack on Armland.", "Armland led the attack on Borduria."),
    (
        "words",
        "The war lasted 44 days and ruined thousands of farmers for a generation of poverty.",
        WAR,
    ),
    ("words", "The war ended for economic reasons.", WAR),
    ("words", "Penguins swim.", WAR),
    ("words", "Armland won the war.", "Armland was in the war for years."),
    ("words", "NAMED", "T"),
    ("words", "It is.", "It was so."),
    ("words", "The number of names.", "It was so."),
    ("name", "He was born in Ankara.", "He was born in Turkey."),
    ("number", "Over 90 people came.", "80 people came."),
    ("number", "It was built in the 19th century.", "It was built in 1950."),
    ("direction", "The club cancelled the series in May.", "The club launched the series in May."),
    (
        "roles",
        "Kovacs assassinated the Armland Guard in 1981.",
        "The Armland Guard was responsible for the assassination of Kovacs in 1981.",
    ),
]


@pytest.mark.parametrize(("sentence", "quote"), BORNE_OUT)
def test_other_words_for_the_same_pass(sentence: str, quote: str) -> None:
    assert objection(sentence, [quote]) is None


@pytest.mark.parametrize(("kind", "sentence", "quote"), STRUCK)
def test_what_the_quote_does_not_say_is_struck(kind: str, sentence: str, quote: str) -> None:
    found = objection(sentence, [quote])
    assert found is not None
    assert found.words
    assert found.kind == kind


def test_wholly_leaves_no_word_out() -> None:
    quote = "The war between Armland and Borduria lasted 44 days and ended in 2020."
    sentence = "The long war between Armland and Borduria lasted 44 days."
    assert objection(sentence, [quote]) is None
    found = objection(sentence, [quote], wholly=True)
    assert found is not None
    assert found.words == "long"
    assert objection(sentence.replace("long ", ""), [quote], wholly=True) is None


def test_wholly_asks_for_one_quote() -> None:
    quotes = ["They signed a peace treaty.", "Armland sold the fleet."]
    assert objection("Armland signed a peace treaty.", quotes) is None
    assert objection("Armland signed a peace treaty.", quotes, wholly=True) is not None


def test_wholly_means_near_each_other_too() -> None:
    quote = (
        "Borduria regained almost all of the lost territories with the exception of the central "
        "part of the valley and the corridor leading to Armland."
    )
    assert objection("Armland lost.", [quote], wholly=True) is not None
    assert objection("Borduria regained the lost territories.", [quote], wholly=True) is None

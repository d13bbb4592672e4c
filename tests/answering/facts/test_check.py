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
    ("Kovacs's first name is Ada.", "The painter Ada Kovacs died in 1864."),
    ("It was a second-class coach.", "There was one second-class coach."),
    ("His second one was a gift.", "He bought a second one as a gift."),
    ("It was one of the oldest towns.", "It was, with two others, the oldest of the towns."),
    ("The two halves of the city grew.", "The city has 2 halves, and both grew."),
    ("The club was founded two years later.", "The league began in 1910, the club in 1912."),
    ("The three rivals signed.", "Armland, Borduria and Cordia were rivals and signed."),
    ("The 44-year-old won the race.", "Kovacs, 44, won the race."),
    ("They can take up to 14 bags.", "They can take bags, with a limit of 14."),
    # dates
    ("The siege lasted from 1914 to 1916.", "The siege lasted from 1914–16."),
    ("The bridge opened on 3 February 2011.", "The bridge opened on Feb. 3, 2011."),
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
    ("Zelenskyy met the ministers.", "Zelensky met the ministers."),
    ("Pashinian met Lukashenka.", "Pashinyan met Lukashenko."),
    ("The Aghdam road was opened.", "The Agdam road was opened."),
    ("Yes, Kovacs won the race.", "Kovacs won the race."),
    ("Historian Ada Kovacs wrote the book.", "Ada Kovacs wrote the book."),
    # negation, modality
    ("He did not join the club.", "He refused to join the club."),
    ("They were not able to agree.", "They were unable to agree."),
    ("The army did not lose the battle.", "The army won the battle."),
    ("The rain did not prevent the match.", "The match took place despite the rain."),
    ("The bridge may collapse.", "The bridge may collapse."),
    ("His men knew the valley.", "None of his men, who knew the valley, ever betrayed him."),
    ("He joined the club in 1920.", "He did not join the club until 1920."),
    ("He did not join the club until 1920.", "He joined the club in 1920."),
    ("The survey found no change in prices.", "The survey did not find a change in prices."),
    ("They used talks rather than force.", "They used talks, not force."),
    ("The law forbade fishing in the lake.", "It was a law forbidding the fishing in the lake."),
    ("They banned smoking in the club.", "They forbade smoking in the club."),
    ("The absence of rain ruined the farms.", "There was no rain, which ruined the farms."),
    ("No fewer than 80 cases were recorded.", "At least 80 cases were recorded."),
    ("Almost a third of the farms closed.", "Almost one third of the farms closed."),
    (
        "They reliably found the way.",
        "They were reliable and, unlike unreliable men, found the way.",
    ),
    ("They lose their leaves.", "They are evergreen except that they lose their leaves."),
    ("He founded the school in 1920.", "He would later found the school in 1920."),
    ("He will leave the party.", "He announced that he would leave the party."),
    (
        "She was to become the second minister.",
        "It was agreed that she would become second minister.",
    ),
    ("The police arrested him.", "Following allegations to the police he was arrested by them."),
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
    ("direction", "Guards left Armland in 1992.", "The appearance of guards in Armland in 1992."),
    ("number", "The war lasted 44 weeks.", WAR),
    ("number", "The firm paid $5 billion.", "The firm paid 5 million dollars."),
    ("number", "More than 100 people came.", "Fewer than 100 people came."),
    ("number", "At least 100 people came.", "100 people came."),
    ("number", "Eight men came with five women.", "Five men came with eight women."),
    ("number", "It was the second war.", "It was the third war."),
    ("number", "The club was founded three years later.", "The league began in 1910, it in 1912."),
    ("number", "The four rivals signed.", "Armland, Borduria and Cordia were rivals and signed."),
    ("number", "The 45-year-old won the race.", "Kovacs, 44, won the race."),
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
    ("date", "The siege lasted from 1914 to 1917.", "The siege lasted from 1914–16."),
    ("date", "The soldiers left on Monday.", "The soldiers left on Tuesday."),
    ("name", "Igor Putin met the ministers.", "Vladimir Putin met the ministers."),
    ("name", "Vladimir Putin met the ministers.", "Putin met the ministers."),
    ("name", "Vladimir Aliyev came.", "Vladimir Putin met Ilham Aliyev, who came late."),
    ("name", "Aliyeva met the ministers.", "Aliyev met the ministers."),
    ("name", "Johnson met the ministers.", "Jonas met the ministers."),
    ("name", "Turkish soldiers left the valley.", "Russia's soldiers left the valley."),
    ("name", "The EU sent observers to the valley.", "The United Nations sent observers there."),
    ("negation", "The war did not last 44 days.", WAR),
    ("negation", "He joined the club.", "He refused to join the club."),
    ("negation", "He joined the club.", "He never joined the club."),
    ("negation", "They were able to agree.", "They were unable to agree."),
    ("negation", "Everybody knew the happy king.", "Everybody knew the unhappy king."),
    ("negation", "The soldiers won the battle.", "The soldiers almost won the battle."),
    ("negation", "Smoking is allowed without a permit.", "Smoking is allowed with a permit."),
    ("negation", "His men betrayed him.", "None of his men ever betrayed him."),
    ("negation", "He joined the club.", "He did not join the club until 1920."),
    ("negation", "They agreed.", "They did not, however, agree."),
    ("negation", "They relied on the army.", "They did not rely on the army."),
    ("modality", "He left the party.", "He announced that he would leave the party."),
    ("modality", "Prices will rise in spring.", "Prices may rise in spring."),
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

import pytest

from karabakh_qa.corpus.furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Home » World » Russia withdraws peacekeepers from Nagorno-Karabakh",
        "Home > World > Europe",
        "News › World › Asia",
        "Sign up for our email newsletter to receive the day’s top stories every evening.",
        "Subscribe",
        "Subscribe to our newsletter",
        "Leave a Comment",
        "3 Comments",
        "This site uses Akismet to reduce spam. Learn how your comment data is processed.",
        "Your email address will not be published. Required fields are marked *",
        "We use cookies to improve your experience.",
        "Accept all cookies",
        "Share this article",
        "Facebook Twitter WhatsApp",
        "Tweet | Share | Email",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Read more »",
        "Read more: Ten killed in Baku",
        "© 2024 BBC. All rights reserved.",
        "Copyright 2024 The Times",
        "Follow us on Telegram",
        "  Skip to content\r\n",
    ],
)
def test_page_furniture_is_recognised(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "He urged readers to subscribe to the newspaper.",
        "Subscribe or leave, the minister told the villagers.",
        "Sign up for the army, he told us, and our country will thank you.",
        "Subscribers to our newsletter rose to 2,000 in 2020.",
        "Twelve boats\nWorld » Europe » Boats",
        "We use cooking oil.",
        "Cookies are baked in Baku.",
        "Settings > Privacy > Cookies",
        "The advertisement was banned.",
        "Share prices fell.",
        "Twitter",
        "Home is where the heart is.",
        "Copyright law changed in 2020.",
        "© is a symbol.",
        "Comments by the president angered Yerevan.",
        "See also: the treaty of 1828",
        "Read more books, the teacher said.",
        "The site » said no.",
        "",
    ],
)
def test_sentences_about_such_things_are_kept(line: str) -> None:
    assert not is_furniture(line)


def test_long_text_is_never_furniture() -> None:
    assert not is_furniture("Subscribe to our newsletter " + "and read on " * 30)

from karabakh_qa.models.whole_words import WholeWords


def test_usual_words_are_known_and_misspelt_ones_are_not() -> None:
    words = WholeWords()
    assert all(map(words.know, ("where", "president", "russian", "withdrawal")))
    assert not any(map(words.know, ("presidnet", "wihtdrawal", "elchibey", "")))

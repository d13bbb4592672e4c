"""A model that says that the documents don't say, and an article in which someone doesn't."""

import pytest

from karabakh_qa.answering.writing.declining import declines

DECLINES = [
    "I don't know.",
    "I do not know the answer to that.",
    "The documents do not say.",
    "The documents don't say when the war ended.",
    "The documents don’t mention it.",
    "The provided sentences do not state who won.",
    "The context does not provide any information about this.",
    "The provided context does not contain information about the population of Baku.",
    "The passages do not specify the exact date.",
    "The text doesn't explicitly say who signed it.",
    "The article does not mention the population of Baku.",
    "The given text does not include this.",
    "The sources do not say who fired first.",
    "None of the documents mention this.",
    "None of the provided passages states the year.",
    "No document says that.",
    "There is no information about the population of Baku.",
    "There is no mention of Baku in the passages.",
    "There is not enough information to answer the question.",
    "There is no evidence of this in the provided documents.",
    "There isn't any information on that.",
    "The answer cannot be determined from the given sentences.",
    "This question cannot be answered from the context.",
    "This cannot be answered based on the provided documents.",
    "The population is not mentioned in the documents.",
    "The name of the general is not stated.",
    "It is not specified in the text.",
    "It is not stated when the war ended.",
    "The documents say nothing about it.",
    "The documents contain no information on this.",
    "The context lacks this information.",
    "Unfortunately, the documents do not mention this.",
    "Based on the provided context, I cannot answer this question.",
    "Based on the given documents, it is not possible to determine who won.",
    "Based on the documents, it is unclear who won.",
    "I'm sorry, but the provided documents do not contain this information.",
    "I cannot find any information about that in the documents.",
    "I could not find an answer.",
    "I am unable to answer this from the documents.",
    "I don't have enough information to answer.",
    "Not stated.",
    "Not mentioned in the documents.",
    "Not specified in the provided context.",
    "No information is available.",
    "No information is provided about the number of soldiers in the text.",
    "Unknown.",
    "The information provided does not say who he is.",
    "The article provided does not mention a date.",
    "The documents do not say when it ended, but it began in 1988.",
    "However, the documents do not specify the number.",
    "I'm not sure.",
    "The question cannot be answered.",
    "The exact number is not given in the documents.",
    "It is unclear from the documents who fired first.",
    "Nothing in the documents says who fired first.",
    "In the documents, the general is not named.",
    "The documents do not appear to mention this.",
    "The sentences provided do not say who won.",
    "According to the documents, there is no information about this.",
    "The context you provided doesn't mention it.",
    "No, the documents do not say that.",
]

CONTENT = [
    "The statement did not say what the military would do there.",
    "Mr. Peskov did not say when the withdrawal would end.",
    "The ministry does not say how many soldiers left.",
    "The war ended in 1994.",
    "The text of the treaty does not mention Karabakh.",
    "The article of the treaty did not provide for it.",
    "It is not known how many people died.",
    "He does not know who fired first.",
    "“I don't know,” he said.",
    "The documents were signed in Moscow and do not name a mediator.",
    "The treaty is not mentioned in the declaration.",
    "Sources close to the Kremlin do not say when.",
    "His name was not given.",
    "The exact date was not specified.",
    "There is no peace treaty between the two countries.",
    "There is no evidence of a massacre, the ministry said.",
    "There is no information about the dead, the ministry said.",
    "The soldiers could not be found.",
    "Nothing was said about the refugees.",
    "The agreement did not contain a date for the withdrawal.",
    "The passage through the corridor was not provided by Armenia.",
    "The documents show that the peacekeepers left.",
    "The deal was unclear on the status of the region.",
    "No soldier was named in the statement.",
    "The convoy left, but the documents do not say when.",
    "It is impossible to return, he said.",
    "The agreement cannot be found.",
    "Azerbaijan did not provide information about its losses.",
    "The sentence was not carried out.",
    "The context of the war is not simple.",
    "These sources of income do not exist.",
    "The units do not have enough men.",
    "The articles of the constitution do not name the region.",
    "The text does not only mention Karabakh.",
]


@pytest.mark.parametrize("sentence", DECLINES)
def test_a_sentence_about_what_the_documents_leave_open_declines(sentence: str) -> None:
    assert declines(sentence)


@pytest.mark.parametrize("sentence", CONTENT)
def test_a_sentence_about_what_someone_left_open_is_content(sentence: str) -> None:
    assert not declines(sentence)


def test_a_long_text_is_no_decline_and_takes_no_time() -> None:
    assert not declines("The documents do not say. " * 10_000)
    assert not declines("it is not possible " * 20)

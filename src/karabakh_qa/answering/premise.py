"""Whether a sentence says the opposite of what a question takes for granted; English only."""

import re

from karabakh_qa.answering.answer_kinds import AnswerKind, answer_kind
from karabakh_qa.answering.asking import AUXILIARIES
from karabakh_qa.answering.facts.denials import denials
from karabakh_qa.answering.facts.directions import turned
from karabakh_qa.answering.facts.language import is_english
from karabakh_qa.answering.facts.polarity import turned_round
from karabakh_qa.answering.facts.text import Text, read

_SUBJECT = re.compile(r"(?:who|which \w+)(?= (\w+))", re.IGNORECASE)
"""What asks for the subject of the word behind it, unless that is an auxiliary."""


def contradicts(question: str, sentence: str, words: str | None = None) -> bool:
    """Say whether `sentence` is against `question`: "Why did they rise?" where "They fell." stands.

    `words` are those of the sentence that would answer: "Baku won the war." is against "Who lost
    the war?" where they are "Baku". A question that leaves open which of two is so takes neither
    for granted.
    """
    asked, said = read(question), read(sentence)
    if answer_kind(question) is AnswerKind.YES_NO or "or" in asked.lows:
        return False
    if not is_english(asked) or not is_english(said):
        return False
    if turned(asked, [said]) or _denies_alone(asked, said):
        return True
    claim = _with(words, question) if words else question
    return claim != question and turned(read(claim), [said]) is not None


def _with(words: str, question: str) -> str:
    """Return the question with `words` in place of "who", where that is the subject."""
    subject = _SUBJECT.match(question)
    if subject is None or subject[1].lower() in AUXILIARIES:
        return question
    return words + question[subject.end() :]


def _denies_alone(asked: Text, said: Text) -> bool:
    """Say whether only the question denies: "Who did not go?" where "Both of them went." stands.

    The other way round a sentence often answers: "Which were kept?", "All but two were not kept."
    """
    denied = next(denials(asked), None) is not None and next(denials(said), None) is None
    return denied and turned_round(asked, [said]) is not None

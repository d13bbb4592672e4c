"""English, as far as a follow-up question needs it: tokens, closed classes of words, verb forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_qa.answering.asking import AUXILIARIES, QUESTION_WORDS

_TOKEN = re.compile(
    r"[’'](?:s|m|ve|ll|d|re)\b|(?:[^\W\d_]\.){2,}|\b[A-Z]\.(?=\s[A-Z])|[^\W_]+(?:(?:[-–’'/&](?!(?:s|m|ve|ll|d|re)\b)|(?<=\d)[.,:])[^\W_]+)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a contracted ending or a sign, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The token in small letters, with a straight apostrophe."""
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number rather than a sign or an ending such as 's."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and signs of `text`; the endings 's, 'm and 've are tokens of their own."""
    return tuple(Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATED = _set("isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't")
AUXILIARY = AUXILIARIES | NEGATED | _set("couldn't wouldn't won't cannot did")
DO_FORMS = _set("do does did don't doesn't didn't")
BE_FORMS = _set("is are was were be been being am isn't aren't wasn't weren't")
QUESTION = QUESTION_WORDS
PREPOSITIONS = _set(
    """of in on at by for from to with without about after before since until till during under over
    between among against into through across behind near like as than besides within around
    towards toward per via despite regarding concerning"""
)
DETERMINERS = _set("the a an any some every each no several many few most all both")
DEMONSTRATIVES = _set("this that these those")
POSSESSIVES = _set("my your his her its our their whose")
PERSONAL = _set("i you he him she her it we us they them me")
CONJUNCTIONS = _set(
    "and or but so because while when if where although though that whether who which what how why"
)
OTHER_FUNCTION = _set(
    """not also just only even still yet ever never always there here then now too very more most
    less least much many such same other another else please really exactly actually again once
    up out off down away back together later ago first last next own good well"""
)
FUNCTION = (
    AUXILIARY
    | QUESTION
    | PREPOSITIONS
    | DETERMINERS
    | DEMONSTRATIVES
    | POSSESSIVES
    | PERSONAL
    | CONJUNCTIONS
    | OTHER_FUNCTION
)

_REGULAR = _set(
    """accept achieve add admit affect agree allow announce appear apply argue arrive ask attend
    avoid base believe belong call carry claim collaborate compare compete complete compose
    consider contain continue contribute create criticize cure decide declare decline define
    deliver demand deny depend describe deserve destroy develop die differ disappear disband
    discover discuss educate emerge employ enable encourage end enjoy ensure enter establish evolve
    exist expand expect explain explore express fail finish follow gain graduate handle happen hire
    imply improve include increase influence inspire introduce invade invent involve join kill
    last learn live locate lose love manage marry mean mention move need obtain occur open operate
    oppose organize originate participate pay perform pledge possess prefer prepare prevent
    produce promote propose prove provide publish pursue raise reach react receive recognize
    recommend record reduce refer refuse regain reject relate release rely remain remember remove
    replace represent require resign resolve respond retire reveal sell serve share signify sign
    speak specialize spread start state stay stop struggle succeed suffer suggest support
    suppose survive switch symbolize teach tend travel treat try use utilize vary want win
    withdraw work"""
)
_IRREGULAR = _set(
    """became become began begin begun bought bring broke brought build built buy came caught chose
    choose come cut died draw drew drove eat fall feel fell felt find found fought forgot gave
    get gets getting give given gives go goes going gone got grew grow grown held hit keep kept
    knew know known knows led left let lose lost made make makes making meet met paid put ran
    read rose said sang sat saw say saying says see seen sell sent shot show sold spend spent
    spoke stand stood take taken takes taking taught tell think thought told took understand
    understood went win won wore write written wrote"""
)


def _forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return verb, plural, f"{stem}ed", f"{stem}ing"


VERBS = frozenset(form for verb in _REGULAR for form in _forms(verb)) | _IRREGULAR
_NOUNS_TOO = _set(
    """end ends use uses work works state states record records release releases support share
    shares sign signs start cut hit show shows stand stop need needs love try spread claim
    claims demand increase influence stay struggle struggles base"""
)
"""Forms that are nouns as often; a verb only where a noun has just ended."""
ONLY_VERBS = VERBS - _NOUNS_TOO

ASPECTS = _set(
    """effect effects cause causes type types kind kinds sort sorts benefit benefits advantage
    advantages disadvantages pros cons history difference differences example examples use uses role
    name names number population list part parts importance meaning definition reason reasons result
    results science origin origins way ways aspects symptoms signs treatment treatments steps cost
    costs price size impact influence status purpose idea fact facts problem problems job answer"""
)
"""Nouns of what is asked about a thing; "it" then is the thing rather than the aspect."""

_PERSON_NOUNS = _set(
    """man woman boy girl person king queen prince princess president minister leader chief head
    spokesman spokeswoman governor mayor general author artist actor actress singer player founder
    father mother brother sister son daughter wife husband child friend writer poet composer
    doctor soldier officer official editor captain coach manager producer director emperor pope
    bishop priest scientist athlete guy lady who student teacher member successor patient director
    editor actor doctor professor inventor senator ambassador conductor sailor tailor ally"""
)
_PERSON_ENDINGS = ("ist", "ician", "man", "woman")
_PLACE_NOUNS = _set(
    """country city town village region state province district county place island continent
    capital republic territory area river sea valley mountain school university college hospital
    street building church castle base"""
)
TIME_NOUNS = _set(
    """year years month months week weeks day days century decade time date season
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday"""
)


def is_person_noun(word: str) -> bool:
    """Say whether the noun `word`, in small letters, means a person."""
    return word in _PERSON_NOUNS or (word.endswith(_PERSON_ENDINGS) and len(word) > 5)


def is_place_noun(word: str) -> bool:
    """Say whether the noun `word`, in small letters, means a place."""
    return word in _PLACE_NOUNS or word.endswith(("land", "stan"))


def is_plural(word: str) -> bool:
    """Say whether the noun `word`, in small letters, means several things."""
    if word in {"people", "men", "women", "children", "police"}:
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "series", "news"))


def said_before(said: Sequence[Token], index: int) -> str:
    """Return the token before `index` in small letters, or nothing."""
    return said[index - 1].lower if index > 0 else ""


def said_after(said: Sequence[Token], index: int) -> str:
    """Return the token after `index` in small letters, or nothing."""
    return said[index + 1].lower if index + 1 < len(said) else ""

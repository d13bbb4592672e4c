"""An answer as it fits into a statement: with the preposition and article that its sentence has."""

import re

from statements.english import MONTH
from statements.facts import Fact

_OF_TIME = "in|on|at|during|by|since|after|before|around|within|between|from"
_PREPOSITION = rf"(?:{_OF_TIME}|near|about|to|under|into|through|as early as)"
_BEFORE = re.compile(
    rf"(?<!\w)(?P<preposition>{_PREPOSITION}\s+)?(?P<article>(?:the|a|an)\s+)?\Z", re.IGNORECASE
)
_BEGINS_WITH_PREPOSITION = re.compile(rf"{_PREPOSITION}\b", re.IGNORECASE)
_BEGINS_WITH_TIME = re.compile(rf"(?:{_OF_TIME})\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|a|an|his|her|its|their|some|about|over|around)\b", re.IGNORECASE)
_HAS_VERB = re.compile(r"\b(?:is|are|was|were|has|had|would|developed|became|did)\b")
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:ish|ese|an|ch)\Z")
_NOUN_FOLLOWS = re.compile(
    r" (?!(?:of|in|and|or|that|who|which|is|are|was|were|to|for|by|with|at|on|as|when|where|from"
    r"|but|has|had|have|can|may|will|would|during|between|after|before|over|under|near)\b|\w+ed\b)[a-z]"
)
_HALF_A_SPAN = re.compile(r"\bbetween \S+\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d\Z")
_DAY = re.compile(rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})\b")
_MONTH_ONLY = re.compile(rf"{MONTH}\b")


def plain(fact: Fact) -> str | None:
    """Return the answer with its article, for where a thing or person is asked for.

    None where it is no phrase that can stand by itself.
    """
    text = _trimmed(fact.answer)
    if text is None or _BEGINS_WITH_PREPOSITION.match(text) or _HAS_VERB.search(text):
        return None
    if re.match(r"(?:The|An?) ", text):
        text = _small(text)
    _, article = _before(fact)
    after = fact.sentence[fact.start + len(fact.answer) :]
    if (article or _ADJECTIVE.match(text)) and _NOUN_FOLLOWS.match(after):
        return None
    return f"{article} {text}" if article and not _ARTICLE.match(text) else text


def of_time(fact: Fact) -> str | None:
    """Return the answer to "when" with its preposition; None where none fits."""
    text = _trimmed(fact.answer)
    if text is None or _HALF_A_SPAN.search(fact.sentence[: fact.start] + text):
        return None
    if _BEGINS_WITH_TIME.match(text):
        return _small(text)
    preposition, article = _before(fact)
    if preposition == "by" and article:
        return None
    if _BEGINS_WITH_TIME.match(preposition):
        return " ".join(filter(None, (preposition, article, text)))
    if _YEAR.match(text):
        return f"in {text}"
    if _DAY.match(text):
        return f"on {text}"
    return f"in {text}" if _MONTH_ONLY.match(text) else None


def of_place(fact: Fact) -> str | None:
    """Return the answer to "where" with its preposition; None where none stands there."""
    text = _trimmed(fact.answer)
    if text is None:
        return None
    if _BEGINS_WITH_PREPOSITION.match(text):
        return _small(text)
    preposition, article = _before(fact)
    return " ".join(filter(None, (preposition, article, text))) if preposition else None


def _before(fact: Fact) -> tuple[str, str]:
    """Return the preposition and the article that stand before the answer, "" for none."""
    found = _BEFORE.search(fact.sentence[: fact.start])
    words = (found["preposition"], found["article"]) if found else (None, None)
    preposition, article = ((word or "").strip().lower() for word in words)
    return preposition, article


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _trimmed(answer: str) -> str | None:
    """Return the answer without its last full stop; None where brackets or quotes stay open."""
    text = answer.strip().rstrip(",;:")
    if text.endswith(".") and not re.search(r"\b\w\.$|\b(?:Jr|Sr|Inc|St|Ltd)\.$", text):
        text = text.rstrip(".")
    closed = text.count("(") == text.count(")") and text.count('"') % 2 == 0
    return text if text and closed and len(re.findall(r"[“”]", text)) % 2 == 0 else None

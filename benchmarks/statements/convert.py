"""A question and its answer -> a statement.

Few forms of questions are turned, those where the parts can be told by the closed words of English
and a list of verbs; of the others nothing is made.
"""

import re

from statements.facts import Fact
from statements.forms.be import definition, located, passive
from statements.forms.did import with_did
from statements.forms.subject import how_many, in_place, subject

_FORMS = (how_many, with_did, passive, definition, subject, located, in_place)
_FEWEST, _MOST = 4, 32
_PREPOSITION = "(?:of|to|in|from|for|with|by|at)"
_NO_STATEMENT = re.compile(
    rf"\?|  |\b(\w+) \1\b|\b{_PREPOSITION} {_PREPOSITION}\b|\bbe was\b"
    r"|^(?:it|he|she|they|him|them|one|there's)\b",
    re.IGNORECASE,
)
"""Signs that the words were put together wrongly, or speak of nobody knows whom."""
_OF_A_QUESTION = re.compile(
    r"\b(?:whose|etc|somebody|someone|supposedly|else|you|your|i|my|we|our|us|this|these|here|today"
    r"|according|besides|name of the name|what|which|who|whom|how|why|when|where)\b",
    re.IGNORECASE,
)


def statement(fact: Fact, question: str) -> str | None:
    """Return the question and its answer as one sentence, None where no rule is sure of it.

    `question` is the fact's question with its capitals.
    """
    asked = question.strip().rstrip("? .").strip()
    body = next((made for form in _FORMS if (made := form(fact, asked))), None)
    if body is None or _OF_A_QUESTION.search(body.replace(fact.answer.strip(), " ", 1)):
        return None
    if _NO_STATEMENT.search(body) or not body.isprintable():
        return None
    if not _FEWEST <= len(body.split()) <= _MOST:
        return None
    body = re.sub(r" ([,;])", r"\1", body)
    return body[0].upper() + body[1:] + ("" if body.endswith(".") else ".")

"""Sentences that tell somebody, most likely a language model, what to say.

What they tell to say is no fact of the document.
"""

import re

from karabakh_qa.support import one_line

_SAY = (
    r"(?:say|answer|reply|respond|repeat|write|output|print|state|claim|tell|declare|announce"
    r"|assert|insist|return|mention|confirm|pretend)"
)
_WHOM = r"(?:\s+(?:me|them|him|her|us|everyone|everybody|anyone|(?:the|your|any|every|all)\s+\w+))?"
_ADVERB = r"(?:\s+(?:only|just|exactly|simply|always|clearly|instead|back|again))*"
_MANNER = r"(?:please|always|simply|just|only|now|then|instead|also|never|kindly)"
_BEGINS = rf"(?:^|[.!?;—–\n\"“(\[]\s*|\s[-–]\s)(?:(?:and|but|so|then)\s+)?(?:{_MANNER},?\s+)*"
_ORDERED = (
    r"\b(?:you|assistants?|ai|chatbots?|models?|bots?)\s+"
    r"(?:must|should|shall|will|have\s+to|are\s+to|need\s+to|can\s+only|may\s+only)"
    rf"\s+(?:{_MANNER}\s+)*"
)
_WHAT = (
    r"(?:\s*:|\s+[\"“”«„'‘]|\s+(?:that|with\s+[\"“'‘:]|after\s+me|as\s+follows"
    r"|the\s+following|the\s+(?:words?|phrase|sentence|text))\b)"
)
_FURTHER = r"(?:answer|reply|respond|repeat|write|tell)"
"""Those that are hardly anything else in the middle of a sentence."""
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEGINS}{_SAY}{_WHOM}{_ADVERB}{_WHAT}",
        r"<\|[a-z_]{2,20}\|>",  # how chat models are told who speaks
        rf"(?:{_ORDERED}|\b(?:please|and\s+always|always)\s+){_SAY}{_WHOM}{_ADVERB}{_WHAT}",
        rf"(?:[,:]\s+|\b(?:assistant|ai|model|reader|chatbot)\W+){_FURTHER}{_WHOM}{_ADVERB}{_WHAT}",
        rf"{_BEGINS}(?:ignore|disregard|forget)\b.*\band\s+(?:{_MANNER}\s+)*{_SAY}{_WHOM}{_WHAT}",
        rf"(?:{_ORDERED}|{_BEGINS})(?:answer|reply|respond)\s+with\b",
        r"\b(?:ignore|disregard|forget)\s+(?:(?:all|any|every|everything|the|of|these|those|your"
        r"|what)\s+)*(?:previous|above|prior|earlier|preceding|foregoing|other|former)\b",
        r"\b(?:ignore|disregard|forget)\s+(?:(?:all|any|the|your|these|everything)\s+)+"
        r"(?:instructions?|rules?|prompts?|guidelines|you\s+(?:were|have\s+been)\s+told)\b",
        rf"{_BEGINS}from\s+now\s+on,?\s+(?:you\s+(?:are|will|only)|please|always|only|never|every\s+answer|{_SAY})\b",
        rf"{_BEGINS}you\s+are\s+now\b",
        rf"{_BEGINS}as\s+an?\s+(?:ai|artificial\s+intelligence|(?:ai\s+)?(?:assistant|language\s+model|chatbot))(?:,|\s+you\b)",
        rf"{_BEGINS}(?:act|behave|respond|answer)\s+as\s+(?:an?|if|though|the)\b",
        rf"{_BEGINS}pretend\s+(?:to|that|you)\b",
        r"^\W{0,9}(?:system|assistant|ai|user|human|instructions?|prompt|new\s+task)\s*(?:prompt|message)?:",
        r"(?:^|[.!?\n]\s*)\W{0,4}\[?(?:system|assistant|user)\]?\s*:\s",
        r"\bif\s+(?:anyone|anybody|someone|somebody|the\s+(?:user|reader)|a\s+user|you\s+are|you['’]re)"
        r"\s+(?:ever\s+)?ask(?:s|ed)?\b",
        r"\b(?:when|whenever)\s+(?:asked|you\s+are\s+asked|(?:the|a)\s+user\s+asks)\b[^.]*,"
        rf"\s*(?:{_MANNER}\s+)*{_SAY}\b",
        r"\b(?:the|your)\s+(?:(?:correct|only|right|true|proper|final|expected)\s+)+(?:answer|reply|response)\b"
        r"(?:\s+to\s+[^.,;]{1,80}?)?\s+(?:is|must|should|has\s+to|will)\b",
        r"\b(?:the|your)\s+(?:answer|reply)(?:\s+to\s+[^.,;]{1,80}?)?\s+(?:must\s+be|should\s+be|has\s+to\s+be)\b",
        rf"{_BEGINS}(?:the|your)\s+(?:answer|reply|response)\s+to\s+[^.]{{0,80}}?\sis\b",
        r"\bnote\s+(?:to|for)\s+(?:the\s+|any\s+|all\s+)*(?:ai|language\s+)?"
        r"(?:models?|assistants?|readers?|ai|llms?|chatbots?|bots?|machines?)\s*[:,.—–-]",
    )
)
_LONGEST = 20_000
"""Characters of a quote that are looked at."""


def instruction(quote: str) -> str | None:
    """Return the words by which `quote` tells somebody what to say; None if it does not."""
    text = one_line(quote[:_LONGEST])
    for pattern in _PATTERNS:
        found = pattern.search(text)
        if found:
            return found.group().strip(' \n,.;:"“(')
    return None

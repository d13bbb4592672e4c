"""Does a sentence of a model say that the documents don't answer?"""

import re

# A decline is short, and the patterns look for words far apart.
_LONGEST = 400

_GIVEN = r"(?:provided|given|available|retrieved|supplied|above|numbered|listed|cited|shown)"
_THINGS = (
    r"(?:documents?|passages?|sentences?|sources?|contexts?|texts?|articles?|information|excerpts?"
    r"|materials?|units?|references?|snippets?)"
)
# What the model was shown: "the documents", "any of the provided passages", "the context you gave
# me". Not "the text of the treaty" or "sources", which are of the world that an article tells of.
_SHOWN = (
    rf"(?:(?:(?:any|none|all) of )?(?:(?:the|these|those|this|your|my) (?:{_GIVEN} )*"
    rf"|(?:{_GIVEN} )+){_THINGS}|documents|passages|context|information(?= {_GIVEN}))"
    rf"(?: (?:{_GIVEN}|here|(?:that )?(?:is|are|was|were) {_GIVEN}"
    rf"|(?:that )?(?:you|I) (?:have )?(?:provided|given|shared|gave|have|was given))"
    rf"(?: (?:to me|here))?)?\b"
    r"(?! (?:of|by|from|between|on|signed|published)\b)"
)
_IN_THEM = rf"(?:in|by|from|within|with|using|on|among|to) {_SHOWN}"
_SAY = (
    r"(?:say|mention|state|provide|contain|specify|indicate|include|give|tell|address|answer"
    r"|discuss|describe|explain|reveal|cover|offer|name|identify|list|report|disclose|clarify|show"
    r"|detail|refer to|speak of|appear|seem|make (?:any )?(?:mention|clear)"
    r"|have (?:any |enough |the |sufficient )?(?:information|details?|answer|mention))"
)
_SAID = (
    r"(?:mentioned|stated|specified|provided|given|found|included|contained|described|addressed"
    r"|discussed|indicated|disclosed|available|explained|covered|named|identified|listed|present"
    r"|said|answered|reported|clear|known)"
)
_ANSWERED = (
    r"(?:answered|determined|found|inferred|established|known|told|derived|identified|concluded)"
)
_KNOWLEDGE = r"(?:information|details?|mention|answer|reference|indication|evidence|data)"
_NO = r"(?:no|not enough|not any|insufficient|nothing)"
_ADVERB = r"(?: (?!only)\w+ly| even)?"
_END = r"[.!]?$"


def _begins(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.IGNORECASE)


_PREAMBLE = _begins(
    rf"(?:(?:unfortunately|however|sorry|i['’]m sorry|i am sorry|i apologi[sz]e|regrettably"
    rf"|(?:based |according )?{_IN_THEM}),? (?:but )?|no, )+"
)
# The present tense tells them from "The statement did not say what the military would do".
_DECLINES = _begins(
    rf"{_SHOWN} (?:(?:do|does|can)(?: not|n['’]t)|cannot|never|fails? to){_ADVERB} {_SAY}\b",
    rf"{_SHOWN} (?:say nothing|says nothing|(?:is|are) silent|lacks?\b)",
    rf"{_SHOWN} (?:contain|provide|give|make|have|ha|offer|include)s? {_NO}\b",
    rf"(?:no|none of|neither of) {_SHOWN} (?:{_SAY}(?:e?s)?|has)\b",
    rf"no (?:document|passage|sentence|source|context|text|article|unit) (?:{_SAY}(?:e?s)?|has)\b",
    rf"nothing {_IN_THEM}",
    rf"there(?: is| are|['’]s) {_NO} (?:\w+ )?(?:information|mention|answer|details?)\b",
    r"there (?:is|are)n['’]t (?:any|enough) (?:\w+ )?(?:information|mention|answer|details?)\b",
    rf"(?:no|insufficient|not enough) (?:\w+ )?{_KNOWLEDGE}"
    rf"(?:{_END}|.* (?:is|are|was) (?:available|provided|given|found)\b)",
    rf"(?:.* )?(?:is|are)(?: not|n['’]t){_ADVERB} (?:mentioned|stated|specified){_END}",
    rf"it(?: is|['’]s)(?: not|n['’]t){_ADVERB} (?:mentioned|stated|specified)\b",
    rf"not{_ADVERB} {_SAID}{_END}",
    rf"(?:unknown|unanswerable|n/a){_END}",
    rf"(?:.* )?(?:cannot|can not|can['’]t|could not) be{_ADVERB} (?:answered|determined|inferred)"
    rf"{_END}",
    r"(?:the|this|your) question (?:cannot|can not|can['’]t) be answered\b",
    r"it(?: is|['’]s) (?:not possible|impossible) to (?:answer|determine|tell|say)\b",
    rf"i (?:do not|don['’]t|cannot|can['’]t|can not|could not|couldn['’]t|(?:am|was) unable to"
    rf"|(?:am|was) not able to){_ADVERB} (?:know|find|answer|determine|say|tell|see|have|provide"
    r"|locate|identify)\b",
    r"i(?: am|['’]m) (?:not sure|not certain|unable to|not able to)\b",
)
# These are a decline where the sentence names what the model was shown.
_DECLINES_IN_PLACE = _begins(
    rf"there(?: is| are|['’]s) {_NO}\b",
    rf"(?:no|insufficient|not enough) (?:\w+ )?{_KNOWLEDGE}\b",
    rf"(?:.* )?(?:is|are|was|were)(?: not|n['’]t){_ADVERB} {_SAID}\b",
    rf"not{_ADVERB} {_SAID}\b",
    rf"(?:.* )?(?:cannot|can not|can['’]t|could not|couldn['’]t) be{_ADVERB} {_ANSWERED}\b",
    r"it(?: is|['’]s) (?:not possible|impossible|unclear|not clear|unknown)\b",
)
_PLACE = re.compile(rf"\b{_IN_THEM}", re.IGNORECASE)
# "There is no information about the dead, the ministry said."
_REPORTED = re.compile(r"[,”\"] (?:\w+ ){0,4}(?:said|says|told|added|announced)\b", re.IGNORECASE)


def declines(text: str) -> bool:
    """Say whether the sentence `text` tells that the documents don't answer the question.

    "The documents don't say when it ended, but it began in 1988." does; what someone in an article
    did not say does not.
    """
    if len(text) > _LONGEST or _REPORTED.search(text):
        return False
    said = text.strip()
    preamble = _PREAMBLE.match(said)
    begin = preamble.end() if preamble else 0
    if _DECLINES.match(said, begin):
        return True
    return bool(_DECLINES_IN_PLACE.match(said, begin) and _PLACE.search(said))

"""Closed classes of English words that several of the rules need."""

import re

BE = "is|are|was|were"
MODAL = "can|could|may|might|must|should|will|would"
WHEN = (
    r"when|(?:in |during )?(?:what|which) (?:year|month|century|decade)"
    r"|on (?:what|which) (?:date|day)"
)
"""What a question of time begins with."""

MONTHS = (
    "January February March April May June July August September October November December"
).split()
MONTH = rf"(?:{'|'.join(MONTHS)})"

NOT_BEFORE_A_VERB = frozenset(
    "the a an of in on at to for by with from and or his her its their this that these those no"
    " many much most some any all would could should will may might must can not never two three"
    " four five six first last new old same other".split()
)
LAST_PREPOSITION = re.compile(r" (?:of|to|from|for|with|by|in|on|at|into|after|as|about|against)$")
VAGUE_NOUN = re.compile(
    r"^(?:type|types|kind|kinds|sort|season|rank|time|times|form|role|position|title|job"
    r"|percentage|percent|other|else|is|are|was|were|did|does|do|has|have|had|can|could|may|would"
    r"|will|should|happens|happened|about|if)\b"
)
"""Asked of these, the answer alone does not say what it is."""

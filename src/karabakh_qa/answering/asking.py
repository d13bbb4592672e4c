"""The wordings in which a question is put to the reader.

A reader trained on plain questions stumbles over greetings, preambles, corrections and keywords.
All of this is English; a question in another language is read as it stands.
"""

import re
from unicodedata import name

from karabakh_qa.answering.corrections import corrected
from karabakh_qa.support import one_line
from karabakh_qa.wording import content_words, words

QUESTION_WORDS = frozenset("what who whom whose which when where why how".split())
SLIPS = {
    "whats": "what",
    "whos": "who",
    "wheres": "where",
    "hows": "how",
    "wich": "which",
    "wen": "when",
}
"""How question words are also typed."""
_ASKING = QUESTION_WORDS | {"if", "whether"}
"""What a wish to know may begin with: "I wonder if"."""
AUXILIARIES = frozenset(
    """is are was were am do does did has have had can could will would shall should may might
    must isn aren wasn weren don doesn didn hasn haven hadn couldn wouldn""".split()
)
IMPERATIVES = frozenset(
    """name list cite describe explain define give identify state summarize summarise compare
    mention find tell show""".split()
)
DETAIL_NOUNS = frozenset(
    """position role job title name location place capital country city date year day time number
    population size length area cost price cause reason result meaning age author founder leader
    ally status start end profession nationality language basis purpose""".split()
)
"""Nouns that name a detail: "ally" in "azerbaijan main ally" is asked for, not to be described."""

_SENTENCE_END = re.compile(
    r"(?<=[?!])\s+|\n+|(?<=[.…])(?<!\b\w\.)(?<!\b(?:[MDJS]r|Ms|[Ss]t|[Vv]s|[Nn]o)\.)\s+"
    r"(?=[\"'“(]?(?:[A-Z0-9]|(?:what|who|which|when|where|why|how|can|could|please|tell|so)\b))"
)
"""Where a sentence may end; `_goes_on` knows more."""
_TITLE = re.compile(r"\b[A-Z][a-z]{1,3}\.$")
_CLAUSE_END = re.compile(r"[:;,]\s+|\s+[-–—]+\s+")
_PERSONAL = re.compile(
    r"(?!(?i:if|when|after|before|since|in|on|at|during|while)\b)"
    r".*\b(?:[Ii]|[Ii]m|[Ww]e|[Mm]y|[Oo]ur|me|us)\b"
)
"""A clause about the one who asks says nothing that the reader needs."""

_OPENING = re.compile(
    r"(?:(?:hi|hello|hey)(?: there)?|good (?:morning|afternoon|evening)|thanks|thank you|"
    r"so(?! far)|anyway|anyhow|well|ok|okay|right|now|and|but|also|then|u[hm]+|actually|"
    r"basically|please|sorry|excuse me|(?:one |quick |a )*question)(?:\s*[,:;.!…–—-]+)?\s+",
    re.IGNORECASE,
)
"""What comes before a question and is no part of it."""
_ASIDE = r"(?:(?:please|kindly|possibly|maybe|just|really|also|happen to) )*"
_KNOW = r"(?:know|find out|learn|understand|ask|hear|figure out)"
_REQUEST = re.compile(
    rf"(?:(?:can|could|would|will) (?:you|u) {_ASIDE}(?:tell|explain|show|remind|give|say|help)"
    rf"(?: to)?(?: me| us)?(?: {_KNOW})?|(?:do|would|did) (?:you|u) {_ASIDE}know|"
    r"(?:do you have )?any idea|"
    rf"(?:what )?(?:i|we)(?:['’]?d| would)? {_ASIDE}(?:like|love|want|need|have)"
    rf" to {_KNOW}(?: is)?|"
    rf"i(?: was|['’]m| am)? (?:wonder(?:ing)?|curious|asking|trying to {_KNOW}|looking for)|"
    rf"{_ASIDE}(?:tell|remind|show|give) (?:me|us)|let (?:me|us) know|(?:my|the) question is|"
    r"does (?:it|(?:the|this) \w+) (?:say|mention|state|tell|explain)(?= wh| how))[,:]?\s+",
    re.IGNORECASE,
)
"""How an answer is asked for: what follows may be a question or only what is wished."""
_CLOSING = re.compile(
    r"(?:,|\s[-–—])\s+(?:does (?:it|(?:the|this) \w+) say(?: so)?|can you help(?: me)?|please|"
    r"thanks|thank you|(?:do )?you know|any ideas?)\s*[?.!]*$",
    re.IGNORECASE,
)
_NOT_ASKED = frozenset(
    "help idea ideas thanks thank article text document anything something".split()
)
_POINTING = frozenset("he she it they him her them his their its this that these those".split())
_SUBJECTS = frozenset("he she it they".split())
_SAYING = frozenset("say mention state tell that".split())
"""Words after "does it" or "is it" with which nothing is meant: "does it say", "is it that"."""

_KEYWORDS_AT_MOST = 8
_NOT_IN_KEYWORDS = (
    AUXILIARIES | QUESTION_WORDS - {"who"} | SLIPS.keys() | frozenset("i you we me us".split())
)


def wording(question: str) -> str:
    """Return `question` as a reader that knows plain questions understands it best; never blank.

    It is the part that asks if that can be understood alone, else the whole, without what the
    speaker took back. Keywords become a wish to know what they stand for. To read the original too
    and take the better result gained nothing; docs/decisions.md.
    """
    whole, asked = one_line(question), asking_part(question)
    if not whole:
        return "What is said?"
    if not _is_keywords(whole) and asked != whole and not _stands_alone(asked):
        asked = whole
    return corrected(asked) or asked


def asking_part(question: str) -> str:
    """Return the part of `question` that asks, on one line: all of it if it is a plain question.

    Greetings, preambles and "could you tell me" are left out; keywords are made a question.
    """
    whole = one_line(question)
    if _is_keywords(whole):
        return _wish(whole)
    sentences = _sentences(question)
    parts = [part for sentence in sentences if (part := _asked(sentence))]
    alone = [part for part in parts if _stands_alone(part)]
    return (alone or parts or [_mentioned(sentences) or whole])[-1]


def opens_a_question(text: str) -> bool:
    """Say whether `text` begins as a question or a request does."""
    said = [SLIPS.get(word, word) for word in words(text)[:3]]
    if not said:
        return False
    if said[0] in QUESTION_WORDS | AUXILIARIES | IMPERATIVES:
        return True
    return any(word in QUESTION_WORDS - {"when", "where"} for word in said[1:])


def _sentences(question: str) -> list[str]:
    """Return the sentences of a question, each on one line; none is empty."""
    lines: list[str] = []
    for piece in _SENTENCE_END.split(question):
        line = one_line(piece)
        if lines and line and _goes_on(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        elif line:
            lines.append(line)
    return lines


def _goes_on(before: str, line: str) -> bool:
    """Say whether no sentence ends here: after a title, or where only a line was broken."""
    return bool(_TITLE.search(before)) or (line[0].islower() and before[-1].isalnum())


def _asked(sentence: str) -> str | None:
    """Return what `sentence` asks, without what leads up to it, or None if it asks nothing."""
    closed = _CLOSING.sub("?", sentence)
    if _says_nothing(closed):
        return None
    stripped = _without_opening(closed)
    if not opens_a_question(stripped) and (tail := _tail(stripped)):
        return tail
    return stripped if _still_asks(stripped) or opens_a_question(stripped) else None


def _without_opening(sentence: str) -> str:
    """Return `sentence` without greeting, connective and request, if a question remains."""
    rest = sentence
    while (opening := _OPENING.match(rest)) and opening.end() < len(rest):
        rest = rest[opening.end() :]
    request = _REQUEST.match(rest)
    if request:
        wish = rest[request.end() :]
        asks = _ASKING & set(words(wish)) and _still_asks(wish)
        rest = wish if asks or opens_a_question(wish) else _wished(wish) or rest
    return rest if _still_asks(rest) or opens_a_question(rest) else sentence


def _still_asks(rest: str) -> bool:
    """Say whether what is left without its opening is a question, in whatever order of words."""
    return rest.endswith("?") or bool(_ASKING & set(words(rest)[:2]))


def _wished(wish: str) -> str | None:
    """Return the question for what follows "tell me": "the names" or "about the war"."""
    bare = wish.rstrip(" ?.!")
    if about := re.match(r"(?:(?:more|anything|something) )?about (.+)", bare, re.IGNORECASE):
        return f"What is said about {about[1]}?"
    if noun := re.match(r"(?:the|a|an) (\w+)", bare, re.IGNORECASE):
        plural = noun[1].endswith("s") and not noun[1].endswith(("ss", "us", "is"))
        return f"What {'are' if plural else 'is'} {bare}?"
    return None


def _tail(sentence: str) -> str | None:
    """Return the question at the end of a sentence that begins with the one who asks."""
    tails = []
    for end in _CLAUSE_END.finditer(sentence):
        tail = _without_opening(sentence[end.end() :])
        if _still_asks(tail) and _PERSONAL.match(sentence[: end.start()]):
            tails.append(tail)
    alone = [tail for tail in tails if _stands_alone(tail)]
    impersonal = [tail for tail in alone if not _PERSONAL.match(tail)]
    return [*tails[-1:], *alone[-1:], *impersonal[:1]][-1] if tails else None


def _mentioned(sentences: list[str]) -> str | None:
    """Return what someone wonders about who asks nothing: "We have to say what it means"."""
    for sentence in reversed(sentences):
        asked = re.search(r"\b(?:what|who|which|why|how)\b.*", sentence)
        if asked and _PERSONAL.match(sentence) and len(content_words(asked.group())) > 2:
            return asked.group()
    return None


def _says_nothing(sentence: str) -> bool:
    return not set(content_words(sentence)) - _NOT_ASKED


def _stands_alone(part: str) -> bool:
    """Say whether `part` can be understood without what was said before it."""
    content = [word for word in content_words(part) if word not in _NOT_ASKED]
    if len(content) < 2 or _REQUEST.match(part):
        return False
    said = words(part)
    subjects = zip(said, said[1:], [*said[2:], ""], strict=False)
    if any(a in AUXILIARIES and b in _SUBJECTS and c not in _SAYING for a, b, c in subjects):
        return False
    return _POINTING.isdisjoint(said[: said.index(content[0])])


def _is_keywords(text: str) -> bool:
    """Say whether `text` is no sentence but the words of a search."""
    said = words(text)
    if not said or len(said) > _KEYWORDS_AT_MOST or text.endswith(("?", ".", "!")):
        return False
    if said[0] in QUESTION_WORDS | IMPERATIVES | _POINTING or _OPENING.match(text):
        return False
    if _says_nothing(text):
        return False
    return _NOT_IN_KEYWORDS.isdisjoint(said) and _is_latin(text)


def _is_latin(text: str) -> bool:
    return all(name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())


def _wish(keywords: str) -> str:
    """Return a question for `keywords`: for the detail that they name, or for what they are."""
    said = words(keywords)
    if "of" in said[1:] or (len(said) > 1 and said[-1] in DETAIL_NOUNS):
        article = "" if said[0] in {"the", "a", "an"} else "the "
        return f"What is {article}{keywords}?"
    return f"What is {keywords}?"

"""A fragment of a question -> the last question with the new part in."""

from collections.abc import Iterator
from dataclasses import dataclass

from karabakh_qa.answering.followups.english import (
    AUXILIARY,
    BE_FORMS,
    FUNCTION,
    PREPOSITIONS,
    QUESTION,
    Token,
    tokens,
)
from karabakh_qa.answering.followups.fragments import EXAMPLES, OPENING, Fragment, Gap
from karabakh_qa.answering.followups.memory import Memory
from karabakh_qa.answering.followups.mentions import Mention, Sort, mentions

LONGEST_ANSWER = 160
"""Characters of an answer that can be asked about as a whole ("Why is it that ...?")."""
_NOT = {"can": "can't", "will": "won't", "shall": "shan't", "am": "aren't"}


def completions(part: Fragment, memory: Memory) -> list[str]:
    """Return whole questions for a fragment, the likeliest first."""
    last = memory.questions[-1].strip().rstrip(" ?.!")
    makers = {
        Gap.CLAUSE: _with_question_word,
        Gap.REST: _with_phrase,
        Gap.ELSE: _with_else,
        Gap.MORE: _with_more,
        Gap.TOPIC: _with_topic,
    }
    made = (f"{text[0].upper()}{text[1:]}?" for text in makers[part.gap](part.text, last, memory))
    return list(dict.fromkeys(made))


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question in two: what it asks for ("how long"), and the rest from the verb on."""

    asks: str
    rest: str
    verb: Token | None


def _parts(last: str) -> _Parts:
    opening = OPENING.match(last)
    last = last[opening.end() :] if opening else last
    said = tokens(last)
    if not said:
        return _Parts("", last, None)
    verb = next((t for t in said if t.lower in AUXILIARY), None)
    words = [token.lower for token in said[:2]]
    if words[0] in QUESTION or (words[0] in PREPOSITIONS and words[-1] in QUESTION):
        if verb is not None and verb.start > 0:
            return _Parts(last[: verb.start].strip(), last[verb.start :], verb)
        return _Parts(said[0].text, last[said[0].end :].strip(), None)
    return _Parts("", last, verb if verb is not None and verb.start == 0 else None)


def _with_question_word(word: str, last: str, memory: Memory) -> Iterator[str]:
    parts = _parts(last)
    verb = parts.verb
    if verb is not None:
        asks = parts.asks.lower()
        if asks not in {"what", "who", "whom", "which"} or verb.lower in BE_FORMS:
            yield _asked_with(word, parts.rest, verb)
    elif parts.asks:
        for name in _names(memory)[:2]:
            yield f"{word} was it that {name} {parts.rest}"
    answer = memory.answer.rstrip(" .!?")
    if 0 < len(answer) <= LONGEST_ANSWER and "\n" not in answer:
        yield f"{word.removesuffix(' not')} is it that {_inside(answer)}"


def _asked_with(word: str, rest: str, verb: Token) -> str:
    if word.lower().endswith(" not"):
        negated = _NOT.get(verb.lower, f"{verb.lower}n't")
        return f"{word[:-4]} {negated}{rest[len(verb.text) :]}"
    return f"{word} {rest[0].lower()}{rest[1:]}"


def _names(memory: Memory) -> list[str]:
    named = [r for r in memory.recalled if r.age == 0 and not r.asked and r.mention.is_name]
    return [
        r.mention.text for r in sorted(named, key=lambda r: r.place) if r.mention.sort != "time"
    ]


def _inside(sentence: str) -> str:
    """Return a sentence as it stands inside of another: "In 2022" becomes "in 2022"."""
    first = tokens(sentence)[0]
    return sentence[0].lower() + sentence[1:] if first.lower in FUNCTION else sentence


def _with_phrase(phrase: str, last: str, memory: Memory) -> Iterator[str]:
    first = tokens(phrase)[0].lower
    found = [m for m in mentions(last, asked=True) if m.start > 0]
    new = mentions(phrase, asked=True)
    sort = next((m.sort for m in new), Sort.THING)
    named = any(m.is_name for m in new)
    alike = [m for m in found if m.is_name is named and m.sort is not Sort.TIME]
    same = [m for m in found if m.sort is sort] if sort is Sort.TIME else alike
    if first in PREPOSITIONS:
        for old in same[:1]:
            if (start := _preposition_before(last, old)) is not None and old.sort is sort:
                yield f"{last[:start]}{phrase}{last[old.end :]}"
        yield f"{last} {phrase}"
        return
    for old in [*same, *(m for m in found if m not in same)]:
        yield f"{last[: old.start]}{phrase}{last[old.end :]}"
    yield f"What is said about {phrase}"


def _preposition_before(text: str, mention: Mention) -> int | None:
    before = [t for t in tokens(text) if t.end <= mention.start]
    return before[-1].start if before and before[-1].lower in PREPOSITIONS else None


def _with_else(word: str, last: str, memory: Memory) -> Iterator[str]:
    parts = _parts(last)
    if parts.asks.lower() == word.lower():
        yield f"{word} else {parts.rest}"
    yield from _with_more(word, last, memory)


def _with_more(text: str, last: str, memory: Memory) -> Iterator[str]:
    asks = "What are examples of" if EXAMPLES.fullmatch(text) else "What else is said about"
    for topic in _topics(memory):
        yield f"{asks} {topic.definite}"


def _with_topic(text: str, last: str, memory: Memory) -> Iterator[str]:
    for topic in _topics(memory):
        if topic.sort in {Sort.THING, Sort.PLACE, Sort.TIME}:
            yield f"{text} in {topic.definite}"
        elif "happen" in text:
            yield f"{text} to {topic.definite}"
        else:
            yield f"{text} with {topic.definite}"


def _topics(memory: Memory) -> list[Mention]:
    """Return what the last questions were about: the longest phrases, the newest first."""
    found = [
        each.mention
        for each in sorted(memory.recalled, key=lambda r: (r.age, not r.asked, r.place))
        if each.asked
    ]
    whole = [
        m for m in found if not any(m is not o and f"{m.text} " in f"{o.text} " for o in found)
    ]
    return whole[:3]

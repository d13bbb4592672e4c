"""The opposite: "not", "never", "failed to" put in, or a negation taken out."""

import re
from random import Random

from statements.true import TrueStatement
from statements.verbs import is_participle, past_forms, present_forms

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|can|could|may|might|must|should|will|would)\b")
_NEGATIVE = re.compile(
    r"\b(?:not|never|no|nor|neither|none|nothing|without|cannot|\w+n't)\b", re.IGNORECASE
)
_REMOVED = (
    (
        re.compile(
            r"\b(is|are|was|were|can|could|may|must|should|will|would|has|have|had)(?: not|n't) "
        ),
        r"\1 ",
    ),
    (re.compile(r"\bcannot "), "can "),
    (re.compile(r"\bnever "), ""),
    (re.compile(r"\bwithout "), "with "),
)
_NOUN_BEFORE = frozenset("the a an of in on at to for by with and or his her its their".split())


def negated(true: TrueStatement, random: Random) -> str | None:
    """Return the statement turned into its opposite; None where it is not sure how."""
    if _NEGATIVE.search(true.sentence):
        return _without_negation(true.sentence)
    ways = [
        way for way in (_after_auxiliary, _before_verb, _with_no) if way(true.sentence, Random(0))
    ]
    return random.choice(ways)(true.sentence, random) if ways else None


def _without_negation(text: str) -> str | None:
    if len(_NEGATIVE.findall(text)) != 1:
        return None
    for pattern, instead in _REMOVED:
        changed, count = pattern.subn(instead, text, count=1)
        if count:
            return changed
    return None


def _after_auxiliary(text: str, random: Random) -> str | None:
    found = list(_AUXILIARY.finditer(text))
    if len(found) != 1 or re.match(r"(?:There|Only|Few)\b", text):
        return None
    word, end = found[0][0], found[0].end()
    be = word in {"is", "are", "was", "were"}
    follows = text[end:].split()[:1]
    choices = [" not", " not"]
    if be:
        choices += ["n't"]
    if be and follows and is_participle(follows[0].strip(".,")):
        choices += [" never", " never"] if word in {"was", "were"} else [" no longer"]
    if word in {"can", "may", "must", "should", "will", "would"}:
        choices += [" never"] if word != "can" else []
    added = random.choice(choices)
    if word == "can" and added == " not":
        return text[:end] + "not" + text[end:]
    return text[:end] + added + text[end:]


def _before_verb(text: str, random: Random) -> str | None:
    if _AUXILIARY.search(text) or re.search(r"\b(?:has|have|had|did|does|do)\b", text):
        return None
    words = text.split()
    found = [
        (i, word)
        for i, word in enumerate(words)
        if i
        and (word in past_forms() or word in present_forms())
        and words[i - 1].lower() not in _NOUN_BEFORE
    ]
    if len(found) != 1:
        return None
    i, word = found[0]
    if word in past_forms():
        verb = past_forms()[word]
        forms = [
            f"did not {verb}",
            f"didn't {verb}",
            f"never {word}",
            f"failed to {verb}",
            f"refused to {verb}",
        ]
        forms = forms if re.match(r"\W*[A-Z]", text) and " by " not in text else forms[:3]
        new = random.choice(forms[: 4 if random.random() < 0.5 else 3])
    else:
        verb = present_forms()[word]
        new = random.choice([f"does not {verb}", f"doesn't {verb}", f"never {word}"])
    return " ".join([*words[:i], new, *words[i + 1 :]])


def _with_no(text: str, _: Random) -> str | None:
    """There were 12 people -> there were no people; 12 people died -> no people died."""
    there = re.match(r"(There (?:is|are|was|were)) [\w.,-]+(?: million| billion)? (?=[a-z])", text)
    if there:
        return f"{there[1]} no {text[there.end() :]}"
    with_ = re.search(r"(?<!ing )(?<!\w\wed )\bwith (?=[a-z])", text)
    return f"{text[: with_.start()]}without {text[with_.end() :]}" if with_ else None

"""Whether a sentence takes what belongs to somebody for the one to whom it belongs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from karabakh_qa.answering.facts.clauses import is_mutual, places, same_form
from karabakh_qa.answering.facts.known_names import OF_PERSONS
from karabakh_qa.answering.facts.makers import made_its_maker
from karabakh_qa.answering.facts.names import name_runs
from karabakh_qa.answering.facts.text import Text, Token
from karabakh_qa.answering.facts.voices import ARTICLES, BE

Run = tuple[Token, ...]
_FIRST_OR_LAST = {"last": True, "family": True, "first": False, "given": False}
"""Whether such a name stands behind the others."""
_OF = frozenset({"of", "for"})


def misheld(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return what of a name, or of whom, the quotes tell the other way round, else None."""
    return (
        _named_in_the_wrong_order(sentence, quotes)
        or _holder_and_held(sentence, quotes)
        or made_its_maker(sentence, quotes)
    )


def _named_in_the_wrong_order(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "last name of Smith is Ann" where the quotes have "Ann Smith"."""
    kind = next((t.low for t, name in pairwise(sentence.tokens) if name.low == "name"), "")
    if kind not in _FIRST_OR_LAST:
        return None
    for whose, name in _told_of(sentence, quotes):
        if whose[-1].low in OF_PERSONS:
            continue
        if name[-1].low in OF_PERSONS:
            return f"{kind} name {name[0].text}"
        first, second = (whose, name) if _FIRST_OR_LAST[kind] else (name, whose)
        orders = {
            one < other
            for quote in quotes
            for one in quote.places.get(first[0].root, ())
            for other in quote.places.get(second[0].root, ())
            if all(t.is_capital for t in quote.tokens[min(one, other) : max(one, other)])
        }
        if orders == {False}:
            return f"{kind} name of {whose[0].text} {name[0].text}"
    return None


def _told_of(sentence: Text, quotes: Sequence[Text]) -> Iterator[tuple[Run, Run]]:
    """Yield "Smith" and "Ann" for "Smith's name is Ann", and for "the name of Smith is Ann"."""
    runs = list(name_runs(sentence, quotes))
    for whose in runs:
        before = [t.low for t in sentence.tokens[max(0, whose[0].at - 2) : whose[0].at]]
        if whose[-1].possessive or "of" in before:
            yield from ((whose, name) for name in runs if name is not whose)


def _holder_and_held(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return "boss of Smith" for "the boss of Smith is Acme", where a quote has "boss of Acme"."""
    for whose, name in _told_of(sentence, quotes):
        between = sentence.tokens[min(whose[-1].at, name[-1].at) : max(whose[0].at, name[0].at)]
        if not any(t.low in BE for t in between):
            continue
        beside = sentence.following if whose[-1].possessive else sentence.preceding
        noun = next(iter(beside(whose[-1 if whose[-1].possessive else 0].at, 1)), None)
        if (
            noun is None
            or noun.is_capital
            or not any(whose[0].root in quote.roots for quote in quotes)
        ):
            continue
        owners = {
            token.root
            for quote in quotes
            for at in quote.places.get(noun.root, ())
            for token in _holder(quote, at)
        }
        is_known = bool(owners & {t.root for t in whose})
        is_near = whose[-1].possessive or sentence.tokens[noun.at + 1].low in _OF
        if not is_known and (
            owners & {t.root for t in name} or (is_near and _is_it(whose, noun, quotes))
        ):
            return f"{noun.text} of {whose[0].text}"
    return None


def _is_it(whose: Run, noun: Token, quotes: Sequence[Text]) -> bool:
    """Say whether a quote has the name itself for a noun: "director Smith", "Smith is director"."""
    if is_mutual(noun.low):
        return False
    return any(
        near and near[0].at in {place for t in whose for place in places(quote, t.root)}
        for quote in quotes
        for at in places(quote, noun.root)
        if same_form(quote.tokens[at], noun)
        for near in (quote.tokens[at + 1 : at + 2], _subject(quote, at))
    )


def _subject(quote: Text, at: int) -> Sequence[Token]:
    """Return the last word of the name in "Smith was the first director"."""
    before = quote.tokens[max(0, at - 4) : at][::-1]
    is_linked = any(t.low in BE for t in before)
    return [t for t in before if t.is_capital][:1] if is_linked else []


def _holder(text: Text, at: int) -> list[Token]:
    """Return the name in "boss of Acme", "Acme's boss" or "Acme boss"."""
    before = text.tokens[max(0, at - 4) : at][::-1]
    return owner(text, at) or list(takewhile(lambda t: t.is_capital, before))


def owner(text: Text, at: int) -> list[Token]:
    """Return the name in "boss of Acme" or "Acme's boss"."""
    after = text.tokens[at + 1 : at + 2]
    if after and after[0].low in _OF:
        behind = takewhile(lambda t: "," not in t.before, text.tokens[at + 2 : at + 7])
        return list(takewhile(lambda t: t.is_capital or t.low in ARTICLES, behind))
    if at and text.tokens[at - 1].possessive:
        return list(takewhile(lambda t: t.is_capital, text.tokens[max(0, at - 4) : at][::-1]))
    return []

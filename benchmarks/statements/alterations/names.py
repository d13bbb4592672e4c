"""Another name of the same kind: from the same article where there is one."""

import re
from collections.abc import Iterator
from functools import cache
from random import Random

from statements.true import TrueStatement

FIRST_NAMES = (
    "Adam Alan Albert Alexander Alfred Alice Andrew Anna Anne Anthony Antonio Arthur Barbara"
    " Ben Benjamin Betty Bill Brian Carl Carlos Caroline Catherine Charles Chris Christopher"
    " Daniel David Dennis Diana Donald Douglas Edward Edwin Elizabeth Ellen Emily Emma Eric"
    " Ernest Eugene Florence Frank Franklin Fred Frederick George Gerald Hannah Harold Harry"
    " Helen Henry Herbert Howard Hugh Ian Isaac Jack Jacob James Jane Jason Jean Jeff Jennifer"
    " Jessica Jim Joan Joe John Jonathan Joseph Josh Juan Julia Karl Kate Kenneth Kevin Larry"
    " Laura Lawrence Leonard Lewis Linda Lisa Louis Lucy Luke Margaret Maria Mark Martin Mary"
    " Matthew Max Michael Mike Nancy Nathan Nicholas Nick Nicole Oliver Oscar Patrick Paul"
    " Peter Philip Rachel Ralph Raymond Rebecca Richard Robert Roger Ronald Roy Ruth Ryan Sam"
    " Samuel Sandra Sarah Scott Sean Simon Sophie Stephen Steve Steven Stuart Susan Thomas Tim"
    " Timothy Tom Tony Victor Victoria Vincent Virginia Walter William"
).split()
_SURNAMES = (
    "Adams Baker Barnes Bennett Brooks Campbell Carter Clarke Collins Cooper Davies Edwards"
    " Evans Foster Graham Griffin Harris Henderson Hughes Jenkins Kelly Marshall Mason"
    " Mitchell Morgan Murray Palmer Parker Phillips Reynolds Richardson Russell Sanders"
    " Simpson Stewart Sullivan Turner Walker Watson Wright"
).split()
_COUNTRIES = (
    "Argentina Australia Austria Belgium Brazil Bulgaria Canada Chile China Croatia Cuba"
    " Denmark Egypt England Finland France Germany Greece Hungary India Indonesia Iran Iraq"
    " Ireland Israel Italy Japan Kenya Malaysia Mexico Morocco Nigeria Norway Pakistan Peru"
    " Poland Portugal Romania Russia Scotland Serbia Spain Sweden Switzerland Thailand Turkey"
    " Ukraine Vietnam Wales"
).split()
_PEOPLES = (
    "American Australian Austrian Belgian Brazilian British Canadian Chinese Danish Dutch"
    " Egyptian English French German Greek Hungarian Indian Irish Italian Japanese Mexican"
    " Norwegian Polish Portuguese Russian Scottish Spanish Swedish Swiss Turkish"
).split()
_CITIES = (
    "Amsterdam Athens Atlanta Baltimore Beijing Berlin Birmingham Boston Brussels Cairo"
    " Chicago Cleveland Dallas Denver Detroit Dublin Edinburgh Florence Glasgow Hamburg"
    " Houston Istanbul Lisbon Liverpool London Madrid Manchester Melbourne Miami Milan"
    " Montreal Moscow Munich Naples Oxford Paris Philadelphia Prague Rome Seattle Stockholm"
    " Sydney Tokyo Toronto Venice Vienna Warsaw Washington"
).split()
_NAME = re.compile(
    r"(?<![\w.!?:] )(?<!^)[A-Z][\w’'-]+(?: (?:of |de |von |van |the )?[A-Z][\w’'-]+)+"
)
PERSON = re.compile(r"\b(?P<first>[A-Z][a-z]+) (?:[A-Z]\. )?(?P<last>[A-Z][a-z]+)\b")


def other_name(true: TrueStatement, random: Random, document: str) -> str | None:
    """Return the statement with a name, or a part of one, changed; None where it has none."""
    ways = list(_ways(true, random, document))
    return _with_articles(random.choice(ways)) if ways else None


def _with_articles(text: str) -> str:
    """Mend "an German" and "a Irish"."""
    text = re.sub(r"\b([Aa])n (?=[B-DF-HJ-NP-TV-Z])", r"\1 ", text)
    return re.sub(r"\b([Aa]) (?=[AEIO])", r"\1n ", text)


def _ways(true: TrueStatement, random: Random, document: str) -> Iterator[str]:
    text = true.sentence
    people = [m for m in PERSON.finditer(text) if m["first"] in FIRST_NAMES]
    if people:
        person = random.choice(people)
        yield _part(text, person, "first", FIRST_NAMES, true.quoted, random)
        yield _part(text, person, "last", _SURNAMES, true.quoted, random)
        others = [n for n in _people(document) if not set(n.split()) & set(text.split())]
        if others:
            yield text.replace(person[0], random.choice(others), 1)
            yield text.replace(person[0], random.choice(others), 1)
    for names in (_COUNTRIES, _PEOPLES, _CITIES):
        there = [n for n in names if _has(text, n)]
        if there:
            old = random.choice(there)
            near = [
                n for n in names if _has(document, n) and not _has(true.quoted, n) and n not in text
            ]
            far = [n for n in names if not _has(true.quoted, n) and n not in text]
            yield re.sub(rf"\b{old}\b", random.choice(near or far), text, count=1)
    for old in _names(text):
        same_kind = [n for n in _names(document) if _same_kind(old, n) and n not in true.quoted]
        if same_kind:
            yield text.replace(old, random.choice(same_kind), 1)


def _part(
    text: str, person: re.Match[str], group: str, names: list[str], quoted: str, random: Random
) -> str:
    new = random.choice([n for n in names if n not in quoted])
    return text[: person.start(group)] + new + text[person.end(group) :]


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){name}(?![\w-]| [A-Z])", text) is not None


def _same_kind(one: str, other: str) -> bool:
    """Say whether two names differ in one part only: "Treaty of Rome" and "Treaty of Paris"."""
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


@cache
def _people(document: str) -> tuple[str, ...]:
    found = (m[0] for m in PERSON.finditer(document) if m["first"] in FIRST_NAMES)
    return tuple(dict.fromkeys(found))


@cache
def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_NAME.findall(text)))

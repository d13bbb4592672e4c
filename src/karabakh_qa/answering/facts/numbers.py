"""Whether the numbers of a sentence stand in its quotes: as much, of the same, as exactly."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, takewhile

from karabakh_qa.answering.facts.dates import dates
from karabakh_qa.answering.facts.numerals import Numeral, numerals
from karabakh_qa.answering.facts.text import Text, Token

_UNITS = {
    word: words.split()[0]
    for words in """percent percentage %|day days|week weeks|month months|year years yr yrs
hour hours hr hrs|minute minutes min|second seconds sec|decade decades|century centuries
kilometre kilometres kilometer kilometers km|metre metres meter meters|mile miles
centimetre centimetres centimeter centimeters cm|millimetre millimetres millimeter millimeters mm
foot feet ft|inch inches|yard yards|acre acres|hectare hectares ha|kilogram kilograms kg kilo kilos
gram grams|ton tons|tonne tonnes|pound pounds lb lbs £|ounce ounces oz|litre litres liter liters
gallon gallons|degree degrees °|dollar dollars $ usd|euro euros € eur|yen ¥|ruble rubles rouble
roubles ₽ rub|lira ₺|manat ₼|watt watts|kilowatt kilowatts kw|megawatt megawatts mw|volt volts
hertz hz|megahertz mhz|gigahertz ghz|kilobyte kb|megabyte megabytes mb|gigabyte gigabytes gb|mph
times time fold""".replace("\n", "|").split("|")
    for word in words.split()
}
_SIGNS = frozenset("$€£¥₽₺₼")
_MORE = (
    "more than|over|above|at least|exceeding|exceeded|exceeds|upwards of|greater than|no less than|"
    "no fewer than|not less than|minimum of|in excess of|surpassing|longer than|larger than|"
    "higher than|older than|a minimum of|beyond"
)
_LESS = (
    "less than|fewer than|under|below|up to|at most|nearly|almost|no more than|not more than|"
    "maximum of|a maximum of|limit of|limited to|"
    "as many as|as much as|smaller than|lower than|shorter than|"
    "younger than|just under|close to|within"
)
_ABOUT = "about|around|approximately|roughly|some|circa|an estimated|estimated at"
_LEAST_ROUNDED = 20
"""Numbers from which on "about" may stand for a rounded one."""
_HEDGES = [
    (tuple(words.split()), sign)
    for sign, phrases in ((">", _MORE), ("<", _LESS), ("~", _ABOUT))
    for words in phrases.split("|")
]
_LONGEST_HEDGE = 3
_APART = frozenset("later earlier before after previously".split())
_AGED = frozenset("age aged ages".split())
_OLDEST = 120
_LONGEST_ITEM = 6
"""Words of which one item of a list can be."""
_RANGING = frozenset("to and or".split())
_SAME_WORDS = {
    Decimal(1): frozenset("a an one only another each single sole alone per unique once".split()),
    Decimal(2): frozenset("both pair couple twice double twin twins dual bilateral duo".split()),
    Decimal(3): frozenset("trio triple triplets tripartite trilogy thrice threefold".split()),
    Decimal(4): frozenset("quartet quadruple quadrilateral fourfold".split()),
    Decimal("0.5"): frozenset("half halves halved halfway".split()),
}
_SAME_ORDINALS = {
    Decimal(1): frozenset(
        "initial initially original originally earliest inaugural debut debuted i 1 1st".split()
    ),
    Decimal(2): frozenset("ii 2 another runner secondary".split()),
    Decimal(3): frozenset("iii 3".split()),
    Decimal(4): frozenset("iv 4 quarter".split()),
    Decimal(5): frozenset("v 5".split()),
}
_SEVERAL_IS = frozenset("multiple several many numerous various both two three four five".split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what is counted: a unit in one spelling, the words behind it, and a hedge."""

    number: Numeral
    unit: str | None
    nouns: frozenset[str]
    hedge: str
    is_definite: bool
    of_century: bool


def unstated_number(sentence: Text, quotes: Sequence[Text]) -> str | None:
    """Return the first number of `sentence` that the first quote does not give, else None.

    The others may have it in a name: "Stage 3".
    """
    main, *others = quotes
    known = _amounts(main)
    in_dates = [(date.start, date.end) for date in dates(sentence)]
    for amount in _amounts(sentence):
        number = amount.number
        if any(start <= number.start < end for start, end in in_dates):
            continue
        if _is_in_a_name(sentence, number, others) or _is_years_apart(sentence, amount, main):
            continue
        if not (any(_fits(amount, other) for other in known) or _stands_in_words(amount, main)):
            return _written(sentence, number)
        if _counts_something_else(amount, known):
            return _written(sentence, number)
    return None


def _is_in_a_name(sentence: Text, number: Numeral, quotes: Sequence[Text]) -> bool:
    """Say whether a quote has the number beside the same capitalised word."""
    near = sentence.tokens[max(0, number.start - 1) : number.end + 1]
    named = {
        (one.low, other.low)
        for quote in quotes
        for one, other in pairwise(quote.tokens)
        if _is_named(one, other)
    }
    return any(
        (one.low, other.low) in named and _is_named(one, other) for one, other in pairwise(near)
    )


def _is_named(one: Token, other: Token) -> bool:
    """Say whether two words side by side may be of a name: "Stage 3", "mk200"."""
    is_joined = other.is_number and one.text.isalpha() and not other.before
    return one.is_capital or other.is_capital or is_joined


def _is_years_apart(sentence: Text, amount: Amount, quote: Text) -> bool:
    """Say whether "two years later" is what two years of the quote are apart."""
    behind = {token.low for token in sentence.tokens[amount.number.end + 1 :][:1]}
    if amount.unit != "year" or amount.hedge or not _APART & behind:
        return False
    years = {date.year for date in dates(quote) if date.year is not None}
    return any(other - amount.number.value in years for other in years)


def _amounts(text: Text) -> tuple[Amount, ...]:
    """Return the amounts of a text; in "5 to 10 km" both are of kilometres."""
    found = [_amount(text, number) for number in numerals(text)]
    for i, (one, other) in enumerate(pairwise(found)):
        between = text.tokens[one.number.end : other.number.start]
        if len(between) > 1 or any(token.low not in _RANGING for token in between):
            continue
        unit = other.unit or one.unit
        found[i], found[i + 1] = replace(one, unit=unit), replace(other, unit=unit)
    return tuple(found)


def _amount(text: Text, number: Numeral) -> Amount:
    tokens = text.tokens
    before = tokens[number.start - 1] if number.start else None
    unit: str | None
    if before is not None and before.text in _SIGNS:
        unit = _UNITS[before.text]
    else:
        following = [t.low for t in tokens[number.end : number.end + 2]]
        if following[:2] == ["per", "cent"]:
            unit = "percent"
        else:
            unit = next((_UNITS[word] for word in following if word in _UNITS), None)
            if unit is None and _is_age(text, number):
                unit = "year"
    if number.kind == "ordinal" and unit == "times":
        unit = None
    nouns = frozenset(token.root for token in takewhile(_is_counted, tokens[number.end :][:2]))
    after = tokens[number.end : number.end + 1]
    is_definite = before is not None and before.low in {"the", "these", "those"}
    of_century = bool(after) and after[0].low in {"century", "centuries"}
    return Amount(number, unit, nouns, _hedge(text, number), is_definite, of_century)


def _is_age(text: Text, number: Numeral) -> bool:
    """Say whether this is how old somebody is: "Kovacs, 44, said", "aged 44"."""
    if not 0 < number.value < _OLDEST or not number.start or number.kind != "cardinal":
        return False
    before = text.tokens[number.start - 1]
    if before.low in _AGED:
        return True
    after = text.tokens[number.end : number.end + 1]
    is_apart = "," in text.tokens[number.start].before and (not after or "," in after[0].before)
    return before.is_capital and is_apart


def _is_counted(token: Token) -> bool:
    return token.is_content and not token.is_number and not token.before.strip(" -")


def _hedge(text: Text, number: Numeral) -> str:
    start = number.start
    while start and text.tokens[start - 1].text in _SIGNS | {"a"}:
        start -= 1
    before = tuple(t.low for t in text.tokens[max(0, start - _LONGEST_HEDGE) : start])
    found = [
        (len(words), sign) for words, sign in _HEDGES if before[len(before) - len(words) :] == words
    ]
    after = [token.low for token in text.tokens[number.end : number.end + 3]]
    if not found and after[:2] == ["or", "more"]:
        return ">"
    return max(found)[1] if found else ""


def _fits(amount: Amount, other: Amount) -> bool:
    ours, theirs = amount.number, other.number
    if ours.kind == "scores" and theirs.kind == "cardinal":
        return 2 * ours.value <= theirs.value < 100 * ours.value
    if ours.kind == "decade":
        if theirs.kind == "decade":
            return ours.value in {theirs.value, theirs.value % 100}
        return theirs.kind == "cardinal" and ours.value <= theirs.value < ours.value + 10
    if {ours.kind, theirs.kind} == {"share", "cardinal"}:
        share, per_cent = sorted((amount, other), key=lambda each: each.number.kind != "share")
        return per_cent.unit == "percent" and share.number.value * 100 == per_cent.number.value
    if ours.kind != theirs.kind or amount.unit not in {None, other.unit}:
        return False
    if ours.value != theirs.value:
        return _is_rounded(amount, other)
    return not amount.hedge or amount.hedge in {other.hedge, "~"}


def _is_rounded(amount: Amount, other: Amount) -> bool:
    """Say whether "over 100" or "about 100" is said of 104."""
    ours, theirs = amount.number.value, other.number.value
    if other.hedge or theirs < _LEAST_ROUNDED or ours % 10:
        return False
    if amount.hedge == ">":
        return ours < theirs <= ours * Decimal("1.1")
    if amount.hedge == "<":
        return ours * Decimal("0.9") <= theirs < ours
    return amount.hedge == "~" and abs(ours - theirs) <= ours * Decimal("0.05")


def _stands_in_words(amount: Amount, quote: Text) -> bool:
    """Say whether the number stands in another word: "a pair" is two, "only" one."""
    number, words = amount.number, quote.lows
    if amount.hedge == ">" and number.value == 1:
        return bool(_SEVERAL_IS & words)
    if number.kind == "ordinal":
        return bool(_SAME_ORDINALS.get(number.value, frozenset()) & words) or (
            amount.of_century
            and any((date.year or 0) in _century(number.value) for date in dates(quote))
        )
    if amount.hedge or number.kind not in {"cardinal", "share"}:
        return False
    if number.value == 2 and amount.is_definite and 2 in _enumerated(quote):
        return True
    if number.value > 2 and number.value in _enumerated(quote):
        return True
    return bool(_SAME_WORDS.get(number.value, frozenset()) & words)


def _century(which: Decimal) -> range:
    return range(int(which) * 100 - 99, int(which) * 100 + 1) if 1 <= which <= 99 else range(0)


def _enumerated(quote: Text) -> frozenset[int]:
    """Return of how many names or numbers each list of the quote is: "Ada, Bela and Cecil".

    Of each also two: the last of a list may be all that is spoken of.
    """
    tokens = quote.tokens
    found = set()
    for token in tokens[1:-1]:
        after = tokens[token.at + 1]
        if token.low != "and" or not (after.is_capital or after.is_number):
            continue
        count, end = 1, token.at
        while end and (tokens[end - 1].is_capital or tokens[end - 1].is_number):
            count += 1
            item = tokens[max(0, end - _LONGEST_ITEM) : end]
            end = next((t.at for t in reversed(item) if "," in t.before), 0)
        found |= {2, count} if count > 1 else set()
    return frozenset(found)


def _counts_something_else(amount: Amount, known: Sequence[Amount]) -> bool:
    """Say whether the quotes count what is counted here only with other numbers."""
    if not amount.nouns or amount.number.kind != "cardinal":
        return False
    counted = [o for o in known if o.number.kind == "cardinal"]
    if any(_fits(amount, other) and not other.nouns for other in counted):
        return False
    here = [o for o in counted if o.nouns & amount.nouns]
    return bool(here) and not any(_fits(amount, other) for other in here)


def _written(text: Text, number: Numeral) -> str:
    return " ".join(token.text for token in text.tokens[number.start : number.end])

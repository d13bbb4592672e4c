"""The amounts of a text: a number with what it counts, and how exactly it is given."""

from dataclasses import dataclass
from itertools import takewhile

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
"""The units, each spelling with the first of its row."""
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
_HEDGES = [
    (tuple(words.split()), sign)
    for sign, phrases in ((">", _MORE), ("<", _LESS), ("~", _ABOUT))
    for words in phrases.split("|")
]
"""The words of each hedge, with ">", "<" or "~" for what it says."""
_LONGEST_HEDGE = 3
_AGED = frozenset("age aged ages".split())
_OLDEST = 120
"""Years above which a number is nobody's age."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what is counted.

    Attributes:
        number: the numeral.
        unit: its unit, in one spelling.
        nouns: the roots of the words behind it.
        hedge: ">" for at least or more, "<" for at most or less, "~" for about.
        is_definite: whether "the" or the like stands before it.
        of_century: whether it counts centuries.
    """

    number: Numeral
    unit: str | None
    nouns: frozenset[str]
    hedge: str
    is_definite: bool
    of_century: bool


def amounts(text: Text) -> tuple[Amount, ...]:
    """Return the amounts of a text, in order."""
    return tuple(_amount(text, number) for number in numerals(text))


def _amount(text: Text, number: Numeral) -> Amount:
    before = text.tokens[number.start - 1].low if number.start else ""
    following = text.tokens[number.end : number.end + 2]
    return Amount(
        number,
        _unit(text, number),
        nouns=frozenset(token.root for token in takewhile(_is_counted, following)),
        hedge=_hedge(text, number),
        is_definite=before in {"the", "these", "those"},
        of_century=bool(following) and following[0].low in {"century", "centuries"},
    )


def _unit(text: Text, number: Numeral) -> str | None:
    """Return in what the number measures; a sign stands before it, a word behind."""
    before = text.tokens[number.start - 1].text if number.start else ""
    if before in _SIGNS:
        return _UNITS[before]
    following = [token.low for token in text.tokens[number.end : number.end + 2]]
    if following == ["per", "cent"]:
        return "percent"
    unit = next((_UNITS[word] for word in following if word in _UNITS), None)
    if number.kind == "ordinal" and unit == "times":
        return None  # "the third time"
    return "year" if unit is None and _is_age(text, number) else unit


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
    """Return the sign of the longest hedge before the number: "no less than" over "less than"."""
    start = number.start
    while start and text.tokens[start - 1].text in _SIGNS | {"a"}:
        start -= 1
    before = tuple(t.low for t in text.tokens[max(0, start - _LONGEST_HEDGE) : start])
    found = [
        (len(words), sign) for words, sign in _HEDGES if before[len(before) - len(words) :] == words
    ]
    after = [token.low for token in text.tokens[number.end : number.end + 2]]
    if not found and after == ["or", "more"]:
        return ">"
    return max(found)[1] if found else ""

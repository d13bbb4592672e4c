"""Forms of one name: a country, its people, its capital, its initials, its spellings."""

import re
from functools import lru_cache

_ENDINGS = frozenset(
    """n an ans ian ians ean eans ese i is ish er ers s a ia y ic ism ist ists ite ites o os in ns
    kan ni nian nians lese vian ern erner e um on al uese istan stan istani ns nese""".split()
)
"""What a country's name and the words made from it end in, behind the part that they share."""
FAMILY = {
    name: family[0]
    for family in (
        words.split()
        for words in """france french frenchman frenchmen|netherlands dutch holland
britain british uk briton britons|switzerland swiss|greece greek greeks|spain spanish spaniard
denmark danish danes dane|ireland irish|wales welsh|turkey turkish turks turk turkiye
poland polish poles pole|sweden swedish swedes swede|finland finnish finns finn|czechia czech
us usa america american americans|eu europe european|soviet ussr soviets|kyiv kiev
thailand thai|iceland icelandic|england english|scotland scottish scots scot
norway norwegian norwegians|peru peruvian|cyprus cypriot|philippines filipino filipinos
rome roman romans|naples neapolitan|venice venetian|jew jews jewish judaism|islam muslim muslims
islamic|moscow muscovite|quebec quebecois|saint st|mount mt|fort ft|doctor dr|general gen
senator sen|governor gov|colonel col|captain capt|lieutenant lt|sergeant sgt|professor prof
junior jr|senior sr|company co|corporation corp|limited ltd|incorporated inc|brothers bros
avenue ave|department dept|university univ|versus vs v|kremlin russia russian russians
monaco monegasque|liverpool liverpudlian|glasgow glaswegian|manchester mancunian
nazi nazis nazism|shusha shushi|karabakh qarabag|fizuli fuzuli
jabrayil cabrayil
january jan|february feb|march mar|april apr|june jun|july jul|august aug|september sept sep
october oct|november nov|december dec""".replace("\n", "|").split("|")
    )
    for name in family
}
SEAT_OF = {
    word: family
    for family, words in (
        pair.split(" ", 1)
        for pair in """armenia yerevan|azerbaijan baku|georgia tbilisi|russia moscow kremlin
turkey ankara|iran tehran|us washington|britain london|france paris|germany berlin|china beijing
japan tokyo|ukraine kyiv kiev|israel jerusalem|india delhi|pakistan islamabad|eu brussels
spain madrid|italy rome|greece athens|poland warsaw|syria damascus|iraq baghdad|egypt cairo
austria vienna|hungary budapest|serbia belgrade|cuba havana|vietnam hanoi|canada ottawa""".replace(
            "\n", "|"
        ).split("|")
    )
    for word in words.split()
}
"""Capitals that stand for the government of a country."""
TOGETHER = {
    ("united", "states"): "us",
    ("united", "kingdom"): "britain",
    ("great", "britain"): "britain",
    ("soviet", "union"): "soviet",
    ("european", "union"): "eu",
}
ROMAN = {
    roman: frozenset(words.split())
    for roman, words in (
        ("i", "first 1 one"),
        ("ii", "second 2 two"),
        ("iii", "third 3 three"),
        ("iv", "fourth 4 four"),
        ("v", "fifth 5 five"),
        ("vi", "sixth 6 six"),
        ("vii", "seventh 7 seven"),
        ("viii", "eighth 8 eight"),
    )
}
_SOUNDS = (
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("x", "h"),
    ("q", "g"),
    ("w", "v"),
    ("ye", "e"),
    ("y", "i"),
)
"""Letters that one letter of another script or language is written with, and one for them."""
_LEAST_SPELLED = 5
"""Letters from which on names are one if only such letters differ."""
_LEAST_MISSPELT = 7
"""Letters from which on one wrong, missing or additional letter makes no other name."""
LEAST_SHARED = 4
"""Letters that two forms of one name begin with."""


def same_name(one: str, other: str) -> bool:
    """Say whether two plain words are forms of one name: "russia" and "russians"."""
    if one == other or FAMILY.get(one, one) == FAMILY.get(other, other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if longer == shorter + "a" and shorter.endswith("v"):
        return False  # a man's name and a woman's: "aliyev" and "aliyeva"
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < LEAST_SHARED or shared < min(len(one), len(other)) - 2:
        return False
    return all(rest in _ENDINGS or not rest for rest in (one[shared:], other[shared:]))


@lru_cache(maxsize=20_000)
def spelling(name: str) -> str:
    """Return what the ways to write one plain foreign name share: "aliyev" and "aliev"."""
    if len(name) < _LEAST_SPELLED:
        return name
    for letters, sound in _SOUNDS:
        name = name.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", name)


@lru_cache(maxsize=20_000)
def misspelt(one: str, other: str) -> bool:
    """Say whether only a letter within it sets a long plain name apart from another."""
    short, long = sorted((len(one), len(other)))
    if short < _LEAST_MISSPELT - 1 or long < _LEAST_MISSPELT:
        return False
    one, other = sorted((spelling(one), spelling(other)), key=len)
    if len(other) - len(one) > 1:
        return False
    at = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    if at in {0, len(one)}:
        return False
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    is_swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return is_swapped or one[at + 1 :] == other[at + 1 :]


def stands_for(one: str, other: str) -> bool:
    """Say whether one plain name may stand for the other: "moscow" for "russia"."""
    return same_name(SEAT_OF.get(one, one), SEAT_OF.get(other, other))

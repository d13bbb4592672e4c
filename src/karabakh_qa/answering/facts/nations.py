"""Forms of one name: a country, its people, its capital, its initials."""

from functools import lru_cache

LEAST_SHARED = 4
"""Letters that two forms of one name begin with."""
_ENDINGS = frozenset(
    """n an ans ian ians ean eans ese i is ish er ers s a ia y ic ism ist ists ite ites o os in ns
    kan ni nian nians lese vian ern erner e um on al uese istan stan istani ns nese""".split()
)
"""What a country's name and the words made from it end in, behind the part that they share."""
_OF_PEOPLES = ("ian", "ians", "ean", "ese", "ish", "ani", "anis", "eans")
"""What words for a people end in."""


def _by_member(families: str) -> dict[str, str]:
    """Return the first word of each family for all its words."""
    rows = [family.split() for family in families.replace("\n", "|").split("|")]
    return {name: row[0] for row in rows for name in row}


_NATIONS = _by_member("""france french frenchman frenchmen|netherlands dutch holland
britain british uk briton britons|switzerland swiss|greece greek greeks|spain spanish spaniard
denmark danish danes dane|ireland irish|wales welsh|turkey turkish turks turk turkiye
poland polish poles pole|sweden swedish swedes swede|finland finnish finns finn|czechia czech
us usa america american americans|eu europe european|soviet ussr soviets|kyiv kiev
thailand thai|iceland icelandic|england english|scotland scottish scots scot
norway norwegian norwegians|peru peruvian|cyprus cypriot|philippines filipino filipinos
rome roman romans|naples neapolitan|venice venetian|jew jews jewish judaism|islam muslim muslims
islamic|moscow muscovite|quebec quebecois|kremlin russia russian russians
monaco monegasque|liverpool liverpudlian|glasgow glaswegian|manchester mancunian
nazi nazis nazism|shusha shushi|karabakh qarabag|fizuli fuzuli|jabrayil cabrayil""")
_SHORTENED = _by_member("""saint st|mount mt|fort ft|doctor dr|general gen
senator sen|governor gov|colonel col|captain capt|lieutenant lt|sergeant sgt|professor prof
junior jr|senior sr|company co|corporation corp|limited ltd|incorporated inc|brothers bros
avenue ave|department dept|university univ|versus vs v
january jan|february feb|march mar|april apr|june jun|july jul|august aug|september sept sep
october oct|november nov|december dec""")
FAMILY = _NATIONS | _SHORTENED
"""The first of the names that are one, for each of them."""
SEAT_OF = {
    seat: country
    for country, *seats in map(
        str.split,
        """armenia yerevan|azerbaijan baku|georgia tbilisi|russia moscow kremlin
turkey ankara|iran tehran|us washington|britain london|france paris|germany berlin|china beijing
japan tokyo|ukraine kyiv kiev|israel jerusalem|india delhi|pakistan islamabad|eu brussels
spain madrid|italy rome|greece athens|poland warsaw|syria damascus|iraq baghdad|egypt cairo
austria vienna|hungary budapest|serbia belgrade|cuba havana|vietnam hanoi|canada ottawa""".replace(
            "\n", "|"
        ).split("|"),
    )
    for seat in seats
}
"""Capitals that stand for the government of a country."""
_STATES = frozenset(SEAT_OF.values())
TOGETHER = {
    ("united", "states"): "us",
    ("united", "kingdom"): "britain",
    ("great", "britain"): "britain",
    ("soviet", "union"): "soviet",
    ("european", "union"): "eu",
}
"""Countries of two words, and the family that they belong to."""
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
"""How else the Roman figure of a name is written: "World War II"."""


@lru_cache(maxsize=20_000)
def is_nation(low: str) -> bool:
    """Say whether a plain word is a known country, its people or its capital."""
    if low in _NATIONS or low in SEAT_OF:
        return True
    return any(same_name(low, state) for state in _STATES)


def is_people(low: str) -> bool:
    """Say whether a plain word ends like the name of a people."""
    return low.endswith(_OF_PEOPLES)


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
    if shared < LEAST_SHARED or shared < len(shorter) - 2:
        return False
    return all(rest in _ENDINGS or not rest for rest in (one[shared:], other[shared:]))


def stands_for(one: str, other: str) -> bool:
    """Say whether one plain name may stand for the other: "moscow" for "russia"."""
    return same_name(SEAT_OF.get(one, one), SEAT_OF.get(other, other))

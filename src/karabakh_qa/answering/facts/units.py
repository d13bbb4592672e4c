"""The units of amounts: their spellings, and what one is in another."""

from decimal import Decimal

_ROWS = """percent percentage %
second seconds sec secs|minute minutes min mins|hour hours hr hrs|day days|week weeks
fortnight fortnights|month months|year years yr yrs|decade decades|century centuries
millennium millennia
kilometre kilometres kilometer kilometers km|metre metres meter meters
mile miles mi|centimetre centimetres centimeter centimeters cm
millimetre millimetres millimeter millimeters mm
foot feet ft|inch inches|yard yards|acre acres|hectare hectares ha|kilogram kilograms kg kilo kilos
gram grams gramme grammes|ton tons|tonne tonnes|pound pounds lb lbs £|ounce ounces oz
litre litres liter liters
gallon gallons|degree degrees °|dollar dollars $ usd|cent cents|pence|euro euros € eur|yen ¥
ruble rubles rouble roubles ₽ rub|lira ₺|manat ₼|watt watts|kilowatt kilowatts kw
megawatt megawatts mw|volt volts|hertz hz|megahertz mhz|gigahertz ghz|kilobyte kb
megabyte megabytes mb|gigabyte gigabytes gb
times time fold"""
_SPEEDS = {"mph": "mile per hour", "kmh": "kilometre per hour", "kph": "kilometre per hour"}
UNITS = _SPEEDS | {
    word: words.split()[0]
    for words in _ROWS.replace("\n", "|").split("|")
    for word in words.split()
}
"""The units, each spelling with the first of its row."""
_MULTIPLES = {
    unit: (base, Decimal(factor))
    for base, units in {
        "second": "minute=60 hour=3600 day=86400 week=604800 fortnight=1209600",
        "month": "year=12 decade=120 century=1200 millennium=12000",
        "metre": "kilometre=1000 centimetre=0.01 millimetre=0.001",
        "gram": "kilogram=1000 tonne=1000000",
        "dollar": "cent=0.01",
        "pound": "pence=0.01",
        "foot": "yard=3",
        "watt": "kilowatt=1000 megawatt=1000000",
    }.items()
    for unit, _, factor in (each.partition("=") for each in units.split())
}


def converted(value: Decimal, unit: str, other: str) -> Decimal | None:
    """Return how many of another unit an amount is: 2 decades are 20 years; None if it is none."""
    base, factor = _MULTIPLES.get(unit, (unit, Decimal(1)))
    other_base, other_factor = _MULTIPLES.get(other, (other, Decimal(1)))
    return value * factor / other_factor if base == other_base else None

"""English words brought to a form in which two spellings or endings of one word meet."""

from functools import lru_cache
from unicodedata import category, normalize

_IRREGULAR = """arise arose arisen|awake awoke awoken|bear bore borne|beat beaten|become became
begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken
breed bred|bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen
cling clung|come came|creep crept|deal dealt|dig dug|draw drew drawn|dream dreamt
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt
fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|give gave given|go went gone goes|grind ground
grow grew grown|hang hung|hear heard|hide hid hidden|hold held|keep kept|kneel knelt
know knew known|lay laid|lead led|lean leant|learn learnt|leave left|lend lent|lie lay lain
light lit|lose lost|make made|mean meant|meet met|mistake mistook mistaken|overcome overcame
pay paid|prove proven|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen
seek sought|sell sold|send sent|shake shook shaken|shine shone|shoot shot|show shown
shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken
spend spent|spin spun|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung
strike struck stricken|strive strove striven|swear swore sworn|sweep swept|swim swam swum
swing swung|take took taken|retake retook retaken|teach taught|tear tore torn
tell told|think thought
throw threw thrown|understand understood|undergo underwent undergone|undertake undertook undertaken
uphold upheld|wake woke woken|wear wore worn|weave wove woven|weep wept|win won|wind wound
withdraw withdrew withdrawn|withhold withheld|withstand withstood|write wrote written
child children|man men|woman women|person people|foot feet|tooth teeth|mouse mice|goose geese
life lives|wife wives|half halves|leaf leaves|knife knives|self selves|thief thieves
crisis crises|basis bases|thesis theses|phenomenon phenomena|criterion criteria
good better best|bad worse worst|far further furthest farther farthest"""

_DERIVED = """death die dying dead dies died|birth born|belief believe|proof prove|choice choose
loss lose|sale sell|speech speak|flight fly|growth grow|gift give|thought think
defence defend defense
advice advise|success succeed succeeded|decide decision|divide division|expand expansion
extend extension extent|invade invasion|include inclusion|exclude exclusion|conclude conclusion
persuade persuasion|permit permission|admit admission|submit submission|commit commission
receive reception receipt|deceive deception|produce production product|reduce reduction
introduce introduction|destroy destruction|construct construction|describe description
subscribe subscription|solve solution|resolve resolution|revolve revolution|evolve evolution
consume consumption|assume assumption|resume resumption|presume presumption|absorb absorption
respond response|defeat defeated|analyse analyze analysis|deep depth|long length|wide width
strong strength|high height|hot heat|young youth|poor poverty|true truth|weigh weight
sign signature|commence commenced commences commencing|retain retention
maintain maintenance|explain explanation|apply application
supply suppliers|multiply multiplication|occupy occupation occupier|rely reliance|vary variation
marry marriage|bury burial|try trial|deny denial|arrive arrival|survive survival|refuse refusal
approve approval|propose proposal|remove removal|sixth six|able ability|free freedom|wise wisdom
abolish abolished abolition|suggest suggests suggested suggesting suggestion
request requests requested|interest interests interested|harvest harvested|protest protests
protested protesters protesting protestor|arrest arrests arrested|contest contests contested
conquest conquer conquered|invest invested investment investor|forest forests|honest honesty
encamp camp|siege besiege besieged besieging|heir inherit inherited|pursue pursuit
compare comparison|behave behaviour behavior|fail failure|press pressure|expose exposure
close closure|mix mixture|sell seller|rob robbery|discover discovery|perform performance
broadcast broadcasts|employ employment employee|hero heroic|acquire acquisition
require requirement|inquire inquiry|abandon abandonment|repeat repetition|compete competition
define definition|oppose opposition|suspend suspension|erupt eruption|collide collision
intervene intervention|convene convention|retire retirement|punish punishment|cite citation
attend attendance|appear appearance|prefer preference|differ difference
refer reference|possess possession|discuss discussion|impress impression|succeed succession
collapse collapsed|annex annexation annexed|transmit transmission|omit omission
premiere premieres premiered|interfere interfered interference|let lets letting
murder murders murdered murderer"""

_SUFFIXES = tuple(
    sorted(
        """isations izations ization isation fulness ousness iveness ations ation ators ator
        ments ment ances ance ences ence ities ity ions ion ings ing ists ist isms ism ness
        ables able ibles ible ically ical ics ic ially ial als al ives ive ally edly ly ies ied
        ers er ors or est ous ful ships ship es ed s e y ary ery ise ize ises izes ised ized ising
        izing ate ated ates ating ants ant ents ent ency ancy""".split(),
        key=lambda suffix: (-len(suffix), suffix),
    )
)
_INFLECTIONS = frozenset("ing ings ed es s".split())
_OF_VERBS = ("ing", "ed")
_BEFORE_ENDINGS = ("ment", "ion", "ent", "ant", "al", "er", "ist", "enc", "anc")
"""What verbs end in that have no "e" left out before "ed", and what is taken off a word."""
_VOWELS = frozenset("aeiouy")
_SHORTEST = 4
_LONGEST = 40
"""Letters of a word that are looked at; what differs only behind them is no English word."""


def _families(table: str) -> dict[str, str]:
    bases: dict[str, str] = {}
    for family in table.replace("\n", "|").split("|"):
        forms = family.split()
        base = next((bases[form] for form in forms if form in bases), forms[0])
        for form in forms:
            bases.setdefault(form, base)
    return bases


_INFLECTED = _families(_IRREGULAR)
_BASES = _families(f"{_IRREGULAR}\n{_DERIVED}")


_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
    | {"ə": "a"}
)
"""Letters that are more than a letter with an accent, as English texts write them."""


def plain(word: str) -> str:
    """Return `word` in lower case, its accents taken off."""
    parts = normalize("NFKD", word.lower().translate(_PLAIN))
    return "".join(character for character in parts if not category(character).startswith("M"))


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Return what the forms of one plain English word share, roughly: "agreed", "agreement".

    Prefixes stay: "unable" and "able" have two roots.
    """
    word = word[:_LONGEST]
    if word in _BASES:
        return _smooth(_BASES[word])
    for suffix in _OF_VERBS:  # before a longer ending: "defeating" is no form of "defe"
        if word.endswith(suffix) and word.removesuffix(suffix) in _BASES:
            return _smooth(_BASES[word.removesuffix(suffix)])
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and _leaves_a_word(word, suffix):
            return _smooth(_base(word.removesuffix(suffix), suffix))
    return _smooth(word)


def _base(rest: str, suffix: str) -> str:
    """Return what an ending leaves, brought to the base that the word without it has.

    That is "belief" for "believ" of "believed", and "pres" for the "present" of "presented".
    """
    if rest in _BASES or suffix not in _INFLECTIONS:
        return _BASES.get(rest, rest)
    if rest + "e" in _BASES:
        return _BASES[rest + "e"]
    ending = next((e for e in _BEFORE_ENDINGS if rest.endswith(e)), "")
    if suffix in _OF_VERBS and ending and _leaves_a_word(rest, ending):
        return rest.removesuffix(ending)
    return rest


def _leaves_a_word(word: str, suffix: str) -> bool:
    rest = len(word) - len(suffix)
    if suffix in _INFLECTIONS:
        return rest >= _SHORTEST - 1 and not _VOWELS.isdisjoint(word[:rest])
    return rest >= _SHORTEST


def inflection(word: str) -> str:
    """Return the root of a plain word, only the endings of number and tense taken off."""
    word = _INFLECTED.get(word, word)[:_LONGEST]
    if word.endswith(("ies", "ied")) and len(word) > len("died"):
        return _smooth(word[: -len("ies")] + "y")
    for suffix in ("ing", "es", "ed", "s", "e"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(suffix)
            break
    return _smooth(_INFLECTED.get(word, word))


def is_derived(word: str) -> bool:
    """Say whether the table knows what a plain word belongs to, as "death" to "die"."""
    return word in _BASES


def is_past(word: str) -> bool:
    """Say whether a plain word looks like the past of a verb."""
    return word.endswith("ed") or _INFLECTED.get(word, word) != word


def akin(one: str, other: str) -> bool:
    """Say whether two roots are likely of one word: all but the end of the longer is shared."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 5 and longer.startswith(shorter) and len(longer) - len(shorter) <= 4


def _smooth(stem: str) -> str:
    """Undo what an ending does to a stem: a doubled consonant, "y" for "i", "s" for "z"."""
    stem = stem.replace("our", "or").replace("z", "s")
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    return (stem.rstrip("eiy") if len(stem) > 3 else "") or stem

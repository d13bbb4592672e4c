"""English verbs and their forms: enough to turn "did he write" into "he wrote"."""

from functools import cache

_IRREGULAR = """
become became become|begin began begun|bind bound bound|break broke broken|bring brought brought
build built built|buy bought bought|catch caught caught|choose chose chosen|come came come
cost cost cost|cut cut cut|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen
feel felt felt|fight fought fought|find found found|flee fled fled|fly flew flown
forbid forbade forbidden|forget forgot forgotten|get got got|give gave given|go went gone
grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit
hold held held|keep kept kept|know knew known|lay laid laid|lead led led|leave left left
lend lent lent|lie lay lain|lose lost lost|make made made|mean meant meant|meet met met
outbid outbid outbid|overcome overcame overcome|overthrow overthrew overthrown|pay paid paid
put put put|read read read|rise rose risen|run ran run|say said said|see saw seen
seek sought sought|sell sold sold|send sent sent|set set set|shine shone shone|shoot shot shot
sing sang sung|sit sat sat|speak spoke spoken|spend spent spent|split split split
spread spread spread|stand stood stood|steal stole stolen|strike struck struck|swear swore sworn
take took taken|teach taught taught|tell told told|think thought thought|throw threw thrown
undergo underwent undergone|understand understood understood|wear wore worn|win won won
withdraw withdrew withdrawn|write wrote written
"""
_REGULAR = """
accept accuse achieve acquire act add address adopt agree air allow announce appear apply appoint
approve arrive ask assassinate assign attack attempt attend attract award ban base believe belong
blame borrow call cancel capture carry cause cease celebrate change charge chase claim close
collapse collect comment compare compete complete compose conclude conquer consider consist
construct contain continue contribute control convert convince cover create criticize cross crown
declare decide decline decrease defeat defect defend define demand demonstrate deny depend deploy
derive describe design destroy determine develop die direct disappear discover dissolve divide
dominate donate earn educate elect eliminate emerge emigrate employ enact encounter encourage end
enjoy enroll ensure enter establish estimate exceed exist expand expel experience explore export
express extend face fail favor feature finance finish fire flourish focus follow force form found
function fund gain generate graduate grant guarantee guard handle happen help hire host identify
immigrate implement import impose improve include increase influence inhabit inherit initiate
inspire install introduce invade invent investigate invite involve issue join justify kill lack
land last launch like link live locate look maintain manage march marry measure migrate
mention merge move name need negotiate nominate obtain occupy occur offer open operate oppose order
organize originate own pass perceive perform permit persuade pilot place plan play point possess
practice predict prefer premiere prepare present prevent produce prohibit promise promote propose
protect protest prove provide publish pull purchase push qualify question rank reach rebel receive
recognize recommend record recover reduce refer refuse regain regard reign reinstate reject relate
release rely relocate remain remove rename reopen replace report represent request require research
resemble resign resist result retire return reveal review rule score seize separate serve settle
share show sign sponsor stage star start state stay stop stress stretch strip struggle study submit
succeed suffer suggest supply support surrender survive suspect switch talk target tend test
threaten trace trade train transfer transform translate travel treat try turn unite use value view
violate visit vote want warn watch weigh withdraw work worship yield
"""
# Doubled only where the stress is on the last syllable: "permitted", but "visited".
_DOUBLED = frozenset(
    "ban control expel occur permit plan rebel refer star stop strip submit transfer".split()
)
_VOWELS = "aeiou"


def past(verb: str) -> str | None:
    """Return "wrote" for "write"; None for what is not known as a verb."""
    forms = _forms().get(verb)
    return forms[0] if forms else None


def third_person(verb: str) -> str | None:
    """Return "writes" for "write"; None for what is not known as a verb."""
    if verb not in _forms():
        return None
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def participle(verb: str) -> str:
    """Return "written" for "write", which must be a known verb."""
    return _forms()[verb][1]


@cache
def past_forms() -> dict[str, str]:
    """Return the verb of every simple past: "wrote" -> "write"."""
    return {forms[0]: verb for verb, forms in _forms().items()}


@cache
def present_forms() -> dict[str, str]:
    """Return the verb of every third person: "writes" -> "write"."""
    return {form: verb for verb in _forms() if (form := third_person(verb))}


@cache
def participles() -> frozenset[str]:
    """Return the past participles: "written"."""
    return frozenset(forms[1] for forms in _forms().values()) | {"born", "based", "headquartered"}


def is_participle(word: str) -> bool:
    """Say whether the word is a past participle, known or by its ending."""
    return word in participles() or (len(word) > 4 and word.endswith("ed") and word.islower())


@cache
def _forms() -> dict[str, tuple[str, str]]:
    found = {verb: (_regular_past(verb),) * 2 for verb in _REGULAR.split()}
    lines = _IRREGULAR.replace("\n", "|").split("|")
    for verb, simple, participle in (line.split() for line in lines if line):
        found[verb] = (simple, participle)
    return found


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    return verb + "ed"

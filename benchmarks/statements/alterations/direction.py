"""The other way: before for after, won for lost, north for south."""

import re
from random import Random

from statements.true import TrueStatement

_PAIRS = """
before/after won/lost north/south northern/southern east/west eastern/western northeast/southwest
increased/decreased increase/decrease increases/decreases rose/fell began/ended begin/end
begins/ends start/end started/ended starts/ends more/less most/least largest/smallest
larger/smaller highest/lowest higher/lower longest/shortest oldest/youngest oldest/newest
older/younger first/last earliest/latest majority/minority above/below over/under upper/lower
joined/left opened/closed accepted/rejected accepts/rejects approved/rejected supported/opposed
supports/opposes founded/abolished established/abolished created/destroyed formed/dissolved
born/buried maximum/minimum strongest/weakest bought/sold sells/buys gained/lost gain/lose
loses/gains allowed/forbade allows/forbids allow/forbid permitted/prohibited prohibits/permits
banned/allowed bans/allows arrived/departed entered/left expanded/shrank attacked/defended
hired/dismissed appointed/dismissed appoints/dismisses elected/ousted introduced/abolished
launched/cancelled built/demolished released/withheld published/suppressed biggest/smallest
best/worst fastest/slowest faster/slower early/late added/removed adds/removes captured/abandoned
since/until best-selling/worst-selling heaviest/lightest hottest/coldest warm/cool hot/cold
inside/outside public/private internal/external inner/outer positive/negative strong/weak
agreed/refused includes/excludes included/excluded encouraged/discouraged protect/threaten
protects/threatens protected/threatened reduced/increased reduces/increases reduce/increase
improves/worsens
""".split()
_FIRM = frozenset(
    "first last most least early late over under above below private public inner outer".split()
)
"""Words that mean direction only as part of a predicate, never in a fixed name or measure."""
_FIXED = re.compile(
    r"over (?:of|the counter)|(?:first|last) names?|under the|lost to"
    r"|(?:began|begins?|started|start) to"
)


def turned(true: TrueStatement, random: Random) -> str | None:
    """Return the statement with one direction word for its opposite; None where it has none."""
    found = [
        (match, other)
        for word, other in _opposites()
        for match in re.finditer(rf"(?<![\w-]){word}(?![\w-])", true.sentence)
        if _means_direction(word, match, true)
    ]
    if not found:
        return None
    match, other = random.choice(found)
    return true.sentence[: match.start()] + other + true.sentence[match.end() :]


def _means_direction(word: str, match: re.Match[str], true: TrueStatement) -> bool:
    after = true.sentence[match.end() :].split()[:1]
    before = true.sentence[: match.start()].split()[-1:]
    if _FIXED.match(true.sentence, match.start()):
        return False
    if after and after[0][0].isupper() and (word in _FIRM or any(w[0].isupper() for w in before)):
        return False
    if word in {"start", "end", "lower", "increase", "decrease"} and before[-1:] in (
        ["the"],
        ["The"],
    ):
        return False
    if (
        word in {"left", "founded", "over"}
        and before
        and before[-1] in {"was", "were", "the", "take", "took"}
    ):
        return word == "founded"
    return not (word == "after" and before and before[-1] == "named")


def _opposites() -> list[tuple[str, str]]:
    both = [tuple(pair.split("/")) for pair in _PAIRS]
    return [(a, b) for a, b in both] + [(b, a) for a, b in both]

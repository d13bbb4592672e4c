"""Pairs of English words that turn a statement round when one takes the place of the other."""

from collections.abc import Callable

from karabakh_qa.answering.facts.forms import inflection, root

_PAIRS = """
rise grow increase climb soar surge swell expand gain double - fall drop decrease decline shrink
sink plunge plummet diminish dwindle lessen halve reduce lose; raise boost enlarge - lower cut
reduce shrink; accelerate quicken - slow decelerate; win - lose; victory triumph win - defeat loss
lose; winner victor - loser; defeat beat - lose; more most - less least fewer fewest; majority -
minority; high higher highest top upper - low lower lowest bottom; large larger largest big bigger
biggest great greater greatest huge major - small smaller smallest little tiny minor; long longer
longest - short shorter shortest brief; old older oldest elder eldest - young younger youngest new
newer newest; early earlier earliest - late later latest; first - last final second third; before
- after; above - below beneath; front - rear back behind; ahead - behind; forward
forwards - backward backwards; upward upwards - downward downwards; upstream - downstream; join
enter - leave quit exit; arrive appear appearance - depart leave; departure - arrival
appearance; arrival presence - departure absence withdrawal; withdraw withdrawal retreat - deploy
deployment advance; enter - withdraw;
open - close shut; begin start commence launch - end finish stop cease conclude; beginning start
outset onset - end ending conclusion; begin start continue continuation - stop cease suspend halt;
accept agree approve grant allow permit adopt confirm - refuse reject decline deny forbid prohibit
ban oppose disagree veto prevent; allow permit enable let - forbid prohibit ban prevent block
deny; admit acknowledge confirm - deny dispute; support favor favour back endorse - oppose resist
reject; supporter advocate proponent ally friend - opponent critic enemy foe; pro - anti; agree -
disagree; buy purchase acquire - sell; buyer - seller; import - export; importer - exporter;
include - exclude; inclusion - exclusion; minimum - maximum; minimal - maximal; give - take
receive; lend - borrow; teach - learn; employ hire recruit - fire dismiss sack; employer -
employee; attack invade - defend protect; attacker - defender; offensive - defensive; create build
construct establish found - destroy demolish dissolve abolish dismantle; creation construction -
destruction; strengthen reinforce - weaken undermine; strong stronger strongest - weak weaker
weakest; strength - weakness; easy easier - hard harder difficult; fast faster fastest quick
quicker rapid - slow slower slowest; rapidly quickly - slowly gradually; rich richer richest
wealthy - poor poorer poorest; wealth - poverty; good better best - bad worse worst; improve
improvement - worsen deteriorate deterioration decline; positive - negative; succeed success -
fail failure; pass - fail; appear emerge - disappear vanish; remember - forget; love like - hate
dislike; trust - distrust; connect unite join attach - disconnect separate divide split detach;
unity union - division; present presence - absent absence; public - private; permanent permanently
- temporary temporarily; common frequent - rare uncommon infrequent; often frequently usually
commonly generally - rarely seldom; always - never sometimes seldom rarely; everyone everybody
everything - nobody nothing someone; legal lawful - illegal unlawful; true - false; right - wrong
left; same identical similar alike - different distinct unlike; different - same identical; hot
hotter warm warmer hottest - cold colder cool cooler coldest; heat - cool; wet - dry; light
lighter bright - dark heavy heavier; thick thicker - thin thinner; wide wider broad - narrow
narrower; deep deeper - shallow; full - empty; fill - empty; near nearer nearest close closer -
far farther further distant; internal interior inner domestic - external exterior outer foreign;
local - foreign national; male man men boy - female woman women girl; father - mother; son -
daughter; brother - sister; husband - wife; king - queen; parent father mother - child son
daughter; teacher - student pupil; ancestor predecessor - descendant successor; predecessor -
successor; precede - follow; cause - prevent; north northern northward - south southern southward;
north northern - east eastern west western; south southern - east eastern west western; east
eastern eastward - west western westward; northeast northeastern - northwest northwestern
southeast southeastern southwest southwestern; northwest northwestern - southeast southeastern
southwest southwestern; southeast southeastern - southwest southwestern; left - right; horizontal
horizontally - vertical vertically; plus add addition - minus subtract subtraction; multiply -
divide; spend - save earn; profit - loss; income revenue - expense expenditure; supply - demand;
surplus - deficit shortage; debtor borrower - creditor lender; ascend - descend; love - hate; live
alive survive - die dead; birth born - death died; peace - war; war - peace; peaceful peacefully -
violent violently; friendly - hostile; guilty - innocent; convict - acquit; arrest imprison jail -
release free; capture seize - release lose abandon surrender; attract - repel; encourage -
discourage; optimistic - pessimistic; active - passive inactive; simple - complex complicated;
ancient old - modern new; urban - rural; summer - winter; day - night; morning - evening; sunrise
dawn - sunset dusk; odd - even; known famous - unknown; single - multiple several; individual -
collective; voluntary - compulsory mandatory forced; free - enslaved captive; innocence - guilt;
lead - follow; push - pull; attend - miss; appoint elect - dismiss remove depose; impose - lift;
tighten - loosen relax; widen - narrow; lengthen extend prolong - shorten curtail; hide conceal -
reveal show expose disclose; safe safer - dangerous unsafe; healthy - sick ill; clean - dirty
polluted; hardware - software; input - output; sender - receiver recipient; send - receive; guest
- host; conservative - liberal; liberal - illiberal;  soft softer - hard
harder; smooth - rough; cheap cheaper - expensive costly; absorb - emit release; freeze - melt
thaw; solid - liquid gas; acquit - condemn convict; praise - criticise criticize condemn blame;
hope - fear; laugh - cry;
victor - vanquished; recruit - dismiss;
demand request - offer; cheaply - dearly;
independent independence - dependent dependence; ally
- enemy rival; friend - enemy; reward - punish; punishment - reward; relax - tighten; conquer
occupy - liberate; attackers - defenders; launch introduce adopt
found create establish premiere debut publish release write open - cancel suppress remove abolish
scrap dissolve close shut; premiere debut open - end close finish; award receive win - lose;
encourage call urge - discourage; adopt accept - drop abandon;
sign ratify - terminate annul; upgrade - downgrade; promote - demote; inflow - outflow;
inward - outward; immigrant immigrate immigration - emigrant emigrate emigration; mount -
dismount; attendance - absence; earliest - latest; oldest - newest youngest; superior - inferior;
senior - junior; major - minor; primary - secondary; direct directly - indirect indirectly;
natural - artificial; formal formally - informal informally; official officially - unofficial
unofficially; regained regain recover recapture restore - lose cede surrender"""

_RELATIONS = """
before prior - after following since; from - to into towards toward until; above - below under
beneath; over - under below; inside within in - outside; with - without; into - from out; until
till before - since after; up - down; onto on upon - off; between - outside; during in - after
before; because - despite; more - less fewer; most - least fewest; first - last; all every both
each - none neither some few either; always - never sometimes; often - never rarely; toward
towards - away from; like - unlike"""

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "a")
_SUFFIX_PAIRS = (("less", "ful"),)
_NO_PREFIX = frozenset(
    """inform information informed import imports imported income increase invest investment invests
    intend intense intent intended inside insight install installed intake input impress impression
    improve improved imprint impart implant imposing impose imposed imported important impact
    illusion irritate invent inventor invention inland inflame include included indent instill
    inquire infer induce induced induction inspire inspired inscribe discover discovered discovery
    discount discuss dispatch disperse dismiss dismissed district distress disappoint disappointed
    distribute disposal dispose display displays displayed disease missile mistress unite united
    unites until under unit union antics ascent around across alone amount avoid invalid involve
    involved inhabit inhabited inhabitant inhabitants inherent inherit insect instance institute
    instruct instruction invade invaded invasion invert inverse indicate discipline discern
    dissent dispute disputed distinct intact intensive internal international interred""".split()
)
"""Words that only look as if they began with a prefix of negation."""


def _table(pairs: str, form: Callable[[str], str]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in pairs.split(";"):
        left, right = (side.split() for side in pair.split("-"))
        for these, those in ((left, right), (right, left)):
            for word in these:
                table.setdefault(form(word), set()).update(map(form, those))
    return {word: frozenset(others) for word, others in table.items()}


_ANTONYMS = _table(_PAIRS, root)
_OPPOSED = _table(_RELATIONS, str)


_CONVERSES = frozenset(
    map(
        root,
        """win lose defeat beat victory loss buy sell purchase acquire buyer seller give receive
        lend borrow teach learn send precede follow lead attack defend import export parent child
        father mother son daughter teacher student pupil employer employee above below predecessor
        successor ancestor descendant before after sender receiver recipient creditor debtor
        husband wife winner loser demand supply host guest conquer surrender""".split(),
    )
)


def is_converse(word: str) -> bool:
    """Say whether the opposite of a word, given by its root, tells the same from the other side."""
    return word in _CONVERSES


def opposed_relations(word: str) -> frozenset[str]:
    """Return the opposites of a word that relates others, such as "before" or "more"."""
    return _OPPOSED.get(word, frozenset())


def antonyms(word: str) -> frozenset[str]:
    """Return the roots of the opposites of a word, given by its root."""
    return _ANTONYMS.get(word, frozenset())


def negates(one: str, other: str) -> bool:
    """Say whether one of two plain words is the other with "un-" or the like, or "-less"."""
    shorter, longer = sorted((one, other), key=len)
    if longer in _NO_PREFIX:
        return False
    for prefix in _PREFIXES:
        rest = longer.removeprefix(prefix)
        if rest != longer and len(rest) >= 4 and inflection(rest) == inflection(shorter):
            return prefix != "a" or rest in {"typical", "symmetric", "symmetrical", "political"}
    return any(
        one.endswith(a) and other.endswith(b) and one.removesuffix(a) == other.removesuffix(b)
        for a, b in (*_SUFFIX_PAIRS, *((b, a) for a, b in _SUFFIX_PAIRS))
    )

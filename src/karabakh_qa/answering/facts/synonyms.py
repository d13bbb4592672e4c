"""General English words that often take each other's place; a small table."""

from karabakh_qa.answering.facts.forms import root

_GROUPS = """
begin start commence initiate launch onset outset; end finish conclude terminate cease stop halt
over expire; big large great huge enormous massive vast sizable considerable substantial
significant; small little tiny minor slight modest; important significant key crucial vital
essential major central main principal chief primary; show demonstrate indicate reveal illustrate
exhibit display prove; help assist aid support contribute; buy purchase acquire; get obtain receive
acquire gain earn secure; build construct erect make create; create establish found set form produce
develop invent devise; located situated lie sit based stand found place; near close adjacent beside
neighbouring; called named known termed dubbed titled entitled referred designated; happen occur
take place event; say state tell claim remark declare announce mention report note assert explain
describe; speak talk discuss converse; think believe consider regard view deem hold see opinion;
many numerous several various multiple lot; few handful some; get become grow turn; use utilise
employ apply usage; need require necessary demand want; want wish desire seek; allow permit let
enable authorise license; forbid prohibit ban outlaw bar; stop prevent block hinder impede; cause
lead result bring produce trigger prompt provoke reason due because responsible; result consequence
outcome effect impact product influence; change alter modify shift transform convert turn switch
vary; increase rise grow raise expand climb gain; decrease decline fall drop reduce lower shrink
cut; win victory triumph defeat beat champion prevail; lose defeat beaten; fight battle combat war
conflict struggle clash; kill slay murder dead casualty; die perish pass; leave depart exit withdraw
quit go; withdraw pull retreat remove leave; arrive reach come enter get; go travel journey move
head; stay remain continue keep last; live reside dwell inhabit population home; house home
residence dwelling building; area region territory zone district land part location place; country
nation state land; city town municipality; people individual human population citizen resident
inhabitant public; soldier troop army military force serviceman personnel contingent unit; leader
head chief ruler boss president; ruler king monarch emperor sovereign reign rule; rule govern
control reign administer run power; control rule command authority power sway; government
administration authority state regime; law legislation act statute legal; agreement deal treaty
accord pact contract settlement; agree accept consent approve; refuse reject decline deny; spokesman
spokesperson speaker representative; part portion section piece segment component share element;
kind type sort form variety class category; group organisation body party band team; company firm
business corporation enterprise; worker employee staff personnel labor; job work employment
occupation profession position post role task; pay cost spend price charge payment wage fee; money
fund cash finance sum payment; rich wealthy affluent; poor impoverished needy; old ancient aged
former elderly; new recent modern novel latest current; former previous ex earlier past; current
present today existing now; begin first start original initial earliest; last final end latest
ultimate; often frequently usually commonly typically generally normally regularly; usually
generally normally typically mostly; sometimes occasionally; quickly rapidly fast swiftly soon;
almost nearly virtually; about around approximately roughly circa; whole entire full total complete
all; only sole single alone just merely exclusively unique; different distinct diverse various
separate; same identical equal similar alike; like such similar; main primary chief principal major
primarily mostly largely; famous known renowned notable celebrated prominent popular; good great
fine positive beneficial; bad poor negative harmful; hard difficult tough challenging; easy simple
straightforward; begin founding establish origin; origin source root beginning birthplace; begin
birth originate; child son daughter kid offspring young; parent father mother; father dad parent;
mother mum mom parent; wife husband spouse married; friend ally companion partner; enemy foe
opponent rival adversary; teacher instructor educator professor lecturer; student pupil learner;
school college university academy institution; learn study research investigate examine; study
research investigation survey analysis paper; researcher scientist scholar academic expert; book
volume work publication novel; write author pen compose; publish release issue print; release issue
launch publish free; make produce manufacture create; film movie picture; music song tune; song
track tune; picture image photograph photo; car vehicle automobile; doctor physician medic; illness
disease sickness condition; treat cure heal therapy; hurt injure wound harm damage; damage harm hurt
destroy; destroy demolish ruin wreck; break crack fracture; attack assault strike raid invade
offensive; defend protect guard; capture seize conquer occupy take; occupy hold control capture;
free liberate release; arrest detain imprison jail captured prison; punish penalise penalty
sentence; guilty convicted; choose select elect pick opt appoint; appoint name elect nominate
choose; send dispatch transmit ship deliver; give provide supply grant offer deliver donate award;
offer provide propose; award prize honour medal; join enter enrol enlist member; combine join merge
unite connect link; connect link join tie relate attach; relate concern involve connect associate;
involve include contain comprise consist entail incorporate; include contain comprise consist cover
have feature; own possess have hold belong; keep retain maintain hold preserve; lose forfeit; find
discover locate detect identify spot; discover find uncover; see view watch observe witness; look
appear seem; know understand aware realise; understand grasp comprehend; teach instruct educate
train; try attempt seek effort endeavour strive; plan intend aim purpose goal objective; goal aim
purpose objective target; hope wish expect; expect anticipate predict forecast await; suppose assume
presume believe; doubt question suspect; ask request inquire question demand; answer respond reply;
order command instruct demand direct; force compel oblige coerce make; meet encounter gather
assemble; meeting conference summit gathering session; travel trip journey voyage; way method manner
means technique approach process procedure; idea concept notion theory thought principle; problem
issue difficulty trouble question challenge; reason cause why motive grounds; number amount quantity
figure count total; amount quantity sum; size dimension extent scale; year annual; day daily; month;
week; decade ten; century hundred; distance far away; weight heavy; speed fast velocity pace rate;
rate speed pace level; high tall elevated; low short; top peak summit highest; bottom base foot;
side edge border; border boundary frontier edge; inside within interior in; outside exterior beyond;
among between amid; during throughout amid; before prior previously earlier ahead preceding; after
following later subsequently afterward since; follow succeed pursue ensue after; through via by;
against versus opposed; oppose resist object against; support back endorse favour advocate;
criticise condemn denounce; praise commend applaud; continue proceed carry persist remain ongoing;
return come back restore; restore return regain recover rebuild; regain recover retake recapture
retook; recognise acknowledge accept; admit confess acknowledge; deny reject dispute; lack absence
shortage without; exist live be; death fatal lethal; water sea ocean lake river; ship vessel boat;
plane aircraft airplane jet; road street highway route; railway railroad train; bridge crossing;
church cathedral chapel; religion faith belief; religious spiritual; holy sacred; sport game match;
game match contest; team side squad club; player athlete; play perform; performance show concert;
perform carry conduct execute; score point goal; host hold stage organise; organise arrange hold
plan; visitor tourist guest; food meal diet; eat consume feed; drink consume; plant crop vegetation;
animal creature species; tree wood forest; forest wood woodland jungle; mountain hill peak; strong
powerful mighty; weak feeble; power strength authority energy; heat warm temperature; cold cool;
measure gauge assess; test examine trial check; check verify test; divide split separate partition;
separate divide split apart; surround enclose encircle; cover span extend include; extend stretch
reach expand span; spread expand extend distribute; increase boost enhance improve; improve enhance
better upgrade; replace substitute succeed supplant; remove eliminate delete take; add include
append join; serve act function work; act serve behave perform; function role purpose operate work;
operate run work function; manage run administer direct handle; direct lead guide manage;
responsible charge liable accountable; accuse blame charge; basis foundation ground base; celebrate
commemorate mark; memory remembrance; worldwide globally international world; world earth globe;
abroad overseas foreign; foreign overseas external; home domestic; native indigenous local; local
regional; central middle center core; center centre middle heart hub; half fifty; together jointly
both; separately apart; eventually finally ultimately; suddenly abruptly; immediately instantly
promptly once; slowly gradually; now currently presently; formally officially; especially
particularly notably; likely probable probably; possible potential; certain sure definite; true
correct right accurate; wrong false incorrect; danger risk threat hazard; dangerous risky hazardous;
peaceful calm; truce ceasefire armistice cessation; hostility fighting war conflict; exodus flight
departure emigration; flee escape run flight; refugee displaced; deploy station send post place;
station base post deploy; sanction penalty embargo; trade commerce business; economic financial
monetary; rise ascend; throw hurl cast; absent missing; feature characteristic trait property
attribute; quality property characteristic; shape form; made composed comprised consist constructed;
design plan devise; designer architect; owner proprietor; purchase sale; customer client consumer
user; fan supporter follower; supporter follower backer advocate; member participant; participate
take part join involve engage compete; vote ballot poll election; elect vote choose; debate
discussion argue dispute; argue claim contend maintain dispute; evidence proof; prove establish
confirm demonstrate; confirm verify affirm; suggest propose recommend imply indicate; imply suggest
mean; mean signify denote represent stand; represent stand symbolise depict; sign symbol indication;
symbol sign emblem; language tongue; term word phrase; message communication; letter note; newspaper
paper journal press; press media; news report; television tv broadcast; broadcast air transmit;
network system; computer machine; machine device equipment; device tool instrument apparatus; weapon
arm; bomb explosive; explode blast burst; fire burn blaze; storm hurricane; rainfall precipitation
rain; sun solar; moon lunar; star stellar; sky heaven; air atmosphere; gas vapour; rock stone; gold
golden; money currency; tax levy duty; debt owe loan; loan credit; bank lender; rate ratio
proportion; percentage proportion share percent; majority most bulk; minority few; maximum most
highest peak limit; minimum least lowest; average mean typical; equal same equivalent; value worth
price; cheap inexpensive; profit gain; benefit advantage; disadvantage drawback; success
achievement; achieve accomplish attain reach; fail unsuccessful; collapse fall fail; attract draw;
interest concern; care concern; worry concern fear; fear afraid scare; love affection; hate loathe;
happy glad pleased; sad unhappy; angry furious; surprise astonish; proud pride; brave courageous;
clever intelligent smart; beautiful pretty lovely; strange odd unusual; unusual rare uncommon; rare
uncommon scarce; common widespread frequent shared; widespread common prevalent; ordinary normal
common; special particular specific; specific particular certain; general overall broad; wide broad
extensive; narrow thin; thick dense; deep profound; empty vacant; busy occupied; ready prepared;
able capable can; unable incapable; willing ready; impossible unable; necessary required essential
needed; voluntary optional; compulsory mandatory obligatory required; legal lawful; illegal unlawful
banned; independent sovereign autonomous free; independence sovereignty autonomy; sovereignty
independence control; colony settlement territory; settle colonise inhabit; immigrant migrant;
migrate move; slave enslaved; servant attendant; noble aristocrat; lawyer attorney barrister; judge
justice; court tribunal; crime offence; criminal offender; police officer; official authority;
minister secretary; parliament legislature assembly; assembly parliament gathering; council board
committee; committee panel council; mayor leader; lawmaker legislator politician; revolt rebellion
uprising insurrection; rebel insurgent rebellious; riot unrest; protest demonstrate; strike walkout;
hostage captive; prisoner captive inmate; victim casualty; survivor; save rescue preserve conserve;
conserve preserve protect; environment surroundings; nature; climate weather; attack assault besiege
raid strike storm invade; get obtain receive take; discover find identify isolate; recognise
identify acknowledge; ban forbid prohibit abolish outlaw; appear emerge show; hit strike; pullout
pull withdrawal; receive award give grant present; born native; synonym known called; aged age;
surname name; language speak; premiere debut release open; star play appear feature; series show
programme; record song album single track; actor actress star; author writer novelist; sing vocal;
hospital clinic; murder kill assassinate; earthquake quake; flood inundate; crash collide; quit
resign; resign step; nominate propose name; campaign run; candidate contender; chair head; chairman
chairwoman chairperson head; ceo executive chief; negotiate talk discuss; visit travel trip; warn
caution alert; urge call appeal; ask request appeal; demand call; spell say state; stage phase step;
safe secure safety protect; speak say tell talk state mention; hear listen; entirely exclusively
solely wholly; error mistake incorrect inaccurate wrong flaw; sound robust solid; decide determine;
limit threshold bound; revive resurgence resurrect; extra additional more; petrol gasoline; schedule
plan; classify categorise rank; movie cinema; place rank finish position; introduce implement adopt
enact; spectator viewer audience crowd supporter fan; disappear vanish missing; marriage wedding;
enjoy like love; prefer favour like; raise lift; bug glitch defect; aeroplane airplane plane;
perhaps maybe; surge spike soar jump climb rise increase; plummet plunge slump fall drop; flock
throng gather; hamper hinder impede obstruct; curb limit restrict reduce; restrict limit confine;
boost increase strengthen enhance; worsen deteriorate; strengthen reinforce bolster consolidate;
weaken undermine erode; highlight emphasise stress underline; vow pledge promise swear; postpone
delay defer; cancel scrap abandon; dissolve disband; merge amalgamate; inaugurate open launch;
unveil reveal present; disclose reveal; hide conceal; amend revise modify; ratify approve; repeal
revoke rescind; inquiry investigation probe; verdict ruling judgement decision; bribe corruption
graft; steal theft; robber thief burglar; wealth riches fortune; salary wage pay; earnings income
revenue; expense expenditure cost; shop store; factory plant mill; harbour harbor port; village
hamlet; coast shore; island isle; youngster youth teenager; teenager adolescent; baby infant; woman
female; man male; gender sex; relative kin family; ancestor forefather; heir successor; priest
clergyman cleric; pope pontiff; warrior fighter; fleet navy; rifle gun firearm; cannon artillery
gun; bombard shell; rocket missile; fort fortress castle stronghold; monument memorial; statue
sculpture; painting picture canvas; poem verse; playwright dramatist; epidemic outbreak pandemic;
drug medicine medication; operation surgery; recover heal; experiment test trial; laboratory lab;
calculate compute; substance material; liquid fluid; electricity electric; oil petroleum; engine
motor; truck lorry; bicycle bike; sailor mariner seaman; spacecraft spaceship; envoy ambassador
diplomat; throne crown; peasant farmer; agriculture farming; cattle livestock; cloth fabric textile;
clothes garment; custom tradition; lesson class; brief short; lengthy prolonged; temporary
provisional interim; permanent lasting; constant continuous; comparable similar; opposite contrary;
abandon leave desert; expel banish exile deport; collect gather; scatter disperse; shut close;
transport carry convey; comply obey; violate breach infringe; licence license permit; duty
obligation responsibility; ability skill talent capability capacity; estimate reckon guess; obvious
clear evident apparent; unclear uncertain ambiguous; greet welcome; mock ridicule; ill sick unwell;
infect sicken; fragile weak; obstacle barrier hurdle; progress advance; path route; gap difference;
cooperate collaborate; competitor rival contestant; coach trainer manager; stadium arena; trophy
cup; extinct vanished; instance example case; moment now; widen broaden expand; narrow shrink; adopt
embrace; commit pledge; deem judge; grasp seize; summon call; inherit receive; devote dedicate;
depict portray represent; portray describe; dismiss fire sack; sack plunder loot; hire employ
recruit; recruit enlist; oust topple overthrow depose; usurp seize; surrender capitulate yield;
besiege blockade surround; ambush trap; execute kill; drown sink; bury inter; mourn grieve; persuade
convince; discourage deter; encourage urge inspire; advise recommend counsel; recommend suggest
advise; complain protest object; accuse allege; allege claim; insist maintain; estimate figure;
assess evaluate judge; examine inspect study; inspect check; supervise oversee monitor; monitor
watch track; track trace follow; chase pursue; hunt search; search seek look; rely depend; depend
hinge; derive stem come; stem arise; arise emerge; resemble like similar; vary range; range span;
exceed surpass top; enough sufficient adequate; excessive extreme; surplus excess; renowned eminent
distinguished; obscure unknown; devout religious pious; wicked evil; honest truthful; loyal
faithful; cruel brutal; gentle mild; severe harsh serious; serious grave; sharp keen; blunt dull;
rough uneven; smooth even; wet damp moist; dry arid; rural countryside; urban city; maritime naval
marine; marine sea; aerial air; nightly; dawn sunrise; dusk sunset; midday noon; autumn fall"""

_MEANINGS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_GROUPS.split(";")):
    for _word in _line.split():
        _MEANINGS[root(_word)] = _MEANINGS.get(root(_word), frozenset()) | {_number}


def meanings(word_root: str) -> frozenset[int]:
    """Return the groups of the table that a root belongs to."""
    return _MEANINGS.get(word_root, frozenset())

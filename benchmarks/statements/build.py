"""The rows made from public data: true statements, and altered ones.

About one in seven of what the rules make is no proper sentence, or says what the quotes do not. The
rows were read, and those found wrong stand in wrong.txt by their ids: they are left out, and what
would be made of them with them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

from statements.alterations.dates import other_date
from statements.alterations.direction import turned
from statements.alterations.names import other_name
from statements.alterations.negation import negated
from statements.alterations.numbers import other_number
from statements.alterations.roles import exchanged
from statements.casing import Capitals
from statements.convert import statement
from statements.facts import Facts, read_facts
from statements.quoting import quotes_for
from statements.rewording import reworded
from statements.row import TRUE_KINDS, Row, part_of
from statements.true import TrueStatement

SEED = 5
TRUE_ROWS = {"xquad": 150, "squad2": 170, "qed": 130, "squadshifts-new_wiki": 200}
"""True rows drawn of each source."""
ALTERED_ROWS = {"xquad": 26, "squad2": 26, "qed": 26, "squadshifts-new_wiki": 36}
"""Altered rows drawn of each source and kind, and reworded ones of each source."""
_A_DOCUMENT = 0.2
"""The largest share of the rows of a source and kind that one document gives."""
_WRONG = Path(__file__).with_name("wrong.txt")

Alteration = Callable[[TrueStatement, Random, str], str | None]
"""(a true statement, chance, the whole document) -> the statement altered or reworded, or None."""

ALTERATIONS: dict[str, Alteration] = {
    "true-paraphrase": lambda true, random, _: reworded(true, random),
    "number": lambda true, random, _: other_number(true, random),
    "name": other_name,
    "negation": lambda true, random, _: negated(true, random),
    "date": lambda true, random, _: other_date(true, random),
    "direction": lambda true, random, _: turned(true, random),
    "roles": lambda true, _, __: exchanged(true),
}


def public_rows(data: Path) -> list[Row]:
    """Return the rows, the same ones each time, none of those that were found wrong."""
    wrong = frozenset(line.split()[0] for line in _WRONG.read_text("utf-8").splitlines())
    facts = read_facts(data)
    made = [true for true in true_statements(facts) if _true_row(true).id not in wrong]
    rows: list[Row] = []
    for source, most in TRUE_ROWS.items():
        of_source = [true for true in made if true.fact.source == source]
        rows += _spread(((true, _true_row(true)) for true in of_source), most)
        for kind in ALTERATIONS:
            altered = _altered(of_source, kind, facts)
            right = (pair for pair in altered if pair[1].id not in wrong)
            rows += _spread(right, ALTERED_ROWS[source])
    return rows


def true_statements(facts: Facts) -> Iterator[TrueStatement]:
    """Yield every fact that can be turned into a statement, in an order that the seed gives."""
    capitals = Capitals(facts.documents.values())
    seen: set[str] = set()
    for fact in Random(SEED).sample(facts.facts, len(facts.facts)):
        question = capitals.restored(fact)
        sentence = statement(fact, question) if question else None
        quotes = quotes_for(fact, sentence) if sentence else None
        if question and sentence and quotes and sentence not in seen:
            seen.add(sentence)
            yield TrueStatement(fact, question, sentence, quotes)


def _altered(
    made: Iterable[TrueStatement], kind: str, facts: Facts
) -> Iterator[tuple[TrueStatement, Row]]:
    for true in made:
        random = Random(f"{SEED} {kind} {true.sentence}")
        changed = ALTERATIONS[kind](true, random, facts.documents[true.fact.document_id])
        if changed:
            yield true, _row(true, kind, changed)


def _spread(made: Iterable[tuple[TrueStatement, Row]], most: int) -> list[Row]:
    """Return the first `most` rows of which no document gives more than its share."""
    counted: Counter[str] = Counter()
    rows: list[Row] = []
    for true, row in made:
        document_id = true.fact.document_id
        if len(rows) < most and counted[document_id] < _A_DOCUMENT * most:
            counted[document_id] += 1
            rows.append(row)
    return rows


def _true_row(true: TrueStatement) -> Row:
    return _row(true, "true-converted", true.sentence)


def _row(true: TrueStatement, kind: str, text: str) -> Row:
    source = true.fact.source
    key = sha256("\n".join((source, kind, true.question, text)).encode()).hexdigest()[:10]
    return Row(
        id=f"{kind}-{key}",
        source=source,
        kind=kind,
        sentence=text,
        quotes=true.quotes,
        question=true.question,
        borne_out=kind in TRUE_KINDS,
        part=part_of(source, kind),
    )

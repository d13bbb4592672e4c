"""promptfoo's CSV: variables in columns, and what is expected in `__expected`.

Expectations that compare words become answers; those that need a model or code are left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from karabakh_qa.evaluation.formats.contents import Contents, Ids
from karabakh_qa.evaluation.formats.fields import Fields
from karabakh_qa.evaluation.formats.native import check_answer
from karabakh_qa.evaluation.formats.rows import Row, Rows
from karabakh_qa.evaluation.questions import Question, default_id

MARK = "__expected"
_QUESTION_COLUMNS = ("question", "query", "input", "user_input", "prompt", "message", "text")
_EXPECTATION = re.compile(r"(not-)?([a-z][a-z0-9-]*)(?:\(\d+(?:\.\d+)?\))?(?::(.*))?", re.DOTALL)
_ONE, _ANY, _ALL = (
    {"equals", "contains", "icontains"},
    {"contains-any", "icontains-any"},
    {"contains-all", "icontains-all"},
)
_REFUSAL = "is-refusal"
# A value that begins with none of these is what the answer must equal.
_OTHERS = set(
    "answer-relevance bleu classifier contains-html contains-json contains-sql contains-xml "
    "context-faithfulness context-recall context-relevance conversation-relevance cost eval "
    "factuality finish-reason fn g-eval gleu grade guardrails human is-html is-json is-sql is-xml "
    "is-valid-function-call is-valid-openai-function-call is-valid-openai-tools-call javascript "
    "latency levenshtein llm-rubric meteor model-graded-closedqa model-graded-factuality "
    "moderation perplexity perplexity-score pi python regex rouge-n ruby search-rubric select-best "
    "similar starts-with trace-error-spans trace-span-count trace-span-duration webhook "
    "word-count".split()
)
_MOST = 20  # wordings of one answer

Alternatives = Sequence[str]


def read_promptfoo(table: Rows, problems: list[str]) -> Contents:
    """Read a promptfoo CSV file; a row is a question where it says what to expect in words."""
    column = _question_column(table.columns, problems)
    ids, skipped, questions = Ids(), Counter[str](), []
    left_out = 0
    for row in table.rows if column else ():
        known_problems = len(problems)
        question = _question(row, str(row.values[column or ""]), ids, skipped, problems)
        if question:
            questions.append(question)
        left_out += question is None and len(problems) == known_problems
    return Contents(tuple(questions), notes=tuple(_notes(skipped, left_out)))


def _question_column(columns: Sequence[str], problems: list[str]) -> str | None:
    variables = [name for name in columns if name and not name.startswith("__")]
    named = [name for name in _QUESTION_COLUMNS if name in variables]
    if named or len(variables) == 1:
        return (named or variables)[0]
    found = ", ".join(f'"{name}"' for name in variables) or "none"
    problems.append(f'line 1: which column holds the question? Name it "question"; found: {found}')
    return None


def _question(
    row: Row, text: str, ids: Ids, skipped: Counter[str], problems: list[str]
) -> Question | None:
    """Return the question of a row, or None where nothing is expected in words."""
    fields = Fields({"question": text or None}, row.where, problems)
    question = fields.text("question", required=True)
    cells = (str(cell) for name, cell in row.values.items() if name.startswith(MARK))
    groups, declines = _expected(filter(None, cells), skipped)
    if groups and declines:
        fields.problem(f"{_REFUSAL}, and words that the answer must have; drop one of the two")
    if question is None or not (groups or declines):
        return None
    answers = tuple(dict.fromkeys(", ".join(parts) for parts in islice(product(*groups), _MOST)))
    for answer in answers if groups else ():
        check_answer(fields, answer)
    identity = default_id(question, ())
    ids.note(fields, identity, given=False)
    if declines:
        return Question(identity, question, (), answerable=False, line=row.line)
    return Question(identity, question, answers, answerable=True, line=row.line)


def _expected(cells: Iterable[str], skipped: Counter[str]) -> tuple[list[Alternatives], bool]:
    """Return what an answer must have, each thing with its alternatives, and whether to decline."""
    groups: dict[Alternatives, None] = {}
    declines = False
    for cell in cells:
        kind, value = _parsed(cell)
        parts = tuple(part.strip() for part in value.split(",") if part.strip())
        if kind in _ONE and value:
            groups[(value,)] = None
        elif kind in _ANY and parts:
            groups[parts] = None
        elif kind in _ALL and parts:
            groups.update(((part,), None) for part in parts)
        elif kind == _REFUSAL:
            declines = True
        else:
            skipped[kind] += 1
    return list(groups), declines


def _parsed(cell: str) -> tuple[str, str]:
    """Return the kind of an expectation and its value, as promptfoo tells them apart."""
    if cell.startswith("file://"):
        return "file", cell
    found = _EXPECTATION.fullmatch(cell)
    if not found or found[2] not in _ONE | _ANY | _ALL | _OTHERS | {_REFUSAL}:
        return "equals", cell
    return (found[1] or "") + found[2], (found[3] or "").strip()


def _notes(skipped: Counter[str], left_out: int) -> Iterator[str]:
    if skipped:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(skipped.items()))
        yield f"expectations that are not compared here, and are left out: {kinds}"
    if left_out:
        yield f"questions left out because nothing is expected of them in words: {left_out}"

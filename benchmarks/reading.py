"""What the whole assistant makes of public questions that nothing was tuned on.

    python benchmarks/reading.py ../shared/data [QUESTIONS]

Markdown tables on stdout, progress on stderr; with all questions a quarter of an hour on two cores.

XQuAD's English questions, those whose articles share nothing with what the reader was trained on,
are asked of all its articles in one index: in their plain form, as people said them (Disfl-QA has
some), and with a slip of the finger. Each is asked twice: as it is shipped, and never declining.
"""

import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from json import loads
from pathlib import Path

from karabakh_qa.assistant import Assistant
from karabakh_qa.evaluation import Question, Report, Testset, evaluate, load_testset
from karabakh_qa.evaluation.folders import temporary_store
from karabakh_qa.settings import Settings
from karabakh_qa.wording import FUNCTION_WORDS

SHOWN = ("f1", "contains_gold", "right_sentence", "recall@1", "recall@5", "exact_citations")
SEED = 3
_WORD = re.compile(r"[^\W\d_]{5,}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if not (data / "xquad").is_dir():
        sys.exit(f"{data} does not hold the public question sets")
    testset = unseen(data)
    drawn = random.Random(SEED).sample(testset.questions, len(testset.questions))
    asked = drawn[: int(sys.argv[2])] if len(sys.argv) > 2 else drawn
    spoken = spoken_forms(data)
    said = [question for question in asked if question.question in spoken]
    wordings = {
        "plain": asked,
        "with a slip of the finger": [with_slip(question) for question in asked],
        "said aloud (Disfl-QA), plain": said,
        "said aloud (Disfl-QA)": [replace(q, question=spoken[q.question]) for q in said],
    }
    with store(testset) as settings:
        for name, answer_from in (("as it is shipped", None), ("never declining", 0.0)):
            assistant = Assistant.from_settings(replace(settings, answer_from=answer_from))
            print_table(name, ask_all(assistant, testset, wordings))


def unseen(data: Path) -> Testset:
    """Return XQuAD without the articles that SQuAD 2.0's eight share with it."""
    whole = load_testset(data / "xquad" / "xquad.en.json")
    trained = {text.id for text in load_testset(data / "squad2" / "squad2-8-articles.json").texts}
    kept = tuple(q for q in whole.questions if q.document_id not in trained)
    return replace(whole, questions=kept)


def spoken_forms(data: Path) -> dict[str, str]:
    """Return Disfl-QA's form of each plain question."""
    files = [loads((data / "disflqa" / f"{part}.json").read_text()) for part in ("dev", "test")]
    rows = [row for rows in files for row in rows.values()]
    return {row["original"].strip(): row["disfluent"].strip() for row in rows}


def with_slip(question: Question) -> Question:
    """Return the question with one letter of one of its longer words gone wrong."""
    drawn = random.Random(question.id)
    words = [m for m in _WORD.finditer(question.question) if m[0].lower() not in FUNCTION_WORDS]
    if not words:
        return question
    word = drawn.choice(words)
    at = drawn.randrange(1, len(word[0]) - 1)
    before, letter, after = word[0][:at], word[0][at], word[0][at + 1 :]
    wrong = drawn.choice(
        (
            before + after,
            before + letter + letter + after,
            before + drawn.choice(_LETTERS) + after,
            before + after[0] + letter + after[1:],
        )
    )
    text = question.question
    return replace(question, question=text[: word.start()] + wrong + text[word.end() :])


@contextmanager
def store(testset: Testset) -> Iterator[Settings]:
    """Yield settings over an index of the articles that goes away afterwards."""
    with temporary_store(None, testset.texts) as folders:
        settings = Settings(folders.documents, folders.vectorstore)
        Assistant.from_settings(settings).sync()
        yield settings


def ask_all(
    assistant: Assistant, testset: Testset, wordings: Mapping[str, Sequence[Question]]
) -> dict[str, Report]:
    reports = {}
    for name, questions in wordings.items():
        print(f"{name}: {len(questions)} questions", file=sys.stderr, flush=True)
        reports[name] = evaluate(
            assistant.ask,
            replace(testset, questions=tuple(questions)),
            documents=assistant.documents(),
            retrieve=assistant.retrieve,
        )
    return reports


def print_table(title: str, reports: Mapping[str, Report]) -> None:
    print(f"\n{title}\n\n| questions | n | answered | {' | '.join(SHOWN)} | changed |")
    print("|---" * (len(SHOWN) + 4) + "|")
    for name, report in reports.items():
        count = len(report.outcomes)
        answered = report.decisions(answerable=True).answered / count
        changed = sum(
            o.reply is not None and o.reply.understood != o.question.question
            for o in report.outcomes
        )
        cells = [cell(report, metric) for metric in SHOWN]
        print(f"| {name} | {count} | {answered:.3f} | {' | '.join(cells)} | {changed} |")


def cell(report: Report, metric: str) -> str:
    found = report.measure(metric)
    if found.value is None or found.low is None or found.high is None:
        return "n/a"
    return f"{found.value:.3f} ({found.low:.3f}–{found.high:.3f})"


if __name__ == "__main__":
    main()

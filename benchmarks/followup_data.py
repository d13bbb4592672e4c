"""Public conversations whose follow-up questions people made self-contained.

The folder of the data is not part of the repository; `is_there` says whether it is there.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karabakh_qa.records import Turn

CANARD = "canard/dev.json"
CAST = "cast/2021_manual_evaluation_topics_v1.0.json"
XQUAD = "xquad/xquad.en.json"
SQUAD2 = "squad2/squad2-8-articles.json"
QED = "qed/qed-dev.jsonlines"

_UNKNOWN = "I don't know."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was said before it, a person's self-contained form of it, and its passage.

    `document_id` names the document that holds the passage; None where there is none.
    """

    conversation: str
    history: tuple[Turn, ...]
    question: str
    rewrite: str
    document_id: str | None


@dataclass(frozen=True, slots=True)
class Conversations:
    """Questions in the order of their conversations, and documents by id."""

    asked: tuple[Asked, ...]
    documents: dict[str, str]

    def half(self, odd: int) -> tuple[Asked, ...]:
        """Return the questions of every other conversation; nothing is chosen on half 1."""
        names = sorted({asked.conversation for asked in self.asked})[odd::2]
        chosen = frozenset(names)
        return tuple(asked for asked in self.asked if asked.conversation in chosen)


def is_there(data: Path) -> bool:
    """Say whether `data` holds what is read here."""
    return all((data / name).is_file() for name in (CANARD, CAST, XQUAD, SQUAD2, QED))


def read_canard(data: Path, *, titled: bool) -> Conversations:
    """Return CANARD: each answer is a document, `titled` with its article and section.

    The conversation opens with a line of the person who asks: article and section.
    """
    by_dialog: dict[str, list[Any]] = defaultdict(list)
    for row in json.loads((data / CANARD).read_text("utf-8")):
        by_dialog[row["QuAC_dialog_id"]].append(row)
    documents: dict[str, str] = {}
    asked: list[Asked] = []
    for dialog, rows in by_dialog.items():
        answers = {r["Question_no"] - 1: r["History"][-1] for r in rows if r["Question_no"] > 1}
        for row in rows:
            number, (title, section) = row["Question_no"], row["History"][:2]
            answer = answers.get(number, _UNKNOWN)
            document_id = None
            if answer != _UNKNOWN:
                document_id = f"canard/{dialog}-{number}.md"
                head = f"# {title}\n\n## {section}\n\n" if titled else ""
                documents[document_id] = head + answer
            history = (Turn("user", f"{title}: {section}"), *_turns(row["History"][2:]))
            asked.append(Asked(dialog, history, row["Question"], row["Rewrite"], document_id))
    return Conversations(tuple(asked), documents)


def _turns(said: list[str]) -> Iterator[Turn]:
    for number, text in enumerate(said):
        yield Turn("assistant" if number % 2 else "user", text)


def read_cast(data: Path) -> Conversations:
    """Return CAsT 2021 among the paragraphs of XQuAD and SQuAD 2.0, which distract."""
    documents: dict[str, str] = {}
    asked: list[Asked] = []
    named: dict[str, str] = {}
    for topic in json.loads((data / CAST).read_text("utf-8")):
        history: list[Turn] = []
        for turn in topic["turn"]:
            passage = turn["passage"]
            document_id = named.setdefault(passage, f"cast/{topic['number']}-{turn['number']}.txt")
            documents[document_id] = passage
            rewrite = turn["manual_rewritten_utterance"].removeprefix("Utterance: ")
            question = turn["raw_utterance"]
            asked.append(
                Asked(str(topic["number"]), tuple(history), question, rewrite, document_id)
            )
            history += [Turn("user", question), Turn("assistant", passage)]
    for name in (XQUAD, SQUAD2):
        for article in json.loads((data / name).read_text("utf-8"))["data"]:
            for number, paragraph in enumerate(article["paragraphs"]):
                documents[f"distract/{article['title']}-{number}.txt"] = paragraph["context"]
    return Conversations(tuple(asked), documents)


def standing_alone(data: Path) -> dict[str, list[str]]:
    """Return all English questions of XQuAD and all of QED, which nobody asked in a conversation.

    Some of XQuAD's need their paragraph all the same ("What did they do?").
    """
    articles = json.loads((data / XQUAD).read_text("utf-8"))["data"]
    rows = map(json.loads, (data / QED).read_text("utf-8").splitlines())
    xquad = [qa["question"] for a in articles for p in a["paragraphs"] for qa in p["qas"]]
    return {"xquad": xquad, "qed": [row["question_text"] for row in rows]}

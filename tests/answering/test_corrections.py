"""What a speaker takes back is replaced by what was meant."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.answering.corrections import corrected

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Who did no wait what did they want?", "what did they want?"),
        ("Where is or rather when was it built?", "when was it built?"),
        ("In 1992, who, sorry, what won the cup?", "In 1992, what won the cup?"),
        ("How many won, no, how few?", "how few won?"),
        ("It was built in where I mean what town?", "It was built in what town?"),
        ("What did Toyota oops no Mitsubishi build?", "What did Mitsubishi build?"),
        (
            "Who met Abulfaz Elchibey no sorry Heydar Aliyev in Baku?",
            "Who met Heydar Aliyev in Baku?",
        ),
        ("Who ruled in 1860 or uh sorry 1895?", "Who ruled in 1895?"),
        ("Who lived in Ganja, no wait, in Gyumri?", "Who lived in Gyumri?"),
        ("What is the cause scratch that effect of it?", "What is the effect of it?"),
        ("how old is it, i mean what day is it from", "what day is it from"),
    ],
)
def test_what_is_meant_replaces_what_was_said(said: str, meant: str) -> None:
    assert corrected(said) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Which country has no army?",
        "Which fields no longer exist?",
        "What did he actually do instead of leaving, rather than staying?",
        "Who would rather wait than fight?",
        "Is it symphony no 40?",
        "What does it mean, I mean in terms of law?",
        "Can you make that clear?",
        "Why did the army leave, or was it driven out?",
        "Who was in the ER last week?",
        "No, who won?",
        "Who won? Sorry",
        "",
    ],
)
def test_what_takes_nothing_back_is_left_alone(question: str) -> None:
    assert corrected(question) is None


@given(
    st.text()
    | st.lists(st.sampled_from("no who wait , I mean 3 Baku or uh ?".split())).map(" ".join)
)
def test_a_correction_adds_no_words(text: str) -> None:
    meant = corrected(text)
    if meant is not None:
        assert meant.strip()
        assert set(meant.replace("?", " ").split()) <= set(text.replace("?", " ").split())


def overlap(text: str, gold: str) -> float:
    ours, theirs = Counter(text.lower().split()), Counter(gold.lower().split())
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the code")
def test_corrections_come_closer_to_what_was_meant() -> None:
    rows = json.loads((DATA / "disflqa" / "dev.json").read_text("utf-8")).values()
    pairs = [(row["disfluent"], row["original"], corrected(row["disfluent"])) for row in rows]
    found = [(said, plain, meant) for said, plain, meant in pairs if meant]
    assert len(found) > 0.8 * len(pairs)
    closer = [overlap(meant, plain) - overlap(said, plain) for said, plain, meant in found]
    assert sum(closer) / len(closer) > 0.1
    wrongly = [plain for _, plain, _ in pairs if corrected(plain)]
    assert len(wrongly) < 0.005 * len(pairs)

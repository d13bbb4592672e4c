import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation import Question, Reply, Testset, evaluate
from karabakh_qa.evaluation.selection import Selection

TESTSET = Testset(
    "t.jsonl",
    "0",
    tuple(
        Question(f"q{n}", f"Which is {n}?", (str(n),), True, tags=("even",) if n % 2 == 0 else ())
        for n in range(20)
    ),
)


def ids(selection: Selection) -> list[str]:
    return [question.id for question in selection.of(TESTSET).questions]


def test_without_a_choice_all_are_asked() -> None:
    assert Selection().of(TESTSET) == TESTSET


def test_tag_limit_and_sample() -> None:
    assert ids(Selection(tags=("even", "none"), limit=3)) == ["q0", "q2", "q4"]
    sample = ids(Selection(sample=5, seed=1))
    assert len(sample) == 5
    assert sample == ids(Selection(sample=5, seed=1))
    assert sample == sorted(sample, key=lambda name: int(name[1:])), "the set's own order"
    assert sample != ids(Selection(sample=5, seed=2))
    assert len(ids(Selection(sample=500))) == 20


def test_only_what_failed_in_an_earlier_run() -> None:
    report = evaluate(lambda question, _: Reply("7", "7" in question or "17" in question), TESTSET)
    failed = ids(Selection(failed_in=report))
    assert "q7" not in failed
    assert len(failed) == 19


@pytest.mark.parametrize(
    ("selection", "hint"),
    [
        (Selection(tags=("odd",)), "its tags are: even"),
        (Selection(limit=0), "--limit 0: at least one"),
        (Selection(sample=-1), "--sample -1: at least one"),
    ],
)
def test_a_choice_that_leaves_nothing_says_why(selection: Selection, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        selection.of(TESTSET)


def test_a_run_without_failures_leaves_nothing_to_ask_again() -> None:
    right = evaluate(lambda question, _: Reply(question[9:-1], True), TESTSET)
    with pytest.raises(InputError, match="none of its questions failed in that run"):
        Selection(failed_in=right).of(TESTSET)

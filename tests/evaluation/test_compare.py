import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation import Question, Reply, Report, Testset, evaluate
from karabakh_qa.evaluation.compare import compare, format_comparison

QUESTIONS = tuple(Question(f"q{n}", f"Which is {n}?", (str(n),), True) for n in range(40))


def run(right: set[int], count: int = 40, **configuration: str) -> Report:
    def ask(question: str, _: object) -> Reply:
        number = int(question[9:-1])
        return Reply(str(number) if number in right else "wrong", True, confidence=0.5)

    testset = Testset("t.jsonl", str(count), QUESTIONS[:count])
    return evaluate(ask, testset, configuration=configuration)


def test_flips_are_named_and_differences_are_paired() -> None:
    before, after = run(set(range(20))), run({0, *range(2, 35)})
    comparison = compare(before, after)
    assert comparison.newly_wrong == ("q1",)
    assert comparison.newly_right == tuple(f"q{n}" for n in range(20, 35))
    (f1,) = (found for found in comparison.differences if found.name == "f1")
    assert (f1.before, f1.after, f1.n) == (0.5, 0.85, 40)
    assert f1.change == pytest.approx(0.35)
    assert f1.is_sure
    assert comparison.notes == ()


def test_a_run_and_itself_do_not_differ() -> None:
    same = run({1, 2})
    comparison = compare(same, same)
    assert all(found.change == 0 and not found.is_sure for found in comparison.differences)
    assert comparison.newly_right == comparison.newly_wrong == ()


def test_few_flips_are_not_sure() -> None:
    (f1,) = (d for d in compare(run({1, 2}), run({2, 3, 4})).differences if d.name == "f1")
    assert f1.change == pytest.approx(0.025)
    assert not f1.is_sure


def test_what_the_runs_do_not_share_is_said() -> None:
    comparison = compare(run({1}, reader="old"), run({1}, count=30, reader="new"))
    assert len(comparison.notes) == 2
    assert "30 questions are in both (40 before, 30 after)" in comparison.notes[0]
    assert comparison.notes[1] == "reader: old before, new after."
    assert {found.n for found in comparison.differences if found.name == "f1"} == {30}


def test_runs_without_a_common_question_are_refused() -> None:
    other = Testset("o.jsonl", "0", (Question("x", "Who?", ("Ada",), True),))
    with pytest.raises(InputError, match="no question in common"):
        compare(run({1}), evaluate(lambda _q, _h: None, other))


def test_the_text_names_what_is_better_and_worse() -> None:
    text = format_comparison(compare(run(set(range(40))), run(set())))
    (line,) = (line for line in text.splitlines() if line.startswith("f1 "))
    assert line.split() == [
        "f1",
        "1.000",
        "0.000",
        "-1.000",
        "-1.000",
        "to",
        "-1.000",
        "40",
        "worse",
    ]
    assert "newly wrong: 40\n  q0" in text
    assert "newly right: 0" in text
    back = format_comparison(compare(run(set()), run(set(range(40)))))
    assert "better" in back
    assert "worse" not in back

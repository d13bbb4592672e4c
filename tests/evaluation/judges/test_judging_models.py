"""The judges on a finished run: their numbers stand beside the others, and only when asked for."""

import argparse
from pathlib import Path

import pytest

from karabakh_qa.errors import InputError, ModelError
from karabakh_qa.evaluation import Question, Reply, Report, Testset, evaluate
from karabakh_qa.evaluation.arguments import add_arguments
from karabakh_qa.evaluation.judges.labelled import Labelled, LabelledAnswer
from karabakh_qa.evaluation.judging_models import JudgingModels, names_of
from tests.evaluation.judges.conftest import MakeJudge

TESTSET = Testset(
    "t.jsonl",
    "0",
    tuple(Question(f"q{n}", f"Who is {n}?", (f"gold {n}",), True) for n in range(4)),
)


def report() -> Report:
    replies = {f"Who is {n}?": Reply(f"gold {n % 2}", answered=n < 3) for n in range(4)}
    return evaluate(lambda question, _: replies[question], TESTSET)


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(["run", *words])


def test_without_judges_a_report_stays_as_it_is() -> None:
    before = report()
    models = JudgingModels.of(arguments())
    assert models == JudgingModels()
    assert models.judged(before, TESTSET, {}, lambda _: False) is before
    assert names_of(arguments()) == ()


def test_a_language_model_judges_once_a_person_agreed(make_judge: MakeJudge) -> None:
    judge, chat = make_judge()
    told: list[str] = []

    def agree(text: str) -> bool:
        told.append(text)
        return True

    judged = JudgingModels(judge=judge).judged(report(), TESTSET, {}, agree)
    found = judged.measure("judged_right")
    assert (found.value, found.n, found.group) == (0.5, 4, "answer")
    assert judged.measure("f1").value == report().measure("f1").value
    assert dict(judged.configuration)["judge_worth"].startswith("not measured")
    assert len(chat.asked) == 3, "a decline needs no judge"
    assert "3 requests that are not in the cache" in told[0]


def test_nothing_is_sent_without_a_person_s_word(make_judge: MakeJudge) -> None:
    judge, chat = make_judge()
    with pytest.raises(InputError, match=r"not agreed to: .*; --yes agrees"):
        JudgingModels(judge=judge).judged(report(), TESTSET, {}, lambda _: False)
    assert chat.asked == []


def test_what_is_in_the_cache_needs_no_word(make_judge: MakeJudge) -> None:
    first = JudgingModels(judge=make_judge()[0]).judged(report(), TESTSET, {}, lambda _: True)
    judge, chat = make_judge()
    again = JudgingModels(judge=judge).judged(report(), TESTSET, {}, lambda _: False)
    assert again.measures == first.measures
    assert chat.asked == []


def test_what_the_judge_s_word_is_worth_stands_in_the_report(make_judge: MakeJudge) -> None:
    answers = tuple(
        LabelledAnswer(f"Who is {n}?", (f"gold {n}",), f"gold {n % 3}", right=n < 3)
        for n in range(6)
    )
    models = JudgingModels(judge=make_judge()[0], labelled=Labelled("l.jsonl", (), answers))
    judged = models.judged(report(), TESTSET, {}, lambda _: True)
    assert (
        "on 6 labelled answers: agrees with people on" in dict(judged.configuration)["judge_worth"]
    )


def test_the_names_of_what_is_asked_for_may_be_gates() -> None:
    assert names_of(arguments("--nli", "m", "--judge", "openai:x")) == (
        "nli_support",
        "judged_right",
    )


def test_a_judge_that_cannot_be_had_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        JudgingModels.of(arguments("--nli", str(tmp_path / "nowhere")))
    cache = str(tmp_path / "cache.jsonl")
    with pytest.raises(InputError, match="of no known provider"):
        JudgingModels.of(arguments("--judge", "a-model", "--judge-cache", cache))

from dataclasses import replace
from unicodedata import east_asian_width

from karabakh_qa.evaluation.metrics import Score
from karabakh_qa.evaluation.outcomes import Outcome, Stage
from karabakh_qa.evaluation.questions import Question, Testset
from karabakh_qa.evaluation.replies import Reply
from karabakh_qa.evaluation.report import Report, make_report
from karabakh_qa.evaluation.table import format_table


def scores(name: str, **values: float) -> tuple[Score, ...]:
    return tuple(Score(name, metric, value, "why") for metric, value in values.items())


def sample() -> Report:
    fled = Question("fled", "Who  fled?", ("people", "thousands"), True, tags=("fact",))
    quiet = Question("quiet", "How\nmany?", (), False)
    wrong = Question("wrong", "Who won?", ("Azerbaijan",), True, tags=("fact", "typo"))
    crash = Question("crash", "Who?", ("Nobody",), True)
    yes = Reply("Thousands fled.", answered=True, short_answer="Thousands", confidence=0.9)
    no = Reply("No.", answered=False, reason="not_stated", confidence=0.2)
    stages = (Stage("Searching", 0.1), Stage("Reading", 12.0))
    outcomes = (
        Outcome(fled, yes, None, 0.125, scores("fled", f1=1, declined=1), stages),
        Outcome(quiet, yes, None, 12.25, scores("quiet", f1=0, declined=0)),
        Outcome(wrong, no, None, 0.5, scores("wrong", f1=0, declined=0)),
        Outcome(crash, None, "ValueError: no", 9.0, scores("crash", f1=0, declined=0)),
    )
    testset = Testset("article.jsonl", "0123456789abcdef" * 4, ())
    return make_report(testset, (), ("f1", "right_sentence", "declined"), outcomes, {})


def test_the_whole_table() -> None:
    assert (
        format_table(sample()).replace("\N{NO-BREAK SPACE}", " ")
        == """\
article.jsonl: 4 questions, sha256 0123456789ab

  1 of 3 answerable questions (33 %) was answered rightly, 0 of 1 unanswerable question (0 %) was
  declined, and asking failed on 1 question.

                                     value   95 % interval  n
  answer
    f1                               0.250  0.000 to 0.750  4
  declining
    declined                         0.250  0.000 to 0.750  4
    false_answers (lower is better)  1.000  0.025 to 1.000  1
    over_refusals (lower is better)  0.667  0.000 to 1.000  3
    auroc                            0.167                  4
    brier (lower is better)          0.615  0.168 to 0.910  4
  citations
    right_sentence                     n/a                  0

  An interval is the middle 95 % of 1,000 resamples of the questions or, where all of them give the
  same, Clopper and Pearson's; it says how far off a number may be for other questions of this kind.
  4 questions cannot tell apart values that are closer than about 0.38.

  time       median  95th percentile  n
  whole      500 ms           12.2 s  3
  Searching  100 ms           100 ms  1
  Reading    12.0 s           12.0 s  1

                answered  declined  error
  answerable           1         1      1
  unanswerable         1         0      0

  what went wrong first            questions
  asking failed                            1
  answered what it should decline          1
  declined what the documents say          1

  tag (n of each score)  n         f1  right_sentence   declined
  fact                   2  0.500 (2)         n/a (0)  0.500 (2)
  typo                   1  0.000 (1)         n/a (0)  0.000 (1)

failures: 3 of 4
  crash: asking failed
    question  Who?
    expected  Nobody
    got       error: ValueError: no
  quiet: answered what it should decline
    question  How many?
    expected  (to decline)
    got       Thousands -- Thousands fled.
  wrong: declined what the documents say
    question  Who won?
    expected  Azerbaijan
    got       (declined: not_stated)"""
    )


def test_the_list_of_failures_is_cut_and_says_so() -> None:
    text = format_table(sample(), max_failures=1)
    assert "failures: 3 of 4, the worst 1 are shown" in text
    assert "error: ValueError: no" in text
    assert "Who won?" not in text


def test_nothing_to_report() -> None:
    text = format_table(Report("t.jsonl", "0" * 64, "", (), ("f1",), (), (), "questions"))
    assert text.startswith("t.jsonl: 0 questions, sha256 000000000000\n")
    assert "There were no questions to ask." in text
    assert "tag" not in text
    assert "time" not in text
    assert text.endswith("failures: none of 0")


def test_what_is_shown_cannot_steer_the_terminal() -> None:
    question = Question("q\x1b[2J", "long " * 100 + "\x1b[31m", (), False, tags=("t\x07" * 90,))
    reply = Reply("Thousands fled.[1]", answered=True, short_answer="a\x1b]0;title\x07\nb")
    row = Outcome(question, reply, None, 0.1, scores("q", declined=0), (Stage("\x1b[0m", 1.0),))
    testset = Testset("t\x1b[2J.jsonl", "0" * 64, ())
    text = format_table(make_report(testset, (), ("declined",), (row,), {}))
    assert all(line.replace("\N{NO-BREAK SPACE}", " ").isprintable() for line in text.split("\n"))
    assert max(map(len, text.split("\n"))) <= 100
    assert "expected  (to decline)" in text
    assert "got       a\ufffd]0;title\ufffd b -- Thousands fled.[1]" in text


def test_wide_letters_keep_their_columns(all_kinds: Report) -> None:
    first = all_kinds.outcomes[0]
    question = replace(
        first.question, id="漢" * 90, question="字" * 90, tags=("漢字" * 40, "ascii")
    )
    outcomes = (replace(first, question=question, reply=None, error="宽" * 90),)
    testset = Testset("漢.jsonl", "0" * 64, ())
    report = make_report(testset, (), all_kinds.metrics, outcomes, {})
    lines = format_table(report).split("\n")
    widths = [sum(1 + (east_asian_width(c) in "WF") for c in line) for line in lines]
    assert max(widths) <= 100
    rows = [w for w, line in zip(widths, lines, strict=True) if "漢字" in line or "ascii" in line]
    assert len(set(rows)) == 1


def test_every_kind_of_outcome_fits(all_kinds: Report) -> None:
    text = format_table(all_kinds)
    assert max(map(len, text.split("\n"))) <= 100
    assert "failures: 7 of 9" in text
    assert "9 questions cannot tell apart values" in " ".join(text.split())

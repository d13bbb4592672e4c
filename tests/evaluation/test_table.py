from collections.abc import Callable

from karabakh_qa.evaluation.metrics import Score
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.report import Outcome, Report
from karabakh_qa.evaluation.table import format_table
from karabakh_qa.records import Answer, Document

Build = Callable[..., Answer]
METRICS = ("em", "right_sentence")


def scores(name: str, **values: float) -> tuple[Score, ...]:
    return tuple(Score(name, metric, value, "why") for metric, value in values.items())


def sample(document: Document, cited: Build, refused: Build) -> Report:
    fled = Question("fled", "Who  fled?", ("people", "thousands"), True, tags=("fact",))
    quiet = Question("quiet", "How\nmany?", (), False)
    wrong = Question("wrong", "Who won?", ("Azerbaijan",), True, tags=("fact", "typo"))
    crash = Question("crash", "Who?", ("Nobody",), True)
    answer = cited(document, "Thousands fled.", short="Thousands")
    return Report(
        "article.jsonl",
        "0123456789abcdef" * 4,
        METRICS,
        (
            Outcome(fled, answer, None, 0.125, scores("fled", em=1, right_sentence=1)),
            Outcome(quiet, answer, None, 0.25, scores("quiet", em=0)),
            Outcome(wrong, refused(), None, 0.5, scores("wrong", em=0, right_sentence=0)),
            Outcome(crash, None, "ValueError: no", 9.0, scores("crash", em=0, right_sentence=0)),
        ),
    )


def test_the_whole_table(document: Document, cited: Build, refused: Build) -> None:
    assert (
        format_table(sample(document, cited, refused))
        == """\
article.jsonl: 4 questions, sha256 0123456789ab

  score            mean  n
  em              0.250  4
  right_sentence  0.333  3
  auroc           0.167  4
  seconds, p50    0.250  3
  seconds, p95    0.500  3

                answered  declined  error
  answerable           1         1      1
  unanswerable         1         0      0

  tag (n of each score)  n         em  right_sentence
  fact                   2  0.500 (2)       0.500 (2)
  typo                   1  0.000 (1)       0.000 (1)

failures: 2 of 4
  wrong: 0 for em, right_sentence
    question  Who won?
    expected  Azerbaijan
    got       (declined: not_stated)
  crash: 0 for em, right_sentence
    question  Who?
    expected  Nobody
    got       error: ValueError: no"""
    )


def test_the_list_of_failures_is_cut_and_says_so(
    document: Document, cited: Build, refused: Build
) -> None:
    text = format_table(sample(document, cited, refused), max_failures=1)
    assert "failures: 2 of 4, the first 1 are shown" in text
    assert "Who won?" in text
    assert "Nobody" not in text


def test_nothing_to_report() -> None:
    text = format_table(Report("t.jsonl", "0" * 64, METRICS, ()))
    assert "right_sentence   n/a  0" in text
    assert "auroc            n/a  0" in text
    assert "tag" not in text
    assert text.endswith("failures: none of 0")


def test_what_is_shown_cannot_steer_the_terminal(document: Document, cited: Build) -> None:
    question = Question("q\x1b[2J", "long " * 100 + "\x1b[31m", (), False)
    answer = cited(document, "Thousands fled.", short="a\x1b]0;title\x07\nb")
    row = Outcome(question, answer, None, 0.1, scores("q", right_sentence=0))
    text = format_table(Report("t.jsonl", "0" * 64, METRICS, (row,)))
    assert all(line.isprintable() for line in text.split("\n"))
    assert max(map(len, text.split("\n"))) <= 110
    assert "expected  (to decline)" in text
    assert "got       a\ufffd]0;title\ufffd b -- Thousands fled.[1]" in text

"""Scoring answers against a file of questions: test set, metrics, runner, report."""

from karabakh_qa.evaluation.measures import Measure
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS, Metric, Score
from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.replies import Found, Quoted, Reply
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.runner import evaluate
from karabakh_qa.evaluation.table import format_table
from karabakh_qa.evaluation.testset import (
    Evidence,
    Question,
    Testset,
    check_evidence,
    load_testset,
)

__all__ = [
    "DEFAULT_METRICS",
    "Evidence",
    "Found",
    "Measure",
    "Metric",
    "Outcome",
    "Question",
    "Quoted",
    "Reply",
    "Report",
    "Score",
    "Testset",
    "check_evidence",
    "evaluate",
    "format_table",
    "load_testset",
]

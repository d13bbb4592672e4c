"""The forms in which a report comes out: JSON, CSV, Markdown, JUnit XML and HTML."""

from karabakh_qa.evaluation.outputs.as_json import (
    load_report,
    report_from_dict,
    report_to_dict,
    without_times,
)
from karabakh_qa.evaluation.outputs.write import check_output, write_report

__all__ = [
    "check_output",
    "load_report",
    "report_from_dict",
    "report_to_dict",
    "without_times",
    "write_report",
]

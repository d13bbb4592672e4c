"""Writing a report to a file; the kind is chosen by the file's extension."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.outputs.as_csv import format_csv
from karabakh_qa.evaluation.outputs.as_html import format_html
from karabakh_qa.evaluation.outputs.as_json import format_json
from karabakh_qa.evaluation.outputs.as_junit import format_junit
from karabakh_qa.evaluation.outputs.as_markdown import format_markdown
from karabakh_qa.evaluation.report import Report

_KINDS: dict[str, Callable[[Report, Report | None], str]] = {
    ".json": lambda report, _: format_json(report),
    ".csv": lambda report, _: format_csv(report),
    ".md": format_markdown,
    ".xml": lambda report, _: format_junit(report),
    ".html": format_html,
}


def check_output(path: Path) -> None:
    """Raise unless a report can be written to `path`; for before a long run.

    Raises:
        InputError: the extension is unknown, or the folder is missing or not writable.
    """
    if path.suffix.lower() not in _KINDS:
        raise InputError(f"{path}: a report is written as one of: {', '.join(_KINDS)}")
    folder = path.parent
    if not folder.is_dir():
        raise InputError(f"{path}: there is no folder {folder}; make it first")
    if path.is_dir() or not os.access(folder, os.W_OK):
        raise InputError(f"{path}: cannot be written: " + _obstacle(path))


def write_report(report: Report, path: Path, baseline: Report | None = None) -> None:
    """Write a report in the form that the extension names: .json .csv .md .xml .html.

    In one step: there is the whole file, or what was there before. The baseline is shown beside
    the report in .md and .html.

    Raises:
        InputError: it cannot be written there.
    """
    check_output(path)
    text = _KINDS[path.suffix.lower()](report, baseline)
    target = path.resolve()  # a link stays a link
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        # What no UTF-8 can hold (half of a surrogate pair) becomes a question mark.
        draft.write_bytes(text.encode("utf-8", errors="replace"))
        draft.replace(target)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _obstacle(path: Path) -> str:
    return "it is a folder" if path.is_dir() else f"the folder {path.parent} is not writable"

"""The command line: data on stdout, everything else on stderr."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from karabakh_qa.assistant import Assistant
from karabakh_qa.errors import KarabakhQAError
from karabakh_qa.evaluation import calibrate
from karabakh_qa.evaluation import command as evaluation
from karabakh_qa.evaluation.arguments import add_arguments, with_verb
from karabakh_qa.evaluation.folders import Folders
from karabakh_qa.records import Answer
from karabakh_qa.settings import Settings


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0, or 1 when a gate failed, or 2 for bad input."""
    args = _parser().parse_args(with_verb(arguments))
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        settings = Settings.from_env()
        command: Callable[[argparse.Namespace, Settings], int] = args.command
        return command(args, settings)
    except KarabakhQAError as error:
        print(f"karabakh-qa: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="karabakh-qa",
        description="Ask a folder of documents; every answer is cited to the character.",
        epilog="Settings come from KARABAKH_QA_* variables; the README lists them.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, text: str, command: Callable[[argparse.Namespace, Settings], int]
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(command=command)
        return added

    add("serve", "Serve the web chat.", _serve)
    ask = add("ask", "Print one answer with its citations.", _ask)
    ask.add_argument("question")
    ask.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    index = add("index", "Bring vectorstore/ in step with documents/.", _index)
    index.add_argument("--rebuild", action="store_true", help="make the index anew from nothing")
    add("documents", "List the documents that are indexed.", _documents)
    add_arguments(add("evaluate", "Score answers to a set of questions.", _evaluate))
    fitting = add("calibrate", "Fit when to decline to a set of your own questions.", _calibrate)
    calibrate.add_arguments(fitting)
    return parser


def _assistant(settings: Settings) -> Assistant:
    return Assistant.from_settings(settings, progress=EmbeddingBar())


def _serve(_args: argparse.Namespace, settings: Settings) -> NoReturn:
    from karabakh_qa.evaluation.desk import EvaluationDesk
    from karabakh_qa.web.server import launch

    assistant = _assistant(settings)
    desk = EvaluationDesk(assistant)
    launch(assistant, settings.host, settings.port, announce=_print_ready, desk=desk)
    # A normal exit takes the interpreter apart under the server's daemon threads. One that is in
    # native code just then, loading a model, say, aborts the process: 2 of 16 Ctrl+C ended so.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _print_ready(address: str) -> None:
    print(f"karabakh_qa is at {address}  (Ctrl+C stops it)", flush=True)


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    answer = _assistant(settings).ask(args.question)
    if answer.notice:
        print(f"karabakh-qa: {answer.notice}", file=sys.stderr)
    if args.json:
        is_utf8 = sys.stdout.encoding.lower() in ("utf-8", "utf8")
        print(json.dumps(answer.to_dict(), ensure_ascii=not is_utf8, indent=2))
    else:
        print(_readable(answer))
    return 0


def _readable(answer: Answer) -> str:
    lines = [answer.text]
    for citation in answer.citations:
        place = f"{citation.document_id}, characters {citation.start} to {citation.end}"
        lines += ["", f"[{citation.number}] {citation.title} ({place})", f"    {citation.quote}"]
    if answer.unsupported:
        lines += ["", "Not supported by the documents:"]
        lines += [f"  - {each.text} ({each.why})" for each in answer.unsupported]
    if answer.related:
        lines += ["", "Related, not an answer:"]
        lines += [f"  - {' '.join(scored.passage.text.split())}" for scored in answer.related]
    return "\n".join(lines)


def _index(args: argparse.Namespace, settings: Settings) -> int:
    assistant = _assistant(settings)
    report = assistant.rebuild() if args.rebuild else assistant.sync()
    print(report)
    return 0


def _documents(_args: argparse.Namespace, settings: Settings) -> int:
    for document in _assistant(settings).documents():
        print(f"{document.id}\t{document.date or ''}\t{document.title}")
    return 0


def _evaluate(args: argparse.Namespace, settings: Settings) -> int:
    def open_assistant(folders: Folders | None) -> Assistant:
        if folders is None:
            return _assistant(settings)
        return _assistant(
            replace(settings, documents_dir=folders.documents, vectorstore_dir=folders.vectorstore)
        )

    text, code = evaluation.run(args, open_assistant, _confirm)
    print(text)
    return code


def _confirm(text: str) -> bool:
    """Ask on the terminal; without one the answer is no."""
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    print(f"{text} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _calibrate(args: argparse.Namespace, settings: Settings) -> int:
    print(calibrate.run(args, _assistant(settings)))
    return 0


class EmbeddingBar:
    """Shows on a terminal how many passages are embedded; elsewhere it is silent."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        """Draw the bar at `done` of `total`, and finish it at the end."""
        from tqdm import tqdm

        if self._bar is None:
            # disable=None is tqdm's way of saying: only where a terminal is
            self._bar = tqdm(
                total=total, desc="Embedding", unit=" passages", file=sys.stderr, disable=None
            )
        self._bar.update(done - self._bar.n if not self._bar.disable else 0)
        if done >= total:
            self._bar.close()
            self._bar = None

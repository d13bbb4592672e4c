"""What `karabakh-qa evaluate` understands."""

import argparse
from collections.abc import Sequence
from pathlib import Path

VERBS = ("run", "compare", "score", "check", "explain")
"""The first is meant where none is named: `evaluate FILE` is `evaluate run FILE`."""
DEFAULT_FOLDER = Path("tests/testsets")


def with_verb(arguments: Sequence[str]) -> list[str]:
    """Return a command line in which `evaluate` is followed by a verb."""
    words = list(arguments)
    if words[:1] == ["evaluate"] and (len(words) == 1 or words[1] not in (*VERBS, "-h", "--help")):
        return ["evaluate", VERBS[0], *words[1:]]
    return words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of `evaluate` and their options."""
    parser.epilog = (
        "Where no verb is named, `run` is meant: karabakh-qa evaluate FILE. The exit code is 1 "
        "when a gate failed, 2 for bad input. docs/evaluation.md explains the rest."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    run = _add(verbs, "run", "Ask every question of the test sets and score the answers.")
    _add_files(run, "*", f"(default: {DEFAULT_FOLDER}/*.jsonl)")
    _add_selection(run)
    _add_judging(run)
    _add_judges(run)
    score = _add(verbs, "score", "Score answers that were made elsewhere.")
    score.add_argument("predictions", metavar="PREDICTIONS", type=Path, help="JSON or JSON Lines")
    score.add_argument("--testset", metavar="FILE", type=Path, required=True)
    _add_source(score)
    _add_judging(score)
    _add_judges(score)
    compared = _add(verbs, "compare", "Say what changed from one run to another.")
    compared.add_argument("before", metavar="BEFORE.json", type=Path)
    compared.add_argument("after", metavar="AFTER.json", type=Path)
    _add_files(_add(verbs, "check", "Check test sets, and ask nothing."), "+", "")
    explain = _add(verbs, "explain", "Say what a number means.")
    explain.add_argument("name", metavar="NUMBER", nargs="?", help="such as f1 (default: all)")


def _add(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str
) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=text, description=text)


def _add_files(parser: argparse.ArgumentParser, count: str, note: str) -> None:
    parser.add_argument(
        "testsets",
        metavar="FILE",
        nargs=count,
        type=Path,
        help=f"questions: JSON Lines, SQuAD, CSV, ragas, deepeval or promptfoo {note}".strip(),
    )
    _add_source(parser)


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", help="of the files, where it is not recognised")
    parser.add_argument(
        "--docs",
        metavar="DIR",
        type=Path,
        help="ask about the documents of this folder, in an index that is thrown away",
    )


def _add_selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tag", action="append", default=[], help="ask these only (repeatable)")
    parser.add_argument(
        "--only-failed", metavar="RUN.json", type=Path, help="ask what failed in an earlier run"
    )
    parser.add_argument("--sample", metavar="N", type=int, help="ask so many, drawn by --seed")
    parser.add_argument("--seed", metavar="N", type=int, default=0)
    parser.add_argument("--limit", metavar="N", type=int, help="ask the first so many")


def _add_judging(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="write the report: .json, .csv, .md, .xml (JUnit) or .html (repeatable)",
    )
    parser.add_argument("--fail-under", metavar="GATES", help="such as f1=0.75,declined=0.9")
    parser.add_argument("--baseline", metavar="RUN.json", type=Path, help="an earlier run")
    parser.add_argument(
        "--max-drop", metavar="GATES", help="how much less than the baseline will do: f1=0.02"
    )


def _add_judges(parser: argparse.ArgumentParser) -> None:
    judges = parser.add_argument_group(
        "judges", "models that judge the answers besides; off unless they are named"
    )
    judges.add_argument("--nli", metavar="DIR", type=Path, help="an entailment model, in a folder")
    judges.add_argument("--judge", metavar="MODEL", help="a language model: openai:gpt-5-mini, ...")
    judges.add_argument("--judge-repeats", metavar="N", type=int, default=1, help="how often each")
    judges.add_argument("--judge-cache", metavar="FILE", type=Path, help="where replies are kept")
    judges.add_argument(
        "--labelled", metavar="FILE", type=Path, help="claims and answers that people judged"
    )
    judges.add_argument("--yes", action="store_true", help="do not ask before a model is asked")

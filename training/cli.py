"""`python -m training`: train, measure and export a reader."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

from karabakh_qa.errors import KarabakhQAError
from training.recipe import Recipe, load_recipe


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], None] = options.command
    try:
        command(options)
    except KarabakhQAError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _train(options: argparse.Namespace) -> None:
    import torch

    from training.mixture import read_pool
    from training.model import load_reader, pick_device, start_reader
    from training.train import Run

    if options.threads:
        torch.set_num_threads(options.threads)
    recipe = _recipe(options)
    device = pick_device()
    reader = (
        load_reader(options.start, device)
        if options.start
        else start_reader(options.base, device, recipe.dropout)
    )
    pool = read_pool(options.data, options.base / "tokenizer.json", recipe)
    run = Run(reader, pool, recipe, options.out)
    run.go(options.minutes, options.every)
    sys.stdout.write(json.dumps({"steps": run.step, "finished": run.finished}) + "\n")


def _reproduce(options: argparse.Namespace) -> None:
    from training.reproduce import reproduce

    done = reproduce(options.base, options.data, options.out, options.minutes, options.every)
    sys.stdout.write(json.dumps({"finished": done}) + "\n")


def _recipe(options: argparse.Namespace) -> Recipe:
    return Recipe(**{field.name: getattr(options, field.name) for field in fields(Recipe)})


def _measure(options: argparse.Namespace) -> None:
    from training.export import session_scorer
    from training.features import Windows
    from training.measure import as_rows, measure
    from training.model import load_reader, pick_device
    from training.reading import scorer

    score = (
        session_scorer(options.reader)
        if options.reader.suffix == ".onnx"
        else scorer(load_reader(options.reader, pick_device()))
    )
    recipe = load_recipe(options.recipe or options.reader / "recipe.json")
    cutter = Windows(options.base / "tokenizer.json")
    for row in as_rows(measure(score, cutter, options.data, recipe)):
        sys.stdout.write(json.dumps(row) + "\n")


def _export(options: argparse.Namespace) -> None:
    from training.export import check_export, export_reader

    export_reader(options.reader, options.out)
    report = check_export(options.reader, options.out)
    sys.stdout.write(json.dumps(report) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    _add_training(commands.add_parser("train", help="train a reader, or go on with a run"))
    whole = commands.add_parser("reproduce", help="the packaged reader, its file and figures")
    _add_run(whole)
    whole.set_defaults(command=_reproduce)
    measure = commands.add_parser("measure", help="print figures as JSON lines")
    _add_paths(measure)
    measure.add_argument("reader", type=Path, help="folder of a run, or an ONNX file")
    measure.add_argument("--recipe", type=Path, help="says what was left out of the training")
    measure.set_defaults(command=_measure)
    export = commands.add_parser("export", help="write one ONNX file and check it")
    export.add_argument("reader", type=Path)
    export.add_argument("out", type=Path)
    export.set_defaults(command=_export)
    return parser


def _add_training(train: argparse.ArgumentParser) -> None:
    _add_run(train)
    train.add_argument("--start", type=Path, help="folder of a reader to go on from")
    train.add_argument("--threads", type=int, help="of the processor; all cores where not given")
    for field in fields(Recipe):
        _add_choice(train, field.name, field.default)
    train.set_defaults(command=_train)


def _add_run(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser)
    parser.add_argument("out", type=Path, help="folder; what is there is gone on with")
    parser.add_argument("--minutes", type=float, default=1e6, help="stop, to be gone on with")
    parser.add_argument("--every", type=float, default=5, help="minutes between checkpoints")


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))


def _add_choice(parser: argparse.ArgumentParser, name: str, default: object) -> None:
    """Offer a field of the recipe as an option of its type."""
    flag = "--" + name.replace("_", "-")
    if isinstance(default, bool):
        parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=default)
    else:
        kind = float if isinstance(default, float) else int
        parser.add_argument(flag, type=kind, default=default)

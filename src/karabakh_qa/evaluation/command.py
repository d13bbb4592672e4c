"""`karabakh-qa evaluate`: questions in, a verdict out."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from karabakh_qa.errors import TestsetError
from karabakh_qa.evaluation.arguments import DEFAULT_FOLDER
from karabakh_qa.evaluation.assistant_run import Assistant, evaluate_assistant
from karabakh_qa.evaluation.compare import compare, format_comparison
from karabakh_qa.evaluation.explain import explain
from karabakh_qa.evaluation.folders import Folders, temporary_store
from karabakh_qa.evaluation.judging import Judging
from karabakh_qa.evaluation.judging_models import Confirm, JudgingModels
from karabakh_qa.evaluation.metrics import DEFAULT_METRICS
from karabakh_qa.evaluation.outputs import load_report
from karabakh_qa.evaluation.predictions import read_predictions
from karabakh_qa.evaluation.questions import Testset
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.runner import score
from karabakh_qa.evaluation.selection import Selection
from karabakh_qa.evaluation.testset import Loaded, check_evidence, problem_list, read_testset
from karabakh_qa.evaluation.versions import versions
from karabakh_qa.records import Document

Open = Callable[[Folders | None], Assistant]
"""Opens an assistant over other folders than the person's own; None for these."""


def run(
    args: argparse.Namespace, open_assistant: Open, confirm: Confirm = lambda _: False
) -> tuple[str, int]:
    """Do what `args` say; return the text to print and the exit code.

    `confirm` is asked before a language model is.

    Raises:
        TestsetError: a file cannot be used, or quotes what is not in the documents; the message
            lists all problems of all files. Nothing has been asked then.
        InputError: an option or another file cannot be used.
    """
    command: Callable[[argparse.Namespace, Open, Confirm], tuple[str, int]] = {
        "run": _run,
        "score": _score,
        "compare": _compare,
        "check": _check,
        "explain": _explain,
    }[args.verb]
    return command(args, open_assistant, confirm)


def _run(args: argparse.Namespace, open_assistant: Open, confirm: Confirm) -> tuple[str, int]:
    paths = args.testsets or _default_paths()
    judging, models = Judging.of(args, len(paths)), JudgingModels.of(args)
    failed_in = load_report(args.only_failed) if args.only_failed else None
    selection = Selection(tuple(args.tag), failed_in, args.sample, args.seed, args.limit)
    loaded = _load(paths, args.format)
    chosen = [selection.of(one.testset) for one in loaded]
    own = [testset for testset in chosen if args.docs is None and not testset.texts]
    if own:
        _check_all(own, open_assistant(None).documents())
    texts, code = [], 0
    for one, testset in zip(loaded, chosen, strict=True):
        with _assistant(args, testset, open_assistant) as assistant:
            report = _evaluate(assistant, testset)
            by_id = {document.id: document for document in assistant.documents()}
        report = models.judged(report, testset, by_id, _agreed(args, confirm))
        text, failed = judging.judge(report)
        texts.append("\n".join([*one.notes, text]))
        code = max(code, failed)
    return "\n\n\n".join(texts), code


def _score(args: argparse.Namespace, open_assistant: Open, confirm: Confirm) -> tuple[str, int]:
    judging, models = Judging.of(args, 1), JudgingModels.of(args)
    (loaded,) = _load([args.testset], args.format)
    documents = _documents(args, loaded.testset, open_assistant)
    _check_all([loaded.testset], documents)
    by_id = {document.id: document for document in documents}
    outcomes = read_predictions(args.predictions, loaded.testset, by_id)
    about = {"predictions": args.predictions.name, **versions()}
    report = score(loaded.testset, outcomes, DEFAULT_METRICS, by_id, about)
    return judging.judge(models.judged(report, loaded.testset, by_id, _agreed(args, confirm)))


def _agreed(args: argparse.Namespace, confirm: Confirm) -> Confirm:
    return (lambda _: True) if args.yes else confirm


def _compare(args: argparse.Namespace, _: Open, __: Confirm) -> tuple[str, int]:
    return format_comparison(compare(load_report(args.before), load_report(args.after))), 0


def _check(args: argparse.Namespace, open_assistant: Open, _: Confirm) -> tuple[str, int]:
    lines: list[str] = []
    for loaded in _load(args.testsets, args.format):
        testset = loaded.testset
        documents = _documents(args, testset, open_assistant)
        _check_all([testset], documents)
        answerable = sum(question.answerable for question in testset.questions)
        quotations = sum(len(question.quotations) for question in testset.questions)
        lines += loaded.notes
        lines.append(
            f"{testset.name}: {len(testset.questions)} questions, {answerable} answerable; "
            f"{quotations} quotations, all of them in the {len(documents)} documents"
        )
    return "\n".join(lines), 0


def _explain(args: argparse.Namespace, _: Open, __: Confirm) -> tuple[str, int]:
    return explain(args.name), 0


def _default_paths() -> list[Path]:
    paths = sorted(DEFAULT_FOLDER.glob("*.jsonl"))
    if not paths:
        raise TestsetError(
            f"there is no {DEFAULT_FOLDER}/*.jsonl here; name a file of questions: "
            "karabakh-qa evaluate FILE"
        )
    return paths


def _load(paths: Sequence[Path], form: str | None) -> list[Loaded]:
    loaded, problems = [], []
    for path in paths:
        try:
            loaded.append(read_testset(path, form))
        except TestsetError as error:
            problems.append(str(error))
    if problems:
        raise TestsetError("\n".join(problems))
    return loaded


def _check_all(testsets: Sequence[Testset], documents: Sequence[Document]) -> None:
    found = [(testset.name, check_evidence(testset, documents)) for testset in testsets]
    if any(problems for _, problems in found):
        raise TestsetError("\n".join(problem_list(*pair) for pair in found if pair[1]))


@contextmanager
def _assistant(
    args: argparse.Namespace, testset: Testset, open_assistant: Open
) -> Iterator[Assistant]:
    """Yield what to ask: the person's own, or one over the documents that come with the set."""
    if args.docs is None and not testset.texts:
        yield open_assistant(None)
        return
    with temporary_store(args.docs, testset.texts) as folders:
        assistant = open_assistant(folders)
        _check_all([testset], assistant.documents())
        yield assistant


def _documents(args: argparse.Namespace, testset: Testset, open_assistant: Open) -> list[Document]:
    if args.docs is None and testset.texts:
        return [Document(text.id, text.text) for text in testset.texts]
    with _assistant(args, testset, open_assistant) as assistant:
        return assistant.documents()


def _evaluate(assistant: Assistant, testset: Testset) -> Report:
    from tqdm import tqdm  # here, so that --help does not wait for it

    # Standard error is tqdm's own choice; `disable=None` silences it where that is no terminal.
    with tqdm(total=len(testset.questions), desc=testset.name, disable=None) as bar:

        def progress(done: int, _: int) -> None:
            bar.update(done - bar.n)

        return evaluate_assistant(assistant, testset, progress)

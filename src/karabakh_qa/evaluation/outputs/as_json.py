"""A report as JSON and back, exactly."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.causes import cause_of, count_causes
from karabakh_qa.evaluation.measures import Measure, Unit
from karabakh_qa.evaluation.metrics import Score
from karabakh_qa.evaluation.outcomes import Outcome, Stage
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.replies import Found, Quoted, Reply
from karabakh_qa.evaluation.report import Report
from karabakh_qa.evaluation.statistics import DRAWS, SEED
from karabakh_qa.json_records import read_record

FORMAT = "karabakh-qa evaluation report"
VERSION = 1
_RANKINGS = ("found", "found_as_asked", "found_rewritten")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Reply:
    """A reply as it is written; what was found are numbers of passages, counted from 0."""

    text: str
    answered: bool
    reason: str | None
    short_answer: str | None
    confidence: float | None
    citations: tuple[Quoted, ...]
    flaw: str | None
    understood: str | None
    found: tuple[int, ...]
    found_as_asked: tuple[int, ...]
    found_rewritten: tuple[int, ...]
    struck: int | None = None


@dataclass(frozen=True, slots=True)
class _Score:
    metric: str
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    question: Question
    reply: _Reply | None
    error: str | None
    scores: tuple[_Score, ...]
    seconds: float | None
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class _Testset:
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Bootstrap:
    unit: Unit


@dataclass(frozen=True, slots=True)
class _Read:
    """What a report is made of; the rest of a file is computed from this."""

    testset: _Testset
    documents_sha256: str
    bootstrap: _Bootstrap
    metrics: tuple[str, ...]
    measures: tuple[Measure, ...]
    passages: tuple[Found, ...]
    outcomes: tuple[_Outcome, ...]


def report_to_dict(report: Report) -> dict[str, Any]:
    """Return a report as plain JSON types.

    A passage is written once, however many questions it was found for. Of two runs alike only
    what `without_times` drops differs.
    """
    passages = {found: number for number, found in enumerate(_found(report))}
    return {
        "format": FORMAT,
        "version": VERSION,
        "testset": {
            "name": report.testset,
            "sha256": report.testset_sha256,
            "questions": len(report.outcomes),
        },
        "documents_sha256": report.documents_sha256,
        "configuration": dict(report.configuration),
        "bootstrap": {"seed": SEED, "draws": DRAWS, "unit": report.unit},
        "metrics": list(report.metrics),
        "measures": _plain(report.measures),
        "decisions": {
            "answerable": _plain(report.decisions(answerable=True)),
            "unanswerable": _plain(report.decisions(answerable=False)),
        },
        "causes": {cause.value: n for cause, n in count_causes(report.outcomes).items()},
        "slices": _plain(report.slices()),
        "latency": _plain(report.latencies()),
        "passages": _plain(tuple(passages)),
        "outcomes": [_outcome_to_dict(outcome, passages) for outcome in report.outcomes],
    }


def report_from_dict(data: object) -> Report:
    """Return the report that `report_to_dict` wrote.

    Raises:
        InputError: it is no such report, or one of another version.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError("this is not a report of karabakh-qa evaluate")
    if data.get("version") != VERSION:
        raise InputError(
            f"this report is of version {data.get('version')!r}, and only version {VERSION} can be "
            "read; evaluate again to make a new one"
        )
    try:
        return _report(read_record(_Read, _essential(data)), _configuration(data))
    except ValueError as error:
        raise InputError(f"this report is damaged: {error}") from error


def load_report(path: Path) -> Report:
    """Read a report that was written as JSON.

    Raises:
        InputError: there is no such file, or it is no report of this version.
    """
    try:
        return report_from_dict(json.loads(path.read_bytes()))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: this is not JSON: {error}") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def without_times(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `report_to_dict` gave without what depends on time; it can still be read."""
    kept = {key: value for key, value in data.items() if key != "latency"}
    kept["outcomes"] = [
        {key: value for key, value in outcome.items() if key not in {"seconds", "stages"}}
        for outcome in data["outcomes"]
    ]
    return kept


def format_json(report: Report) -> str:
    """Return a report as JSON with a line for each question, so that two can be diffed."""
    entries = (f"{_dumps(key)}: {_value(value)}" for key, value in report_to_dict(report).items())
    text = "{\n" + ",\n".join(entries) + "\n}\n"
    # Half of a surrogate pair, as a file of questions may hold it, has no place in UTF-8.
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _value(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _dumps(value)
    return "[\n" + ",\n".join(f"  {_dumps(item)}" for item in value) + "\n]"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _found(report: Report) -> Iterable[Found]:
    replies = (outcome.reply for outcome in report.outcomes if outcome.reply)
    rankings = (getattr(reply, name) for reply in replies for name in _RANKINGS)
    return dict.fromkeys(found for ranking in rankings for found in ranking)


def _outcome_to_dict(outcome: Outcome, passages: Mapping[Found, int]) -> dict[str, Any]:
    record: dict[str, Any] = _plain(outcome)
    if outcome.reply is not None:
        for name in _RANKINGS:
            found = getattr(outcome.reply, name)
            record["reply"][name] = [passages[passage] for passage in found]
    for score in record["scores"]:
        del score["question_id"]
    cause = cause_of(outcome)
    return {**record, "cause": cause.value if cause else None}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _essential(data: dict[str, Any]) -> dict[str, Any]:
    """Return the keys that a report is made of; times may be missing."""
    kept = _keys_of(_Read, data)
    outcomes = kept.get("outcomes")
    if isinstance(outcomes, list):
        times: dict[str, Any] = {"seconds": None, "stages": []}
        kept["outcomes"] = [{**times, **_keys_of(_Outcome, outcome)} for outcome in outcomes]
    return {
        **kept,
        "testset": _keys_of(_Testset, kept.get("testset")),
        "bootstrap": _keys_of(_Bootstrap, kept.get("bootstrap")),
    }


def _keys_of(kind: type, data: object) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if key in names}
    raise ValueError(f"{shortened(data)} is no object with {sorted(names)}")


def _configuration(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = data.get("configuration")
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise ValueError("configuration is not an object of texts")
    return tuple(found.items())


def _report(read: _Read, configuration: tuple[tuple[str, str], ...]) -> Report:
    return Report(
        read.testset.name,
        read.testset.sha256,
        read.documents_sha256,
        configuration,
        read.metrics,
        tuple(_outcome(outcome, read.passages) for outcome in read.outcomes),
        read.measures,
        read.bootstrap.unit,
    )


def _outcome(read: _Outcome, passages: tuple[Found, ...]) -> Outcome:
    name = read.question.id
    if (read.reply is None) == (read.error is None):
        raise ValueError(f'the question "{name}" has neither reply nor error, or both')
    return Outcome(
        read.question,
        _reply(read.reply, passages) if read.reply else None,
        read.error,
        read.seconds,
        tuple(Score(name, score.metric, score.value, score.why) for score in read.scores),
        read.stages,
    )


def _reply(read: _Reply, passages: tuple[Found, ...]) -> Reply:
    given = {field.name: getattr(read, field.name) for field in fields(_Reply)}
    for name in _RANKINGS:
        numbers: tuple[int, ...] = given[name]
        if not all(0 <= number < len(passages) for number in numbers):
            raise ValueError(f"{name} is {list(numbers)}; there are {len(passages)} passages")
        given[name] = tuple(passages[number] for number in numbers)
    return Reply(**given)

"""The Evaluation tab: what its script may call, and what it is told."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from karabakh_qa.errors import InputError, KarabakhQAError
from karabakh_qa.web.calls import server_function
from karabakh_qa.web.markup import shown
from karabakh_qa.web.resources import asset
from karabakh_qa.web.runs import Published, Run, Runs

if TYPE_CHECKING:
    from gradio import Blocks

LONGEST_VISITOR = 100
"""Characters of what a page says it is; Gradio's session hashes have about ten."""
_KINDS = {"html": "text/html", "json": "application/json"}


class EvaluationCalls:
    """What the tab's script asks of the server, by these names; it sends and gets plain JSON."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs

    def ui_evaluation(self, request: object) -> dict[str, Any]:
        """Return how things stand: the sets, the run, the last report."""
        try:
            self._runs.watched(_visitor(request))
            return self._state()
        except KarabakhQAError as error:
            return {"refused": str(error)}

    def ui_run(self, request: object) -> dict[str, Any]:
        """Begin a run, unless one goes on; return how things stand then."""
        try:
            match request:
                case {"name": str(name)}:
                    self._runs.start(name, _visitor(request))
                    return self._state()
            raise _out_of_step()
        except KarabakhQAError as error:
            return {"refused": str(error)}

    def ui_stop(self, _request: object) -> dict[str, Any]:
        """End the run that goes on; return how things stand."""
        self._runs.stop()
        return self._state()

    def ui_report(self, request: object) -> dict[str, Any]:
        """Return the report of a run as a file: its name, its media type and its text."""
        _, published = self._runs.standing()
        match request:
            case {"number": int(number), "kind": "html" | "json" as kind} if (
                published and published.number == number
            ):
                text = published.finished.html if kind == "html" else published.finished.json
                name = f"{PurePath(published.name).stem}-evaluation.{kind}"
                return {"name": shown(name), "type": _KINDS[kind], "text": text}
        return {"refused": "there is a newer report; it is shown in a moment"}

    def _state(self) -> dict[str, Any]:
        run, published = self._runs.standing()
        return {
            "sets": [shown(name) for name in self._runs.desk.testsets()],
            "folder": shown(self._runs.desk.folder),
            "run": _run_row(run, self._runs.seconds(run)) if run else None,
            "report": _report_row(published) if published else None,
        }


def add_evaluation_tab(page: "Blocks", runs: Runs, events: Mapping[str, Any]) -> None:
    """Add the tab to `page`, which is being built; `events` are options for its events."""
    import gradio as gr

    calls = EvaluationCalls(runs)
    functions = (calls.ui_evaluation, calls.ui_run, calls.ui_stop, calls.ui_report)
    tab = gr.HTML(
        value={"visitor": ""},
        html_template=asset("evaluation.html"),
        js_on_load=asset("evaluation.js"),
        apply_default_css=False,
        elem_id="evaluation",
        server_functions=[server_function(function) for function in functions],
    )

    def ui_visit(request: gr.Request) -> dict[str, str]:
        return {"visitor": request.session_hash or ""}

    def ui_leave(request: gr.Request) -> None:
        runs.left(request.session_hash or "")

    page.load(ui_visit, None, tab, concurrency_limit=None, **events)
    page.unload(ui_leave)


def _visitor(request: object) -> str:
    match request:
        case {"visitor": str(visitor)} if len(visitor) <= LONGEST_VISITOR:
            return visitor
    raise _out_of_step()


def _out_of_step() -> InputError:
    return InputError("this page is out of step with the server; reload it")


def _run_row(run: Run, seconds: float) -> dict[str, Any]:
    return {
        "number": run.number,
        "name": shown(run.name),
        "stage": run.stage,
        "done": run.done,
        "total": run.total,
        "seconds": round(seconds, 1),
        "stopping": run.stopping,
        "problem": shown(run.problem),
    }


def _report_row(published: Published) -> dict[str, Any]:
    return {
        "number": published.number,
        "name": shown(published.name),
        "at": published.at.isoformat(),
        "headline": shown(published.finished.headline),
        "notes": [shown(note) for note in published.finished.notes],
    }

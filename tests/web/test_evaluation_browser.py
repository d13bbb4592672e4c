"""The Evaluation tab in a real browser, over the real evaluation of a scripted assistant."""

import json
import socket
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from karabakh_qa.errors import StoreError
from karabakh_qa.evaluation.desk import EvaluationDesk
from karabakh_qa.evaluation.outputs import load_report
from karabakh_qa.records import (
    Answer,
    Citation,
    Delta,
    Document,
    ScoredPassage,
    Status,
    Turn,
)
from karabakh_qa.web.server import RunningPage, start

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Page

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> <b>b</b> ${alert(3)} {{value}} "
    "<a href='http://evil.example'>a</a> </iframe><iframe src='http://evil.example'></iframe>"
)
DOCUMENT = Document("notes/<i>a</i>.txt", f"Title\n\n{HOSTILE}\n\nThey left in April.")
ROWS: list[dict[str, Any]] = [
    {
        "id": "hostile",
        "question": f"What? {HOSTILE}",
        "answers": [HOSTILE],
        "evidence": [{"doc": DOCUMENT.id, "quote": HOSTILE}],
    },
    {"id": "crash", "question": "broken?", "answers": ["x"]},
    {"id": "wrong", "question": "When did they leave?", "answers": ["June"]},
    {"id": "none", "question": "How many?", "answerable": False},
]
HOSTILE_SET = "<img src=x onerror=alert(4)>.jsonl"


class Scripted:
    """Cites the hostile line for everything; waits before each answer while `held`."""

    configuration: ClassVar = {"reader": HOSTILE}

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.go_on.set()
        self.asked: list[str] = []

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        yield Status("Reading")
        if question == "hello":
            yield Answer(question, question, "Hello! Ask me.", False, "small_talk", None, 1.0)
            return
        self.go_on.wait(20)
        self.asked.append(question)
        if question == "broken?":
            raise StoreError(f"locked {HOSTILE}")
        at = DOCUMENT.text.index(HOSTILE)
        span = (at, at + len(HOSTILE), HOSTILE, 0, len(HOSTILE))
        cited = Citation(1, DOCUMENT.id, DOCUMENT.hash, "Title", DOCUMENT.source, *span)
        yield Answer(question, question, f"{HOSTILE}[1]", True, None, None, 0.9, (cited,))

    def retrieve(self, question: str, k: int) -> list[ScoredPassage]:
        return []

    def document(self, document_id: str) -> Document | None:
        return DOCUMENT if document_id == DOCUMENT.id else None

    def documents(self) -> list[Document]:
        return [DOCUMENT]

    def warm_up(self) -> None:
        return


@pytest.fixture(scope="module")
def assistant() -> Scripted:
    return Scripted()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk") / "sets"


def serve(assistant: Scripted, folder: Path) -> RunningPage:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    return start(assistant, port=port, desk=EvaluationDesk(assistant, folder))


@pytest.fixture(scope="module")
def site(assistant: Scripted, folder: Path, browser: object) -> Iterator[str]:
    running = serve(assistant, folder)
    yield running.address
    running.close()


@pytest.fixture(autouse=True)
def sets(folder: Path, assistant: Scripted) -> Iterator[None]:
    folder.mkdir()
    for name, rows in {
        "good.jsonl": ROWS,
        HOSTILE_SET: ROWS,
        "wrong.jsonl": [{**ROWS[0], "evidence": [{"doc": "none.txt", "quote": HOSTILE}]}],
    }.items():
        (folder / name).write_text("\n".join(map(json.dumps, rows)), "utf-8")
    yield
    assistant.go_on.set()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@pytest.fixture
def page(context: Any, site: str) -> "Page":
    return opened(context, site)


def opened(context: Any, site: str) -> "Page":
    page: Page = context.new_page()
    page.goto(site)
    page.locator("#question textarea").wait_for()
    page.get_by_role("tab", name="Evaluation").click()
    return page


def begin(page: "Page", name: str = "good.jsonl") -> None:
    page.get_by_role("combobox", name="Test set", exact=True).select_option(name)
    page.get_by_role("button", name="Run", exact=True).click()


def run(page: "Page", name: str = "good.jsonl") -> "FrameLocator":
    """Run a set, wait for its report, and return the document that it is."""
    page.locator("#evaluation .kq-live").evaluate("live => { live.textContent = ''; }")
    begin(page, name)
    page.locator("#evaluation .kq-live", has_text="Finished.").wait_for(state="attached")
    return page.frame_locator(".kq-report")


def ask(page: "Page", question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def test_a_set_is_run_and_an_item_opened(page: "Page") -> None:
    report = run(page)
    heading = report.locator("h1")
    heading.wait_for()
    assert "asking failed on 1 question" in (heading.text_content() or "")
    assert report.locator("table.measures").is_visible()
    assert report.locator("svg").first.is_visible()
    assert "good.jsonl" in (page.locator(".kq-when").text_content() or "")

    report.locator("summary", has_text="All 4 questions").click()
    item = report.locator("details.row", has_text="When did they leave?")
    item.locator("summary").first.click()
    assert item.locator("text=June").first.is_visible()

    again = run(page)
    again.locator("h1").wait_for()
    assert page.locator("iframe").count() == 1


def test_both_forms_can_be_downloaded(page: "Page", tmp_path: Path) -> None:
    run(page)
    for kind in ("HTML", "JSON"):
        with page.expect_download() as started:
            page.get_by_role("button", name=f"as {kind}").click()
        saved = tmp_path / started.value.suggested_filename
        assert saved.name == f"good-evaluation.{kind.lower()}"
        started.value.save_as(saved)
    report = load_report(tmp_path / "good-evaluation.json")
    assert [outcome.question.id for outcome in report.outcomes] == [row["id"] for row in ROWS]
    assert "<!DOCTYPE html>" in (tmp_path / "good-evaluation.html").read_text("utf-8")


def test_nothing_hostile_runs_and_all_of_it_is_shown(page: "Page") -> None:
    report = run(page, HOSTILE_SET)
    report.locator("summary", has_text="All 4 questions").click()
    assert HOSTILE in (report.locator("body").text_content() or "")
    assert report.locator("script, img, iframe, a, form, b:not(td b)").count() == 0
    assert page.locator(".kq-report").get_attribute("sandbox") == ""
    assert page.locator("#evaluation").locator("img, script, b, a, form").count() == 0
    assert HOSTILE_SET in (page.locator(".kq-when").text_content() or "")


def test_what_gets_past_the_escaping_still_cannot_run(page: "Page") -> None:
    """The context's own checks are the assertion: no dialog, no error, no request."""
    page.evaluate(
        """html => { const frame = document.querySelector('.kq-report').cloneNode();
             frame.srcdoc = html; frame.hidden = false; frame.classList.add('loose');
             document.body.append(frame); }""",
        "<script>top.hacked = 1; alert(1)</script><img src=x onerror='top.hacked = 2'><p>here",
    )
    page.frame_locator(".loose").locator("p").wait_for()
    assert page.evaluate("window.hacked === undefined")


def test_progress_moves_and_the_chat_answers_meanwhile(
    page: "Page", context: Any, site: str, assistant: Scripted
) -> None:
    assistant.go_on.clear()
    begin(page)
    page.locator(".kq-count", has_text="0 of 4 questions asked").wait_for()
    assert page.locator(".kq-progress").evaluate("bar => bar.position") == 0
    assert page.locator(".kq-live").last.text_content() == "Running good.jsonl."

    page.get_by_role("tab", name="Ask").click()
    ask(page, "hello")
    page.locator(".bot.message", has_text="Hello! Ask me.").wait_for()
    page.get_by_role("tab", name="Evaluation").click()

    other = opened(context, site)
    other.locator(".kq-count", has_text="0 of 4").wait_for()
    button = other.get_by_role("button", name="Run", exact=True)
    assert button.get_attribute("aria-disabled") == "true"
    button.dispatch_event("click")  # for it is there, and does nothing
    assistant.go_on.set()
    for one in (page, other):
        one.locator("#evaluation .kq-live", has_text="Finished.").wait_for(state="attached")
        assert one.locator(".kq-run").get_attribute("aria-disabled") == "false"


def test_stop_ends_it_and_keeps_the_focus(page: "Page", assistant: Scripted) -> None:
    assistant.go_on.clear()
    assistant.asked.clear()
    begin(page)
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    page.locator(".kq-count", has_text="Stopping after this question").wait_for()
    assistant.go_on.set()
    page.locator(".kq-trouble", has_text="Stopped after 1 of 4 questions.").wait_for()
    assert len(assistant.asked) == 1
    assert page.evaluate("document.activeElement.textContent") == "Run"
    run(page)
    assert not page.locator(".kq-trouble").is_visible()


def test_leaving_the_page_ends_the_run(
    context: Any, site: str, assistant: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("karabakh_qa.web.runs.LEFT", 0.0)
    assistant.go_on.clear()
    assistant.asked.clear()
    page = opened(context, site)
    begin(page)
    page.locator(".kq-count", has_text="0 of 4").wait_for()
    page.close()
    other = context.new_page()
    other.goto(site)  # but does not look at the evaluation
    other.wait_for_timeout(1500)
    assistant.go_on.set()
    other.wait_for_timeout(500)
    other.get_by_role("tab", name="Evaluation").click()
    other.locator(".kq-run[aria-disabled='false']").wait_for()
    assert len(assistant.asked) == 1


def test_a_bad_set_is_one_clear_message(page: "Page") -> None:
    begin(page, "wrong.jsonl")
    message = page.locator(".kq-trouble")
    message.wait_for()
    text = message.text_content() or ""
    assert "wrong.jsonl: 1 problem" in text
    assert 'there is no document "none.txt"' in text
    assert page.locator(".kq-run").get_attribute("aria-disabled") == "false"


def test_without_sets_it_says_how_to_make_one(
    context: Any, assistant: Scripted, tmp_path: Path
) -> None:
    running = serve(assistant, tmp_path)
    try:
        page = opened(context, running.address)
        page.locator(".kq-none", has_text=f"{tmp_path.as_posix()}/mine.jsonl").wait_for()
        assert not page.locator(".kq-run").is_visible()
        example = page.locator(".kq-example").text_content() or ""
        (tmp_path / "mine.jsonl").write_text(example, "utf-8")
        page.locator(".kq-run").wait_for()  # without loading the page again
        run(page, "mine.jsonl").locator("h1").wait_for()
    finally:
        running.close()


def test_the_keyboard_reaches_everything_and_the_chat_is_as_it_was(context: Any, site: str) -> None:
    page = context.new_page()
    page.goto(site)
    page.locator("#question textarea").wait_for()
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    box = page.locator("#columns").bounding_box()
    assert box is not None
    assert (box["y"], box["height"]) == (76, 800 - 92)
    page.locator("#question textarea").fill("half a question")

    page.get_by_role("tab", name="Ask").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".kq-run[aria-disabled='false']").wait_for()
    assert page.evaluate("document.activeElement.id") == "kq-tab-evaluation"
    assert not page.locator("#chat").is_visible()
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.className"))
    assert reached == ["kq-button kq-theme", "kq-select", "kq-button kq-run"]
    assert page.url.endswith("#evaluation")

    page.get_by_role("tab", name="Evaluation").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#columns").bounding_box() == box
    assert page.locator("#question textarea").input_value() == "half a question"
    assert not page.locator("#evaluation").is_visible()
    assert "#" not in page.url


def test_the_address_opens_the_tab_and_a_place_opens_the_chat(page: "Page", site: str) -> None:
    page.reload()
    page.locator(".kq-run[aria-disabled='false']").wait_for()
    assert not page.locator("#chat").is_visible()
    page.evaluate("location.hash = '#read/link/0-5/0/notes'")
    page.locator("#chat").wait_for()


@pytest.mark.parametrize("options", [{"color_scheme": "null"}])
def test_the_report_is_as_dark_as_the_page(page: "Page") -> None:
    ground = "body => getComputedStyle(body).backgroundColor"
    body = run(page).locator("body")
    light = body.evaluate(ground)
    page.locator(".kq-theme").click()
    page.wait_for_timeout(300)
    assert body.evaluate(ground) != light


@pytest.mark.parametrize("options", [{"viewport": {"width": 390, "height": 844}}])
def test_on_a_phone_nothing_is_cut_off(page: "Page") -> None:
    report = run(page)
    report.locator("table.measures").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.documentElement.scrollHeight") <= 844
    width = report.locator("html").evaluate("html => html.scrollWidth - html.clientWidth")
    assert width <= 0
    for name in ("Ask", "Evaluation"):
        box = page.get_by_role("tab", name=name).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
    report.locator("summary", has_text="All 4 questions").click()
    report.locator("details.row > summary").first.click()
    assert report.locator("details.row[open]").count() == 1

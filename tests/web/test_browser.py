"""The chat and its sources in a real browser."""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from karabakh_qa.errors import StoreError
from karabakh_qa.records import (
    Answer,
    Citation,
    Delta,
    Detail,
    Document,
    Passage,
    ScoredPassage,
    Span,
    Status,
    Turn,
)
from karabakh_qa.web.server import RunningPage, start

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio.queueing")

HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> [a](http://evil.example) **b** `c` "
    "${document.body.remove()} {{value}} ![i](http://evil.example/i.png) http://evil.example $$x$$"
)
TITLE = "Peacekeepers <b>leave</b> the lake"
LEFT = "The peacekeepers 🕊️ left the lake [1] in April, İlham Əliyev’s office said [2]."
STAY = "They were to stay for five years."
TEXT = "\r\n\r\n".join(
    [
        TITLE,
        "April 17, 2024",
        *(f"Paragraph {n} says nothing of interest. " * 12 for n in range(12)),
        f"Nobody was surprised. {LEFT} {STAY}",
        HOSTILE,
        *(f"Paragraph {n} says nothing of interest. " * 12 for n in range(12, 24)),
    ]
)
DOCUMENT = Document(
    'notes/<i>a</i> & "b" {{x}}.txt', TEXT, (Detail("title", TITLE, 0, len(TITLE)),)
)


def cited(question: str, *quotes: str, understood: str = "") -> Answer:
    text, citations = "", []
    for number, quote in enumerate(quotes, start=1):
        start, begin = TEXT.index(quote), len(text)
        text += quote
        span = (start, start + len(quote), quote, begin, len(text))
        citations.append(
            Citation(number, DOCUMENT.id, DOCUMENT.hash, TITLE, DOCUMENT.source, *span)
        )
        text += f"[{number}] "
    shown = understood or question
    return Answer(question, shown, text.strip(), True, None, None, 0.9, tuple(citations))


def declined(question: str) -> Answer:
    start = TEXT.index(STAY)
    span = Span(start, start + len(STAY))
    hash_, title = DOCUMENT.hash, DOCUMENT.title
    found = Passage("p", DOCUMENT.id, hash_, title, "s", "", *span, STAY, (span,))
    related = (ScoredPassage(found, 0.5, 0.4, 1, None),)
    said = "The documents don't say. Nothing states it."
    return Answer(question, question, said, False, "not_stated", None, 0.1, (), related)


class Scripted:
    """Answers by the first word of the question, from one real document."""

    def __init__(self, documents: Sequence[Document] = (DOCUMENT,)) -> None:
        self.indexed = list(documents)
        self.ready = threading.Event()
        self.go_on = threading.Event()
        self.reply: Callable[[str], Answer] | None = None

    def stream(
        self, question: str, history: Sequence[Turn] = ()
    ) -> Iterator[Status | Delta | Answer]:
        yield Status("Searching the documents")
        first = question.split(maxsplit=1)[0]
        if first == "slow":
            yield Delta("The first part. ")
            self.go_on.wait(10)
        if first == "broken":
            raise StoreError("the store <img src=x onerror=alert(3)> is locked")
        if self.reply:
            yield self.reply(question)
        elif first == "hello":
            yield Answer(question, question, "Hello! Ask me.", False, "small_talk", None, 1.0)
        elif first == "number":
            yield declined(question)
        elif first == "hostile":
            yield cited(question, HOSTILE)
        elif history:
            yield cited(question, STAY, understood="How long were they to stay?")
        else:
            yield cited(question, LEFT, STAY)

    def document(self, document_id: str) -> Document | None:
        return next((d for d in self.indexed if d.id == document_id), None)

    def documents(self) -> list[Document]:
        return self.indexed

    def warm_up(self) -> None:
        self.ready.wait(20)


def serve(chat: Scripted) -> RunningPage:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    return start(chat, port=port)


@pytest.fixture(scope="module")
def chat() -> Scripted:
    scripted = Scripted()
    scripted.ready.set()
    return scripted


@pytest.fixture(scope="module")
def site(chat: Scripted, browser: "Browser") -> Iterator[str]:
    running = serve(chat)
    yield running.address
    running.close()


@pytest.fixture
def page(context: Any, site: str) -> "Page":
    return opened(context, site)


def opened(context: Any, address: str) -> "Page":
    page: Page = context.new_page()
    page.goto(address)
    page.locator("#question textarea").wait_for()
    return page


def ask(page: "Page", question: str) -> "Locator":
    """Send a question, wait until it has been answered, and return the answer."""
    before = page.locator(".bot.message").count()
    send(page, question)
    page.wait_for_function(
        """before => document.querySelectorAll('.bot.message').length > before
           && document.querySelector('#question .submit-button')
           && document.querySelector('#chat [role="log"]').ariaBusy === 'false'""",
        arg=before,
    )
    return page.locator(".bot.message").last


def send(page: "Page", question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def wait_for_text(page: "Page", selector: str, text: str) -> None:
    page.locator(selector, has_text=text).first.wait_for()


def wait_for_clipboard(page: "Page", text: str) -> None:
    for _ in range(40):
        if page.evaluate("navigator.clipboard.readText()") == text:
            return
        page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()") == text


def highlighted(page: "Page") -> str:
    return "".join(page.locator("mark.kq-on").all_text_contents())


def test_a_marker_opens_its_exact_quote_and_escape_returns(page: "Page") -> None:
    answer = ask(page, "who left?")
    markers = answer.locator("a")
    assert markers.all_text_contents() == ["1", "2"]
    assert "lake [1] in April" in (answer.text_content() or "")
    page.locator("mark.kq-on").wait_for()
    assert highlighted(page) == LEFT  # shown without being asked, and without taking the focus
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"

    markers.nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.tagName === 'MARK'")
    assert highlighted(page) == STAY
    assert page.locator("mark:not(.kq-on)").all_text_contents() == [LEFT]
    assert page.evaluate(
        """() => { const mark = document.activeElement.getBoundingClientRect();
             const body = document.querySelector('.kq-body').getBoundingClientRect();
             return mark.top >= body.top && mark.bottom <= body.bottom; }"""
    )
    assert markers.nth(1).get_attribute("aria-current") == "true"
    assert page.evaluate("window.scrollY") == 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "2"


def test_the_address_carries_the_place(page: "Page", context: Any) -> None:
    ask(page, "who left?").locator("a").nth(1).click()
    page.wait_for_function("location.hash.startsWith('#read/')")
    other = opened(context, page.url)
    other.locator("mark.kq-on").wait_for()
    assert highlighted(other) == STAY


def test_earlier_answers_stay_open_to_inspection(page: "Page") -> None:
    first = ask(page, "who left?")
    second = ask(page, "for how long?")
    assert "Understood as: How long were they to stay?" in (second.text_content() or "")
    page.locator(".bot.message").first.locator("a").first.click()
    page.wait_for_function("document.activeElement.tagName === 'MARK'")
    assert highlighted(page) == LEFT
    assert first.count() == 1


def test_hostile_text_is_shown_as_it_is(page: "Page") -> None:
    wait_for_text(page, ".kq-document-file", DOCUMENT.id)
    answer = ask(page, f"hostile {HOSTILE}")
    question = page.locator(".user.message").last
    assert (question.text_content() or "").strip() == f"hostile {HOSTILE}"
    assert HOSTILE in (answer.text_content() or "")
    page.locator("mark.kq-on").wait_for()
    assert highlighted(page) == HOSTILE
    assert page.locator(".kq-head .kq-title").text_content() == TITLE
    assert answer.locator("a").get_attribute("title") == f"Source 1: {TITLE}"
    made = page.locator("#chat, #source-panel").locator("img, script, b, code, iframe, form")
    assert made.count() == 0
    assert page.locator("a[href*='evil']").count() == 0


def test_a_question_of_ten_thousand_characters_is_shown_whole(page: "Page") -> None:
    question = "who " + "*_[x](y) " * 1110
    ask(page, question)
    shown = page.locator(".user.message").last.text_content() or ""
    assert " ".join(shown.split()) == question.strip()
    assert page.locator("#question textarea").is_visible()


def test_a_decline_has_no_markers_and_clears_the_panel(page: "Page") -> None:
    ask(page, "who left?")
    page.locator("mark.kq-on").wait_for()
    answer = ask(page, "number of them?")
    assert "The documents don't say." in (answer.locator("blockquote").text_content() or "")
    assert answer.locator("p a").count() == 0
    wait_for_text(page, ".kq-body", "No source for this answer")
    assert page.locator("mark").count() == 0

    answer.locator("li a").click()
    page.wait_for_function("document.activeElement.tagName === 'MARK'")
    assert highlighted(page) == STAY
    assert page.locator("mark.kq-on.kq-related").count() == 1
    assert page.locator(".kq-heading").text_content() == "Related, not an answer"


@pytest.mark.parametrize("options", [{"permissions": ["clipboard-read", "clipboard-write"]}])
def test_copying_gives_plain_words(page: "Page") -> None:
    answer = ask(page, "who left?")
    page.locator("mark.kq-on").wait_for()
    page.get_by_label("Copy message").last.click()
    wait_for_clipboard(page, f"{LEFT}[1] {STAY}[2]")
    answer.locator("a").last.click()
    page.locator(".kq-copy-quote").click()
    wait_for_clipboard(page, STAY)


def test_asking_again_shows_the_new_answer(page: "Page", chat: Scripted) -> None:
    ask(page, "who left?")
    page.locator("mark.kq-on").wait_for()
    chat.reply = declined
    try:
        page.get_by_label("Retry").last.click()
        wait_for_text(page, ".kq-body", "No source for this answer")
    finally:
        chat.reply = None


def test_small_talk_is_plain(page: "Page") -> None:
    answer = ask(page, "hello")
    assert (answer.text_content() or "").strip() == "Hello! Ask me."
    assert answer.locator("blockquote, a").count() == 0


def test_stop_keeps_what_came_and_the_next_question_works(page: "Page", chat: Scripted) -> None:
    chat.go_on.clear()
    send(page, "slow one")
    wait_for_text(page, ".bot.message", "The first part.")
    page.locator("#question .stop-button").click()
    wait_for_text(page, ".bot.message", "Stopped.")
    chat.go_on.set()
    assert "The first part." in (page.locator(".bot.message").last.text_content() or "")
    assert ask(page, "who left?").locator("a").count() == 2


def test_undo_retry_and_clear(page: "Page") -> None:
    ask(page, "who left?")
    page.get_by_label("Retry").last.click()
    page.wait_for_function("document.querySelectorAll('.bot.message a').length === 2")
    page.locator("mark.kq-on").wait_for()
    page.get_by_label("Undo").first.click()
    page.wait_for_function("document.querySelector('#question textarea').value === 'who left?'")
    assert page.locator(".bot.message").count() == 0
    wait_for_text(page, ".kq-heading", "Documents")
    ask(page, "who left?")
    page.get_by_label("Clear").click()
    page.locator(".example").first.wait_for()
    page.wait_for_function("document.querySelectorAll('mark').length === 0")


def test_an_error_is_told_and_the_page_stays_usable(page: "Page") -> None:
    answer = ask(page, "broken")
    assert "the store <img src=x onerror=alert(3)> is locked" in (answer.text_content() or "")
    assert ask(page, "who left?").locator("a").count() == 2


def test_an_example_is_asked(page: "Page") -> None:
    page.locator(".example").first.click()
    page.locator("mark.kq-on").wait_for()
    assert highlighted(page) == LEFT


def test_a_listed_document_can_be_read(page: "Page") -> None:
    page.locator(".kq-document").click()
    page.locator(".kq-line-title").wait_for()
    assert page.locator(".kq-line-title").text_content() == TITLE
    assert page.locator("mark").count() == 0


def test_the_theme_button_switches_and_is_remembered(page: "Page") -> None:
    ground = "getComputedStyle(document.querySelector('gradio-app')).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".kq-theme").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    page.locator("#question textarea").wait_for()
    page.wait_for_function(f"{ground} === '{dark}'")


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}])
def test_a_dark_system_gets_a_dark_page(page: "Page") -> None:
    page.wait_for_function("document.body.classList.contains('dark')")
    ink = page.locator(".kq-name").evaluate("node => getComputedStyle(node).color")
    assert min(int(part) for part in ink[4:-1].split(",")) > 200


@pytest.mark.parametrize("options", [{"viewport": {"width": 390, "height": 844}}])
def test_a_phone_opens_the_source_over_the_chat(page: "Page") -> None:
    answer = ask(page, "who left?")
    assert not page.locator(".kq-panel").is_visible()
    answer.locator("a").first.click()
    page.wait_for_function("document.activeElement.tagName === 'MARK'")
    assert page.locator("mark.kq-on").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".kq-close").click()
    page.locator(".kq-panel").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "1"


def test_a_question_before_the_warm_up_is_done_waits_and_says_so(context: Any) -> None:
    cold = Scripted()
    running = serve(cold)
    try:
        page = opened(context, running.address)
        wait_for_text(page, ".kq-body", "Getting the documents ready")
        send(page, "who left?")
        wait_for_text(page, ".bot.message", "Warming up")
        cold.ready.set()
        page.locator("mark.kq-on").wait_for()
        assert highlighted(page) == LEFT
    finally:
        cold.ready.set()
        running.close()


def test_an_empty_folder_says_how_to_fill_it(context: Any) -> None:
    empty = Scripted([])
    empty.ready.set()
    running = serve(empty)
    try:
        page = opened(context, running.address)
        wait_for_text(page, "#chat .placeholder", "documents folder")
        assert page.locator(".example").count() == 0
        wait_for_text(page, ".kq-heading", "No documents yet")
    finally:
        running.close()


def test_a_changed_document_is_not_marked_wrongly(page: "Page", chat: Scripted) -> None:
    answer = ask(page, "who left?")
    page.locator("mark.kq-on").wait_for()
    chat.indexed[:] = [Document(DOCUMENT.id, f"A new first line.\n{TEXT}", DOCUMENT.details)]
    try:
        page.locator(".kq-home").click()
        answer.locator("a").first.click()
        wait_for_text(page, ".kq-notice", "has changed")
        assert page.locator("mark").count() == 0
    finally:
        chat.indexed[:] = [DOCUMENT]


def test_without_an_evaluation_there_is_no_tab(context: Any, site: str) -> None:
    page = opened(context, f"{site}/#evaluation")
    assert not page.locator(".kq-tabs").is_visible()
    assert page.locator("#chat").is_visible()

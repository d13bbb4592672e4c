import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.evaluation.outcomes import Outcome
from karabakh_qa.evaluation.outputs.as_html import format_html
from karabakh_qa.evaluation.outputs.markup import Markup, element, joined, text
from karabakh_qa.evaluation.outputs.plain import clean
from karabakh_qa.evaluation.questions import Question
from karabakh_qa.evaluation.report import Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RIGHT = {"right", "quiet"}
VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Reads a page: its elements, their attributes, and the text of each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def of(self, tag: str) -> list[str]:
        return [data for name, data in self.texts if name == tag]

    def attributes(self, tag: str) -> list[dict[str, str]]:
        return [found for name, found in self.elements if name == tag]


def test_children_are_escaped_unless_they_are_elements() -> None:
    inner = element("b", "<&\"'")
    assert inner == "<b>&lt;&amp;&quot;&#x27;</b>"
    assert element("p", inner, "<i>") == f"<p>{inner}&lt;i&gt;</p>"
    assert joined(["a\x00", inner]) == f"a\ufffd{inner}"
    assert isinstance(joined([]), Markup)
    assert text("p", "a") == '<p dir="auto">a</p>'


def test_attributes() -> None:
    made = element("x", class_='"><b>', stroke_width=1.23456, open=True, id=None, hidden=False)
    assert made == '<x class="&quot;&gt;&lt;b&gt;" stroke-width="1.23" open></x>'
    assert element("br") == "<br>"


def test_the_order_of_the_page(all_kinds: Report) -> None:
    page = Page(format_html(all_kinds, all_kinds))
    assert page.of("h1")[0].startswith("1 of 7 answerable questions")
    assert page.of("h2") == [
        "Measures",
        "Where it fails",
        "Answering and declining",
        "Confidence",
        "By tag and language",
        "Worst first",
        "Every question",
        "This run",
    ]
    assert page.of("title")[0] == "all <kinds>.jsonl: evaluation"


def test_it_asks_for_nothing_and_runs_nothing(all_kinds: Report) -> None:
    html = format_html(all_kinds, all_kinds)
    page = Page(html)
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "iframe", "object", "embed", "form", "a", "base", "use"}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
    assert [link["href"] for link in page.attributes("link")] == ["data:,"]
    css = page.of("style")[0]
    assert "url(" not in css
    assert "@import" not in css
    policy = next(m["content"] for m in page.attributes("meta") if "http-equiv" in m)
    assert policy.startswith("default-src 'none'")


def test_what_is_asked_is_shown_and_does_nothing(all_kinds: Report) -> None:
    html = format_html(all_kinds)
    assert "<script" not in html
    page = Page(html)
    wrong = [o.question.question for o in all_kinds.outcomes if o.question.id not in RIGHT]
    assert sorted(page.of("h3")) == sorted(map(clean, wrong))
    assert "Who \ufffd crashed \ufffd[2J?" in page.of("h3")
    assert ("\x00" in html, "\x1b" in html) == (False, False)
    assert all(heading["dir"] == "auto" for heading in page.attributes("h3"))


@settings(deadline=None, max_examples=30)
@given(st.text(), st.text())
def test_any_text_makes_a_whole_page(name: str, error: str) -> None:
    row = Outcome(Question(name, error, (), False), None, error, None, ())
    report = Report(name, "0", "", ((name, error),), (), (row,), (), "questions")
    Page(format_html(report)).of("h3")


def test_every_picture_says_what_it_shows(all_kinds: Report) -> None:
    html = format_html(all_kinds, all_kinds)
    charts = re.findall(r"<svg[^>]*role=.*?</svg>", html)
    assert charts
    assert all(re.match(r"<svg[^>]*><title[^>]*>[^<]+</title>", chart) for chart in charts)
    named = [chart for chart in charts if "aria-labelledby" in chart]
    assert len(named) == 2
    assert all("</title><desc" in chart for chart in named)
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_shared_words_are_marked(all_kinds: Report) -> None:
    page = Page(format_html(replace(all_kinds, outcomes=all_kinds.outcomes[2:3])))
    quote = "Russia began to withdraw its troops.[1"
    assert page.of("mark")[:4] == ["marked", quote, "withdraw", quote]


def test_an_answer_keeps_its_marks_by_offset(all_kinds: Report) -> None:
    html = format_html(replace(all_kinds, outcomes=all_kinds.outcomes[:1]))
    assert "its troops.[1</mark>]<sup>1</sup></p>" in html
    assert "word for word from" in html


def test_the_table_compares_with_the_baseline(all_kinds: Report) -> None:
    better = tuple(
        replace(m, value=m.value - 0.1) if m.name == "em" and m.value else m
        for m in all_kinds.measures
    )
    alone, beside = (format_html(all_kinds, b) for b in (None, replace(all_kinds, measures=better)))
    assert "difference" not in Page(alone).of("th")
    assert "difference" in Page(beside).of("th")
    assert "+0.100<small> better</small>" in beside


def test_counts_and_bars(all_kinds: Report) -> None:
    html = format_html(all_kinds)
    table = html[html.index('<table class="causes">') :]
    rows = re.findall(r"<tr.*?</tr>", table[: table.index("</table>")])
    counts = [int(re.search(r"number\">(\d+)<", row)[1]) for row in rows]  # type: ignore[index]
    widths = [float(re.search(r' width="([\d.]+)"', row)[1]) for row in rows]  # type: ignore[index]
    assert counts == [1] * 7
    assert widths == [100] * 7
    decisions = html[html.index('<table class="decisions">') :]
    assert re.findall(r"<b>(\d+)</b>", decisions[: decisions.index("</table>")]) == list("511110")


def test_a_perfect_run_and_an_empty_one(all_kinds: Report) -> None:
    perfect = Page(format_html(replace(all_kinds, outcomes=all_kinds.outcomes[:1])))
    assert "Nothing went wrong." in perfect.of("p")
    assert "Worst first" not in perfect.of("h2")
    empty = Page(format_html(replace(all_kinds, outcomes=(), measures=())))
    assert empty.of("h1") == ["There were no questions to ask."]


def test_without_confidence_there_is_no_chart(all_kinds: Report) -> None:
    outcomes = tuple(
        replace(o, reply=replace(o.reply, confidence=None)) if o.reply else o
        for o in all_kinds.outcomes
    )
    page = Page(format_html(replace(all_kinds, outcomes=outcomes)))
    assert "The replies state no confidence, so there is nothing to draw." in page.of("p")
    assert not any(svg.get("class") == "chart" for svg in page.attributes("svg"))


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = os.environ.get("KQ_CHROMIUM") or shutil.which("chromium")
    found = found or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium: install it, or name one in KQ_CHROMIUM")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_it_opens_in_a_browser(
    browser: "Browser", all_kinds: Report, tmp_path: Path, width: int, scheme: str
) -> None:
    path = tmp_path / "report.html"
    path.write_text(format_html(all_kinds, all_kinds), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    wrong: list[str] = []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").is_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(16, 22, 26)" if scheme == "dark" else "rgb(251, 251, 249)")
    assert wrong == []
    assert all(url.startswith(("file:", "data:")) for url in asked)
    context.close()

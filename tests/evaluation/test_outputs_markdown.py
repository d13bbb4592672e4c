from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from karabakh_qa.evaluation.outputs.as_markdown import _escaped, format_markdown
from karabakh_qa.evaluation.report import Report

RENDER = MarkdownIt("commonmark", {"html": False}).enable("table")


def test_verdict_table_failures_slices_worst(all_kinds: Report) -> None:
    text = format_markdown(all_kinds)
    order = [
        "**1 of 7 answerable questions",
        "| measure | value | 95 % interval | n |",
        "| **answer** |",
        "| `f1` | ",
        "| `false_answers` (lower is better) | 0.500 |",
        "An interval is the middle 95 %",
        "| answerable | 5 | 1 | 1 |",
        "| asking failed | 1 |",
        "By tag, language and document",
        "| tag | fact | 2 |",
        "The worst 7 of 7 failures",
        "(crash): asking failed",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "baseline" not in text


def test_the_tables_are_tables(all_kinds: Report) -> None:
    html = RENDER.render(format_markdown(all_kinds, all_kinds))
    assert html.count("<table>") == 4
    rows = [block for block in html.split("<tr>")[1:] if "<code>" in block]
    measures = [row for row in rows if "<td" in row]
    assert {row.count("<td") for row in measures} == {6}
    assert 'style="text-align:right">0.000</td>' in html


def test_differences_from_a_baseline(all_kinds: Report) -> None:
    def changed(name: str, by: float) -> Report:
        return replace(
            all_kinds,
            measures=tuple(
                replace(m, value=(m.value or 0) + by) if m.name == name else m
                for m in all_kinds.measures
            ),
        )

    def line(text: str, name: str) -> str:
        return next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))

    assert line(format_markdown(all_kinds, changed("em", -0.1)), "em").endswith("+0.100 better |")
    assert line(format_markdown(all_kinds, changed("em", 0.1)), "em").endswith("−0.100 worse |")
    worse = format_markdown(all_kinds, changed("false_answers", -0.1))
    assert line(worse, "false_answers").endswith("+0.100 worse |")
    assert line(worse, "em").endswith(" 0.000 |")


def test_another_test_set_as_baseline_is_said(all_kinds: Report) -> None:
    other = replace(all_kinds, testset="b.jsonl", testset_sha256="cd" * 32, measures=())
    text = format_markdown(all_kinds, other)
    assert "another test set: b.jsonl" in text
    assert "other documents" not in text


def test_hostile_texts_do_nothing(all_kinds: Report) -> None:
    text = format_markdown(all_kinds)
    body = text[text.index("(crash): asking failed") :]
    assert "<script" not in text.replace("\\<script", "")
    assert "\u202e" not in RENDER.render("") and "@all" not in body
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<script" not in html
    assert "<strong>b</strong>" not in html
    assert "<a " not in html


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("[a](b)", r"\[a\](b)"),
        ("a\n\n# b", "a # b"),
        ("@team and #12", "@<!-- -->team and #<!-- -->12"),
        ("GH-12", "GH<!-- -->-12"),
        ("https://a.b www.c.d", r"https\://a.b www\.c.d"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_escaping(text: str, escaped: str) -> None:
    assert _escaped(text) == escaped


@given(st.text())
def test_escaped_text_reads_as_it_is(text: str) -> None:
    from html import unescape

    shown = " ".join("".join(c for c in text if c.isprintable() or c == " ").split())[:200]
    html = MarkdownIt("commonmark").render(f"x {_escaped(shown)}")
    assert unescape(html.replace("<!-- -->", "")) == f"<p>x {shown}</p>\n".replace(
        "x </p>", "x</p>"
    )


def test_no_questions(all_kinds: Report) -> None:
    empty = replace(all_kinds, outcomes=(), measures=())
    text = format_markdown(empty)
    assert text.startswith("**There were no questions to ask.**")
    assert "Nothing went wrong." in text

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from karabakh_qa.records import (
    Answer,
    Citation,
    Delta,
    Document,
    Passage,
    ScoredPassage,
    Span,
    Status,
    Unsupported,
)
from karabakh_qa.web.conversation import Conversation, asked, failed, stopped, told
from karabakh_qa.web.markup import md_escape, messages, shown

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](http://b.c) ![i](//e.v) **b** _i_ "
    "`c` ~~s~~ ${x} {{y}} https://evil.example www.evil.example a@b.example &lt; &#60; \\[ $$x$$"
)
BLOCKS = (
    "# h\n- li\n+ li\n1. one\n2) two\n> q\n    code\n| a | b |\n|---|---|\nx\n===\n---\n"
    "[a]: b\n```\nc"
)
DOCUMENT = Document("notes/a (1).txt", "He wrote “see [1] and [2]” to me. Then he left.")


def citation(number: int, quote: str, answer_start: int, title: str = "A title") -> Citation:
    start = DOCUMENT.text.index(quote)
    end = answer_start + len(quote)
    return Citation(
        number, DOCUMENT.id, DOCUMENT.hash, title, "s", start, start + len(quote), quote,
        answer_start, end,
    )  # fmt: skip


def two_citations(short: str | None = None) -> Answer:
    first, second = "He wrote “see [1] and [2]” to me.", "Then he left."
    text = f"{first}[1] {second}[2]"
    citations = (citation(1, first, 0), citation(2, second, len(first) + 4))
    return Answer("q", "q", text, True, None, short, 0.9, citations)


def passage(text: str) -> ScoredPassage:
    start = DOCUMENT.text.index(text)
    span = Span(start, start + len(text))
    found = Passage("p", DOCUMENT.id, DOCUMENT.hash, "T", "s", "", *span, text, (span,))
    return ScoredPassage(found, 0.5, 0.4, 1, None)


def conversation(answer: Answer) -> Conversation:
    return told(asked((), answer.question), answer)


def reply(answer: Answer) -> str:
    return messages(conversation(answer))[-1]["content"]


def rendered_text(markdown: str) -> str:
    """What a CommonMark renderer with HTML, tables and links on shows, as plain text."""
    html = MarkdownIt("gfm-like", {"linkify": False, "breaks": True}).render(markdown)
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "br"}, html
    text = re.sub(r"<[^>]+>", "", html)
    for entity, character in {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}.items():
        text = text.replace(entity, character)
    return text


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", [HOSTILE, BLOCKS, "a\n\n    b", "\t- x", "1. a", "«ə İ ğ» 🕊️"])
def test_what_is_shown_is_the_text(text: str) -> None:
    assert words(rendered_text(md_escape(text))) == words(text)


@given(
    st.text(alphabet=st.sampled_from(list("ab1 \n\t.-+=#*_`[]()<>&!|~$\\{}:/@\"'^")), max_size=60)
)
def test_no_combination_of_punctuation_is_markup(text: str) -> None:
    assert words(rendered_text(md_escape(text))) == words(text)


@given(st.text(max_size=80))
def test_whatever_is_shown_is_what_shown_says(text: str) -> None:
    assert words(rendered_text(md_escape(text))) == words(shown(text))


def test_invisible_and_reordering_characters_are_left_out() -> None:
    assert shown("a\u202eb\u200bc\ufeffd\x00e\r\nf\rg\ud800") == "abcde\nf\ng\ufffd"
    assert shown("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"


def test_marks_stand_by_offset_and_brackets_in_quotes_stay_text() -> None:
    text = reply(two_citations())
    links = re.findall(r'\[(\d)\]\((#read/\S+) "([^"]*)"\)', text)
    assert [(label, href.split("/")[1]) for label, href, _ in links] == [("1", "1-1"), ("2", "1-2")]
    assert "see &#91;1&#93; and &#91;2&#93;” to me&#46;[1](#read/" in text
    assert all(href.endswith("/notes%2Fa%20%281%29.txt") for _, href, _ in links)


def test_a_title_cannot_leave_its_link() -> None:
    answer = two_citations()
    hostile = tuple(replace(c, title='x") [y](z)\n\n<b>') for c in answer.citations)
    text = reply(replace(answer, citations=hostile))
    assert len(re.findall(r"(?<!&#91;\d)\]\(", text)) == 2
    assert '") [y]' not in text
    assert "<b>" not in text


@pytest.mark.parametrize(
    ("short", "strong"),
    [("left", ["left"]), ("he", []), (None, []), ("absent", []), ("[2]", ["&#91;2&#93;"])],
)
def test_the_short_answer_is_strong_where_it_is_certain(
    short: str | None, strong: list[str]
) -> None:
    assert re.findall(r"<strong>(.*?)</strong>", reply(two_citations(short))) == strong


def test_a_decline_is_a_callout_with_related_passages_and_no_markers() -> None:
    related = (passage("Then he left."),)
    said = "The [1] don't say. Nothing <b>here</b> does."
    text = reply(Answer("q", "q", said, False, "not_stated", None, 0.1, (), related))
    assert text.startswith(
        "> <strong>The &#91;1&#93; don&#39;t say&#46;</strong> Nothing &#60;b&#62;here"
    )
    assert "- [Then he left&#46;](#read/1-1/" in text
    assert '"Related passage A: T"' in text.replace("&#58;", ":")


def test_small_talk_is_a_plain_message() -> None:
    text = reply(Answer("hi", "hi", "Hello! Ask me.", False, "small_talk", None, 1.0))
    assert text == "Hello&#33; Ask me&#46;"


def test_a_follow_up_says_how_it_was_understood() -> None:
    answer = replace(two_citations(), effective_question="Where did <he> go?")
    assert reply(answer).startswith(
        '<em class="kq-understood">Understood as&#58; Where did &#60;he&#62; go&#63;</em>\n\n'
    )
    assert "Understood" not in reply(two_citations())


def test_what_a_model_said_besides_is_set_apart_and_is_no_markup() -> None:
    lies = (Unsupported("It *fell* in 1995.", "not in the cited text: 1995"),)
    shown = reply(replace(two_citations(), unsupported=lies, written_by="a:model"))
    cited, apart = shown.split('<em class="kq-unsupported">Not supported by the documents</em>')
    assert "1995" not in cited
    assert "It &#42;fell&#42; in 1995&#46;" in apart
    assert "not in the cited text" in apart


@pytest.mark.parametrize(
    ("dropped", "said"), [(0, None), (1, "One sentence of"), (3, "3 sentences of")]
)
def test_what_is_dropped_is_counted(dropped: int, said: str | None) -> None:
    shown = reply(replace(two_citations(), dropped=dropped))
    assert (said is None) == ("kq-dropped" not in shown)
    assert said is None or said in shown


def test_a_notice_comes_first() -> None:
    shown = reply(replace(two_citations(), notice="The <model> was away."))
    assert shown.startswith('<em class="kq-notice">The &#60;model&#62; was away&#46;</em>\n\n')


def test_unfinished_exchanges() -> None:
    now = asked((), "Who?")
    assert "Reading…" in messages(now)[-1]["content"]
    now = told(now, Status("Searching the documents"))
    assert messages(now)[-1]["content"] == '<em class="kq-status">Searching the documents…</em>'
    now = told(now, Delta("Half [1]"))
    assert messages(now)[-1]["content"] == (
        'Half &#91;1&#93;\n\n<em class="kq-status">Searching the documents…</em>'
    )
    assert messages(stopped(now))[-1]["content"].startswith("Half &#91;1&#93;\n\n<em")
    assert "&#60;img&#62;" in messages(failed(now, "no <img>"))[-1]["content"]


def test_long_related_passages_are_cut_at_a_word() -> None:
    long = Document("l.txt", "word " * 100)
    found = Passage("p", "l.txt", long.hash, "T", "s", "", 0, 500, long.text, ())
    related = (ScoredPassage(found, 0.5, 0.4, 1, None),)
    answer = Answer("q", "q", "x", False, "not_stated", None, 0.1, (), related)
    label = re.findall(r"- \[(.*?)\]\(", reply(answer))[0]
    assert label.endswith("word…")
    assert len(label) <= 181

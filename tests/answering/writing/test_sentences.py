"""From the raw text of a model, cut anyhow, to sentences and the units that they point at."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from karabakh_qa.answering.writing.marks import without_marks
from karabakh_qa.answering.writing.sentences import ReplyParser, Written
from karabakh_qa.corpus.sentences import sentence_spans
from karabakh_qa.records import Span

Sentence = tuple[str, tuple[int, ...]]


def read(*pieces: str) -> list[Written]:
    parser = ReplyParser(sentence_spans)
    return [written for piece in pieces for written in parser.feed(piece)] + parser.close()


def sentences(text: str) -> list[Sentence]:
    return [(written.text, written.numbers) for written in read(text)]


ANEW: Sentence = ("", ())
BOTH: list[Sentence] = [("It ended in 1994.", (3,)), ("Then peace came.", (4, 5))]


@pytest.mark.parametrize(
    "reply",
    [
        "It ended in 1994 [3]. Then peace came [4][5].",
        "It ended in 1994.[3] Then peace came.[4] [5]",
        "It ended in 1994. [3] Then peace came. [4, 5]",
        "It ended in 1994 [3] . Then peace came [4], [5].",
        "It ended in 1994 [3][3]. Then peace came [4] and [5].",
        "It ended in 1994. [3]. Then peace came [4], and [5].",
        "It ended in 1994 [3].  Then peace came [4]-[5].",
        "[3] It ended in 1994. Then peace [4] came [5].",
        "[3] It ended in 1994. [4][5] Then peace came.",
        "[3]: It ended in 1994.\n[4, 5] - Then peace came.",
        "It ended in 1994.\n[3]\nThen peace came.\n\n[4]\n[5]\n",
        "[3]\nIt ended in 1994.\n\n- Then peace came [4] (unit 5).",
        "- It ended in 1994 [3].\n- Then peace came [4, 5].\n",
        "* It ended in 1994. [3]\n  * Then peace came. [4-5]\n",
        "1. It ended in 1994 [3].\n2) Then peace came [4, 5].",
        "> [3] It ended in 1994.\n> • [4] [5] Then peace came.",
        "It ended in 1994.³ Then peace came.<sup>4</sup><sup>5</sup>",
        "It ended in 1994【3†source】. Then peace came【4】【5】.",
        "It ended in 1994 ([3]). Then peace came (see [4] and [5]).",
        "It ended in 1994 [[3]](http://a.b/c). Then peace came [4](#4)[5](#5).",
        "It ended in 1994 \\[3\\]. Then peace came [^4][^5^].",
        "**It ended** in *1994* `[3]`. __Then__ _peace_ came **[4]** *[5]*.",
        "```\nIt ended in 1994 [3]. Then peace came [4][5].\n```",
        "~~~text\nIt ended in 1994 [3].\nThen peace came [4][5].\n~~~\n",
        "```It ended in 1994 [3]. Then peace came [4][5].```",
        "<p>It ended in <b>1994</b> [3].</p><p>Then peace<br/>came [4][5].</p>",
        "Answer: It ended in 1994 [3]. Then peace came [4][5].",
        "**Answer:** It ended in 1994 [3].\n\n---\n\nThen peace came [4][5].",
        "<answer>It ended in 1994 [3]. Then peace came [4][5].</answer>",
        "<think>Is it [1]? No. [2]\n\nIt ended [0].</think>\nIt ended in 1994 [3]. Then peace came "
        "[4][5].<think>Done. [6]",
        "It ended\nin 1994 [3].\r\nThen peace\r\ncame [4][5].\r\n",
        "According to [3], it ended in 1994. Then peace came, as stated in [4] and [5].",
        "[3] states that it ended in 1994. The sources [4] and [5] say that then peace came.",
        "Unit 3 says that it ended in 1994. Sentences 4 and 5 state that then peace came.",
        "According to sentence 3, it ended in 1994. Then peace came, based on [4, 5].",
        "It ended in 1994 [\u200b3\ufeff]. Then peace came [4]\u200b[5].",
        "It ended in 1994 [3]. Then peace came [4][5]. Sources: [3], [4], [6].",
        "It ended in 1994 [3]. Then peace came [4][5].\n\nSources: [3], [6]",
        "It ended in 1994 [3]. Then peace came [4][5].\n\n**Sources:**\n\n[3] An article. 2024.\n"
        "- Another, 2023 [7].\n",
        "It ended in 1994 [3]. Then peace came [4][5].\n## References\nAn article. Two pages.\n"
        "Another.",
        "Sources: 3, 4, 5\nIt ended in 1994 [3]. Then peace came [4][5].",
        "Sources:\nAn article\n\nIt ended in 1994 [3]. Then peace came [4][5].",
        "It ended in 1994 [3]. Then peace came [4][5].\n\n[^3]",
    ],
)
def test_however_it_is_written_the_same_is_read(reply: str) -> None:
    expected = BOTH
    if reply.endswith("[^3]"):
        expected = [BOTH[0], ("Then peace came.", (4, 5, 3))]
    assert sentences(reply) == expected


def test_the_end_of_thoughts_that_nothing_began_is_told() -> None:
    assert [written.begins_anew for written in read("No.", "</thi", "nk>", "It ended [2].")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("[0]", [("", (0,))]),
        ("[0] The documents do not say.", [("The documents do not say.", (0,))]),
        ("The documents do not say.\n\n[0]", [("The documents do not say.", (0,))]),
        ("", []),
        (" \n\n…\n---\n", []),
        ("<think>It ended [1].", []),
        ("It is [1]\n- or\n</think>\nIt ended [2].", [("It is", (1,)), ANEW, ("It ended.", (2,))]),
        ("Is it?\n```\n[1]\n</think>It ended [2].", [ANEW, ("It ended.", (2,))]),
        ("Sources:\n- a\n</thinking>\n\nIt ended [2].", [ANEW, ("It ended.", (2,))]),
        ("Sources: [1], [2]", []),
        ("It ended [99]. [2020] [12345]", [("It ended.", (99, 2020))]),
        ("It ended [sic] (3) in (2020) [...].", [("It ended [sic] (3) in (2020) [...].", ())]),
        ("It costs [12,000] or [1, two].", [("It costs [12,000] or [1, two].", ())]),
        ("It is 5 km² and x<sup>2</sup> [1].", [("It is 5 km² and x².", (1,))]),
        ("2 * 3 is 6, 5 > 3 and a_b_c [1].", [("2 * 3 is 6, 5 > 3 and a_b_c.", (1,))]),
        ("C# isn't 2*3 or 2**3 [1].", [("C# isn't 2*3 or 2**3.", (1,))]),
        ("x <y and z> w ~5 | 6 [1].", [("x <y and z> w ~5 | 6.", (1,))]),
        ("Use `a[1]` and `b_c*d` [2].", [("Use a[1] and b_c*d.", (2,))]),
        ("```\na[1] = 2 [3].\n```", [("a[1] = 2.", (3,))]),
        ("A star \\* and \\[note\\] [1].", [("A star * and [note].", (1,))]),
        ("See [this](https://a.b/c.html) [1].", [("See [this].", (1,))]),
        ("| 1994 | It ended [1] |\n|:--|--:|\n", [("1994 It ended", (1,))]),
        ("Karabakh[1]is there.[2]Then it fell.",
         [("Karabakh is there.", (1, 2)), ("Then it fell.", ())]),
        ("“It ended [1],” he said. [2]", [("“It ended,” he said.", (1, 2))]),
        ("He left the U.S. Army in June [1]. Mr. Aliyev stayed.[2]",
         [("He left the U.S. Army in June.", (1,)), ("Mr. Aliyev stayed.", (2,))]),
        ("He said: “It is over. We lost.” Then he left [1].",
         [("He said: “It is over. We lost.”", ()), ("Then he left.", (1,))]),
        ("戦争は終わった【1】。平和になった。［２］次は？",
         [("戦争は終わった。", (1,)), ("平和になった。", (2,)), ("次は？", ())]),
        ("Война закончилась [1]. Он уехал [2].",
         [("Война закончилась.", (1,)), ("Он уехал.", (2,))]),
        ("Notes:\nIt is not certain [1].\n[2] Title\n",
         [("It is not certain.", (1,)), ("Title", (2,))]),
        ("The sources say that it ended [1].", [("The sources say that it ended.", (1,))]),
        ("Sources: the ministry and others [1].", [("Sources: the ministry and others.", (1,))]),
    ],
)  # fmt: skip
def test_replies_are_read(reply: str, expected: list[Sentence]) -> None:
    assert sentences(reply) == expected


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("It ended in 1994", "It ended in 1994"),
        ("It ended in 1994 [3", "It ended in 1994"),
        ("It ended in 1994 [3][", "It ended in 1994"),
        ("It ended in 1994 [3, ", "It ended in 1994"),
        ("It ended in 1994 【3†sou", "It ended in 1994"),
        ("It ended in 1994 (see 3", "It ended in 1994"),
        ("It ended in 1994 \\[3", "It ended in 1994"),
        ("It ended in 1994 <sup>3", "It ended in 1994"),
        ("It ended in 1994 [3](http://a.", "It ended in 1994"),
        ("It ended in **19", "It ended in 19"),
        ("It ended :(", "It ended :("),
    ],
)
def test_what_breaks_off_is_not_whole_and_shows_no_fragment(reply: str, text: str) -> None:
    (written,) = read(reply)
    assert (written.text, written.whole) == (text, False)


@pytest.mark.parametrize(
    "reply",
    [
        "It ended in 1994.",
        "It ended in 1994. [3",
        "“It ended.” [3]",
        "It ended [3]\n",
        "終わった。",
    ],
)
def test_what_ends_is_whole(reply: str) -> None:
    assert [written.whole for written in read(reply)] == [True]


@pytest.mark.parametrize(
    ("reply", "statements"),
    [
        ("Here is the answer:\n\nIt ended.", [False, True]),
        ("Three countries took part [1]:\n- Armenia [2]", [True, True]),
        ("# The war\nIt ended.", [False, True]),
        ("# The war", [True]),
        ("**The war**\nIt ended.", [False, True]),
        ("**The war** ended\n**It ended.**\nThen", [True, True, True]),
        ("Sure! It ended. I hope this helps!", [False, True, False]),
        ("Certainly, it ended in 1994 [1].", [True]),
    ],
)
def test_headings_lead_ins_and_amenities_state_nothing(reply: str, statements: list[bool]) -> None:
    assert [written.statement for written in read(reply)] == statements


def test_sentences_are_given_as_soon_as_they_are_certain() -> None:
    parser = ReplyParser(sentence_spans)
    given_at: dict[str, str] = {}
    fed = ""
    for character in "It ended [1]. Then peace came.[2]\n\nNobody left. [3]\n[4]\n**More** [5]":
        fed += character
        given_at |= {written.text: fed for written in parser.feed(character)}
    assert given_at == {
        "It ended.": "It ended [1]. Then ",
        "Then peace came.": "It ended [1]. Then peace came.[2]\n\nN",
        "Nobody left.": fed[: fed.index("ore**")],
    }


MARKED = "[1] [2,3] [1-3] 【1†source】 ［２］ [[1]] \\[1\\] [^1] (unit_3) (3) (see_4) [sic] ¹ ](#a)"
BROKEN = "[ ] ( ) 【 】 † # #1 1 23 0 ٣ １ , ; _and_ - – : \\ & { } $ = ](http://x.y)"
MARKDOWN = "_ __ * ** ` ``` ~~ ##_ > >_ -_ 1._ | < </ <b> <br> <sup>1</sup> <sup> </sup>"
WORDED = "<think> </think> <th ink> Sources: References Answer: According_to_ unit_ source see_ km²"
PROSE = """It_ended_in_1994 the_war Then Peace_came U.S. Dr. e.g. p._5 . ! ? 。 … “ ” "
’ 戦争 終わった 👩\u200d🚀 e\u0301 İ \u200b \u200d \ufeff http://a.b/c"""
BLANK = ["_", "__", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\u2028", "\x85", "\x0c"]
PARTS = " ".join([MARKED, BROKEN, MARKDOWN, WORDED, PROSE]).split()
REPLIES = st.one_of(
    st.lists(
        st.sampled_from([*(part.replace("_", " ") for part in PARTS), *BLANK]), max_size=25
    ).map("".join),
    st.text(max_size=60),
)


@given(REPLIES, st.lists(st.integers(0, 100), max_size=6))
@example("a`<sup>1</sup>", [4])
@example("It ended [1][2] (unit 3), and [4](http://a.b) [5", [])
def test_how_a_reply_is_cut_makes_no_difference(reply: str, cuts: list[int]) -> None:
    whole = read(reply)
    assert read(*reply) == whole
    edges = [0, *sorted(cuts), max(len(reply), *cuts, 0)]
    assert read(*(reply[start:end] for start, end in pairwise(edges))) == whole


@given(REPLIES)
def test_no_mark_is_left_in_a_text_and_it_stands_on_one_line(reply: str) -> None:
    for written in read(reply):
        assert without_marks(written.text) == (written.text, ())
        assert written.text == " ".join(written.text.split())
        assert len(set(written.numbers)) == len(written.numbers)


WORDS = """The war ended in 1994. Then peace came, e.g. in Karabakh; Mr. Aliyev (of Baku) said:
“We won!” Nobody left? İlham 5 km² 3.14 % U.S. Дом Война г. 戦争は終わった。 👩\u200d🚀 ... — «так»
don't a.b""".split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_nothing_of_plain_prose_is_lost(words: list[str]) -> None:
    prose = "X " + " ".join(words)
    together = " ".join(written.text for written in read(prose))
    assert "".join(together.split()) == "".join(prose.split())


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.sampled_from([" [{}].", ".[{}]", ". ({})"])), max_size=8
    )
)
def test_sentences_keep_their_order_and_their_own_marks(marked: Sequence[tuple[int, str]]) -> None:
    reply = " ".join(
        f"Sentence number {i} is here" + form.format(f"unit {n}" if "(" in form else n)
        for i, (n, form) in enumerate(marked)
    )
    expected = [(f"Sentence number {i} is here.", (n,)) for i, (n, _) in enumerate(marked)]
    assert sentences(reply) == expected


HOSTILE = """[ [1 1 1,_ [1,_ [[ [1] (see_ a._ A._b 。あ “a._ (a._ **a_ < </ <think> >_ [1](
a¹ ` \\ { [1]\n a\n - Sources:_1,_""".split()


@pytest.mark.parametrize("unit", [*(unit.replace("_", " ") for unit in HOSTILE), "a\n", "\n[1]"])
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    """No character is given to the splitter, or looked at, more often than a constant allows."""
    work = [_work(unit, length) for length in (4_000, 8_000)]
    assert work[1] <= 2.5 * work[0] + 2_000


def _work(unit: str, length: int) -> int:
    """Return how many characters were given to the splitter and waited for in pieces of one."""
    given = 0

    def split(text: str) -> list[Span]:
        nonlocal given
        given += len(text)
        return [Span(m.start(), m.end()) for m in re.finditer(r"\S[^.。]*[.。]*", text)]

    parser = ReplyParser(split)
    for character in (unit * length)[:length]:
        parser.feed(character)
        given += len(parser._lexer._text)
    parser.close()
    return given


def test_a_long_hostile_reply_is_read() -> None:
    hostile = "[1, 22 [333. (4 。" * 2_000
    assert read(*hostile) == read(hostile)

"""The whole way on the real article, with the real encoder and the real Chroma."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from karabakh_qa.assistant import Assistant
from karabakh_qa.errors import DocumentError, InputError, StaleCitationError
from karabakh_qa.records import Answer, Delta, Status, Turn
from karabakh_qa.settings import Settings
from karabakh_qa.web.page import EXAMPLES
from tests.conftest import ARTICLE, ROOT

WriteDocument = Callable[[str, str], Path]

QUESTIONS = [
    "Who won the war of 2020?",
    "When was this published?",
    "What is this about?",
    "Where was the division stationed?",
    "What is the population of Baku?",
    "Why did Putin become a ballet dancer?",
    "hello",
    "",
    " \t\n",
    "🎉👩‍🚀🎉",
    "Кто победил в войне 2020 года?",
    "Qarabağda nə baş verdi? İstanbul ığdır",
    "war " * 2500,
    "What? " * 1700,
    '"; DROP TABLE passages; -- AND OR NOT NEAR(',
    "<script>alert(1)</script> [1] ${x} {{y}}",
    "\x00\x01 who \ufeff won",
    "\ud800 who won",
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: ascii(q[:20]))
def test_any_question_gets_a_calm_and_exact_answer(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    answer.check(assistant.documents())
    assert answer.question == question.replace("\ud800", "?")
    json.dumps(answer.to_dict(), ensure_ascii=False).encode("utf-8")
    assert answer.text.strip()
    assert 0 <= answer.confidence <= 1
    assert answer.answered == (answer.reason is None)
    assert answer.answered or answer.citations == ()


def test_a_fact_is_answered_with_its_sentence(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the war of 2020?")
    assert answer.answered
    assert "in which Azerbaijan won" in answer.citations[0].quote
    assert answer.citations[0].document_id == ARTICLE
    assert answer.citations[0].title == "Russia withdraws peacekeepers from Nagorno-Karabakh"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When was this published?", "April 17, 2024"),
        ("what is the title?", "Russia withdraws peacekeepers from Nagorno-Karabakh"),
    ],
)
def test_the_article_knows_its_own_details(assistant: Assistant, question: str, short: str) -> None:
    answer = assistant.ask(question)
    assert answer.short_answer == answer.citations[0].quote == short


def test_a_summary_begins_with_the_news(assistant: Assistant) -> None:
    answer = assistant.ask("What is this about?")
    assert answer.text.startswith("Russian peacekeepers will be withdrawn")
    assert len(answer.citations) == 3


@pytest.mark.parametrize(
    "question",
    ["What is the best recipe for borscht?", "Who painted the Mona Lisa?", "xqzt vbnm"],
)
def test_what_the_article_does_not_say_is_declined(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.reason in {"nothing_close", "not_stated"}
    assert answer.related
    assert answer.short_answer is None


@pytest.mark.parametrize("words", ["email newsletter", "Akismet", "Leave a Comment"])
def test_page_furniture_is_no_passage(assistant: Assistant, words: str) -> None:
    (document,) = assistant.documents()
    at = document.text.index(words)
    passages = [scored.passage for scored in assistant.retrieve(words, 50)]
    assert passages
    assert not any(p.start < at + len(words) and at < p.end for p in passages)
    assert not any(words in p.heading for p in passages)


def test_the_pages_examples_keep_their_promise(assistant: Assistant) -> None:
    answered = [assistant.ask(example).answered for example in EXAMPLES]
    assert answered == [True] * (len(EXAMPLES) - 1) + [False]


def test_a_stream_tells_stages_then_sentences_then_the_answer(assistant: Assistant) -> None:
    events = list(assistant.stream("What is this about?"))
    kinds = [type(event) for event in events]
    deltas = [event.text for event in events if isinstance(event, Delta)]
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert "".join(deltas) == answer.text
    assert len(deltas) == 3
    assert kinds == sorted(kinds, key=[Status, Delta, Answer].index)
    assert kinds[0] is Status
    assert answer == assistant.ask("What is this about?")


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    questions = QUESTIONS[:6] * 3
    alone = [assistant.ask(question).to_dict() for question in questions]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda question: assistant.ask(question).to_dict(), questions))
    assert together == alone


def test_another_process_gives_the_same_answer(
    assistant: Assistant, article_settings: Settings
) -> None:
    question = "Why did Russia need Turkey?"
    done = subprocess.run(
        [sys.executable, "-m", "karabakh_qa", "ask", "--json", question],
        env={
            "KARABAKH_QA_DOCUMENTS_DIR": str(article_settings.documents_dir),
            "KARABAKH_QA_VECTORSTORE_DIR": str(article_settings.vectorstore_dir),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == json.loads(json.dumps(assistant.ask(question).to_dict()))
    assert done.stderr == ""


def test_passages_are_scored_and_ordered(assistant: Assistant) -> None:
    passages = assistant.retrieve("military base in Gyumri", k=4)
    assert len(passages) == 4
    assert "Gyumri" in passages[0].passage.text
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)
    (document,) = assistant.documents()
    for scored in passages:
        scored.passage.check(document)


def test_a_stream_refuses_bad_input_before_it_is_read(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="a question is a text, not int"):
        assistant.stream(3)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="sequence of Turn"):
        assistant.stream("Who?", history=5)  # type: ignore[arg-type]


def test_bad_input_gets_one_clear_error(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="a question is a text, not int"):
        assistant.ask(3)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="sequence of Turn"):
        assistant.ask("Who?", history=[("user", "Hi")])  # type: ignore[list-item]
    with pytest.raises(InputError, match="k is 0"):
        assistant.retrieve("Who?", k=0)


def test_history_is_accepted(assistant: Assistant) -> None:
    history = [Turn("user", "Who is Peskov?"), Turn("assistant", "The spokesman.")]
    assert assistant.ask("Who won the war of 2020?", history=history).answered


def test_documents_come_and_go(tmp_path: Path, write: WriteDocument) -> None:
    assistant = Assistant.from_settings(Settings(tmp_path / "documents", tmp_path / "vectorstore"))
    assert assistant.ask("Where is the zebra?").reason == "no_documents"
    (tmp_path / "zoo.txt").write_text("The zebra lives in a stable in Ganja.")
    document_id = assistant.add(tmp_path / "zoo.txt")
    answer = assistant.ask("Where does the zebra live?")
    assert answer.citations[0].quote == "The zebra lives in a stable in Ganja."
    saved = answer.to_dict()
    assert Answer.from_dict(saved, assistant.documents()) == answer
    write("zoo.txt", "The zebra has left.")
    with pytest.raises(StaleCitationError, match=r"zoo\.txt.*changed"):
        Answer.from_dict(saved, assistant.documents())
    assistant.remove(document_id)
    assert assistant.documents() == []
    with pytest.raises(StaleCitationError, match=r"zoo\.txt.*gone"):
        Answer.from_dict(saved, assistant.documents())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assistant = Assistant.from_settings(Settings(tmp_path / "none", tmp_path / "vectorstore"))
    with pytest.raises(DocumentError, match="none"):
        assistant.ask("Who?")


def test_two_assistants_in_one_process_share_a_store(tmp_path: Path, write: WriteDocument) -> None:
    settings = Settings(tmp_path / "documents", tmp_path / "vectorstore")
    write("a.txt", "The corps stayed in Gyumri.")
    first, second = Assistant.from_settings(settings), Assistant.from_settings(settings)
    assert first.ask("Where did the corps stay?").answered
    write("b.txt", "The zebra lives in Ganja.")
    assert second.ask("Where does the zebra live?").citations[0].document_id == "b.txt"
    assert first.ask("Where does the zebra live?").citations[0].document_id == "b.txt"


def test_the_shipped_article_is_the_users_own(article_text: str) -> None:
    original = ROOT.parent / "shared" / "documents" / ARTICLE
    if not original.exists():
        pytest.skip("the original article is not beside the project")
    assert original.read_bytes().decode() == article_text


def test_how_sure_it_has_to_be_can_be_set(article_settings: Settings) -> None:
    question = "What is the population of Baku?"
    for answer_from in (0.0, 1.0):
        answer = Assistant.from_settings(replace(article_settings, answer_from=answer_from)).ask(
            question
        )
        assert answer.answered is (answer_from == 0.0)
    described = Assistant.from_settings(replace(article_settings, answer_from=0.5)).configuration
    assert described["answer_from"] == "0.5000"

"""Whatever a language model does, nothing false is cited; over real HTTP, on the real article."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from langchain_core.callbacks import BaseCallbackHandler

from karabakh_qa.assistant import Assistant
from karabakh_qa.records import Answer, Delta, Status
from karabakh_qa.settings import Settings
from tests.scripted_models import BROKEN, HONEST, LIARS, WON, Model, told
from tests.scripted_server import Messages, Reply, ScriptedServer, Step

QUESTION = "Who won the war of 2020?"
KEY = "sk-planted-0123456789abcdef"


class Changing:
    """A server's script that each test changes."""

    def __init__(self) -> None:
        self.model: Model = told("[0]")

    def __call__(self, messages: Messages) -> str | Reply:
        return self.model(messages)


@pytest.fixture(scope="module")
def changing() -> Changing:
    return Changing()


@pytest.fixture(scope="module")
def server(changing: Changing) -> Iterator[ScriptedServer]:
    with ScriptedServer(changing) as running:
        yield running


@pytest.fixture(scope="module")
def open_assistant(
    article_settings: Settings, server: ScriptedServer
) -> Iterator[Callable[..., Assistant]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", KEY)
        settings = replace(
            article_settings, model="openai:scripted", model_url=server.url, model_timeout=1.0
        )
        yield lambda **changes: Assistant.from_settings(replace(settings, **changes))


@pytest.fixture(scope="module")
def writing(open_assistant: Callable[..., Assistant]) -> Assistant:
    return open_assistant()


def ask(assistant: Assistant, question: str = QUESTION) -> Answer:
    """Ask, and hold the answer to the contract that every answer keeps."""
    *events, answer = assistant.stream(question)
    assert isinstance(answer, Answer)
    deltas = [event.text for event in events if isinstance(event, Delta)]
    assert "".join(deltas) == answer.text
    answer.check(assistant.documents())
    assert KEY not in repr((events, answer))
    return answer


@pytest.mark.parametrize(
    "question", [QUESTION, "What is this about?", "How old is Putin?", "Why?", "hello", "[1] [2]"]
)
def test_the_reader_keeps_the_same_contract(question: str, assistant: Assistant) -> None:
    answer = ask(assistant, question)
    assert (answer.written_by, answer.notice, answer.unsupported) == (None, None, ())


@pytest.mark.parametrize("name", HONEST)
def test_a_true_sentence_is_cited_in_whatever_format(
    name: str, writing: Assistant, changing: Changing
) -> None:
    changing.model = HONEST[name]
    answer = ask(writing)
    assert answer.text == "Azerbaijan won the war of 2020.[1]"
    (citation,) = answer.citations
    assert WON in citation.quote
    assert (answer.short_answer, answer.written_by) == ("Azerbaijan", "openai:scripted")
    assert (answer.unsupported, answer.notice) == ((), None)


@pytest.mark.parametrize("name", LIARS)
def test_nothing_false_is_shown_as_cited(name: str, writing: Assistant, changing: Changing) -> None:
    model, lies = LIARS[name]
    changing.model = model
    answer = ask(writing)
    for lie in lies:
        assert lie not in answer.text
    assert answer.unsupported or not answer.answered or answer.notice


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_model_leaves_it_to_the_reader(
    name: str, writing: Assistant, changing: Changing, assistant: Assistant
) -> None:
    changing.model = BROKEN[name]
    answer = ask(writing)
    assert answer.notice is not None
    assert answer.notice.endswith("This is the offline reader's answer instead.")
    assert replace(answer, notice=None) == assistant.ask(QUESTION)


@pytest.mark.parametrize("finish", [None, "length"])
def test_a_reply_that_breaks_off_keeps_what_passed(
    finish: str | None, writing: Assistant, changing: Changing
) -> None:
    changing.model = told(f"Azerbaijan won the war of 2020 [<{WON}>]. And Russ", finish=finish)
    answer = ask(writing)
    assert answer.text == "Azerbaijan won the war of 2020.[1]"
    assert answer.notice is not None
    assert answer.notice.endswith("What came before it is shown.")


def test_a_strict_assistant_counts_what_it_does_not_show(
    open_assistant: Callable[..., Assistant], changing: Changing
) -> None:
    changing.model = LIARS["hides behind a true sentence"][0]
    answer = ask(open_assistant(strict=True))
    assert (answer.unsupported, answer.dropped) == ((), 1)


def test_sentences_come_while_the_model_still_writes(
    writing: Assistant, changing: Changing, server: ScriptedServer
) -> None:
    said = f"Azerbaijan won the war of 2020 [<{WON}>]. And then it"
    changing.model = told(said, then="hang")
    events = writing.stream(QUESTION)
    before = []
    for event in events:
        if isinstance(event, Delta):
            break
        before.append(event)
    assert Status("openai:scripted is writing") in before
    assert event == Delta("Azerbaijan won the war of 2020.[1]")
    server.hung_up.clear()
    events.close()  # type: ignore[attr-defined]
    assert server.hung_up.wait(10)


def test_what_needs_no_writing_is_not_asked_of_the_model(
    writing: Assistant, server: ScriptedServer
) -> None:
    before = len(server.requests)
    for question in ("hello", "What is this about?", "When was the article published?"):
        assert ask(writing, question).written_by is None
    assert len(server.requests) == before


class Recorder(BaseCallbackHandler):
    """Notes what LangChain tells it of the model."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def on_chain_start(self, *args: object, **kwargs: object) -> None:
        self.events.append("chain")

    def on_chat_model_start(self, *args: object, **kwargs: object) -> None:
        self.events.append("model")

    def on_llm_end(self, *args: object, **kwargs: object) -> None:
        self.events.append("model ended")


@pytest.mark.parametrize("way", ["invoke", "stream"])
def test_the_callbacks_of_the_chain_reach_the_model(
    way: str, writing: Assistant, changing: Changing
) -> None:
    changing.model = HONEST["plain"]
    recorder = Recorder()
    config = {"callbacks": [recorder]}
    if way == "invoke":
        writing.chain.invoke(QUESTION, config)  # type: ignore[arg-type]
    else:
        list(writing.chain.stream(QUESTION, config))  # type: ignore[arg-type]
    assert recorder.events == ["chain", "model", "model ended"]


def test_the_chain_and_ask_are_one_path(writing: Assistant, changing: Changing) -> None:
    changing.model = HONEST["plain"]
    questions: Sequence[str] = [QUESTION, QUESTION]
    assert writing.chain.batch(list(questions)) == [ask(writing), ask(writing)]


def test_a_script_may_be_a_step(serve_script: Callable[[Step], ScriptedServer]) -> None:
    assert serve_script("[0]").url.startswith("http://127.0.0.1:")

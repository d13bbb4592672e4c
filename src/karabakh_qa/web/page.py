"""The page: which parts it has, and which handler each of them calls."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from karabakh_qa.errors import KarabakhQAError
from karabakh_qa.web.calls import server_function
from karabakh_qa.web.conversation import Chat, Conversation
from karabakh_qa.web.desk import Desk
from karabakh_qa.web.evaluation_tab import add_evaluation_tab
from karabakh_qa.web.handlers import Handlers, Outputs
from karabakh_qa.web.panel import panel_value
from karabakh_qa.web.resources import asset
from karabakh_qa.web.runs import Runs
from karabakh_qa.web.warmup import WarmUp

if TYPE_CHECKING:
    from gradio import HTML, Blocks, Chatbot, State, Textbox

EXAMPLES = (
    "What is this about?",
    "Who won the war of 2020?",
    "When did the peacekeepers arrive in Karabakh?",
    "Where did Russia open a military base?",
    "How many peacekeepers were deployed?",
)
"""Questions about the article that comes along. It does not answer the last, on purpose."""

WELCOME = (
    "## What would you like to know?\n\n"
    "Every answer shows the exact sentence it stands on. "
    "What the documents don't say is not answered."
)
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# "multiple": with "once", a question right after a stop is swallowed until the old answer has ended
# on the server. A second question while one is pending is refused by the handler instead.
ANSWERING: dict[str, Any] = {
    "concurrency_id": "answering",
    "concurrency_limit": 4,
    "trigger_mode": "multiple",
    **PRIVATE,
}


def build_page(
    chat: Chat,
    examples: Sequence[str] = EXAMPLES,
    warm_up: WarmUp | None = None,
    desk: Desk | None = None,
) -> "Blocks":
    """Return the page over `chat`; nothing is started, served or loaded by building it.

    Without `warm_up`, the first person to open the page starts the warm-up. Without `desk`, there
    is no Evaluation tab.
    """
    import gradio as gr

    warm_up = warm_up or WarmUp(chat)
    handlers = Handlers(chat, warm_up)
    page = gr.Blocks(
        title="Karabakh QA",
        fill_width=True,
        analytics_enabled=False,
        delete_cache=(3600, 86400),
    )
    with page:
        gr.HTML(html_template=asset("header.html"), apply_default_css=False, elem_id="header")
        conversation = gr.State(())
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=6, min_width=0, elem_id="chat-column"):
                chatbot = _chatbot(examples)
                box = _box()
            with gr.Column(scale=5, min_width=0, elem_id="source-column"):
                panel = gr.HTML(
                    value=panel_value(()),
                    html_template=asset("skeleton.html"),
                    js_on_load=asset("panel.js"),
                    apply_default_css=False,
                    elem_id="source-panel",
                    server_functions=[server_function(handlers.ui_article)],
                )
        _wire(handlers, box, chatbot, panel, conversation)
        page.load(handlers.ui_opened, None, [panel, chatbot], concurrency_limit=None, **PRIVATE)
        if desk:
            add_evaluation_tab(page, Runs(desk, warm_up), PRIVATE)
        _publish(handlers)
    return page


def _chatbot(examples: Sequence[str]) -> "Chatbot":
    import gradio as gr

    return gr.Chatbot(
        elem_id="chat",
        label="Conversation",
        show_label=False,
        layout="bubble",
        height=None,
        buttons=["copy", "copy_all"],
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        placeholder=WELCOME,
        examples=[{"text": example} for example in examples],
    )


def _box() -> "Textbox":
    import gradio as gr

    return gr.Textbox(
        elem_id="question",
        label="Your question",
        show_label=False,
        placeholder="Ask about the documents",
        lines=1,
        max_lines=6,
        autofocus=True,
        submit_btn=True,
        stop_btn=False,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", enterkeyhint="send"),
    )


def _wire(
    handlers: Handlers, box: "Textbox", chatbot: "Chatbot", panel: "HTML", state: "State"
) -> None:
    import gradio as gr

    def ui_example(conversation: Conversation, event: gr.SelectData) -> Iterator[Outputs]:
        yield from handlers.ui_ask(event.value["text"], conversation)

    outputs = [box, chatbot, panel, state]
    answering = [
        box.submit(handlers.ui_ask, [box, state], outputs, **ANSWERING),
        chatbot.example_select(ui_example, [state], outputs, **ANSWERING),
        chatbot.retry(handlers.ui_again, [state], outputs, **ANSWERING),
    ]
    # Outside the queue: these must not wait behind the answer that they end.
    ending: dict[str, Any] = {"cancels": answering, "queue": False, **PRIVATE}
    box.stop(handlers.ui_stop, [state], outputs, **ending)
    chatbot.undo(handlers.ui_undo, [state], outputs, **ending)
    chatbot.clear(handlers.ui_clear, None, outputs, **ending)


def _publish(handlers: Handlers) -> None:
    from gradio import Error
    from gradio.events import api

    def ask(question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """Answer a question from the documents, every part with its citation, or decline.

        Args:
            question: What to ask, in one's own words.
            history: What was said before, oldest first: {"role": "user" or "assistant", "text"}.

        Returns:
            The answer as JSON: text, answered, reason, citations with exact offsets, and more.
        """
        try:
            return handlers.api(question, history or ())
        except KarabakhQAError as error:
            raise Error(str(error), print_exception=False) from error

    api(ask, api_name="ask", concurrency_id="answering")

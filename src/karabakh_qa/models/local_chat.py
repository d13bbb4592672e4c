"""A chat model of transformers on this machine, as LangChain's chat models are."""

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Lock
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.chat_models import generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from karabakh_qa.errors import ModelError
from karabakh_qa.models.hub_reader import quiet
from karabakh_qa.models.local import find_model, loading

MOST_TOKENS = 1024
"""That a reply may have."""

_ROLES = {"system": "system", "human": "user", "ai": "assistant"}


class LocalModel:
    """A chat model's folder, loaded when it is first needed. Several threads may use it at once."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._folder = folder
        self._lock = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def stream(self, said: list[dict[str, str]]) -> Generator[tuple[str, str]]:
        """Yield the reply's pieces, each with what ended the reply: nothing before the last.

        Another thread writes it, and ends when this is closed.

        Raises:
            ModelError: the model cannot be loaded, has no chat template, or the messages are too
                long for it.
        """
        from transformers import TextIteratorStreamer

        tokenizer, model = self._tokenizer_and_model()
        inputs = self._inputs(said, tokenizer, model)
        streamer: Any = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
        left = Event()
        with ThreadPoolExecutor(1) as writing:
            written = writing.submit(self._write, model, inputs, streamer, left)
            written.add_done_callback(lambda _: streamer.end())  # also where it failed
            try:
                for text in streamer:
                    yield text, ""
                yield "", _ending(written.result(), inputs, model)
            finally:
                left.set()

    def _write(self, model: Any, inputs: Any, streamer: Any, left: Event) -> Any:
        from transformers import StoppingCriteriaList

        room = _longest(model) - inputs["input_ids"].shape[1]
        return model.generate(
            **inputs,
            do_sample=False,
            max_new_tokens=min(MOST_TOKENS, room),
            streamer=streamer,
            stopping_criteria=StoppingCriteriaList([_Left(left)]),
        )

    def _inputs(self, said: list[dict[str, str]], tokenizer: Any, model: Any) -> Any:
        """Return the messages as this model was trained to read them, in tokens."""
        if not tokenizer.chat_template:
            raise self._unusable("has no chat template; take one that was trained to chat")
        inputs = tokenizer.apply_chat_template(
            said, add_generation_prompt=True, return_dict=True, return_tensors="pt"
        )
        length, longest = inputs["input_ids"].shape[1], _longest(model)
        if length >= longest:
            raise self._unusable(f"reads {longest} tokens at most, and was given {length}")
        return inputs.to(model.device)

    def _unusable(self, why: str) -> ModelError:
        return ModelError(f"the language model {self.name!r} cannot be used: it {why}")

    def _tokenizer_and_model(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded


def find_chat_model(model: str) -> LocalModel:
    """Return the model of a folder, or of a name in the local hub cache.

    Raises:
        ModelError: it is neither; the message says how to fetch it.
    """
    return LocalModel(*find_model(model, "language"))


class LocalChat(BaseChatModel):
    """Replies with the likeliest token each time.

    LangChain's own package for such models needs an older hub library than is used here, goes on
    writing when its reader has left, and does not say that a reply was cut off.
    """

    model: LocalModel

    @property
    def _llm_type(self) -> str:
        return "local-transformers"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        said = [{"role": _ROLES[each.type], "content": each.text} for each in messages]
        with closing(self.model.stream(said)) as pieces:
            for text, ending in pieces:
                told = {"finish_reason": ending} if ending else {}
                message = AIMessageChunk(content=text, response_metadata=told)
                chunk = ChatGenerationChunk(message=message)
                if run_manager:
                    run_manager.on_llm_new_token(text, chunk=chunk)
                yield chunk


class _Left:
    """Ends the writing of a reply whose reader has left."""

    def __init__(self, left: Event) -> None:
        self._left = left

    def __call__(self, input_ids: Any, *_: Any, **__: Any) -> Any:
        import torch

        return torch.full((input_ids.shape[0],), self._left.is_set(), device=input_ids.device)


def _load(folder: Path) -> tuple[Any, Any]:
    # Here, because they take seconds to import, and hundreds of megabytes.
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    here: Any = {"local_files_only": True, "trust_remote_code": False}
    with loading(folder, "a language model"), quiet():
        tokenizer: Any = AutoTokenizer.from_pretrained(folder, **here)
        model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype="auto", **here)
        fast = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
        model = model.to(fast or "cpu").eval()
    settings = model.generation_config
    # For drawing lots, which is not done here; transformers would warn of them.
    settings.temperature = settings.top_p = settings.top_k = None
    if settings.pad_token_id is None:
        settings.pad_token_id = tokenizer.eos_token_id
    return tokenizer, model


def _longest(model: Any) -> int:
    """Return how many tokens the model reads and writes at most."""
    found = getattr(model.config.get_text_config(), "max_position_embeddings", None)
    return found if isinstance(found, int) else 1 << 20


def _ending(tokens: Any, inputs: Any, model: Any) -> str:
    """Return why writing ended: "stop" where the model ended it, or "length"."""
    new = tokens[0, inputs["input_ids"].shape[1] :].tolist()
    ends = model.generation_config.eos_token_id
    ended = bool(new) and new[-1] in (ends if isinstance(ends, Sequence) else [ends])
    return "stop" if ended else "length"

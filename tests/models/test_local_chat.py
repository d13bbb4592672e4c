"""A tiny random chat model of transformers, opened by its folder and asked end to end."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from karabakh_qa.assistant import Assistant
from karabakh_qa.errors import InputError, LanguageModelError, ModelError
from karabakh_qa.models import local_chat
from karabakh_qa.models.language_model import LanguageModel, open_language_model
from karabakh_qa.records import Answer, Status
from karabakh_qa.settings import Settings
from tests.models.conftest import LETTERS, SMALL
from tests.scripted_models import WON

TEMPLATE = (
    "{% for m in messages %}<s>{{ m['role'] }} {{ m['content'] }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<s>assistant {% endif %}"
)
ASKED = [("system", "be brief"), ("user", "who won the war"), ("assistant", "he"), ("user", "when")]
Save = Callable[..., Path]


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    tokens = ["<s>", "</s>", "<unk>", "▁", *LETTERS, "▁system", "▁user", "▁assistant", "▁war"]
    raw = Tokenizer(models.Unigram([(token, -1.0) for token in tokens], unk_id=2))
    raw.pre_tokenizer = pre_tokenizers.Metaspace()
    raw.decoder = decoders.Metaspace()
    make: Any = PreTrainedTokenizerFast
    made = make(tokenizer_object=raw, bos_token="<s>", eos_token="</s>", unk_token="<unk>")
    made.chat_template = TEMPLATE
    return made


def llama(**others: Any) -> Any:
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(1)
    config: Any = LlamaConfig.from_dict(
        {**SMALL, "max_position_embeddings": 128, "bos_token_id": 0, "eos_token_id": 1, **others}
    )
    return LlamaForCausalLM(config)


@pytest.fixture(scope="module")
def folder(saved: Save, tokenizer: Any) -> Path:
    return saved(llama(vocab_size=len(tokenizer)), tokenizer)


def likeliest(folder: Path, count: int) -> list[int]:
    """The reply's first tokens, each found by itself, without what is tested here."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    model: Any = AutoModelForCausalLM.from_pretrained(folder)
    said = [{"role": role, "content": text} for role, text in ASKED]
    text = tokenizer.apply_chat_template(said, add_generation_prompt=True, tokenize=False)
    tokens = tokenizer(text, add_special_tokens=False)["input_ids"]
    for _ in range(count):
        with torch.no_grad():
            tokens.append(int(model(torch.tensor([tokens])).logits[0, -1].argmax()))
    return [int(token) for token in tokens[-count:]]


@pytest.fixture
def model(folder: Path) -> LanguageModel:
    return open_language_model(f"huggingface:{folder}")


def told(model: LanguageModel) -> tuple[str, str]:
    """Return the text that came and the error's words."""
    text = ""
    try:
        for piece in model.stream(ASKED):
            text += piece
    except LanguageModelError as error:
        return text, str(error)
    return text, ""


def test_streams_the_likeliest_reply_and_says_that_it_was_cut_off(
    folder: Path, tokenizer: Any, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setattr(local_chat, "MOST_TOKENS", 9)
    capfd.readouterr()
    text, why = told(open_language_model(f"huggingface:{folder}"))
    printed = "".join(capfd.readouterr())

    expected = tokenizer.decode(likeliest(folder, 9), skip_special_tokens=True)
    assert text.strip() == expected.strip()
    assert text.strip()
    assert why.endswith("was cut off at the longest that the model may write")
    assert printed == ""


def test_a_reply_that_the_model_ends_is_whole(saved: Save, tokenizer: Any, folder: Path) -> None:
    tokens = likeliest(folder, 6)
    end = next(token for token in tokens[1:] if token != tokens[0])
    ended = saved(llama(vocab_size=len(tokenizer), eos_token_id=[1, end]), tokenizer)

    text, why = told(open_language_model(f"huggingface:{ended}"))

    assert why == ""
    kept = tokens[: tokens.index(end)]
    assert text.strip().startswith(tokenizer.decode(kept, skip_special_tokens=True).strip())


def test_comes_in_pieces_and_leaving_ends_the_writing(saved: Save, tokenizer: Any) -> None:
    long = saved(llama(vocab_size=len(tokenizer), max_position_embeddings=100_000), tokenizer)
    before = threading.active_count()
    stream: Any = open_language_model(f"huggingface:{long}").stream(ASKED)
    assert next(stream)
    assert threading.active_count() == before + 1, "it is still writing"
    stream.close()

    assert threading.active_count() == before


def test_several_threads_ask_at_once(model: LanguageModel) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda _: told(model), range(4)))

    assert len(set(replies)) == 1
    assert replies[0][0]


def test_a_prompt_that_is_too_long(model: LanguageModel) -> None:
    with pytest.raises(LanguageModelError, match="reads 128 tokens at most, and was given"):
        list(model.stream([("user", "x" * 200)]))


def test_a_model_that_was_not_trained_to_chat(saved: Save, tokenizer: Any, folder: Path) -> None:
    plain = saved(llama(vocab_size=len(tokenizer)), tokenizer)
    (plain / "chat_template.jinja").unlink()
    with pytest.raises(LanguageModelError, match="has no chat template"):
        list(open_language_model(f"huggingface:{plain}").stream(ASKED))


def test_files_that_are_broken(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "model.safetensors").write_bytes(b"no")
    with pytest.raises(LanguageModelError, match="broken is not a language model that can be"):
        list(open_language_model(f"huggingface:{broken}").stream(ASKED))


def test_a_model_that_is_not_on_this_machine() -> None:
    with pytest.raises(ModelError, match="hf download nobody/nothing"):
        open_language_model("huggingface:nobody/nothing")


def test_a_local_model_has_no_address(folder: Path) -> None:
    with pytest.raises(InputError, match="is read from this machine"):
        open_language_model(f"huggingface:{folder}", "http://127.0.0.1:8000/v1")


def test_is_a_chat_model_of_langchain(folder: Path) -> None:
    chat = local_chat.LocalChat(model=local_chat.find_chat_model(str(folder)))

    assert chat.invoke(ASKED).text == told(open_language_model(f"huggingface:{folder}"))[0]


def test_the_whole_product_runs_over_it(
    saved: Save, tokenizer: Any, article_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_chat, "MOST_TOKENS", 30)
    model = llama(vocab_size=len(tokenizer), max_position_embeddings=32768)
    name = f"huggingface:{saved(model, tokenizer, 'long')}"
    assistant = Assistant.from_settings(replace(article_settings, model=name))
    *events, answer = assistant.stream("Who won the war of 2020?")
    assert isinstance(answer, Answer)
    answer.check(assistant.documents())
    assert Status(f"{name} is writing") in events
    assert "cut off" in (answer.notice or "") or answer.reason == "unsupported"
    assert all(WON in citation.quote for citation in answer.citations)

"""Any question-answering model: exact spans, honest margins, clear refusals."""

import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_qa.errors import ModelError
from karabakh_qa.models.hub_reader import LENGTH, HubReader
from karabakh_qa.models.spans import LONGEST
from karabakh_qa.records import Span

PIECES = [
    *"a B 7 . : \n \r\n \t \u00a0 \u3000 \u0301 \u0327 \ufe0f \u200d".split(" "),
    *(
        "peace",
        "won ",
        "İzmir",
        "e\u0301",
        "❤\ufe0f",
        "👩\u200d🚀",
        "🇦🇿",
        "ﬁ",
        "…",
        "한국",
        "कु",
        "</s>",
    ),
    *("[SEP]", " ", "  ", "\x1f", "ığ", "Bakı ", "2,400 ", "“quoted”"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
LONG = " ".join(f"w{n}" for n in range(500))


@pytest.fixture(scope="session")
def readers(bert_folder: Path, roberta_folders: list[Path]) -> list[HubReader]:
    return [HubReader.load(str(folder)) for folder in (bert_folder, *roberta_folders)]


@pytest.fixture(scope="session")
def bert(readers: list[HubReader]) -> HubReader:
    return readers[0]


@given(TEXTS, st.sampled_from(["", "Peace", "e\u0301 \u0301", " "]), st.data())
@settings(deadline=None, max_examples=50)
def test_answers_are_whole_letters_inside_their_part(
    readers: list[HubReader], text: str, heading: str, data: st.DataObject
) -> None:
    borders = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    parts = [Span(a, b) for a, b in pairwise(borders)]
    for reader in readers:
        found = reader.read("Who won?", text, heading, parts)
        assert len(found) == len(parts)
        for part, answer in zip(parts, found, strict=True):
            if answer is None:
                continue
            start, end = answer.span
            assert part.start <= start < end <= part.end
            assert answer.span.of(text).strip() == answer.span.of(text)
            assert end == len(text) or not category(text[end]).startswith("M")


@pytest.mark.parametrize("text", ["", " ", "\r\n\t", "\u00a0 \u3000"])
@pytest.mark.parametrize("heading", ["", "The peace of 1994"])
def test_where_nothing_stands_nothing_is_found(
    readers: list[HubReader], text: str, heading: str
) -> None:
    for reader in readers:
        assert reader.read("Who won?", text, heading, [Span(0, len(text))]) == [None]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (" w", "w"),
        ("e\u0301", "e\u0301"),
        (" İ\r\n", "İ"),
        ("❤\ufe0f ", "❤\ufe0f"),
        ("\n🚀", "🚀"),
        ("ŋ̊ ", "ŋ̊"),
    ],
)
def test_one_letter_is_answered_with_all_that_belongs_to_it(
    readers: list[HubReader], text: str, answer: str
) -> None:
    for reader in readers:
        (found,) = reader.read("Which?", text, "Letters", [Span(0, len(text))])
        assert found
        assert found.span.of(text) == answer


def test_the_heading_is_read_but_never_the_answer(readers: list[HubReader]) -> None:
    text = "x"
    for reader in readers:
        plain, war, peace = (
            reader.read("Who won the war?", text, heading, [Span(0, 1)])[0]
            for heading in ("", "war war war", "peace")
        )
        assert plain
        assert war
        assert peace
        assert {plain.span, war.span, peace.span} == {Span(0, 1)}
        assert len({plain.margin, war.margin, peace.margin}) == 3


def test_the_margin_is_that_of_the_best_pair_over_the_first_token(bert_folder: Path) -> None:
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    tokenizer: Any = AutoTokenizer.from_pretrained(bert_folder)
    model: Any = AutoModelForQuestionAnswering.from_pretrained(bert_folder)
    text = " ".join("abcdefghijklmnopqrstuvwxyz" * 2)
    inputs = tokenizer("Who won?", text, return_tensors="pt")
    with torch.no_grad():
        logits = model(**inputs)
    starts, ends = logits.start_logits[0], logits.end_logits[0]
    first = inputs["token_type_ids"][0].tolist().index(1)
    pairs = {
        (start, end): float(starts[start] + ends[end])
        for start in range(first, len(starts) - 1)
        for end in range(start, min(start + LONGEST, len(starts) - 1))
    }
    start, end = max(pairs, key=pairs.__getitem__)
    (found,) = HubReader(model, tokenizer).read("Who won?", text, "", [Span(0, len(text))])
    assert found
    assert found.span == Span((start - first) * 2, (end - first) * 2 + 1)
    assert found.margin == pytest.approx(pairs[start, end] - float(starts[0] + ends[0]), abs=1e-5)


def test_a_long_text_is_read_to_its_end(readers: list[HubReader]) -> None:
    parts = [Span(LONG.index(word), LONG.index(word) + len(word)) for word in LONG.split()[100:]]
    for reader in readers:
        windows = reader._windows("Who won?", LONG, "Words")
        assert len(windows) > 3
        assert all(len(window.inputs["input_ids"]) <= LENGTH for window in windows)
        assert all(b.spans[0].start < a.spans[-1].start for a, b in pairwise(windows))
        assert windows[-1].spans[-1].end == len(LONG)
        assert all(reader.read("Who won?", LONG, "Words", parts))


def test_a_long_question_and_heading_keep_their_ends(readers: list[HubReader]) -> None:
    text = "a b c"

    def margin(reader: HubReader, question: str, heading: str) -> float:
        (found,) = reader.read(question, text, heading, [Span(0, len(text))])
        assert found
        return found.margin

    many = "war " * 200
    for reader in readers:
        plain = margin(reader, many + "won", many + "won")
        assert margin(reader, "peace " + many + "won", "peace " + many + "won") == plain
        assert margin(reader, many + "peace", many + "won") != plain
        assert margin(reader, many + "won", many + "peace") != plain


def test_marks_in_a_document_are_text(bert: HubReader) -> None:
    (window,) = bert._windows("Is it [SEP]?", "It is [SEP] or [CLS].", "[MASK]")
    assert list(window.inputs["input_ids"]).count(3) == 2  # [SEP]


def test_threads_may_share_it(readers: list[HubReader]) -> None:
    asked = [("Who? " * (n % 99), LONG[: n * 97 % 300], "won " * (n % 40)) for n in range(300)]
    for reader in readers[:2]:
        alone = [reader._windows(*row) for row in asked]
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda row: reader._windows(*row), asked)) == alone  # noqa: B023


def test_it_is_read_in_float32(bert_folder: Path, tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForQuestionAnswering

    shutil.copytree(bert_folder, tmp_path / "half")
    half: Any = AutoModelForQuestionAnswering.from_pretrained(bert_folder, dtype=torch.float16)
    half.save_pretrained(tmp_path / "half")
    reader = HubReader.load(str(tmp_path / "half"))
    assert {weight.dtype for weight in reader._model.parameters()} == {torch.float32}
    assert not reader._model.training


def test_a_model_without_segments_may_have_a_tokenizer_with_them(
    saved: Callable[..., Path], wordpiece: Any
) -> None:
    from transformers import DistilBertConfig, DistilBertForQuestionAnswering

    config = DistilBertConfig(vocab_size=400, dim=16, n_layers=1, n_heads=2, hidden_dim=16)
    reader = HubReader.load(str(saved(DistilBertForQuestionAnswering(config), wordpiece)))
    (window,) = reader._windows("Who?", "Nobody", "")
    assert window.inputs.keys() == {"input_ids", "attention_mask"}
    assert reader.read("Who?", "Nobody", "", [Span(0, 6)])[0]


def test_an_untrained_head_is_refused(
    saved: Callable[..., Path], wordpiece: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from transformers import BertConfig, BertModel

    config: Any = BertConfig.from_dict({"hidden_size": 16, "num_attention_heads": 2})
    folder = saved(BertModel(config), wordpiece, "headless")
    logger = logging.getLogger("transformers")
    level = logger.level
    logger.addHandler(caplog.handler)
    try:
        with pytest.raises(ModelError, match=r"'headless'.*qa_outputs\.bias, qa_out.*SQuAD"):
            HubReader.load(str(folder))
    finally:
        logger.removeHandler(caplog.handler)
    assert not caplog.records
    assert logger.level == level


def test_weights_of_another_size_are_refused(bert_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(bert_folder, tmp_path / "other"))
    config = (folder / "config.json").read_text("utf-8")
    wider = config.replace('"intermediate_size": 16', '"intermediate_size": 24')
    (folder / "config.json").write_text(wider, "utf-8")
    with pytest.raises(ModelError, match=r"no fitting weights for .*intermediate\.dense"):
        HubReader.load(str(folder))


def test_a_slow_tokenizer_is_refused(bert_folder: Path, tmp_path: Path) -> None:
    from transformers import CanineTokenizer

    folder = Path(shutil.copytree(bert_folder, tmp_path / "slow"))
    (folder / "tokenizer.json").unlink()
    CanineTokenizer().save_pretrained(folder)  # type: ignore[no-untyped-call]
    with pytest.raises(ModelError, match=r"'slow'.*CanineTokenizer.*fast tokenizer"):
        HubReader.load(str(folder))


def test_a_folder_without_a_vocabulary_is_refused(bert_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(bert_folder, tmp_path / "wordless"))
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"no vocabulary; .*tokenizer\.json"):
        HubReader.load(str(folder))


def test_a_model_with_its_mark_at_the_end_is_refused(saved: Callable[..., Path]) -> None:
    from transformers import XLNetConfig, XLNetForQuestionAnsweringSimple, XLNetTokenizer

    marks = ["<s>", "<pad>", "</s>", "<unk>", "<sep>", "<cls>", "<mask>", "▁", "a", "b"]
    tokenizer = XLNetTokenizer(vocab=[(token, -1.0) for token in marks])
    config = XLNetConfig(vocab_size=40, d_model=16, n_layer=1, n_head=2, d_inner=16)
    with pytest.raises(ModelError, match="no mark before the question"):
        HubReader.load(str(saved(XLNetForQuestionAnsweringSimple(config), tokenizer)))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"vocab_size": 50}, r"tokenizer knows \d+ tokens and the model 50"),
        ({"max_position_embeddings": 128}, "reads only 126 tokens at once"),
        ({"type_vocab_size": 1}, "that can be loaded: index out of range"),
    ],
)
def test_parts_that_do_not_fit_are_refused(
    saved: Callable[..., Path], wordpiece: Any, changed: dict[str, int], message: str
) -> None:
    from transformers import BertConfig, BertForQuestionAnswering

    small = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config: Any = BertConfig.from_dict({**small, **changed})
    model = BertForQuestionAnswering(config)
    with pytest.raises(ModelError, match=message):
        HubReader.load(str(saved(model, wordpiece)))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", b"garbage" * 50),
        ("model.safetensors", b""),
        ("config.json", b"garbage"),
        ("config.json", b"[]"),
        ("config.json", b'{"model_type": "vit"}'),
        ("config.json", b'{"model_type": "bert", "hidden_size": "wide"}'),
        ("tokenizer.json", b"garbage"),
        ("tokenizer.json", b'{"added_tokens": [], "model": {}}'),
        ("pytorch_model.bin", b""),
        ("pytorch_model.bin", b"garbage" * 50),
    ],
)
def test_a_broken_model_is_named_in_one_line(
    bert_folder: Path, tmp_path: Path, file: str, content: bytes
) -> None:
    folder = Path(shutil.copytree(bert_folder, tmp_path / "broken"))
    if file == "pytorch_model.bin":
        (folder / "model.safetensors").unlink()
    (folder / file).write_bytes(content)
    with pytest.raises(ModelError, match=r"broken is not an extractive .* loaded: .+") as raised:
        HubReader.load(str(folder))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["nobody/no-model", "no model", "./no-folder"])
def test_an_unknown_model_is_named_and_not_downloaded(name: str) -> None:
    with pytest.raises(ModelError, match=f"reader model '{name}'.*hf download {name}"):
        HubReader.load(name)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not an extractive question-answering model"):
        HubReader.load(str(tmp_path))

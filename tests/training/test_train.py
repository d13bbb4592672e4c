"""A run on a tiny random body: it learns, and one that was interrupted ends the same."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from karabakh_qa.errors import InputError, ModelError
from karabakh_qa.records import Span
from training.examples import Example, Kind
from training.mixture import Pool, choose, make_pool, plan_run
from training.recipe import FOLDS, Recipe, load_recipe, save_recipe

RECIPE = Recipe(
    passes=1, tokens=768, rate=1e-3, squad2=1, same_article=0, other_article=0, swapped=0,
    turned=0.5,
)  # fmt: skip


@pytest.fixture(scope="module")
def pool() -> Pool:
    from karabakh_qa.models.packaged import minilm_folder

    names = ["Ada", "Bob", "Cem", "Dan", "Eva", "Fay"]
    texts = [(f"{a} met {b} in {n}.", a) for a in names for b in names for n in (1990, 2001)]
    examples = [
        Example(f"Who met {text[8:11]}?", text, (Span(0, len(answer)),), "g", "new_wiki")
        for text, answer in texts
    ]
    examples += [replace(e, question="Where?", answers=(), kind=Kind.TURNED) for e in examples[::2]]
    return make_pool(examples, minilm_folder() / "tokenizer.json")


def tiny_reader() -> Any:
    import torch
    from transformers import BertConfig, BertModel

    from training.model import Reader

    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32
    )
    return Reader(BertModel(config, add_pooling_layer=False))


def start(pool: Pool, folder: Path, recipe: Recipe = RECIPE) -> Any:
    from training.train import Run

    return Run(tiny_reader(), pool, recipe, folder)


def test_an_interrupted_run_ends_bit_equal(pool: Pool, tmp_path: Path) -> None:
    from training.model import load_weights

    start(pool, tmp_path / "whole").go(minutes=1, every=1)
    part = start(pool, tmp_path / "parts")
    part.reader.train()
    for _ in range(4):
        part._train_step()
    part.save()
    rest = start(pool, tmp_path / "parts")
    assert (rest.step, rest.finished) == (4, False)
    rest.go(minutes=1, every=1)
    assert rest.finished
    whole, parts = load_weights(tmp_path / "whole"), load_weights(tmp_path / "parts")
    assert whole.keys() == parts.keys()
    assert all(whole[name].equal(parts[name]) for name in whole)
    assert not whole["head.weight"].equal(tiny_reader().head.weight)
    rows = [json.loads(line) for line in (tmp_path / "whole/log.jsonl").read_text().splitlines()]
    assert rows[-1]["step"] == rows[-1]["of"]


def test_word_embeddings_stay_as_they_were_unless_asked(pool: Pool, tmp_path: Path) -> None:
    name = "body.embeddings.word_embeddings.weight"
    for embeddings in (False, True):
        run = start(pool, tmp_path / str(embeddings), replace(RECIPE, embeddings=embeddings))
        before = run.reader.state_dict()[name].clone()
        run.reader.train()
        run._train_step()
        assert run.reader.state_dict()[name].equal(before) is not embeddings


def test_a_lower_layer_learns_at_its_share_of_the_rate(tmp_path: Path) -> None:
    from training.optimise import make_optimiser

    groups = make_optimiser(tiny_reader(), replace(RECIPE, layer_rate=0.5)).param_groups
    assert {round(group["top_rate"] / RECIPE.rate, 3) for group in groups} == {0.25, 0.5, 1.0}


def test_a_folder_of_another_run_is_refused(pool: Pool, tmp_path: Path) -> None:
    start(pool, tmp_path).save()
    with pytest.raises(InputError, match="another recipe"):
        start(pool, tmp_path, replace(RECIPE, seed=5))
    other = Pool(pool.windows[:-1], pool.kinds[:-1], pool.sources[:-1])
    with pytest.raises(InputError, match="other data"):
        start(other, tmp_path)


def test_a_run_goes_on_from_the_weights_of_another(pool: Pool, tmp_path: Path) -> None:
    import torch

    from training.model import load_reader, load_weights
    from training.train import Run

    start(pool, tmp_path / "one").go(minutes=1, every=1)
    reader = load_reader(tmp_path / "one", torch.device("cpu"))
    two = Run(reader, pool, replace(RECIPE, seed=1), tmp_path / "two")
    assert two.step == 0
    first, second = load_weights(tmp_path / "one"), load_weights(tmp_path / "two")
    assert all(first[name].equal(second[name]) for name in first)
    with pytest.raises(ModelError, match="train a reader"):
        load_weights(tmp_path / "none")


def test_a_pass_has_its_shares_and_differs_from_the_next(pool: Pool) -> None:
    random = np.random.default_rng(0)
    chosen = choose(pool, RECIPE, random)
    kinds = [pool.kinds[i] for i in chosen]
    assert kinds.count(Kind.ANSWERED) == pool.kinds.count(Kind.ANSWERED) == 72
    assert kinds.count(Kind.TURNED) == 36
    steps = plan_run(pool, replace(RECIPE, passes=2))
    half = len(steps) // 2
    assert len(plan_run(pool, replace(RECIPE, passes=0.5))) == round(half / 2)
    assert {tuple(s.windows) for s in steps[:half]} != {tuple(s.windows) for s in steps[half:]}


def test_a_recipe_comes_back_and_its_fold_says_what_is_left_out(tmp_path: Path) -> None:
    save_recipe(replace(RECIPE, fold=2), tmp_path / "r.json")
    assert load_recipe(tmp_path / "r.json").left_out == FOLDS[2]
    assert replace(RECIPE, fold=None).left_out == frozenset()
    (tmp_path / "r.json").write_text('{"seed": 1}')
    with pytest.raises(InputError, match="other fields"):
        load_recipe(tmp_path / "r.json")
    assert len(frozenset[str]().union(*FOLDS)) == 8

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.cache import ReplyCache, reply_key

MESSAGES = (("system", "s"), ("human", "h"))


def test_keeps_replies(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    first = ReplyCache(path)
    first.put("k", "m", "да\n\u2028 half \ud800")

    assert first.get("k") == ReplyCache(path).get("k") == "да\n\u2028 half ?"
    assert first.get("other") is None


def test_a_line_that_was_cut_short_never_was(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    cache = ReplyCache(path)
    cache.put("a", "m", "first")
    cache.put("b", "m", "second")
    path.write_bytes(path.read_bytes()[:-10])

    again = ReplyCache(path)
    assert (again.get("a"), again.get("b")) == ("first", None)
    again.put("b", "m", "anew")
    assert ReplyCache(path).get("b") == "anew"


def test_two_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    one, other = ReplyCache(path), ReplyCache(path)
    one.put("a", "m", "from one")
    other.put("b", "m", "from the other")
    other.put("a", "m", "later")

    both = ReplyCache(path)
    assert (both.get("a"), both.get("b")) == ("from one", "from the other")


@pytest.mark.parametrize("data", [b"# A diary\n", b"\x00\xff", b"[]\n", b'{"question": "?"}\n'])
def test_another_file_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "diary"
    path.write_bytes(data)

    with pytest.raises(InputError, match="something else than a judge's replies"):
        ReplyCache(path)
    assert path.read_bytes() == data


def test_a_place_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no" / "such" / "folder.jsonl"):
        with pytest.raises(InputError, match="cannot be kept here"):
            ReplyCache(path)


def test_the_key_hangs_on_everything() -> None:
    keys = {
        reply_key("m", "temperature 0", MESSAGES, 0),
        reply_key("n", "temperature 0", MESSAGES, 0),
        reply_key("m", "temperature 1", MESSAGES, 0),
        reply_key("m", "temperature 0", (("system", "s"), ("human", "i")), 0),
        reply_key("m", "temperature 0", MESSAGES, 1),
    }

    assert len(keys) == 5
    assert reply_key("m", "temperature 0", MESSAGES, 0) in keys


@given(st.dictionaries(st.text(), st.text(), max_size=5))
def test_any_reply_comes_back(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("cache") / "replies.jsonl"
    cache = ReplyCache(path)
    for key, reply in kept.items():
        cache.put(key, "m", reply)

    assert all(ReplyCache(path).get(key) == cache.get(key) == reply for key, reply in kept.items())
    assert all(json.loads(line) for line in path.read_bytes().splitlines())

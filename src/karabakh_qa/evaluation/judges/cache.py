"""Replies of a language model on disk, so that nothing is asked, or paid for, twice."""

import json
from hashlib import sha256
from pathlib import Path

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.judges.prompt import PROMPT_VERSION, Messages

DEFAULT_CACHE = Path(".karabakh-qa-judge.jsonl")

_HEADER = {"format": "karabakh_qa judge cache", "version": 1}


class ReplyCache:
    """A JSON Lines file to which each reply is added as it comes.

    A run that was interrupted goes on where it was; a line that was cut short then is as if it had
    never been. Only replies are kept, never a failure.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, or begin it.

        Raises:
            InputError: it is another kind of file, or cannot be read and written.
        """
        self.path = path
        self._replies: dict[str, str] = {}
        try:
            data = path.read_bytes() if path.exists() else b""
            lines = [_parsed(line) for line in data.split(b"\n")]
            if data and lines[0] != _HEADER:
                raise InputError(
                    f"{path} holds something else than a judge's replies; name another file"
                )
            for entry in lines:
                key, reply = entry.get("key"), entry.get("reply")
                if isinstance(key, str) and isinstance(reply, str):
                    self._replies.setdefault(key, reply)
            if not data:
                self._add(_HEADER)
            elif not data.endswith(b"\n"):
                self._write(b"\n")
        except OSError as error:
            raise _unusable(path, error) from error

    def get(self, key: str) -> str | None:
        """Return the reply under a key, or None."""
        return self._replies.get(key)

    def put(self, key: str, model: str, reply: str) -> None:
        """Keep a reply; `model` is for a person who looks into the file.

        Raises:
            InputError: the file cannot be written any more.
        """
        # What no UTF-8 can hold is replaced now, so that a reply reads the same when it comes back.
        self._replies[key] = reply = reply.encode("utf-8", "replace").decode("utf-8")
        try:
            self._add({"key": key, "model": model, "prompt": PROMPT_VERSION, "reply": reply})
        except OSError as error:
            raise _unusable(self.path, error) from error

    def _add(self, entry: dict[str, object]) -> None:
        self._write(json.dumps(entry, ensure_ascii=False).encode("utf-8") + b"\n")

    def _write(self, data: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(data)


def reply_key(model: str, parameters: str, messages: Messages, repeat: int) -> str:
    """Return what a reply is kept under: the SHA-256 of all that it hangs on."""
    told = [PROMPT_VERSION, model, parameters, messages, repeat]
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8")).hexdigest()


def _parsed(line: bytes) -> dict[str, object]:
    try:
        entry = json.loads(line)
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}


def _unusable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: the judge's replies cannot be kept here: {error.strerror}")

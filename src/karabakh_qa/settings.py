"""All settings, and the only place that reads environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import inf
from pathlib import Path
from typing import Self

from karabakh_qa.errors import SettingsError

PREFIX = "KARABAKH_QA_"

_SWITCH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and what is used. Each field has a variable KARABAKH_QA_<FIELD>.

    Folders are relative to the current folder. `embedding_model` is any sentence-transformers
    model: a folder, or a name in the local hub cache; empty means the packaged MiniLM.
    `reader_model` is likewise any extractive question-answering model of transformers; empty means
    the packaged reader. `calibration` is a file that `karabakh-qa calibrate` wrote; without one the
    packaged calibration holds. `answer_from` is the confidence, from 0 (always) to 1, from which on
    a question is answered; without one the calibration's own holds.

    `model` is a language model that writes the answers, as LangChain's `init_chat_model` takes it,
    such as `ollama:llama3.2`; empty means none. `model_url` is the base URL of a server that
    speaks OpenAI's protocol. `model_timeout` is after how many seconds without a sign from the
    model the reader answers instead. With `strict`, sentences of the model that the documents do
    not bear out are counted and not shown.

    Raises:
        SettingsError: a value cannot be used.
    """

    documents_dir: Path = Path("documents")
    vectorstore_dir: Path = Path("vectorstore")
    embedding_model: str = ""
    reader_model: str = ""
    calibration: Path | None = None
    answer_from: float | None = None
    model: str = ""
    model_url: str = ""
    model_timeout: float = 60.0
    strict: bool = False
    host: str = "127.0.0.1"
    port: int = 7860

    def __post_init__(self) -> None:
        for name in ("documents_dir", "vectorstore_dir"):
            folder = Path(getattr(self, name)).expanduser().absolute()
            object.__setattr__(self, name, folder)
        if not 0 < self.port < 65536:
            raise SettingsError(f"{PREFIX}PORT is {self.port}; a port is between 1 and 65535")
        if self.answer_from is not None and not 0 <= self.answer_from <= 1:
            raise SettingsError(
                f"{PREFIX}ANSWER_FROM is {self.answer_from}; a confidence is from 0 to 1"
            )
        if not 0 < self.model_timeout < inf:
            raise SettingsError(
                f"{PREFIX}MODEL_TIMEOUT is {self.model_timeout}; it must be more than 0 seconds"
            )
        if self.model_url and not self.model:
            raise SettingsError(
                f"{PREFIX}MODEL_URL is set without {PREFIX}MODEL; name the model that is served"
            )
        self._check_folders()

    def _check_folders(self) -> None:
        documents = Path(os.path.realpath(self.documents_dir))
        vectorstore = Path(os.path.realpath(self.vectorstore_dir))
        if not documents.is_relative_to(vectorstore):
            return
        problem = (
            f"documents and vectorstore are the same folder, {self.documents_dir}"
            if documents == vectorstore
            else f"the documents, {self.documents_dir}, are inside the vectorstore, "
            f"{self.vectorstore_dir}, which is deleted and made anew"
        )
        raise SettingsError(f"{problem}; set {PREFIX}DOCUMENTS_DIR or {PREFIX}VECTORSTORE_DIR")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read KARABAKH_QA_* from `environ`, by default the process's own.

        Raises:
            SettingsError: a variable names no setting, or its value cannot be used.
        """
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in (os.environ if environ is None else environ).items()
            if name.startswith(PREFIX)
        }
        known = [field.name for field in fields(cls)]
        for name in given:
            if name not in known:
                listed = ", ".join(PREFIX + field.upper() for field in known)
                raise SettingsError(f"{PREFIX}{name.upper()} is no setting; there are {listed}")
        values = {name: _value(name, text) for name, text in given.items() if text}
        return cls(**values)  # type: ignore[arg-type]  # each has the type of its field


def _value(name: str, text: str) -> str | int | float | bool | Path:
    if name == "port":
        if not text.isdecimal():
            raise SettingsError(f"{PREFIX}PORT is {text!r}; it must be a whole number")
        return int(text)
    if name in ("answer_from", "model_timeout"):
        return _number(name, text)
    if name == "strict":
        if text.lower() not in _SWITCH:
            raise SettingsError(f"{PREFIX}STRICT is {text!r}; it must be 1 or 0")
        return _SWITCH[text.lower()]
    return Path(text) if name.endswith("_dir") or name == "calibration" else text


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        wanted = "a number from 0 to 1" if name == "answer_from" else "a number of seconds"
        raise SettingsError(f"{PREFIX}{name.upper()} is {text!r}; it must be {wanted}") from error

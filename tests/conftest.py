"""What all tests share: a shut network, a clean environment, and real parts to build with."""

import hashlib
import os
import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from karabakh_qa.assistant import Assistant
from karabakh_qa.index.encoder import Encoder, LazyEncoder, Vectors
from karabakh_qa.settings import PREFIX, Settings
from karabakh_qa.wording import stem, words
from tests.scripted_server import serve_script  # noqa: F401 - a fixture

ROOT = Path(__file__).parent.parent
ARTICLE = "russia-withdraws-peacekeepers-from-nagorno-karabakh.txt"

_LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def shut_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and every name look-up but the loopback's."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"a test connected to {address}")
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host and not str(host).startswith(_LOOPBACK):
            raise AssertionError(f"a test looked up {host}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith((PREFIX, "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)


class HashingEncoder:
    """A small real encoder: texts that share words have near vectors."""

    name = "hashing"
    dimension = 256
    max_tokens = 200

    def __init__(self, fingerprint: str = "1") -> None:
        self.fingerprint = fingerprint
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        vectors = np.full((len(texts), self.dimension), 1e-3, np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words(text):
                digest = hashlib.md5(stem(word).encode(), usedforsecurity=False).digest()
                row[digest[0]] += 1.0
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def prepare(self, texts: Sequence[str], *, anew: bool) -> None:
        """It is always ready."""


@pytest.fixture
def hashing_encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture(scope="session")
def minilm() -> Encoder:
    """The real packaged encoder; loading it takes seconds, so once."""
    return LazyEncoder()


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an export of the packaged encoder; making it takes many seconds, so once.

    Its files are linked, not copied, to where they are needed: replace them, do not write them.
    """
    folder = tmp_path_factory.mktemp("exported") / "encoder"
    LazyEncoder(exports=folder).prepare(["The corps left."], anew=False)
    return folder


@pytest.fixture
def ready_encoder(tmp_path: Path, exported: Path) -> None:
    """Put an export where this test's own index will look for it."""
    shutil.copytree(exported, tmp_path / "vectorstore" / "encoder", copy_function=os.link)


@pytest.fixture(scope="session")
def article_settings(tmp_path_factory: pytest.TempPathFactory, exported: Path) -> Settings:
    folder = tmp_path_factory.mktemp("article")
    shutil.copytree(ROOT / "documents", folder / "documents")
    shutil.copytree(exported, folder / "vectorstore" / "encoder", copy_function=os.link)
    return Settings(folder / "documents", folder / "vectorstore")


@pytest.fixture(scope="session")
def article_text() -> str:
    return (ROOT / "documents" / ARTICLE).read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def assistant(article_settings: Settings) -> Assistant:
    """The real thing on the real article. Tests must not change its documents."""
    return Assistant.from_settings(article_settings)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text file under `documents/` of this test's own folder."""

    def write_document(name: str, text: str) -> Path:
        path = tmp_path / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    (tmp_path / "documents").mkdir()
    return write_document


@pytest.fixture
def in_root(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(ROOT)
    yield ROOT

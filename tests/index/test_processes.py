"""Several real processes on one store: what one writes the others find, and nothing is lost."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from karabakh_qa.errors import StoreError
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import sync
from karabakh_qa.retrieval import Retriever
from tests.conftest import ROOT, HashingEncoder

WriteDocument = Callable[[str, str], Path]

SYNC = """
import sys, time
from pathlib import Path
from karabakh_qa.index.index import Index
from karabakh_qa.index.sync import sync
from tests.conftest import HashingEncoder

class SlowEncoder(HashingEncoder):
    def encode(self, texts):
        time.sleep(float(sys.argv[2]))
        print("encoding", flush=True)
        return super().encode(texts)

folder = Path(sys.argv[1])
index, anew = Index(folder / "vectorstore"), sys.argv[3] == "anew"
print(sync(index, folder / "documents", SlowEncoder(), anew=anew), flush=True)
"""


def start_sync(
    folder: Path, slowness: float = 0.0, *, anew: bool = False
) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SYNC, str(folder), str(slowness), "anew" if anew else ""],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def has_ended(process: "subprocess.Popen[str]") -> bool:
    return process.poll() is not None


def finish(process: "subprocess.Popen[str]") -> str:
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return output.splitlines()[-1]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "vectorstore")


def texts(index: Index, question: str, k: int = 5) -> list[str]:
    found = Retriever(index, HashingEncoder()).retrieve(question, k)
    return [scored.passage.text for scored in found.passages]


def by_vector(index: Index, text: str) -> bool:
    """Look for a passage of exactly this text by its vector alone."""
    vector = HashingEncoder().encode([text])[0]

    def reading() -> bool:
        ids = [row for row, _ in index.store.nearest(vector, 5)]
        return any(p.text == text for p in index.store.passages(ids).values())

    return index.read(reading)


def test_one_serves_while_another_indexes(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    folder = tmp_path / "documents"
    write("old.txt", "The old corps stayed in Gyumri.")
    sync(index, folder, HashingEncoder())
    assert by_vector(index, "The old corps stayed in Gyumri.")

    write("new.txt", "A new division came to Ganja.")
    assert finish(start_sync(tmp_path)) == "1 new, 1 unchanged; 1 passages embedded"
    assert by_vector(index, "A new division came to Ganja.")
    assert texts(index, "Ganja")[0] == "A new division came to Ganja."

    # A client that was open all the while and then writes must not lose the other's rows.
    write("third.txt", "The third brigade left Shusha.")
    sync(index, folder, HashingEncoder())
    write("fourth.txt", "The fourth fleet sank in Baku.")
    assert finish(start_sync(tmp_path)) == "1 new, 3 unchanged; 1 passages embedded"
    for text in (
        "The old corps stayed in Gyumri.",
        "A new division came to Ganja.",
        "The third brigade left Shusha.",
        "The fourth fleet sank in Baku.",
    ):
        assert by_vector(index, text), text


def test_two_that_index_at_once_take_turns(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    for n in range(20):
        write(f"{n}.txt", f"The corps a{n} met b{n} in c{n}.")
    reports = [finish(process) for process in [start_sync(tmp_path), start_sync(tmp_path)]]
    assert sorted(reports) == [
        "20 new; 20 passages embedded",
        "20 unchanged; 0 passages embedded",
    ]
    assert len(index.read(lambda: list(index.store.all_passages()))) == 20


def test_a_reader_never_sees_half_a_change(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    def version(n: int) -> str:
        return "\n\n".join(f"Part {p}\n\nIn version {n} the corps was in p{p}." for p in range(30))

    write("a.txt", version(0))
    sync(index, tmp_path / "documents", HashingEncoder())
    retriever = Retriever(index, HashingEncoder())
    seen: set[str] = set()

    def ask_until(stop: Callable[[], bool]) -> int:
        asked = 0
        while not stop():
            found = retriever.retrieve("In which version was the corps in p7?", 30)
            assert len(found.passages) == 30
            for scored in found.passages:
                scored.passage.check(found.documents["a.txt"])
            seen.add(found.documents["a.txt"].hash)
            asked += 1
        return asked

    with ThreadPoolExecutor(2) as pool:
        for n in range(1, 4):
            write("a.txt", version(n))
            process = start_sync(tmp_path)
            stop = partial(has_ended, process)
            readers = [pool.submit(ask_until, stop) for _ in range(2)]
            assert finish(process).startswith("1 changed")
            assert all(reader.result(60) > 0 for reader in readers)
    assert texts(index, "version 3")[0].startswith("In version 3")
    assert len(seen) >= 3


@pytest.mark.parametrize("encodings", [0, 1, 2])
def test_a_killed_process_is_repaired_by_the_next(
    tmp_path: Path, index: Index, write: WriteDocument, encodings: int
) -> None:
    for n in range(150):
        write(f"{n}.txt", f"The corps a{n} met b{n} in c{n}.")
    process = start_sync(tmp_path, slowness=0.2)
    assert process.stdout
    for _ in range(encodings):
        assert process.stdout.readline() == "encoding\n"
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    process.stdout.close()

    report = sync(index, tmp_path / "documents", HashingEncoder())
    assert len(report.added) + len(report.unchanged) == 150
    passages = index.read(lambda: list(index.store.all_passages()))
    assert len(passages) == 150
    assert all(by_vector(index, passage.text) for passage in passages)


def test_a_deleted_or_broken_keyword_index_is_mended_by_a_reader(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    write("a.txt", "The corps stayed in Gyumri.")
    sync(index, tmp_path / "documents", HashingEncoder())
    keywords = tmp_path / "vectorstore" / "keywords.sqlite3"
    for damage in (keywords.unlink, lambda: keywords.write_bytes(b"broken" * 200)):
        damage()
        found = Retriever(index, HashingEncoder()).retrieve("Gyumri", 5)
        assert found.passages[0].keyword_rank == 1


def test_a_reader_waits_for_a_writer_that_is_replacing_rows(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    write("a.txt", "The corps stayed in Gyumri.")
    sync(index, tmp_path / "documents", HashingEncoder())
    other = Index(tmp_path / "vectorstore")
    with ThreadPoolExecutor(1) as pool:
        with index.writing(), index.replacing() as changed:
            reader = pool.submit(texts, other, "Gyumri")
            time.sleep(0.2)
            assert not reader.done()
            changed([], [])
        assert reader.result(10) == ["The corps stayed in Gyumri."]


def test_a_reader_waits_while_another_process_builds_anew(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    for n in range(150):
        write(f"{n}.txt", f"The corps a{n} met b{n} in c{n}.")
    sync(index, tmp_path / "documents", HashingEncoder())
    process = start_sync(tmp_path, slowness=0.2, anew=True)
    seen = set()
    while not has_ended(process):
        seen.add(len(index.read(index.store.stored_documents)))
    assert finish(process).startswith("150 new")
    assert seen == {150}


def test_two_encoders_on_one_store_are_noticed(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    write("a.txt", "The corps stayed in Gyumri.")
    sync(index, tmp_path / "documents", HashingEncoder())
    assert by_vector(index, "The corps stayed in Gyumri.")
    other = Index(tmp_path / "vectorstore")
    assert sync(other, tmp_path / "documents", HashingEncoder("2")).rebuilt
    with pytest.raises(StoreError, match=r"weights was 2, is now 1.*one embedding model"):
        by_vector(index, "The corps stayed in Gyumri.")
    assert by_vector(other, "The corps stayed in Gyumri.")


def test_a_store_that_was_deleted_and_made_again_is_noticed(
    tmp_path: Path, index: Index, write: WriteDocument
) -> None:
    path = write("a.txt", "The corps stayed in Gyumri.")
    sync(index, tmp_path / "documents", HashingEncoder())
    assert texts(index, "corps") == ["The corps stayed in Gyumri."]
    shutil.rmtree(tmp_path / "vectorstore")
    path.write_text("The corps left Gyumri.")
    finish(start_sync(tmp_path))
    assert texts(index, "corps") == ["The corps left Gyumri."]

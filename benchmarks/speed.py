"""How long a person waits: from `serve` to the first answer, and for each question after it.

Run on an otherwise idle machine: .venv/bin/python benchmarks/speed.py
Prints a Markdown table. Every start is a process of its own on an index that is in step; times
are medians, with the smallest and the largest beside them.
"""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "Who won the war of 2020?",
    "How long were the peacekeepers supposed to stay?",
    "Where did Russia open a military base?",
    "How many peacekeepers were deployed?",
    "Why did Russia need Turkey?",
)
STARTS = 5
ROUNDS = 6


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "KARABAKH_QA_DOCUMENTS_DIR": str(ROOT / "documents"),
            "KARABAKH_QA_VECTORSTORE_DIR": folder,
            "KARABAKH_QA_PORT": str(_free_port()),
        }
        _command(environ, "index")
        rows = {
            "`karabakh-qa index`, nothing to do": _timed(lambda: _command(environ, "index")),
            "`karabakh-qa ask`, a whole process": _timed(
                lambda: _command(environ, "ask", QUESTIONS[0])
            ),
        }
        page, first, warm, memory = zip(*[_serve(environ) for _ in range(STARTS)], strict=True)
    rows["`karabakh-qa serve` to the page"] = list(page)
    rows["`karabakh-qa serve` to the first answer"] = list(first)
    rows["a warm question, over HTTP"] = [seconds for times in warm for seconds in times]
    print("| what | median | smallest | largest |\n|---|---|---|---|")
    for what, times in rows.items():
        median, least, most = statistics.median(times), min(times), max(times)
        print(f"| {what} | {median:.2f} s | {least:.2f} s | {most:.2f} s |")
    print(
        f"| memory of the server after {ROUNDS * len(QUESTIONS)} questions | "
        f"{statistics.median(memory):.0f} MB | {min(memory):.0f} MB | {max(memory):.0f} MB |"
    )


def _timed(action: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(STARTS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return times


def _command(environ: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "karabakh_qa", *arguments]
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)


def _serve(environ: dict[str, str]) -> tuple[float, float, list[float], float]:
    """Return seconds to the page, seconds to the first answer, seconds a question, and MB."""
    address = f"http://127.0.0.1:{environ['KARABAKH_QA_PORT']}"
    start = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "karabakh_qa", "serve"], env=environ, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(address)
        page = time.perf_counter() - start
        _ask(address, QUESTIONS[0])
        first = time.perf_counter() - start
        for question in QUESTIONS:
            _ask(address, question)
        warm = []
        for question in QUESTIONS * ROUNDS:
            asked = time.perf_counter()
            _ask(address, question)
            warm.append(time.perf_counter() - asked)
        return page, first, warm, _memory(server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _ask(address: str, question: str) -> None:
    body = json.dumps({"question": question}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/gradio_api/call/v2/ask", body, headers)
    with urllib.request.urlopen(request, timeout=60) as reply:
        event = json.load(reply)["event_id"]
    with urllib.request.urlopen(f"{address}/gradio_api/call/ask/{event}", timeout=60) as stream:
        if b"event: complete" not in stream.read():
            raise RuntimeError(f"{question!r} was not answered")


def _wait_for(address: str) -> None:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing answers at {address}")


def _memory(pid: int) -> float:
    """Return the resident memory of a process, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()

"""One number that tells every process when the store has changed.

An open embedded Chroma never finds what another process adds (chromadb 1.5), so each process
compares this number before a question and reopens where it differs. It is odd while rows are being
replaced, so that a reader can also tell that what it has just read may be half old, half new.
"""

import os
import time
from pathlib import Path


class Generation:
    """The number in `vectorstore/generation`. Only the holder of the sync lock changes it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "generation"

    def read(self) -> int:
        """Return the number; 0 where nothing was ever written."""
        try:
            return int(self._path.read_text("ascii"))
        except (FileNotFoundError, ValueError):
            return 0

    def begin(self) -> None:
        """Make the number odd: rows are about to be replaced.

        The first number comes from the clock, so that a folder that was deleted and made again
        is not taken for the old one.
        """
        self._write((self.read() or int(time.time() * 1000) * 2) | 1)

    def next_even(self) -> int:
        """Return the number that `end` will write."""
        return (self.read() | 1) + 1

    def end(self) -> None:
        """Make the number even and new: what stands in the store is whole."""
        self._write(self.next_even())

    def _write(self, number: int) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_suffix(".new")
        with new.open("w", encoding="ascii") as stream:
            stream.write(str(number))
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(self._path)

"""The number that tells processes when the store has changed."""

from pathlib import Path

from karabakh_qa.index.generation import Generation


def test_it_is_odd_while_rows_are_replaced_and_new_afterwards(tmp_path: Path) -> None:
    generation = Generation(tmp_path / "store")
    assert generation.read() == 0
    generation.begin()
    assert generation.read() == 1
    generation.begin()
    assert generation.read() == 1
    assert generation.next() == 2
    generation.end()
    assert generation.read() == 2
    generation.end()
    assert generation.read() == 4


def test_another_process_reads_the_same(tmp_path: Path) -> None:
    Generation(tmp_path).end()
    assert Generation(tmp_path).read() == 2


def test_a_broken_file_means_that_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "generation").write_text("x")
    assert Generation(tmp_path).read() == 0

"""The number that tells processes when the store has changed."""

from pathlib import Path

from karabakh_qa.index.generation import Generation


def test_it_is_odd_while_rows_are_replaced_and_new_afterwards(tmp_path: Path) -> None:
    generation = Generation(tmp_path / "store")
    assert generation.read() == 0
    generation.begin()
    first = generation.read()
    assert first % 2 == 1
    generation.begin()
    assert generation.read() == first
    assert generation.next_even() == first + 1
    generation.end()
    assert generation.read() == first + 1
    generation.begin()
    generation.end()
    assert generation.read() == first + 3


def test_another_process_reads_the_same(tmp_path: Path) -> None:
    generation = Generation(tmp_path)
    generation.begin()
    assert Generation(tmp_path).read() == generation.read() > 0


def test_a_folder_that_was_made_again_is_not_the_old_one(tmp_path: Path) -> None:
    old, new = Generation(tmp_path / "a"), Generation(tmp_path / "b")
    for _ in range(3):
        old.begin()
        old.end()
    new.begin()
    assert abs(new.read() - old.read()) < 10_000  # from the clock, in half milliseconds
    assert new.read() > 1_000_000_000_000


def test_a_broken_file_means_that_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "generation").write_text("x")
    assert Generation(tmp_path).read() == 0

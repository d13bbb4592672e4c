import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from karabakh_qa.errors import InputError
from karabakh_qa.evaluation.outputs import check_output, load_report, write_report
from karabakh_qa.evaluation.report import Report

STARTS = {
    ".json": '{\n"format": ',
    ".csv": "\ufeffid,question,",
    ".md": "**1 of 7 ",
    ".xml": "<?xml ",
    ".html": "<!DOCTYPE html>",
}


@pytest.mark.parametrize("suffix", STARTS)
def test_the_extension_chooses_the_kind(tmp_path: Path, all_kinds: Report, suffix: str) -> None:
    path = tmp_path / f"report{suffix.upper()}"
    check_output(path)
    write_report(all_kinds, path, all_kinds)
    assert path.read_bytes().decode("utf-8").startswith(STARTS[suffix])
    assert list(tmp_path.iterdir()) == [path]


def test_json_is_read_back(tmp_path: Path, all_kinds: Report) -> None:
    write_report(all_kinds, tmp_path / "r.json")
    assert load_report(tmp_path / "r.json") == all_kinds


@pytest.mark.parametrize("suffix", STARTS)
def test_half_a_surrogate_pair_stops_nothing(
    tmp_path: Path, all_kinds: Report, suffix: str
) -> None:
    first = all_kinds.outcomes[0]
    odd = replace(first, question=replace(first.question, id="\ud800", question="a\udfffb"))
    write_report(replace(all_kinds, outcomes=(odd,)), tmp_path / f"r{suffix}")
    (tmp_path / f"r{suffix}").read_text("utf-8")


@pytest.mark.parametrize("name", ["report", "report.txt", "report.html.gz", ".json"])
def test_an_unknown_kind(tmp_path: Path, all_kinds: Report, name: str) -> None:
    for attempt in (check_output, lambda path: write_report(all_kinds, path)):
        with pytest.raises(InputError, match=r"one of: \.json, \.csv, \.md, \.xml, \.html"):
            attempt(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no folder .*missing; make it first"):
        check_output(tmp_path / "missing" / "r.json")
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="there is no folder"):
        check_output(tmp_path / "file" / "r.json")


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "r.json").mkdir()
    with pytest.raises(InputError, match="it is a folder"):
        check_output(tmp_path / "r.json")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="is not writable"):
            check_output(tmp_path / "r.json")
    finally:
        tmp_path.chmod(0o700)


def test_a_name_that_the_disk_refuses(tmp_path: Path, all_kinds: Report) -> None:
    with pytest.raises(InputError, match="cannot be written: File name too long"):
        write_report(all_kinds, tmp_path / f"{'x' * 250}.json")


def test_a_failed_write_leaves_the_old_file_whole(
    tmp_path: Path, all_kinds: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.md"
    path.write_text("old")

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(InputError, match="No space left"):
        write_report(all_kinds, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path, all_kinds: Report) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "r.md"
    link.symlink_to(tmp_path / "there" / "real.md")
    write_report(all_kinds, link)
    assert link.is_symlink()
    assert (tmp_path / "there" / "real.md").read_text("utf-8").startswith("**")

"""Where results go: a file or folder is there whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from quotes.commands.output import make_folder, open_output, replace_whole
from quotes.errors import OutputError


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("before", [None, "old"], ids=["new file", "file there before"])
def test_failure_leaves_what_was_there(tmp_path: Path, error: type[BaseException], before: str | None) -> None:
    path = tmp_path / "said.jsonl"
    if before is not None:
        path.write_text(before)

    def write_half() -> None:
        with open_output(path) as stream:
            stream.write("half")
            stream.flush()
            raise error

    with pytest.raises(error):
        write_half()
    assert files_in(tmp_path) == ([] if before is None else ["said.jsonl"])
    assert before is None or path.read_text() == before


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("none/said.jsonl", id="no such folder"),
        pytest.param("file/said.jsonl", id="folder that is a file"),
        pytest.param("folder", id="file that is a folder"),
        pytest.param("x" * 300, id="name too long"),
    ],
)
def test_output_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "folder").mkdir()

    with (
        pytest.raises(OutputError, match="cannot be written") as raised,
        open_output(tmp_path / name) as stream,
    ):
        stream.write("all")
    assert str(raised.value).startswith(f"{tmp_path / name}: ")
    assert files_in(tmp_path) == ["file", "folder"]


def test_output_appears_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text("old")
    with open_output(path) as stream:
        stream.write("“new”\r\n\n")
        stream.flush()
        assert path.read_text() == "old"

    assert path.read_bytes() == "“new”\r\n\n".encode()
    assert files_in(tmp_path) == ["said.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no mode bits")
def test_output_may_be_read_by_whom_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with open_output(tmp_path / "said.jsonl"):
            pass
        assert os.umask(0o027) == 0o027, "the umask is as it was"
    finally:
        os.umask(before)

    assert (tmp_path / "said.jsonl").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [None, ValueError])
def test_file_of_a_library_is_replaced_whole(tmp_path: Path, error: type[Exception] | None) -> None:
    path = tmp_path / "table.xlsx"
    path.write_text("old")

    def write() -> None:
        with replace_whole(path) as partial:
            partial.write_text("new")
            if error:
                raise error

    if error:
        with pytest.raises(error):
            write()
    else:
        write()
    assert (files_in(tmp_path), path.read_text()) == (["table.xlsx"], "old" if error else "new")


def test_folder_that_is_not_empty_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")

    with pytest.raises(OutputError, match="already exists; name a new or an empty folder"), make_folder(tmp_path):
        pass
    assert files_in(tmp_path) == ["old.txt"]


@pytest.mark.parametrize("before", [False, True], ids=["new", "empty"])
def test_folder_is_made_whole(tmp_path: Path, before: bool) -> None:
    path = tmp_path / "gold"
    if before:
        path.mkdir()
    with make_folder(path) as folder:
        (folder / "a.ann").write_text("T1")
        assert path.exists() is before

    assert files_in(path) == ["a.ann"]
    assert files_in(tmp_path) == ["gold"]

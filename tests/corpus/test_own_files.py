"""What a run writes is none of its articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.corpus.own_files import check_inputs
from quotes.errors import OutputError
from quotes.formats.readers.paths import find_paths

RECORD = '{"schema_version":"2","id":"0"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "texts/b.txt", "said.jsonl.partial", "deep/said.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("So.")
    (tmp_path / "said.jsonl").write_text(RECORD)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "said.jsonl")
    return tmp_path


def test_output_is_left_out_of_its_folder(folder: Path) -> None:
    own = [str(folder / "said.jsonl"), str(folder / "." / "texts")]
    names = [Path(name).relative_to(folder).as_posix() for name in find_paths([str(folder)], own)]

    assert names == ["a.txt", "deep/said.jsonl", "link.jsonl"] or names == ["a.txt", "deep/said.jsonl"]


def test_earlier_output_that_is_named_is_left_out_and_said(folder: Path) -> None:
    paths = [str(folder / "a.txt"), str(folder / "said.jsonl")]

    assert check_inputs(paths, [paths[1]]) == [paths[1]]
    assert list(find_paths(paths, [paths[1]])) == [paths[0]]


@pytest.mark.parametrize("named", [["a.txt", "deep/said.jsonl"], ["a.txt"], ["said.jsonl"]], ids=", ".join)
def test_articles_are_not_written_over(folder: Path, named: list[str]) -> None:
    paths = [str(folder / name) for name in named]
    with pytest.raises(OutputError, match="would be read and written in one run; name another file to write"):
        check_inputs(paths, [paths[-1]])

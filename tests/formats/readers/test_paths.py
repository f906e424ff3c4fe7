"""From what the user names to articles: files, folders, and the ones that fail among them."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from quotes.article import Article
from quotes.formats.readers.paths import Failure, find_paths, read_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "b.txt": b"Putin said so.",
        "a.TXT": b"NATO said so.",
        "notes.md": b"Ankara said so.",
        "deep/down/c.text": "“Yes,” he said.".encode("cp1252"),
        "broken.txt": b"\x00\x01",
        ".hidden.txt": b"hidden",
        ".git/d.txt": b"hidden",
        "picture.png": b"\x89PNG",
        "table.csv": b"a,b",
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.txt").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(".hidden.txt", id="hidden file"),
        pytest.param(".git/d.txt", id="in a hidden folder"),
        pytest.param("picture.png", id="picture"),
        pytest.param("folder.txt", id="folder with the name of a file"),
    ],
)
def test_passed_over_in_a_folder(folder: Path, name: str) -> None:
    assert str(folder / name) not in list(find_paths([str(folder)]))


def test_folder_is_searched_to_the_bottom_in_the_order_of_names(folder: Path) -> None:
    found = [Path(path).relative_to(folder).as_posix() for path in find_paths([str(folder)])]

    assert found == ["a.TXT", "b.txt", "broken.txt", "deep/down/c.text", "notes.md", "table.csv"]


def test_hidden_folder_that_is_named_itself_is_searched(folder: Path) -> None:
    assert list(find_paths([str(folder / ".git")])) == [str(folder / ".git" / "d.txt")]


def test_named_files_come_as_they_are_and_in_the_order_given(folder: Path) -> None:
    named = [str(folder / "table.csv"), "-", str(folder / "none.txt"), str(folder / ".hidden.txt")]

    assert list(find_paths(named)) == named


def test_no_paths_for_an_empty_folder(tmp_path: Path) -> None:
    assert list(find_paths([str(tmp_path)])) == []


def test_one_bad_file_never_stops_the_others(folder: Path) -> None:
    paths = [*find_paths([str(folder)]), str(folder / "none.txt")]
    results = list(read_paths(paths))

    # a table without rows has no articles; how its columns are named matters only to a row
    assert [result.source_path for result in results] == [path for path in paths if not path.endswith("table.csv")]
    assert [type(result) for result in results] == [Article, Article, Failure, Article, Article, Failure]
    assert [result.text for result in results if isinstance(result, Article)] == [
        "NATO said so.",
        "Putin said so.",
        "“Yes,” he said.",
        "Ankara said so.",
    ]


def test_failure_says_what_went_wrong_where(folder: Path) -> None:
    path = str(folder / "none.txt")

    assert list(read_paths([path])) == [
        Failure(path, stage="read", error="ReadError", message=f"{path}: no such file; check the path")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The mayor said so.\n", "The mayor said so.\n", id="read whole"),
        pytest.param('{"text": "Yes."}\n{"text": "No."}\n', "give it as -, or save it", id="many articles"),
    ],
)
def test_nothing_of_a_named_pipe_is_lost(text: str, expected: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(text, "utf-8"))
    writer.start()
    (result,) = read_paths([str(pipe)])
    writer.join()
    assert expected in (result.message if isinstance(result, Failure) else result.text)

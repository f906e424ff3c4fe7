"""One entry of the registry makes a format known everywhere: options, help, errors and the documentation."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from quotes.article import Article
from quotes.cli import app
from quotes.formats.readers.document import Failure
from quotes.formats.readers.paths import read_paths
from quotes.formats.registry import (
    EXPORTABLE,
    FORMATS,
    IMPORTABLE,
    READABLE,
    RECORDS,
    Format,
    Reads,
    find_format,
    load_export,
    load_import,
    load_writer,
    sniff_format,
)

OPTIONS = {
    ("extract", "--input-format"): READABLE,
    ("extract", "--format"): RECORDS,
    ("export", "--format"): EXPORTABLE,
    ("import", "--format"): IMPORTABLE,
}


@pytest.mark.parametrize(("command", "flag"), OPTIONS, ids=map(" ".join, OPTIONS))
def test_option_takes_what_the_registry_has(command: str, flag: str) -> None:
    names = OPTIONS[command, flag]
    (option,) = (item for item in get_command(app).commands[command].params if flag in item.opts)  # type: ignore[attr-defined]

    assert option.metavar == f"[{'|'.join(names)}]"


@pytest.mark.parametrize(("command", "flag"), OPTIONS, ids=map(" ".join, OPTIONS))
def test_another_format_is_refused_with_those_there_are(command: str, flag: str) -> None:
    result = CliRunner().invoke(app, [command, "a.txt", flag, "wire"])

    assert result.exit_code == 2
    assert all(repr(name) in result.stderr for name in OPTIONS[command, flag])


@pytest.mark.usefixtures("_one_pipeline")
@pytest.mark.parametrize("name", READABLE)
def test_input_format_takes_every_reader(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "none.xyz"), "--input-format", name])

    assert result.exit_code == 1, result.stderr
    assert "none.xyz: no such file" in result.stderr


def test_every_part_of_an_entry_is_there() -> None:
    for name in RECORDS:
        assert load_writer(name)().header is not None
    for name in EXPORTABLE:
        assert callable(load_export(name))
    for name in IMPORTABLE:
        assert callable(load_import(name))
    for form in FORMATS:
        assert form.about
        assert form.reads or form.records or form.exports or form.imports, form.name


def test_names_and_suffixes_are_those_of_one_format() -> None:
    suffixes = [suffix for reads in READABLE.values() for suffix in reads.suffixes]

    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert len(set(suffixes)) == len(suffixes)


def test_documentation_has_every_format() -> None:
    spec = importlib.util.spec_from_file_location("hooks", Path(__file__).parents[2] / "docs" / "hooks.py")
    assert spec
    assert spec.loader
    hooks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hooks)

    table = hooks.make_formats()
    for name, reads in READABLE.items():
        assert f"| `{name}` | {f'`{reads.suffixes[0]}`' if reads.suffixes else 'none: '}" in table
    assert all(f"| `{name}` | " in hooks.make_exports() for name in EXPORTABLE)


def test_reader_added_as_the_guide_says_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("quotes.formats.readers.wire")
    module.read = lambda data, document, options: iter([Article(text=data.decode().partition("\n")[2])])  # type: ignore[attr-defined]
    form = Format("wire", "wire copy", reads=Reads("wire", (".wire",), sniff=lambda head: head.startswith(b"WIRE ")))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(READABLE, form.name, form.reads)
    path = tmp_path / "copy"
    path.write_text("WIRE bridge\nThe mayor said so.")
    (results,) = read_paths([str(path)])

    assert not isinstance(results, Failure)
    assert results.text == "The mayor said so."


@pytest.mark.parametrize(
    ("head", "form"),
    [
        pytest.param(b"", "text", id="nothing"),
        pytest.param(b"\xef\xbb\xbfThe mayor", "text", id="byte-order mark"),
        pytest.param(b"\n\nThe mayor", "text", id="blank lines"),
        pytest.param(b"<3 said the mayor", "text", id="heart"),
        pytest.param(b"{mayor} said", "text", id="brace"),
        pytest.param(b"From: the mayor\nWe want the road", "text", id="one line like a header"),
        pytest.param(b"PK\x03\x04 mimetypeapplication/epub+zip", "epub", id="EPUB"),
        pytest.param(b"PK\x03\x04 [Content_Types].xml", "docx", id="Word"),
        pytest.param(b"\xef\xbb\xbfWEBVTT\n", "vtt", id="captions after a byte-order mark"),
        pytest.param(b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\n", "srt", id="SubRip"),
        pytest.param(b"1\n00:00:01 we left", "text", id="a number and a time"),
        pytest.param(b"[00:01] LEE: Yes.\n" * 3, "transcript", id="lines with times"),
        pytest.param(b"<?xml version='1.0'?>\n<rss>", "xml", id="feed"),
        pytest.param(b"<p>The mayor said", "html", id="piece of a page"),
        pytest.param(b'{"text": "a"}\n{"text": "b"}', "jsonl", id="JSON Lines"),
        pytest.param(b'{\n "text": "a"}', "json", id="JSON over lines"),
        pytest.param(b"From: a@b\nSubject: Road", "eml", id="mail"),
        pytest.param(b"WARC/1.0\r\n", "warc", id="WARC"),
    ],
)
def test_first_bytes_tell_the_format(head: bytes, form: str) -> None:
    assert sniff_format(head) == form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        pytest.param("a", None, id="no suffix"),
        pytest.param("a.gz", None, id="packed alone"),
        pytest.param("A.HTML", "html", id="capitals"),
        pytest.param("s3://x/a.vtt.zst", "vtt", id="packed, at an address"),
    ],
)
def test_suffix_tells_the_format(name: str, form: str | None) -> None:
    assert find_format(name) == form


@pytest.mark.parametrize("unit", [" ", "\t", "1", "1:", "A ", "A:", "[0", "A 1:00 ", "\n", "1:00\n"], ids=repr)
def test_hostile_first_bytes_are_told_in_no_time(unit: str) -> None:
    assert sniff_format((unit * 65_536).encode()[:65_536]) in ("text", "transcript")

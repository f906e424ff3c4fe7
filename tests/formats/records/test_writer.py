"""What every writer promises: bytes that are appended, and one finish."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from rich.console import Console
from support.records import make_record

from quotes.formats.records.terminal_table import measure_screen
from quotes.formats.records.writer import Screen
from quotes.formats.registry import RECORDS, load_writer


@pytest.mark.parametrize("form", RECORDS)
def test_no_records_add_nothing(form: str) -> None:
    assert load_writer(form)().dump([]) == b""


@pytest.mark.parametrize("form", RECORDS)
def test_articles_follow_each_other(form: str) -> None:
    writer = load_writer(form)()
    record = make_record()

    assert writer.dump([record]).endswith(b"\n")
    assert b"Stoltenberg" in writer.dump([record])


@pytest.mark.parametrize("form", RECORDS)
def test_finished_file_is_there_even_without_records(form: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    partial, final = tmp_path / "partial", tmp_path / "final"
    writer = load_writer(form)()
    partial.write_bytes(writer.header())
    writer.finish(partial, final)

    assert final.is_file()


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_packed_pieces_are_one_file(form: str) -> None:
    plain, packed = load_writer(form)(), load_writer(form)(compress="gzip")
    pieces = [plain.header(), plain.dump([make_record()]), b"", plain.dump([make_record()])]

    assert gzip.decompress(b"".join(map(packed.pack, pieces))) == b"".join(map(plain.pack, pieces)) == b"".join(pieces)


@pytest.mark.parametrize(("width", "colours"), [(40, None), (120, "truecolor")])
def test_table_is_made_for_its_screen(width: int, colours: str | None) -> None:
    table = load_writer("table")(screen=Screen(width, colours)).dump([make_record()]).decode()

    assert ("\x1b[" in table) is (colours is not None)
    assert colours or max(map(len, table.splitlines())) <= width


def test_screen_of_a_file_has_no_colours(tmp_path: Path) -> None:
    with (tmp_path / "table.txt").open("w", encoding="utf-8") as stream:
        assert measure_screen(stream) == Screen(Console(file=stream).width, None, "utf-8")

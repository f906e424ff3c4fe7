"""What the user knows about speakers, from two tables: `variant,name,sector,article` and `name,wikidata`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, get_args

from quotes.desk.speakers.name_keys import Key, name_key
from quotes.errors import ReadError
from quotes.record import Sector

_ID = re.compile(r"Q[1-9]\d*")
_SECTORS = get_args(Sector)


@dataclass(frozen=True)
class Alias:
    """The speaker that a variant of a name refers to."""

    name: str
    sector: str | None
    line: int


def read_aliases(path: Path) -> dict[Key, Alias]:
    """The alias for each variant's key; a name is a variant of itself. Rows of one article are left out.

    Raises ReadError.
    """
    aliases: dict[Key, Alias] = {}
    names: dict[Key, Alias] = {}
    for line, variant, name, sector, article in _read(path, ("variant", "name"), ("sector", "article")):
        _check_sector(sector, path, line)
        if article:
            continue
        first = names.setdefault(name_key(name), Alias(name, sector or None, line))
        if sector and first.sector is None:
            first = names[name_key(name)] = Alias(first.name, sector, first.line)
        if sector and first.sector != sector:
            raise ReadError(f"{path}:{line}: {name!r} is {first.sector} in line {first.line}; give it one sector")
        _put(aliases, variant, Alias(name, sector or None, line), path)
    for key, alias in aliases.items():
        chained = aliases.get(name_key(alias.name))
        if chained is not None and name_key(chained.name) != name_key(alias.name):
            raise ReadError(
                f"{path}:{alias.line}: {alias.name!r} is itself a variant of {chained.name!r} in line {chained.line}; "
                f"write {chained.name!r} in both"
            )
        aliases[key] = names[name_key(alias.name)]
    return names | aliases


def read_splits(path: Path) -> dict[tuple[Key, str], Alias]:
    """Who a variant is in one article alone, by its key and the article's id: the rows with an `article`.

    Raises ReadError.
    """
    splits: dict[tuple[Key, str], Alias] = {}
    for line, variant, name, sector, article in _read(path, ("variant", "name"), ("sector", "article")):
        if not article:
            continue
        other = splits.setdefault((name_key(variant), article), Alias(name, sector or None, line))
        if name_key(other.name) != name_key(name):
            raise ReadError(
                f"{path}:{line}: {variant!r} of {article} is {other.name!r} in line {other.line} and {name!r} here; "
                "keep one"
            )
    return splits


def _check_sector(sector: str, path: Path, line: int) -> None:
    if sector and sector not in _SECTORS:
        raise ReadError(f"{path}:{line}: unknown sector {sector!r}; leave it empty or use {', '.join(_SECTORS)}")


def read_ids(path: Path) -> dict[Key, str]:
    """The Wikidata id of each name, by its key; ids may be addresses that end in one. Raises ReadError."""
    ids: dict[Key, str] = {}
    for line, name, address in _read(path, ("name", "wikidata"), ()):
        number = address.rstrip("/").rpartition("/")[2]
        if not _ID.fullmatch(number):
            raise ReadError(f"{path}:{line}: {address!r} is not a Wikidata id; write it as Q7747")
        if ids.setdefault(name_key(name), number) != number:
            raise ReadError(
                f"{path}:{line}: {name!r} has two ids, {ids[name_key(name)]} and {number}; keep the right one"
            )
    return ids


@contextmanager
def open_csv(path: Path, header: str) -> Iterator[TextIO]:
    """A CSV file for reading. Raises ReadError, which names the file and the line `header` that it is to begin with."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); name a CSV file with {header}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: is not UTF-8; save it as 'CSV UTF-8'") from error
    except csv.Error as error:
        raise ReadError(f"{path}: is not CSV ({error}); begin the file with the line {header}") from error


def _put(aliases: dict[Key, Alias], variant: str, alias: Alias, path: Path) -> None:
    other = aliases.setdefault(name_key(variant), alias)
    if name_key(other.name) != name_key(alias.name):
        raise ReadError(
            f"{path}:{alias.line}: {variant!r} is {other.name!r} in line {other.line} and {alias.name!r} here; keep one"
        )


def _read(path: Path, needed: tuple[str, str], optional: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """(line, first, second, optional cells) of each row, without surrounding blanks."""
    header = ",".join((*needed, *optional[:1]))
    with open_csv(path, header) as stream:
        rows = csv.DictReader(stream)
        missing = [name for name in needed if name not in (rows.fieldnames or ())]
        if missing:
            raise ReadError(f"{path}: no column {missing[0]!r}; begin the file with the line {header}")
        for row in rows:
            cells = [" ".join((row.get(name) or "").split()) for name in (*needed, *optional)]
            if not any(cells):
                continue
            for name, cell in zip(needed, cells, strict=False):
                if not name_key(cell):
                    raise ReadError(f"{path}:{rows.line_num}: no {name}; give {' and '.join(needed)} in each line")
            yield rows.line_num, *cells

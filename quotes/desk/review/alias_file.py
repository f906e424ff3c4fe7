"""Merges across articles as rows of the user's aliases, which every command of the desk reads.

A reviewer who says that "Putin" is "Vladimir Putin" in all articles gets the row `Putin,Vladimir Putin,`; taking the
merge back takes the row out. Rows that a person wrote are never changed.
"""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path

from quotes.desk.review.decisions import Decision
from quotes.desk.review.state import ReviewState
from quotes.desk.speakers.given import read_aliases
from quotes.desk.speakers.name_keys import Key, name_key
from quotes.errors import OutputError, ReadError

HEADER = ("variant", "name", "sector")
# Natures whose names mean the same in every article: "officials" of two articles are strangers.
_NAMED = ("named_person", "named_organization")


def write_aliases(state: ReviewState, path: Path) -> None:
    """Bring the rows of the state's merges into the file, which is replaced whole.

    Raises OutputError where they contradict the user's rows, or the file cannot be written; it is then kept.
    """
    made = {event.seq: _rows(state, event) for event in state.merges_everywhere()}
    active = {event.seq for event in state.active_decisions()}
    ours = {(name_key(variant), name_key(name)) for rows in made.values() for variant, name in rows}
    kept = [row for row in _read(path) if _keys(row) not in ours]
    names = {name_key(variant): name for seq in sorted(active & made.keys()) for variant, name in made[seq]}
    rows = [
        {"variant": variant, "name": _last(names, name)}
        for seq in sorted(active & made.keys())
        for variant, name in made[seq]
    ]
    _replace(path, kept + [row for row in rows if name_key(row["variant"]) != name_key(row["name"])])


def _rows(state: ReviewState, event: Decision) -> list[tuple[str, str]]:
    """The variants that a merge gives another name: those that the file's records have for the speaker."""
    if event.merge is None:
        return []
    names: dict[Key, str] = {}
    for record in state.original_records():
        speaker = record.speaker
        if speaker is not None and speaker.id == event.merge.gone and record.source_type.nature in _NAMED:
            names.setdefault(name_key(speaker.name), speaker.name)
    return [(name, event.merge.kept.name) for key, name in names.items() if key]


def _last(names: dict[Key, str], name: str) -> str:
    """The name at the end of a chain: C, where A is B and B is C."""
    passed: set[Key] = set()
    while (key := name_key(name)) in names and key not in passed:
        passed.add(key)
        name = names[key]
    return name


def _keys(row: dict[str, str]) -> tuple[Key, Key]:
    return name_key(row.get("variant") or ""), name_key(row.get("name") or "")


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    read_aliases(path)  # refuses what is not a table of aliases
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _replace(path: Path, rows: list[dict[str, str]]) -> None:
    path = Path(os.path.realpath(path))
    columns = list(dict.fromkeys((*HEADER, *(name for row in rows for name in row if name))))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            read_aliases(temporary)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except ReadError as error:
        reason = str(error).replace(str(temporary), path.name)
        raise OutputError(f"merged, but not written to {path.name}: {reason}") from error
    except OSError as error:
        raise OutputError(f"merged, but {path}: cannot be written ({error.strerror}); check the folder") from error

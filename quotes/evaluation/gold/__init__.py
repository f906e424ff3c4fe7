"""Gold in several formats, one module per format; `read_gold(path)` recognises the format."""

from __future__ import annotations

from pathlib import Path

from quotes.errors import ReadError
from quotes.evaluation.gold.brat import read_brat
from quotes.evaluation.gold.citron import read_citron
from quotes.evaluation.gold.json_lines import read_gold_lines, read_json_lines
from quotes.evaluation.gold.standoff_json import is_standoff, read_standoff
from quotes.evaluation.relations import Sheet


def read_gold(path: Path) -> list[Sheet]:
    """The gold of a brat folder, of one with `texts/` and `gold/`, or of Citron's JSON or our JSON Lines.

    Raises ReadError, which names the file and the expected formats.
    """
    if str(path) == "-":
        return read_json_lines(path)
    if path.is_file() and path.suffix.lower() != ".json":
        return read_gold_lines([path])
    if path.is_file():
        return read_citron([path])
    if not path.exists():
        raise ReadError(f"{path}: no such file or folder; give a brat folder, Citron JSON or JSON Lines")
    if (path / "attributions").is_dir() or next(path.glob("*.ann"), None):
        return read_brat(path)
    if is_standoff(path):
        return read_standoff(path)
    files = sorted(path.glob("*.json"))
    if files:
        return read_citron(files)
    if files := sorted(path.glob("*.jsonl")):
        return read_gold_lines(files)
    raise ReadError(
        f"{path}: no gold there; a brat folder has text/*.txt with attributions/*.ann, "
        "or *.txt beside *.ann, one of standoff JSON texts/*.txt with gold/*.json, a Citron folder has *.json, "
        "one of records *.jsonl"
    )

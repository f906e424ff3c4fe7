"""What pipelines cost: words per second, seconds to load, megabytes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from spacy.language import Language

WORDS_PER_ROUND = 20_000  # some seconds of work
ROUNDS = 3
BATCH_SIZE = 16  # as the engine parses
LOADS = 3


def measure_words_per_second(
    pipelines: Mapping[str, Language], texts: Sequence[str], *, rounds: int = ROUNDS
) -> dict[str, float]:
    """Tokens per second of each pipeline, without the engine: the median of some rounds.

    In each round the pipelines read the same articles, one pipeline after the other, so that other load on the machine
    slows all of them.
    """
    spent: dict[str, list[float]] = {name: [] for name in pipelines}
    words: dict[str, int] = {}
    batches = {name: _take_texts(nlp, texts, WORDS_PER_ROUND) for name, nlp in pipelines.items()}
    for number in range(rounds + 1):  # the first warms up
        for name, nlp in pipelines.items():
            with nlp.select_pipes(disable=[pipe for pipe in nlp.pipe_names if pipe == "quotes"]), nlp.memory_zone():
                start = time.perf_counter()
                words[name] = sum(len(doc) for doc in nlp.pipe(batches[name], batch_size=BATCH_SIZE))
                if number:
                    spent[name].append(time.perf_counter() - start)
    return {name: round(words[name] / median(spent[name])) if spent[name] and words[name] else 0.0 for name in spent}


def _take_texts(nlp: Language, texts: Sequence[str], words: int) -> list[str]:
    """The first texts, until they have `words` words."""
    taken: list[str] = []
    for text in texts:
        if words <= 0:
            break
        taken.append(text)
        words -= len(nlp.make_doc(text))
    return taken


def size_mb(folder: Path) -> float:
    """The size of all files of a folder, or of one file, in megabytes (10^6 bytes)."""
    files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    return round(sum(path.stat().st_size for path in files) / 1e6, 1)


def load_seconds(model: Path | str) -> float:
    """How long `spacy.load` takes in a fresh process, `import spacy` not counted: the quickest of a few times."""
    code = (
        "import sys, time, spacy; start = time.perf_counter(); "
        "spacy.load(sys.argv[1]); print(time.perf_counter() - start)"
    )
    command = [sys.executable, "-I", "-W", "ignore", "-c", code, str(model)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(LOADS)]
    return round(min(float(ran.stdout) for ran in runs), 2)
